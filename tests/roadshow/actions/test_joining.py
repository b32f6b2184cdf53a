"""Joining a sitting by its code."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from consensus.kit.clock import now
from consensus.kit.db import db
from consensus.kit.errors import Invalid
from consensus.ledger import SETUP
from consensus.roadshow import actions
from consensus.roadshow.errors import CodeIsOver, NoSuchCode
from consensus.roadshow.given import CONSENT, Joining
from consensus.roadshow.queries import heads_of, live_code
from tests.factories import make_account
from tests.roadshow.acting import a_draft, act, joined, last_number, opened, recorded_since


def test_a_guest_joins_with_a_name_and_as_much_of_themselves_as_they_like(app: Flask) -> None:
    a_draft()
    sitting = opened()
    before = last_number()
    part = joined(sitting, " Awa  D. ", stakeholder_group="End user", country="SN", language="wo")
    other = joined(sitting, "Nobody in particular")

    account = part.account
    assert (account.name, account.is_guest, account.stakeholder_group, account.country) == (
        "Awa D.", True, "end-user", "SN",
    )  # fmt: skip
    assert (part.stakeholder_group, part.country, part.language, part.consent) == (
        "end-user",
        "SN",
        "wo",
        CONSENT,
    )
    assert (other.stakeholder_group, other.country, other.was_guest) == (None, None, True)
    assert recorded_since(before) == []


def test_codes_may_be_typed_in_any_case_with_spaces_and_look_alikes(app: Flask) -> None:
    a_draft()
    sitting = opened()
    code = live_code(sitting)
    assert code is not None
    typed = f" {code.code[:3].lower()}-{code.code[3:].replace('0', 'o').replace('1', 'l')} "

    assert act(actions.join, typed, Joining("Awa", CONSENT), by=None).sitting_id == sitting.id


def test_somebody_with_an_account_joins_with_it_and_twice_is_once(app: Flask) -> None:
    a_draft()
    sitting = opened()
    ana = make_account("Ana", stakeholder_group="licensee", country="PT", languages=["pt"])
    part, again = joined(sitting, "", by=ana), joined(sitting, "", by=ana)

    assert part.id == again.id
    assert (part.account_id, part.was_guest, part.stakeholder_group, part.country, part.language) == (
        ana.id, False, "licensee", "PT", "pt",
    )  # fmt: skip
    assert heads_of(sitting).joined == 1


def test_the_same_form_sent_twice_makes_one_guest_but_another_name_or_a_later_hour_another(
    app: Flask,
) -> None:
    a_draft()
    sitting = opened()
    first, second = joined(sitting, "Awa", nonce="n1"), joined(sitting, "Awa ", nonce="n1")
    friend = joined(sitting, "Binta", nonce="n1")
    with time_machine.travel(now() + timedelta(minutes=11)):
        later = joined(sitting, "Awa", nonce="n1")

    assert first.account_id == second.account_id
    assert len({first.account_id, friend.account_id, later.account_id}) == 3
    assert heads_of(sitting).joined == 3


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": " "}, "name"), ({"name": "x" * 81}, "name"), ({"name": "Awa", "stakeholder_group": "king"}, "stakeholder_group"),
        ({"name": "Awa", "country": "XX"}, "country"), ({"name": "Awa", "language": "zz-top"}, "language"),
        ({"name": "Awa", "consent": ""}, "consent"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_told_by_field_and_makes_nobody(
    app: Flask, given: dict[str, Any], field: str
) -> None:
    a_draft()
    sitting = opened()
    with pytest.raises(Invalid) as refused:
        joined(sitting, **given)

    assert (set(refused.value.errors), heads_of(sitting).joined) == ({field}, 0)


def test_a_code_that_was_replaced_or_never_given_lets_nobody_in(app: Flask) -> None:
    a_draft()
    sitting = opened()
    before = live_code(sitting)
    assert before is not None
    old = before.code
    after = act(actions.replace_code, sitting, by=SETUP)

    with pytest.raises(CodeIsOver):
        act(actions.join, old, Joining("Awa", CONSENT), by=None)
    for typed in ("", "ABC", "not a code", "''''''"):
        with pytest.raises(NoSuchCode):
            act(actions.join, typed, Joining("Awa", CONSENT), by=None)
    assert act(actions.join, after.code, Joining("Awa", CONSENT), by=None).code_id == after.id


def test_a_code_ends_with_its_sitting(app: Flask) -> None:
    a_draft()
    sitting = opened()
    code = live_code(sitting)
    assert code is not None
    act(actions.close_sitting, sitting, by=SETUP)

    with pytest.raises(CodeIsOver):
        act(actions.join, code.code, Joining("Awa", CONSENT), by=None)


def test_a_code_is_replaced_once_however_often_one_clicks_and_never_told_on_record(app: Flask) -> None:
    a_draft()
    sitting = opened()
    first = live_code(sitting)
    assert first is not None
    before = last_number()
    second = act(actions.replace_code, sitting, seen=first.id, by=SETUP)
    again = act(actions.replace_code, sitting, seen=first.id, by=SETUP)

    [entry] = recorded_since(before)
    db.session.refresh(second)
    assert (again.id, second.is_live, entry.verb, entry.details) == (
        second.id, True, "sitting.code-replaced", {},
    )  # fmt: skip
