"""How stops are found: by event, city, venue, and what is said of them."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from ..kit.db import db
from ..kit.refs import Ref
from ..search.registry import Document, searchable
from .models import Stop

BATCH = 1_000


def all_stops() -> Iterable[Ref]:
    """Every stop, by its slug."""
    last = 0
    while rows := _after(last):
        yield from (Ref("stop", slug) for _id, slug in rows)
        last = rows[-1][0]


@searchable("stop", subjects=all_stops)
def stop_documents(refs: Sequence[Ref]) -> Iterable[Document]:
    """Some stops."""
    query = select(Stop).where(Stop.slug.in_([ref.name for ref in refs])).order_by(Stop.id)
    return [_document(each) for each in db.session.scalars(query)]


def _document(stop: Stop) -> Document:
    words = [stop.event, stop.city, stop.venue, stop.note]
    return Document(
        id=str(stop.ref), kind="stop", subject=str(stop.ref), url=f"/roadshow/{stop.slug}/", title=stop.title,
        text="\n".join(word for word in words if word), language="en", at=stop.created_at,
    )  # fmt: skip


def _after(id: int) -> Sequence[tuple[int, str]]:
    query = select(Stop.id, Stop.slug).where(Stop.id > id).order_by(Stop.id).limit(BATCH)
    return [(id, slug) for id, slug in db.session.execute(query)]
