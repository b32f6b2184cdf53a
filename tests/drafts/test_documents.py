import pytest

from consensus.drafts.actions import withdraw_draft
from consensus.kit.db import transaction
from consensus.kit.refs import Ref
from consensus.ledger import SETUP
from consensus.search.registry import all_subjects, documents_of
from tests.drafts.making import NEW, OLD, prepare, published


def found(*versions):
    documents = documents_of([Ref("draft", version) for version in versions])
    return {str(ref): [document.id for document in each] for ref, each in documents.items()}


def test_a_published_draft_stands_for_all_of_its_clauses(app):
    draft = published(OLD, "0.1")

    document = documents_of([draft.ref])[draft.ref][2]

    assert (document.id, document.kind, document.url) == (
        "clause:use@0.1",
        "clause",
        "/drafts/0.1/clauses/use/",
    )
    assert (document.title.partition(" ")[2], document.text) == ("Use", "Use it for any purpose.")
    assert (document.draft, document.clause, document.language) == ("0.1", "use", "en")


@pytest.mark.parametrize(("state", "clauses"), [("published", 9), ("prepared", 0), ("withdrawn", 0)])
def test_what_is_prepared_or_withdrawn_is_not_found(app, state, clauses):
    published(OLD, "0.1")
    draft = prepare(NEW, "0.2") if state == "prepared" else published(NEW, "0.2")
    if state == "withdrawn":
        with transaction():
            withdraw_draft(draft, reason="A mistake.", by=SETUP)

    assert len(found("0.1", "0.2")["draft:0.2"]) == clauses
    assert ("draft:0.2" in map(str, all_subjects())) is (clauses > 0)


def test_several_drafts_are_asked_for_at_once(app):
    published(OLD, "0.1")
    published(NEW, "0.2")

    assert {ref: len(ids) for ref, ids in found("0.1", "0.2", "9").items()} == {
        "draft:0.1": 9,
        "draft:0.2": 9,
        "draft:9": 0,
    }
