"""Taking rows in, one person's from a page or a whole file's: who they are of, what is keyed again, what counts at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ...accounts.models import Account
from ...kit.clock import now, rfc3339
from ...kit.db import db
from ...ledger import Actor
from ..batch import Kept, Key, Plan, RowGiven, planned
from ..batching import draft_at
from ..entries import Entry, differences, entry_of
from ..keying import drawn, errors_of, keyed_twice
from ..models import Batch, PaperPerson, PaperRow, RowState, Stop
from ..queries.batches import keyed_once, locked, people_on, rows_on
from ..queries.batches import keyed_twice as pairs_of
from .counting_rows import Progress, Texts, count_rows

People = dict[tuple[str, str], PaperPerson]


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What was taken in: what became of each row given, and the rows it concerns, in their order."""

    plan: Plan
    rows: Sequence[PaperRow]


def take_in(
    stop: Stop, rows: Sequence[RowGiven], *, by: Actor, texts: Texts, batch: Batch | None = None, spoken: bool = False,
    progress: Progress | None = None,
) -> TakenIn:  # fmt: skip
    """Take rows in: new ones, and second keyings of those that are there. What need not be keyed again counts at once.

    ``batch``: the file they come from, stored when it brings something; ``spoken``: the person stood beside the scribe,
    so that nothing is keyed again. Raises what ``count_rows`` does.
    """
    stop = locked(stop)
    draft_at(stop)
    sheets = {row.sheet for row in rows}
    there = {_key(row): row for row in rows_on(stop, sheets)}
    people = people_on(stop, sheets)
    plan = planned(rows, {key: _kept(row) for key, row in there.items()}, _groups(people))
    if not plan.accepted:
        return TakenIn(plan, ())
    if batch is not None:
        db.session.add(batch)
        db.session.flush()
    _add_people(stop, plan.new, people)
    touched = _store(stop, plan, there, people, by=by, batch=batch)
    counting = [row for row in _settle_states(stop, touched, new=plan.new, spoken=spoken) if _counts(row)]
    count_rows(stop, counting, texts=texts, progress=progress)
    return TakenIn(plan, touched)


def _key(row: PaperRow) -> Key:
    return row.sheet, row.participant, row.clause_key


def _kept(row: PaperRow) -> Kept:
    return Kept(
        _key(row),
        entry_of(row.first) or Entry(),
        entry_of(row.second),
        withdrawn=row.state is RowState.WITHDRAWN,
        id=row.id,
    )


def _groups(people: People) -> dict[tuple[str, str], str]:
    found = {key: person.account.stakeholder_group for key, person in people.items()}
    return {key: group for key, group in found.items() if group}


def _add_people(stop: Stop, new: Iterable[Kept], people: People) -> None:
    """An account for whoever is on a sheet for the first time; a stakeholder group where one is said first."""
    at = now()
    for kept in new:
        person, group = kept.key[:2], kept.first.group or None
        if person not in people:
            name = name_on_paper(*person)
            account = Account(name=name, created_at=at, stakeholder_group=group, languages=[])
            people[person] = PaperPerson(
                stop_id=stop.id, sheet=person[0], participant=person[1], account=account
            )
            db.session.add(people[person])
        account = people[person].account
        account.stakeholder_group = account.stakeholder_group or group
    db.session.flush()


def name_on_paper(sheet: str, participant: str) -> str:
    """What somebody is called in public: as they called themselves; a number alone names nobody, nor does a scribe's name."""
    if any(sign.isalpha() for sign in participant):
        return participant
    if sheet.startswith(SPOKEN):
        return f"Participant {participant}"
    return f"Participant {participant}, sheet {sheet}"


def _store(
    stop: Stop, plan: Plan, there: Mapping[Key, PaperRow], people: People, *, by: Actor, batch: Batch | None
) -> list[PaperRow]:
    """Write new rows and second keyings; what was taken back begins anew."""
    at, rows = now(), dict(there)
    stamp = {"by": str(by.actor_id), "at": rfc3339(at)}
    for kept in plan.new:
        row = rows.get(kept.key) or PaperRow(stop_id=stop.id, stop=stop, at=at)
        row.sheet, row.participant, row.clause_key = kept.key
        row.person = people[kept.key[:2]]
        row.batch_id, row.line = batch.id if batch else None, kept.line if batch else None
        row.first, row.second, row.settled = replace(kept.first, **stamp).as_data(), None, None
        row.state, row.position_id, row.comment_id, row.counted_at = RowState.WAITING, None, None, None
        db.session.add(row)
        rows[kept.key] = row
    for kept in plan.second:
        if kept.second is not None:
            rows[kept.key].second = replace(kept.second, **stamp).as_data()
    db.session.flush()
    keys = dict.fromkeys(kept.key for kept in (*plan.new, *plan.second))
    return [rows[key] for key in keys]


def _settle_states(
    stop: Stop, touched: Sequence[PaperRow], *, new: Sequence[Kept], spoken: bool
) -> Sequence[PaperRow]:
    """Say of each row whether it waits, differs or counts. Where too much of a stop differs, everything is keyed again."""
    fresh = {kept.key for kept in new}
    everything = errors_of(pairs_of(stop)).too_many
    for row in touched:
        first, second = entry_of(row.first) or Entry(), entry_of(row.second)
        if _key(row) in fresh:
            draw = drawn(stop.slug, *_key(row))
            row.double = not spoken and keyed_twice(first, draw=draw, all_of_them=everything)
        if second is not None:
            row.state = RowState.DIFFERS if differences(first, second) else RowState.AGREED
    if everything:
        _key_all_again(stop)
    return touched


def _key_all_again(stop: Stop) -> None:
    """What was counted after one keying is keyed again, too; until then it stands as it was counted."""
    for row in keyed_once(stop):
        if row.batch_id is not None or not row.sheet.startswith(SPOKEN):
            row.double, row.state = True, RowState.WAITING


SPOKEN = "@"
"""Begins what stands for the sheet where there is none: somebody told a scribe."""


def _counts(row: PaperRow) -> bool:
    return row.state is RowState.AGREED or (row.state is RowState.WAITING and not row.double)
