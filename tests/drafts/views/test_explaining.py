import pytest

from consensus.drafts.actions import explain_clause
from consensus.drafts.queries import clause_in, glosses_of
from consensus.kit.db import transaction
from consensus.ledger import SETUP
from tests.drafts.making import OLD, published

from .browsing import fill, form_at, words

PATH = "/desk/drafts/0.1/clauses/use/explain"


@pytest.fixture
def draft(app):
    return published(OLD, "0.1")


def gloss(draft):
    found = glosses_of(draft).get(clause_in(draft, "use").placement_id)
    return (found.plain, found.example) if found else None


def test_a_clause_is_explained_and_readers_see_it(ana, client, draft):
    answer = ana.post(
        PATH, data=fill(form_at(ana.get(PATH), PATH), plain="Do *what* you like.", example="At work.")
    )

    assert (answer.status_code, answer.headers["Location"]) == (303, "/desk/drafts/0.1/clauses/#use")
    assert gloss(draft) == ("Do *what* you like.", "At work.")
    assert "explained" in words(ana.get("/desk/drafts/0.1/clauses/"))
    assert "Do what you like." in words(client.get("/drafts/0.1/"))


def test_it_can_be_changed_and_taken_away(ana, draft):
    for plain in ("Do it.", "Do it now.", ""):
        ana.post(PATH, data=fill(form_at(ana.get(PATH), PATH), plain=plain))

    assert gloss(draft) == ("", "")
    assert "explained" not in words(ana.get("/desk/drafts/0.1/clauses/")).partition("no force.")[2]


def test_what_is_too_long_comes_back(ana, draft):
    answer = ana.post(PATH, data=fill(form_at(ana.get(PATH), PATH), plain="x" * 2001))

    assert (answer.status_code, form_at(answer, PATH)["plain"], gloss(draft)) == (422, "x" * 2001, None)


def test_a_second_maintainer_sees_what_stands_now_beside_what_was_typed(ana, draft):
    sent = form_at(ana.get(PATH), PATH)
    with transaction():
        explain_clause(draft, clause_in(draft, "use"), plain="Theirs.", example="", by=SETUP)

    answer = ana.post(PATH, data=fill(sent, plain="Mine."))

    assert (answer.status_code, gloss(draft)) == (412, ("Theirs.", ""))
    assert form_at(answer, PATH)["plain"] == "Mine."
    assert "What stands now Theirs." in words(answer)


def test_an_unknown_clause_is_not_found(ana, draft):
    assert ana.get("/desk/drafts/0.1/clauses/nothing/explain").status_code == 404
