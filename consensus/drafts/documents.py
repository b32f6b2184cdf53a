"""How drafts are found: a published draft stands for all of its clauses, each a document of its own."""

from collections.abc import Iterable, Sequence

from ..kit.refs import Ref
from ..kit.text.words import excerpt
from ..search.registry import Document, searchable
from .models import Draft
from .queries import ClauseRow, drafts_published, rows_of

TITLE = 80


def all_drafts() -> Iterable[Ref]:
    """Every draft that can be found."""
    return [draft.ref for draft in drafts_published() if draft.withdrawal is None]


@searchable("draft", subjects=all_drafts)
def draft_documents(refs: Sequence[Ref]) -> Iterable[Document]:
    """The clauses of some drafts. A draft that is only prepared, or was withdrawn, has none."""
    wanted = {ref.name for ref in refs}
    for draft in drafts_published():
        if draft.version in wanted and draft.withdrawal is None:
            yield from (_document(draft, row) for row in rows_of(draft))


def _document(draft: Draft, row: ClauseRow) -> Document:
    assert draft.published_at is not None
    return Document(
        id=f"clause:{row.key}@{draft.version}",
        kind="clause",
        subject=str(draft.ref),
        url=f"/drafts/{draft.version}/clauses/{row.key}/",
        title=f"{row.number} {row.lead or excerpt(row.text, most=TITLE)}",
        text=row.text,
        language=draft.language,
        at=draft.published_at,
        draft=draft.version,
        clause=row.key,
    )
