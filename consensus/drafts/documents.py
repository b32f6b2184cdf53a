"""How drafts are found: each wording that a clause ever had is a document, found with the newest draft that has it."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time

from ..kit.refs import Ref
from ..kit.text.words import excerpt
from ..search.registry import Document, reaches, resolves, searchable
from .errors import NoSuchClause
from .models import Draft
from .queries import ClauseRow, clause_named, drafts_published, latest_draft, rows_of
from .queries.changes import lineage_of
from .queries.clauses import keys_numbered

TITLE = 80
Found = tuple[Draft, ClauseRow]


def all_drafts() -> Iterable[Ref]:
    """Every draft that can be found."""
    return [draft.ref for draft in _standing()]


@searchable("draft", subjects=all_drafts, when_touched=False)
def draft_documents(refs: Sequence[Ref]) -> Iterable[Document]:
    """The wordings whose newest draft is one of some; a draft that is only prepared, or was withdrawn, has none."""
    wanted = {ref.name for ref in refs}
    newest: dict[tuple[str, str], Found] = {}
    versions: dict[tuple[str, str], list[str]] = {}
    for draft in _standing():
        for row in rows_of(draft):
            words = (row.key, row.digest)
            newest[words] = (draft, row)
            versions.setdefault(words, []).append(draft.version)
    for words, (draft, row) in newest.items():
        if draft.version in wanted:
            yield _document(draft, row, versions[words])


@reaches("draft")
def drafts_around(draft: Ref, after: str | None) -> Iterable[Ref]:
    """Which words are whose newest changes in every draft when one is published or withdrawn."""
    return [] if after else [each.ref for each in _standing() if each.ref != draft]


@resolves("clause")
def clauses_meant(words: str) -> Iterable[str]:
    """A clause by its number in the latest draft, or by a former key, and whatever it came from."""
    latest = latest_draft()
    keys = keys_numbered(latest, words.rstrip(".")) if latest else ()
    found = []
    for key in keys or [words]:
        try:
            clause = clause_named(key)
        except NoSuchClause:
            continue
        found += [clause.key, *lineage_of(clause)]
    return found


@resolves("draft")
def drafts_meant(words: str) -> Iterable[str]:
    """The latest draft, or one by its version, in whatever letters: ``1.0-rc1`` is ``1.0-RC1``."""
    name = words.casefold()
    latest = latest_draft() if name == "latest" else None
    named = [draft.version for draft in drafts_published() if draft.version.casefold() == name]
    return [latest.version] if latest else named


def _standing() -> list[Draft]:
    """Published drafts that were not withdrawn, the oldest first."""
    found = [draft for draft in drafts_published() if draft.withdrawal is None]
    return sorted(found, key=lambda draft: draft.publication.position if draft.publication else 0)


def _document(draft: Draft, row: ClauseRow, versions: Sequence[str]) -> Document:
    return Document(
        id=f"clause:{row.key}@{draft.version}",
        kind="clause",
        subject=str(draft.ref),
        url=f"/drafts/{draft.version}/clauses/{row.key}/",
        title=f"{row.number} {row.lead or excerpt(row.text, most=TITLE)}".strip(),
        text=row.text,
        language=draft.language,
        at=_moment(draft),
        draft=draft.version,
        clause=row.key,
        drafts=tuple(versions),
    )


def _moment(draft: Draft) -> datetime:
    """The day a draft is of."""
    if draft.date is not None:
        return datetime.combine(draft.date, time(), UTC)
    assert draft.published_at is not None
    return draft.published_at
