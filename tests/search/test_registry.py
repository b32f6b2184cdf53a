"""What can be found: declared by features, asked by kind."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import pytest

from consensus.kit.refs import Ref
from consensus.search import Document, registry, searchable

DAY = datetime(2024, 4, 22, tzinfo=UTC)
A, B, C = Ref("note", "a"), Ref("note", "b"), Ref("book", "c")


def document(subject: Ref, id: str = "") -> Document:
    """A document about a subject."""
    return Document(id or str(subject), subject.kind, str(subject), "/", "title", "text", "en", DAY)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Sequence[Ref]]]:
    """Notes, of which b is gone, and books of two chapters. → what notes were asked for."""
    monkeypatch.setattr(registry, "SEARCHABLE", {})
    asked: list[Sequence[Ref]] = []

    @searchable("note", subjects=lambda: [A, B])
    def notes(refs: Sequence[Ref]) -> list[Document]:
        asked.append(refs)
        return [document(ref) for ref in refs if ref != B]

    @searchable("book", subjects=lambda: [C])
    def books(refs: Sequence[Ref]) -> list[Document]:
        return [document(ref, f"chapter:{n}") for ref in refs for n in (1, 2)]

    yield asked


def test_a_subject_becomes_its_documents(asked: object) -> None:
    assert registry.documents_of([A]) == {A: [document(A)]}


def test_one_subject_may_stand_for_several_documents(asked: object) -> None:
    assert [each.id for each in registry.documents_of([C])[C]] == ["chapter:1", "chapter:2"]


def test_a_subject_that_can_no_longer_be_found_has_none(asked: object) -> None:
    assert registry.documents_of([B]) == {B: []}


def test_many_subjects_of_a_kind_are_asked_for_at_once(asked: list[Sequence[Ref]]) -> None:
    found = registry.documents_of([A, C, B, A])

    assert asked == [[A, B]]
    assert {ref: len(documents) for ref, documents in found.items()} == {A: 1, B: 0, C: 2}


def test_a_kind_that_nobody_declared_is_left_out(asked: object) -> None:
    assert registry.documents_of([Ref("spoon", "7")]) == {}


def test_every_subject_there_is_can_be_walked(asked: object) -> None:
    assert list(registry.all_subjects()) == [A, B, C]


def test_a_document_is_for_everybody_unless_it_says_otherwise() -> None:
    assert document(A).audience == "everybody"
