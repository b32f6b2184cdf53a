"""Systems that people expected in and that are out, or the reverse."""

import pytest
from flask import Flask

from consensus.kit.errors import Invalid
from consensus.systems.actions import cosign_surprise, raise_surprise, unsign_surprise, withdraw_surprise
from consensus.systems.errors import NotCurrent, OwnSurprise
from consensus.systems.given import SurpriseGiven
from consensus.systems.queries.surprises import cosigned_by, groups_sharing, surprises_of
from tests.factories import make_account
from tests.systems.acting import act, draft_with, entries, system


@pytest.fixture
def draft(app: Flask):
    return draft_with()


@pytest.fixture
def ana(app: Flask):
    return make_account("Ana")


def surprised(draft, by, **given):
    given = {"expected": "in", "reason": "Everybody builds on it."} | given
    made, _new = act(raise_surprise, draft, given=SurpriseGiven(**given), by=by)
    return made


def test_it_is_listed_and_on_record_without_words(draft, ana):
    made = surprised(draft, ana, system=system("Alpha"))

    assert [each.id for each in surprises_of(draft)] == [made.id]
    [entry] = entries("surprise.raised")
    assert (entry.details["system"], entry.details["expected"]) == ("alpha", "in")
    assert "builds" not in str(entry.details)


def test_it_may_be_of_a_system_that_the_registry_does_not_have(draft, ana):
    made = surprised(draft, ana, name=" Gamma ")

    assert (made.name, made.system, entries("surprise.raised")[0].details["system"]) == ("Gamma", None, None)


def test_the_same_again_by_somebody_else_is_sharing_it(draft, ana):
    alpha = system("Alpha")
    made = surprised(draft, ana, system=alpha)
    ben = make_account("Ben", stakeholder_group="subject")
    again = surprised(draft, ben, system=alpha)
    surprised(draft, ana, system=alpha)

    assert (again.id, again.cosigned, groups_sharing([made])) == (made.id, 1, {made.id: {"subject": 1}})
    assert surprised(draft, ben, system=alpha, expected="out").id != made.id


def test_it_is_shared_once_and_can_be_taken_back(draft, ana):
    made, ben = surprised(draft, ana, name="Gamma"), make_account("Ben")
    act(cosign_surprise, made, by=ben)
    act(cosign_surprise, made, by=ben)
    assert (made.cosigned, cosigned_by(ben, draft)) == (1, {made.id})
    act(unsign_surprise, made, by=ben)
    act(unsign_surprise, made, by=ben)

    assert (made.cosigned, cosigned_by(ben, draft), cosigned_by(None, draft)) == (0, set(), set())
    assert [len(entries(verb)) for verb in ("surprise.cosigned", "surprise.cosignature-withdrawn")] == [1, 1]


def test_nobody_shares_their_own(draft, ana):
    with pytest.raises(OwnSurprise):
        act(cosign_surprise, surprised(draft, ana, name="Gamma"), by=ana)


def test_what_was_taken_back_is_shared_no_more_and_can_be_raised_anew(draft, ana):
    alpha = system("Alpha")
    made = surprised(draft, ana, system=alpha)
    act(withdraw_surprise, made, by=ana)

    assert list(surprises_of(draft)) == []
    with pytest.raises(NotCurrent):
        act(cosign_surprise, made, by=make_account("Ben"))
    with pytest.raises(NotCurrent):
        act(withdraw_surprise, made, by=ana)
    assert surprised(draft, ana, system=alpha).id != made.id


def test_what_most_people_share_stands_first(draft, ana):
    first, second = surprised(draft, ana, name="One"), surprised(draft, ana, name="Two")
    act(cosign_surprise, second, by=make_account("Ben"))

    assert [each.id for each in surprises_of(draft)] == [second.id, first.id]


@pytest.mark.parametrize("given, field", [
    ({"expected": "maybe", "name": "Gamma"}, "expected"), ({"name": " "}, "name"), ({"name": "Gamma", "reason": " "}, "reason"),
])  # fmt: skip
def test_what_cannot_be_taken_is_named(draft, ana, given, field):
    with pytest.raises(Invalid) as refused:
        surprised(draft, ana, **given)

    assert list(refused.value.errors) == [field]
