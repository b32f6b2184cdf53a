import pytest

from consensus.drafts.actions import correct_map
from consensus.drafts.queries import changes_into, changes_of, clause_named
from consensus.kit.db import transaction
from consensus.ledger import SETUP
from tests.drafts.making import NEW, OLD, published

from .browsing import fill, form_at, words

PATH = "/desk/drafts/0.2/correct"


@pytest.fixture
def draft(app):
    published(OLD, "0.1")
    return published(NEW, "0.2")


def chosen(browser, *keys):
    return form_at(browser.get(f"{PATH}?{'&'.join(f'key={key}' for key in keys)}"), PATH)


def test_clauses_are_chosen_from_the_published_map(ana, draft):
    page = ana.get(PATH)

    assert 'value="parameters"' in page.text
    assert chosen(ana, "parameters", "use").getlist("key") == ["use", "parameters"]


def test_the_effect_is_shown_before_anything_is_done(ana, draft):
    before = changes_of(draft)

    answer = ana.post(f"{PATH}/effect", data=fill(chosen(ana, "parameters"), other__parameters="permission"))

    assert (answer.status_code, changes_of(draft)) == (200, before)
    assert "parameters : New, in substance → Edited, in substance (from permission)" in words(answer)
    assert "No position is touched." in words(answer)
    assert form_at(answer, PATH)["other-parameters"] == "permission"


def test_it_is_done_with_a_reason_after_the_effect_was_seen(ana, draft):
    seen = ana.post(f"{PATH}/effect", data=fill(chosen(ana, "parameters"), other__parameters="permission"))

    answer = ana.post(PATH, data=fill(form_at(seen, PATH), reason="The alignment missed it."))

    assert (answer.status_code, answer.headers["Location"]) == (303, "/desk/drafts/0.2/")
    assert changes_into(draft)["parameters"].sources == ("permission",)


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"reason": "", "other__parameters": "permission"}, 422),
        ({"other__parameters": "nothing"}, 422),
        ({}, 422),
        ({"other__parameters": "permission", "significance__parameters": "small"}, 422),
    ],
)
def test_what_cannot_be_is_refused_and_comes_back(ana, draft, changes, status):
    before = changes_of(draft)

    answer = ana.post(PATH, data=fill(chosen(ana, "parameters"), **{"reason": "So it was."} | changes))

    again = form_at(answer, PATH)
    assert (answer.status_code, changes_of(draft), again.getlist("key")) == (status, before, ["parameters"])
    assert again["reason"] == changes.get("reason", "So it was.")


def test_what_is_split_from_a_stranger_is_told(ana, draft):
    answer = ana.post(f"{PATH}/effect", data=fill(chosen(ana, "code"), sources__code=None))

    assert "The clause under the key code gets a key of its own, code-2;" in words(answer)
    assert "Positions taken on earlier words no longer count for one clause: code-2." in words(answer)
    assert clause_named("code").key == "code"


def test_what_somebody_else_corrected_meanwhile_is_not_overwritten(ana, draft):
    sent = chosen(ana, "parameters")
    with transaction():
        correct_map(draft, [{"key": "parameters", "from": ["code"]}], reason="Theirs.", by=SETUP)

    answer = ana.post(PATH, data=fill(sent, other__parameters="permission", reason="Mine."))

    assert (answer.status_code, changes_into(draft)["parameters"].sources) == (412, ("code",))
    assert form_at(answer, PATH)["seen"] == "1"


def test_a_first_draft_has_no_map(ana, draft):
    assert "This draft follows no other one; it has no map." in words(ana.get("/desk/drafts/0.1/correct"))
