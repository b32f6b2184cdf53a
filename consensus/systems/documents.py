"""How systems are found: by name, maker, kind, licences, and what our own record says of them."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from ..kit.db import db
from ..kit.refs import Ref
from ..search.registry import Document, searchable
from .models import System
from .titles import registry_title

BATCH = 1_000


def all_systems() -> Iterable[Ref]:
    """Every system, by its slug."""
    last = 0
    while rows := _after(last):
        yield from (Ref("system", slug) for _id, slug in rows)
        last = rows[-1][0]


@searchable("system", subjects=all_systems)
def system_documents(refs: Sequence[Ref]) -> Iterable[Document]:
    """Some systems."""
    query = select(System).where(System.slug.in_([ref.name for ref in refs])).order_by(System.id)
    loaded = query.options(selectinload(System.versions), selectinload(System.sources))
    return [_document(each) for each in db.session.scalars(loaded)]


def _document(system: System) -> Document:
    licences = [name for each in system.versions for name in each.licences]
    words = [
        system.name, system.maker, system.kind, *(each.version for each in system.versions),
        *dict.fromkeys(licences), system.notes, *(registry_title(each.origin) for each in system.sources),
    ]  # fmt: skip
    return Document(
        id=str(system.ref),
        kind="system",
        subject=str(system.ref),
        url=f"/systems/{system.slug}/",
        title=system.name,
        text="\n".join(word for word in words if word),
        language="en",
        at=system.created_at,
        author=None,
        draft=None,
        clause=None,
    )


def _after(id: int) -> Sequence[tuple[int, str]]:
    query = select(System.id, System.slug).where(System.id > id).order_by(System.id).limit(BATCH)
    return [(id, slug) for id, slug in db.session.execute(query)]
