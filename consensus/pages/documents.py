"""How the site's own pages are found. They change with the files they are made from, not by any act."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from flask import current_app

from ..discussion.plain import plain_words
from ..kit.refs import Ref
from ..search.registry import Document, searchable
from .content import ContentPage, pages

EVERY = Ref("pages", "all")


def all_pages() -> Iterable[Ref]:
    """All pages together, so that one that is gone is missed."""
    return [EVERY]


@searchable("pages", subjects=all_pages, at_start=True)
def page_documents(refs: Sequence[Ref]) -> Iterable[Document]:
    """Every page."""
    return [_document(page) for page in pages()] if EVERY in refs else []


def _document(page: ContentPage) -> Document:
    file = Path(current_app.config["CONTENT"]) / "pages" / f"{page.slug}.md"
    return Document(
        id=f"page:{page.slug}",
        kind="page",
        subject=str(EVERY),
        url=f"/pages/{page.slug}/",
        title=page.title,
        text=" ".join([page.summary, plain_words(page.html)]).strip(),
        language="en",
        at=datetime.fromtimestamp(int(file.stat().st_mtime), UTC),
    )
