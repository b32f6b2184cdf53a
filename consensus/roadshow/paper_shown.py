"""What pages show of paper: the clauses that are asked, what was keyed, who waits, and where two keyings differ."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from ..accounts.models import Account
from ..drafts.queries import ClauseRow, rows_of
from ..kit.text.words import excerpt
from ..voting.places import takes_positions
from .actions.counting_rows import entry_that_counts
from .batching import draft_at
from .entries import POSITIONS, Entry, differences, entry_of, same_hand
from .keying import keyed_either
from .models import PaperPerson, PaperRow, RowState, Stop
from .queries import what_is_missing
from .queries.batches import waiting_rows
from .queries.people import settles_alone
from .sheets import agenda_of

SHOWN = 220


@dataclass(frozen=True, slots=True)
class PaperNav:
    """Where one is among the pages about paper, and how much is left on each."""

    slug: str
    title: str
    open: bool
    version: str
    notes: int
    waiting: int
    differing: int


@dataclass(frozen=True, slots=True)
class AskedClause:
    """A clause that somebody says something of: key, number, and as many of its words as tell it from others."""

    key: str
    number: str
    words: str
    takes: bool


@dataclass(frozen=True, slots=True)
class KeyedRow:
    """A row as it was keyed, what it says, and where it stands. ``again``: who keyed it again."""

    id: int
    key: str
    number: str
    said: Entry
    state: str
    again: str

    @property
    def stands(self) -> bool:
        """Whether it can be taken back."""
        return self.state != RowState.WITHDRAWN


@dataclass(frozen=True, slots=True)
class WaitingPerson:
    """Somebody on paper of whom rows wait to be keyed again. ``own``: how many of them the reader keyed first."""

    id: int
    sheet: str
    participant: str
    rows: int
    own: int


@dataclass(frozen=True, slots=True)
class DifferingRow:
    """A row that two people keyed differently, and in which cells; ``own``: the reader did, and somebody else settles it."""

    id: int
    sheet: str
    participant: str
    clause: AskedClause
    first: Entry
    second: Entry
    cells: tuple[str, ...]
    own: bool = False


def paper_nav(stop: Stop) -> PaperNav:
    """The pages about paper of a stop."""
    left = what_is_missing(stop)
    version = stop.draft.version if stop.draft else ""
    opened = version != "" and not stop.is_over
    return PaperNav(stop.slug, stop.title, opened, version, left.notes, left.waiting, left.differing)


def asked(stop: Stop, *, everything: bool = False) -> tuple[AskedClause, ...]:
    """The clauses on the agenda; without one, and with ``everything``, all of the draft that take positions."""
    wanted = set() if everything else set(agenda_of(stop))
    rows = [row for row in rows_of(draft_at(stop)) if takes_positions(row)]
    return tuple(_asked(row) for row in rows if not wanted or row.key in wanted)


def asked_called(stop: Stop, keys: Collection[str]) -> tuple[AskedClause, ...]:
    """Some clauses of the stop's draft, in its order."""
    return tuple(_asked(row) for row in rows_of(draft_at(stop)) if row.key in keys)


def _asked(row: ClauseRow) -> AskedClause:
    return AskedClause(row.key, row.number, excerpt(row.text, most=SHOWN), takes_positions(row))


def keyed_rows(stop: Stop, rows: Iterable[PaperRow]) -> list[KeyedRow]:
    """Rows as they were keyed, with the numbers of their clauses."""
    numbers = {row.key: row.number for row in rows_of(draft_at(stop))}
    return [
        KeyedRow(
            row.id, row.clause_key, numbers.get(row.clause_key, ""), entry_that_counts(row), str(row.state),
            (entry_of(row.second) or Entry()).entered_by,
        )
        for row in rows
    ]  # fmt: skip


def keyed_by(row: PaperRow, account: Account) -> bool:
    """Whether somebody keyed a row first, so that somebody else has to key it again."""
    first = entry_of(row.first) or Entry()
    own = row.batch_id is None and first.by == account.actor_id
    return own or same_hand(first.entered_by, account.name)


def waiting_views(people: Sequence[PaperPerson], reader: Account) -> list[WaitingPerson]:
    """Who waits to be keyed again, as one reader sees it."""
    rows = waiting_rows(people)
    return [
        WaitingPerson(
            person.id, person.sheet, person.participant, len(rows[person.id]),
            sum(keyed_by(row, reader) for row in rows[person.id]),
        )
        for person in people
    ]  # fmt: skip


def differing_views(stop: Stop, rows: Iterable[PaperRow], reader: Account) -> list[DifferingRow]:
    """Both keyings of each row, side by side, as one reader sees them."""
    alone = settles_alone(reader, stop)
    clauses = {row.key: _asked(row) for row in rows_of(draft_at(stop))}
    found = []
    for row in rows:
        first, second = entry_of(row.first) or Entry(), entry_of(row.second) or Entry()
        clause = clauses.get(row.clause_key) or AskedClause(row.clause_key, "", "", True)
        cells = differences(first, second)
        own = not alone and keyed_either(str(reader.actor_id), row.first, row.second)
        found.append(DifferingRow(row.id, row.sheet, row.participant, clause, first, second, cells, own))
    return found


def next_sheet(sheet: str) -> str:
    """The number of the sheet that comes next: ``"17"`` → ``"18"``; nothing after what is no number."""
    return str(int(sheet) + 1) if sheet.isdecimal() and len(sheet) < 9 else ""


def number_of(position: str) -> str:
    """What a position is called on the sheet: ``"object"`` → ``"4"``."""
    return str(POSITIONS.index(position) + 1) if position in POSITIONS else ""
