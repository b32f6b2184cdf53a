import pytest

from consensus.drafts.actions import withdraw_draft
from consensus.drafts.documents import drafts_around
from consensus.drafts.queries import draft_named, rows_of
from consensus.kit.db import transaction
from consensus.kit.refs import Ref
from consensus.kit.turns import until_done
from consensus.ledger import SETUP
from consensus.search.asking import read
from consensus.search.queries import find
from consensus.search.registry import all_subjects, documents_of, meant_by, subjects_of
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


def test_words_that_stay_are_found_once_with_the_newest_draft_that_has_them(app):
    published(OLD, "0.1")
    published(NEW, "0.2")

    asked = documents_of([Ref("draft", version) for version in ("0.1", "0.2", "9")])
    documents = [document for each in asked.values() for document in each]

    assert len({document.id for document in documents}) == len(documents)
    assert {document.drafts for document in asked[Ref("draft", "0.2")]} == {("0.2",), ("0.1", "0.2")}
    assert {document.drafts for document in asked[Ref("draft", "0.1")]} == {("0.1",)}
    assert asked[Ref("draft", "9")] == []


def test_publishing_is_a_reason_to_look_at_every_draft_again_and_a_comment_is_not(app):
    published(OLD, "0.1")
    draft = published(NEW, "0.2")

    by_draft = [str(ref) for _mark, ref in subjects_of(draft.ref, [draft.ref])]
    by_comment = [str(ref) for _mark, ref in subjects_of(Ref("comment", "1"), [draft.ref])]

    assert (by_draft, by_comment) == (["draft:0.2", "draft:0.1"], ["comment:1"])
    assert list(drafts_around(draft.ref, "draft:0.1")) == []


def test_a_clause_goes_by_number_key_and_what_it_came_from(app):
    published(OLD, "0.1")
    published(NEW, "0.2")
    number = next(row.number for row in rows_of(draft_named("0.2")) if row.key == "use" and row.number)

    assert meant_by("clause", "use") == ["use"]
    assert meant_by("clause", number) == [number, "use"]
    assert meant_by("clause", "never") == ["never"]


def test_latest_is_the_latest_draft(app):
    before = meant_by("draft", "latest")
    published(OLD, "0.1")

    assert (before, meant_by("draft", "latest"), meant_by("draft", "0.1")) == (
        ["latest"], ["latest", "0.1"], ["0.1"],
    )  # fmt: skip


def test_a_draft_is_meant_by_its_version_in_whatever_letters_and_found_under_it(app):
    published(NEW, "1.0-RC1")
    until_done()

    assert [meant_by("draft", words) for words in ("1.0-rc1", "1.0-RC1", "2.0")] == [
        ["1.0-rc1", "1.0-RC1"], ["1.0-RC1"], ["2.0"],
    ]  # fmt: skip
    for words in ("draft:1.0-rc1", "draft:1.0-RC1"):
        seen = find(read(words))
        assert (seen.total > 0, [(each.value, each.n, each.chosen) for each in seen.facets["draft"]]) == (
            True, [("1.0-RC1", seen.total, True)],
        )  # fmt: skip
