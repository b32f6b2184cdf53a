"""What came in on paper: rows by what they are known by, who they are of, and what has still to be done with them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from ...kit.db import db
from ...kit.web.paging import Page, page_of
from ..entries import Entry, entry_of, hand
from ..errors import NoSuchPaperPerson, NoSuchPaperRow
from ..models import Batch, PaperPerson, PaperRow, RowState, Stop

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class PaperCounts:
    """How many rows of a stop wait to be keyed again, differ, are counted, were taken back; and of how many people."""

    waiting: int
    differing: int
    counted: int
    withdrawn: int
    people: int


def paper_counts(stop: Stop) -> PaperCounts:
    """What there is on paper at a stop."""
    rows = select(PaperRow.state, func.count(PaperRow.id)).where(PaperRow.stop_id == stop.id)
    found = dict(db.session.execute(rows.group_by(PaperRow.state)).all())
    people = select(func.count(PaperPerson.id)).where(PaperPerson.stop_id == stop.id)
    return PaperCounts(
        waiting=sum(found.get(state, 0) for state in (RowState.WAITING, RowState.AGREED, RowState.SETTLED)),
        differing=found.get(RowState.DIFFERS, 0),
        counted=found.get(RowState.COUNTED, 0),
        withdrawn=found.get(RowState.WITHDRAWN, 0),
        people=db.session.scalar(people) or 0,
    )


def rows_on(stop: Stop, sheets: Collection[str]) -> list[PaperRow]:
    """Every row of some sheets."""
    found: list[PaperRow] = []
    for some in _chunks(sorted(sheets)):
        query = select(PaperRow).where(PaperRow.stop_id == stop.id, PaperRow.sheet.in_(some))
        found += db.session.scalars(query.order_by(PaperRow.id).execution_options(populate_existing=True))
    return found


def people_on(stop: Stop, sheets: Collection[str]) -> dict[tuple[str, str], PaperPerson]:
    """(sheet, participant) → the person, with their account, for some sheets."""
    found: dict[tuple[str, str], PaperPerson] = {}
    for some in _chunks(sorted(sheets)):
        query = select(PaperPerson).where(PaperPerson.stop_id == stop.id, PaperPerson.sheet.in_(some))
        for person in db.session.scalars(query.options(joinedload(PaperPerson.account))).unique():
            found[person.sheet, person.participant] = person
    return found


def keyed_twice(stop: Stop) -> Iterator[tuple[Entry, Entry]]:
    """The first and the second keying of every row of a stop that has both and was not taken back."""
    query = select(PaperRow.first, PaperRow.second).where(
        PaperRow.stop_id == stop.id, PaperRow.second.is_not(None), PaperRow.state != RowState.WITHDRAWN
    )
    for first, second in db.session.execute(query):
        one, other = entry_of(first), entry_of(second)
        if one is not None and other is not None:
            yield one, other


def keyed_once(stop: Stop) -> Sequence[PaperRow]:
    """The rows of a stop that count after one keying, in the order in which they came."""
    query = select(PaperRow).where(
        PaperRow.stop_id == stop.id, PaperRow.double.is_(False), PaperRow.second.is_(None)
    )
    return db.session.scalars(query.where(PaperRow.state == RowState.COUNTED).order_by(PaperRow.id)).all()


def hands_at(stop: Stop) -> list[str]:
    """Those who keyed first what came in files at a stop, in the order in which they first appeared."""
    query = select(PaperRow.first).where(PaperRow.stop_id == stop.id, PaperRow.batch_id.is_not(None))
    entries = (entry_of(first) or Entry() for first in db.session.scalars(query.order_by(PaperRow.id)))
    return list(dict.fromkeys(hand(entry.entered_by) for entry in entries))


def waiting_people(stop: Stop, *, cursor: str | None = None, limit: int = 50) -> Page[PaperPerson]:
    """A page of the people of whom something waits to be keyed again, in the order in which they came."""
    waits = select(PaperRow.person_id).where(PaperRow.stop_id == stop.id, PaperRow.state == RowState.WAITING)
    query = select(PaperPerson).where(PaperPerson.id.in_(waits))
    return page_of(query, [PaperPerson.id], cursor=cursor, limit=limit)


def waiting_rows(people: Collection[PaperPerson]) -> dict[int, list[PaperRow]]:
    """Person → their rows that wait to be keyed again, in one query."""
    found: dict[int, list[PaperRow]] = {person.id: [] for person in people}
    query = select(PaperRow).where(PaperRow.person_id.in_(found), PaperRow.state == RowState.WAITING)
    for row in db.session.scalars(query.order_by(PaperRow.id)):
        found[row.person_id].append(row)
    return found


def differing_rows(stop: Stop, *, cursor: str | None = None, limit: int = 20) -> Page[PaperRow]:
    """A page of the rows that two people keyed differently, in the order in which they came."""
    query = select(PaperRow).where(PaperRow.stop_id == stop.id, PaperRow.state == RowState.DIFFERS)
    return page_of(query, [PaperRow.id], cursor=cursor, limit=limit)


def rows_of_person(person: PaperPerson) -> Sequence[PaperRow]:
    """Everything that was keyed of one person."""
    query = select(PaperRow).where(PaperRow.person_id == person.id).order_by(PaperRow.id)
    return db.session.scalars(query).all()


def rows_called(stop: Stop, ids: Collection[int]) -> list[PaperRow]:
    """Rows of a stop by their numbers, in order, as they are stored now. Raises NoSuchPaperRow."""
    query = (
        select(PaperRow)
        .where(PaperRow.stop_id == stop.id, PaperRow.id.in_(list(ids)))
        .options(joinedload(PaperRow.person).joinedload(PaperPerson.account))
        .order_by(PaperRow.id)
        .execution_options(populate_existing=True)
    )
    found = list(db.session.scalars(query).unique())
    if len(found) != len(set(ids)):
        raise NoSuchPaperRow
    return found


def person_called(stop: Stop, id: int) -> PaperPerson:
    """Somebody on paper at a stop, by their number. Raises NoSuchPaperPerson."""
    person = db.session.get(PaperPerson, id)
    if person is None or person.stop_id != stop.id:
        raise NoSuchPaperPerson
    return person


def batches_of(stop: Stop, *, cursor: str | None = None, limit: int = 20) -> Page[Batch]:
    """A page of the files that were taken at a stop, the last first."""
    query = select(Batch).where(Batch.stop_id == stop.id).options(joinedload(Batch.account))
    return page_of(query, [Batch.id], cursor=cursor, limit=limit, newest_first=True)


def locked(stop: Stop) -> Stop:
    """The stop, kept from others who take rows in, until the end of the transaction."""
    query = select(Stop).where(Stop.id == stop.id).with_for_update(of=Stop)
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def _chunks(names: Sequence[str]) -> Iterator[Sequence[str]]:
    return (names[at : at + AT_ONCE] for at in range(0, len(names), AT_ONCE))


def rows_of_sheet(stop: Stop, sheet: str, participant: str = "", *, most: int = 200) -> Sequence[PaperRow]:
    """What was keyed of a sheet, of one person on it where one is named."""
    query = select(PaperRow).where(PaperRow.stop_id == stop.id, PaperRow.sheet == sheet)
    query = query.where(PaperRow.participant == participant) if participant else query
    return db.session.scalars(query.order_by(PaperRow.id).limit(most)).all()
