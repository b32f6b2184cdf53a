"""Questions to the ledger."""

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import func, select

from ..kit.db import db
from ..kit.refs import Ref
from ..kit.web.paging import Page, page_of
from .chain import START, Break, first_break
from .models import Entry, Head, Revision, Touch


def head() -> tuple[int, str]:
    """The number and hash of the last entry; ``(0, "0" * 64)`` for an empty ledger."""
    found = db.session.get(Head, 1)
    return (found.n, found.hash) if found else (0, START)


def entry(n: int) -> Entry | None:
    """One entry by its number."""
    return db.session.get(Entry, n)


def hashes_of(numbers: Iterable[int]) -> dict[int, str]:
    """Number of an entry → its hash; one query."""
    query = select(Entry.n, Entry.hash).where(Entry.n.in_(list(numbers)))
    return dict(db.session.execute(query).all())


def entries_after(n: int, *, most: int = 200) -> Sequence[Entry]:
    """The entries that follow number ``n``, in order."""
    return db.session.scalars(select(Entry).where(Entry.n > n).order_by(Entry.n).limit(most)).all()


def newest_entries(
    *, cursor: str | None = None, limit: int = 50, verb: str | None = None, without: str | None = None
) -> Page[Entry]:
    """A page of entries, the newest first; only those of one verb, or without those of one verb, when it is given."""
    query = select(Entry)
    if verb:
        query = query.where(Entry.verb == verb)
    if without:
        query = query.where(Entry.verb != without)
    return page_of(query, [Entry.n], cursor=cursor, limit=limit, newest_first=True)


def entries_about(thing: Ref, *, most: int = 200) -> Sequence[Entry]:
    """What happened to one thing, the oldest first."""
    return db.session.scalars(
        select(Entry).where(Entry.subject == str(thing)).order_by(Entry.n).limit(most)
    ).all()


def entries_by_subjects(subjects: Sequence[str], *, most: int = 100) -> Sequence[Entry]:
    """The newest entries about any of some things."""
    query = select(Entry).where(Entry.subject.in_(subjects)).order_by(Entry.n.desc()).limit(most)
    return db.session.scalars(query).all()


def entries_around(things: Sequence[str], *, most: int = 100) -> Sequence[Entry]:
    """The newest entries that are about some things or touch them."""
    numbers = (
        select(Touch.n).where(Touch.ref.in_(things)).group_by(Touch.n).order_by(Touch.n.desc()).limit(most)
    )
    return db.session.scalars(select(Entry).where(Entry.n.in_(numbers)).order_by(Entry.n.desc())).all()


def touched_by(entries: Sequence[Entry]) -> dict[int, list[str]]:
    """Number of an entry → the refs of everything it concerns, its subject among them; one query."""
    found: dict[int, list[str]] = {entry.n: [] for entry in entries}
    query = select(Touch.n, Touch.ref).where(Touch.n.in_(found)).order_by(Touch.n, Touch.ref)
    for n, ref in db.session.execute(query):
        found[n].append(ref)
    return found


def all_entries(batch: int = 1000) -> Iterator[Entry]:
    """Every entry in order, read in batches, so that memory stays small however long the ledger is."""
    n = 0
    while entries := entries_after(n, most=batch):
        yield from entries
        n = entries[-1].n
        for each in entries:
            db.session.expunge(each)


def first_broken_link() -> Break | None:
    """The first entry that does not fit, or None. The head must agree with the last entry as well."""
    last = (0, START)

    def told() -> Iterator[dict[str, object]]:
        nonlocal last
        for each in all_entries():
            last = (each.n, each.hash)
            yield each.as_dict()

    broken = first_break(told())
    if broken is None and last != head():
        return Break(
            last[0] + 1, f"the record says that it has {head()[0]} entries; the last one found is {last[0]}"
        )
    return broken


def revision(refs: Sequence[str]) -> int:
    """The highest entry number that touched any of some things; 0 when none did."""
    return db.session.scalar(select(func.max(Revision.n)).where(Revision.ref.in_(refs))) or 0
