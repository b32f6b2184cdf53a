"""Systems, disagreements, examples and surprises: each criterion fails and passes for its own reason, by acts alone."""

import pytest
from flask import Flask

from consensus.ledger import SETUP
from consensus.release.queries.facts import facts_of
from consensus.systems.actions import (
    answer_dispute,
    answer_surprise,
    import_review,
    raise_surprise,
    recuse,
    withdraw_review,
    withdraw_stance,
    withdraw_surprise,
)
from consensus.systems.answers import Answer
from consensus.systems.found import ReviewFound
from consensus.systems.given import Declared, SurpriseGiven
from tests.factories import make_account, make_draft
from tests.release.gates import act, figure, set_by_hand, stands
from tests.systems.acting import EVIDENCE, GOOD, TEXT, draft_with, review, say, system

pytestmark = pytest.mark.usefixtures("counted_again")


@pytest.fixture(autouse=True)
def criteria(app: Flask) -> None:
    set_by_hand("systems", "disagreements", "examples", "surprises")


@pytest.fixture
def draft(app: Flask):
    return draft_with()


@pytest.fixture
def alpha(draft):
    return system("Alpha")


def people(*names):
    return [make_account(name) for name in names]


def from_file(alpha, draft, reviewer, **given):
    found = ReviewFound(
        alpha.slug, draft.version, "1", reviewer, answers=(Answer("code", "yes", licence="MIT"),), **given
    )
    return act(import_review, found, by=SETUP)[0]


def test_two_independent_reviewers_with_a_complete_assessment_are_asked_for(draft, alpha):
    ana, ben = people("Ana", "Ben")
    before = figure(draft, "systems")
    review(alpha, draft, ana)
    one = figure(draft, "systems")
    review(alpha, draft, ben)

    assert (before, one, figure(draft, "systems")) == (("fail", 0, 1), ("fail", 0, 1), ("pass", 1, 1))


def test_an_incomplete_assessment_does_not_count_whoever_reviewed(draft, alpha):
    for person in people("Ana", "Ben"):
        review(alpha, draft, person, {"code": "MIT"})

    assert figure(draft, "systems") == ("fail", 0, 1)
    assert stands(draft, "systems").why.endswith("Answers are missing for: Alpha.")


def test_makers_and_who_stepped_back_or_withdrew_are_no_independent_reviewers(draft, alpha):
    ana, ben, max_, mo = people("Ana", "Ben", "Max", "Mo")
    review(alpha, draft, ana)
    review(alpha, draft, max_, maker=True)
    maker = figure(draft, "systems")
    second = review(alpha, draft, ben)
    counted = figure(draft, "systems")
    act(withdraw_review, second, by=ben)
    withdrawn = figure(draft, "systems")
    review(alpha, draft, mo)
    act(recuse, alpha.leading, draft=draft, declared=Declared(), reason="I work there now.", by=mo)

    assert (maker, counted, withdrawn) == (("fail", 0, 1), ("pass", 1, 1), ("fail", 0, 1))
    assert [each.reviewers for each in facts_of(draft).systems] == [1]


def test_reviews_under_a_draft_before_count_and_later_ones_do_not(draft, alpha):
    ana, ben = people("Ana", "Ben")
    review(alpha, draft, ana)
    second = draft_with("0.2", TEXT.replace("# The definition", "# The *definition*"))
    review(alpha, second, ben)

    assert (figure(draft, "systems"), figure(second, "systems")) == (("fail", 0, 1), ("pass", 1, 1))


def test_of_one_person_the_review_under_the_latest_draft_speaks(draft, alpha):
    ana, ben = people("Ana", "Ben")
    for person in (ana, ben):
        review(alpha, draft, person)
    second = draft_with("0.2", TEXT.replace("# The definition", "# The *definition*"))
    before = figure(second, "systems")
    act(recuse, alpha.leading, draft=second, declared=Declared(), reason="I work there now.", by=ana)

    assert (before, figure(second, "systems"), figure(draft, "systems")) == (
        ("pass", 1, 1), ("fail", 0, 1), ("pass", 1, 1)
    )  # fmt: skip


def test_reviewers_of_files_are_told_apart_by_their_names(draft, alpha):
    review(alpha, draft, *people("Ana"))
    from_file(alpha, draft, "Bo")
    second = draft_with("0.2", TEXT.replace("# The definition", "# The *definition*"))
    again = from_file(alpha, second, "Bo")

    assert again.reviewer == "Bo"
    assert [each.reviewers for each in facts_of(second).systems] == [2]


def test_only_what_leads_is_asked(draft):
    beta = system("Beta", "1", "2")
    for person in people("Ana", "Ben"):
        review(beta, draft, person)

    assert [(each.slug, each.reviewers) for each in facts_of(draft).systems] == [("beta", 2)]


def test_without_a_checklist_nothing_is_known(app):
    draft = make_draft("0.1", TEXT)
    system("Alpha")

    for kind in ("systems", "disagreements", "examples", "surprises"):
        assert figure(draft, kind) == ("unknown", None, None)


def test_a_disagreement_that_names_its_ground_waits_for_an_answer(draft, alpha):
    ana, ben, max_ = people("Ana", "Ben", "Max")
    review(alpha, draft, ana)
    say(alpha, draft, ben, "dispute")
    groundless = figure(draft, "disagreements")
    opinion = say(alpha, draft, max_, "dispute", requirement="data", evidence=EVIDENCE)
    waiting = figure(draft, "disagreements")
    act(answer_dispute, opinion, reason="We looked.", by=make_account("Rosa", role="maintainer"))

    assert (groundless, waiting, figure(draft, "disagreements")) == (
        ("pass", 0, 0),
        ("fail", 1, 0),
        ("pass", 0, 0),
    )


def test_a_disagreement_ends_by_being_taken_back_and_does_not_speak_of_another_assessment(draft, alpha):
    ana, ben, max_ = people("Ana", "Ben", "Max")
    review(alpha, draft, ana)
    for person in (ben, max_):
        say(alpha, draft, person, "dispute", requirement="data", evidence=EVIDENCE)
    both = figure(draft, "disagreements")
    act(withdraw_stance, alpha, draft=draft, by=ben)
    one = figure(draft, "disagreements")
    review(alpha, draft, ana, GOOD | {"data": "no"})

    assert (both, one, figure(draft, "disagreements")) == (("fail", 2, 0), ("fail", 1, 0), ("pass", 0, 0))


def test_an_example_conforms_and_people_who_do_not_make_it_agree(draft, alpha):
    ana, ben, max_, mo, rut = people("Ana", "Ben", "Max", "Mo", "Rut")
    review(alpha, draft, ana)
    say(alpha, draft, ben)
    say(alpha, draft, max_, maker=True)
    few = figure(draft, "examples")
    say(alpha, draft, mo)
    enough = figure(draft, "examples")
    say(alpha, draft, rut, "dispute", requirement="data", evidence=EVIDENCE)
    disputed = figure(draft, "examples")
    act(withdraw_stance, alpha, draft=draft, by=rut)
    act(withdraw_stance, alpha, draft=draft, by=mo)

    assert (few, enough, disputed, figure(draft, "examples")) == (
        ("fail", 0, 1), ("pass", 1, 1), ("fail", 0, 1), ("fail", 0, 1)
    )  # fmt: skip


def test_agreement_with_an_assessment_that_rests_on_other_answers_now_does_not_count(draft, alpha):
    ana, ben, max_, mo = people("Ana", "Ben", "Max", "Mo")
    review(alpha, draft, ana)
    say(alpha, draft, ben)
    say(alpha, draft, max_)
    before = figure(draft, "examples")
    review(alpha, draft, mo)

    assert (before, figure(draft, "examples")) == (("pass", 1, 1), ("fail", 0, 1))


def test_what_does_not_conform_is_no_example(draft, alpha):
    ana, ben, max_ = people("Ana", "Ben", "Max")
    review(alpha, draft, ana, GOOD | {"data": "no"})
    say(alpha, draft, ben)
    say(alpha, draft, max_)

    assert figure(draft, "examples") == ("fail", 0, 1)
    assert stands(draft, "examples").why.endswith("No system conforms to this draft.")


def test_a_surprise_is_open_until_it_is_answered_or_taken_back(draft, alpha):
    ana, ben = people("Ana", "Ben")
    review(alpha, draft, ana)
    first, _new = act(
        raise_surprise, draft, given=SurpriseGiven("in", "Everybody uses it.", system=alpha), by=ana
    )
    second, _new = act(raise_surprise, draft, given=SurpriseGiven("in", "So did we.", name="Zeta"), by=ben)
    both, why = figure(draft, "surprises"), stands(draft, "surprises").why
    act(answer_surprise, first, reason="The data is missing.", by=make_account("Rosa", role="maintainer"))
    one = figure(draft, "surprises")
    act(withdraw_surprise, second, by=ben)

    assert why == "Surprises that wait for an answer: Alpha, Zeta."
    assert (both, one, figure(draft, "surprises")) == (("fail", 2, 0), ("fail", 1, 0), ("pass", 0, 0))
