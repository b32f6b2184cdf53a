"""Reviewing without a script: saved as one goes, submitted, revised, refused, withdrawn; or standing aside."""

import pytest

from consensus.kit.db import db
from consensus.systems.actions import save_review
from consensus.systems.given import Declared
from consensus.systems.models import Review
from consensus.systems.stored import answers_of
from tests.drafts.views.browsing import fill, form_at, words
from tests.systems.acting import OTHER_CODE, act, answers, draft_with, review, verdict

SHEET = "/systems/alpha/review?draft=0.1&version=1"
THERE = {"available-code": "yes", "licence-code": "MIT", "evidence-code": "https://example.org/code"}


def sheet(who, **changes):
    """The form of the sheet, filled in."""
    return fill(form_at(who.get("/systems/alpha/review?draft=0.1"), SHEET), **changes)


def stored():
    """The one review that there is, with its answers by component."""
    db.session.rollback()
    [found] = db.session.query(Review).all()
    return found, {each.component: each for each in answers_of(found.answers)}


def test_what_is_saved_is_there_again_and_nobody_else_sees_it(client, ana, scene):
    saved = ana.post(SHEET, data=sheet(ana, **THERE, at="code"))
    found, said = stored()

    assert (saved.status_code, saved.location) == (303, "/systems/alpha/review?draft=0.1&version=1#a-code")
    assert (found.state, said["code"].licence) == ("saved", "MIT")
    assert form_at(ana.get(saved.location), SHEET)["licence-code"] == "MIT"
    assert client.get(f"/systems/reviews/{found.id}/").status_code == 404
    assert verdict(scene.alpha, scene.draft) == "incomplete"


def test_what_is_submitted_is_public_with_what_its_author_says_of_themselves(client, ana, scene):
    form = sheet(ana, **THERE, do="submit", affiliation="A school", funding="A grant", maker="yes")

    answer = ana.post(SHEET, data=form)
    text = words(client.get(answer.location))

    assert answer.status_code == 303
    assert "By Ana , A school , maker of this system." in text and "Funding: A grant ." in text
    assert "Training and inference code." in text and "available, MIT" in text


def test_a_script_saves_the_same_form_and_hears_which_version_it_is(ana, scene):
    said = ana.post(SHEET, data=sheet(ana, **THERE, answer="part"))

    assert (said.status_code, said.json) == (200, {"revision": stored()[0].revision})


@pytest.mark.parametrize(
    "field, value",
    [("evidence-code", "javascript:alert(1)"), ("document-data", "nowhere"), ("licence-code", "x" * 301)],
)
def test_what_cannot_be_taken_comes_back_filled_in_with_the_reason_beside_it(ana, scene, field, value):
    answer = ana.post(SHEET, data=sheet(ana, **(THERE | {field: value, "note-data": "Looked twice."})))
    form = form_at(answer, SHEET)

    assert answer.status_code == 422
    assert (form[field], form["note-data"]) == (value, "Looked twice.")
    assert f'id="e-{field}"' in answer.text and db.session.query(Review).count() == 0


def test_a_choice_that_is_none_counts_as_not_made(ana, scene):
    ana.post(SHEET, data=sheet(ana, **(THERE | {"available-code": "perhaps", "use-code": "sometimes"})))

    said = stored()[1]["code"]

    assert (said.available, said.use) == ("unknown", "unknown")


def test_two_windows_do_not_write_over_each_other(ana, scene):
    other_window = sheet(ana, **THERE, **{"note-code": "Second."})
    ana.post(SHEET, data=sheet(ana, **THERE, **{"note-code": "First."}))

    answer = ana.post(SHEET, data=other_window)

    assert answer.status_code == 412
    assert "You saved this review elsewhere meanwhile" in words(answer)
    assert form_at(answer, SHEET)["note-code"] == "Second." and stored()[1]["code"].note == "First."


def test_nothing_is_not_submitted(ana, scene):
    answer = ana.post(SHEET, data=sheet(ana, do="submit"))

    assert answer.status_code == 409 and "Nothing is answered yet" in words(answer)


def test_under_a_changed_requirement_exactly_its_answer_has_to_be_looked_at_again(ana, scene):
    review(scene.alpha, scene.draft, scene.ana)
    draft_with("0.2", OTHER_CODE)

    text = words(ana.get("/systems/alpha/review"))

    assert text.count("Look again: the clause it comes from has changed") == 1
    assert text.count("You answered this for 0.1; this draft asks the same.") == 2
    assert "2 of 3 requirements answered" in text


def test_revising_keeps_what_was_said_before(client, ana, scene):
    made = review(scene.alpha, scene.draft, scene.ana)
    ana.post(SHEET, data=sheet(ana, **{"available-data": "no", "licence-data": ""}, do="submit"))

    text = words(client.get(f"/systems/reviews/{made.id}/"))

    assert "Changed from the version before: Description of the data ." in text
    assert "What it said before" in text
    assert verdict(scene.alpha, scene.draft) == "does-not-conform"


def test_withdrawing_takes_it_out_of_the_assessment_and_says_so(client, ana, scene):
    made = review(scene.alpha, scene.draft, scene.ana)

    assert "Withdraw it, on record" in ana.get(f"/systems/reviews/{made.id}/withdrawal").text
    ana.post(f"/systems/reviews/{made.id}/withdrawal")

    assert verdict(scene.alpha, scene.draft) == "incomplete"
    assert "This review was withdrawn." in words(client.get(f"/systems/reviews/{made.id}/"))


def test_only_its_author_withdraws_a_review(ben, scene):
    made = review(scene.alpha, scene.draft, scene.ana)

    assert ben.post(f"/systems/reviews/{made.id}/withdrawal").status_code == 403


def test_standing_aside_is_public_and_leaves_no_answers(client, ana, scene):
    review(scene.alpha, scene.draft, scene.ana)

    page = ana.get("/systems/alpha/recusal")
    answer = ana.post(
        "/systems/alpha/recusal?draft=0.1",
        data=fill(form_at(page, "/systems/alpha/recusal?draft=0.1"), reason="I work on a rival."),
    )

    assert answer.status_code == 303
    text = words(client.get("/systems/alpha/"))
    assert "stands aside" in text and "I work on a rival." in text
    assert verdict(scene.alpha, scene.draft) == "incomplete"


def test_standing_aside_needs_a_reason(ana, scene):
    assert ana.post("/systems/alpha/recusal?draft=0.1", data={"reason": " "}).status_code == 422


def test_a_stranger_is_led_to_sign_in(client, scene):
    answer = client.get("/systems/alpha/review?draft=0.1")

    assert answer.status_code == 303 and answer.location.startswith("/account/sign-in?next=")


def test_a_draft_without_a_checklist_takes_no_review(ana, scene):
    draft_with("0.2", checklist=None)

    assert ana.post("/systems/alpha/review?draft=0.2", data={"do": "save"}).status_code == 409


def test_what_was_saved_elsewhere_stands_in_the_form(ana, scene):
    act(
        save_review, scene.alpha.leading, draft=scene.draft, answers=answers(code="MIT"), declared=Declared("A school"),
        by=scene.ana,
    )  # fmt: skip

    form = sheet(ana)

    assert (form["licence-code"], form["affiliation"], form["available-code"]) == ("MIT", "A school", "yes")
