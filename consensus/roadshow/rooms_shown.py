"""Rooms as pages show them: the clause that is open, revealed figures, approved notes, who joined."""

from collections.abc import Iterable, Mapping, Sequence

from ..accounts.models import Account
from ..drafts.models import Draft
from ..drafts.queries import ClauseRow, rows_of
from ..kit.text.words import excerpt
from ..ledger.names import names_of
from ..moderation.queries import hidings_of
from ..voting.breakdown import NOTHING, STOP
from ..voting.counting import Counts
from ..voting.queries.mine import positions_in
from ..voting.queries.tallies import breakdowns_of
from ..voting.shown import FiguresView
from .codes import spaced
from .documents import readable
from .models import Attendance, Note, NoteState, Sitting, Stop
from .queries import notes_of, room_of
from .queries.rooms import approved_notes
from .shown import FiguresShown, GuestView, NoteView, NowView
from .stops_shown import clause_lines

NOTES = 6
ABOVE = 60


def now_view(sitting: Sitting, *, figures: bool = False) -> NowView:
    """What everybody in the room sees now; with ``figures`` also those of a clause whose positions are revealed."""
    draft, room = sitting.draft, room_of(sitting)
    rows = rows_of(draft) if draft is not None else []
    row = next((each for each in rows if room is not None and each.key == room.clause_key), None)
    key = row.key if row else None
    revealed = row is not None and room is not None and room.revealed
    return NowView(
        slug=sitting.stop.slug,
        number=sitting.number,
        version=room.version if room else 0,
        open=sitting.is_open,
        draft=draft.version if draft else "",
        language=(draft.language or "en") if draft else "en",
        clause=clause_lines([row])[0] if row else None,
        above=_above(row, rows) if row else "",
        revealed=revealed,
        figures=figures_of(sitting, row) if figures and revealed and row else None,
        notes=note_views(latest_notes(sitting, key), rows),
    )


def latest_notes(sitting: Sitting, key: str | None) -> Sequence[Note]:
    """The newest approved notes, on the clause that is shown, or of all of them while none is; without those folded."""
    found = notes_of(sitting, states=(NoteState.APPROVED,), key=key, limit=NOTES).items
    folded = hidings_of(found)
    return [note for note in found if str(note.ref) not in folded]


def figures_of(sitting: Sitting, row: ClauseRow) -> FiguresShown:
    """What the room says of a clause, and what everybody says."""
    assert sitting.draft is not None
    found = breakdowns_of(sitting.draft, row.clause_id).get(row.clause_id, NOTHING)
    return FiguresShown(figures_view(found.total(STOP, sitting.stop.slug)), figures_view(found.total()))


def note_views(notes: Iterable[Note], rows: Sequence[ClauseRow]) -> list[NoteView]:
    """Notes with the numbers of their clauses. Who said it: the scribe's label, or nothing: notes are not signed."""
    numbers = {row.key: row.number for row in rows}
    return [
        NoteView(
            id=note.id, body=note.body, language=note.language, by=note.label, group=note.stakeholder_group,
            count=note.count, number=numbers.get(note.clause_key or ""), at=note.at, state=str(note.state),
        )
        for note in notes
    ]  # fmt: skip


def notes_by_clause(stop: Stop) -> dict[str, list[NoteView]]:
    """Clause → the notes that the rooms of a stop were shown, which search finds, too; under "" those of no clause."""
    notes = readable(approved_notes([stop]))
    found: dict[str, list[NoteView]] = {}
    for note, view in zip(notes, note_views(notes, ()), strict=True):
        found.setdefault(note.clause_key or "", []).append(view)
    return found


def guest_views(attendances: Iterable[Attendance]) -> list[GuestView]:
    """Those who joined, with the last signs of the code that let them in, so that a stolen one is told from the next."""
    return [
        GuestView(
            id=each.id, name=each.account.name, joined_at=each.joined_at, group=each.stakeholder_group,
            code=spaced(each.code.code) if each.code else "", aside=each.is_aside, reason=each.aside_reason,
            sitting=each.sitting.number,
        )
        for each in attendances
    ]  # fmt: skip


def own_words(draft: Draft, viewer: Account | None) -> Mapping[str, str]:
    """Key → what the reader says of each clause of the draft, as far as it counts there."""
    mine = positions_in(draft, viewer)
    return {
        row.key: str(held.position.choice)
        for row in rows_of(draft)
        if (held := mine.get(row.clause_id)) and not held.stale
    }


def said_by(actors: Iterable[str | None]) -> Mapping[str, str]:
    """Ids of the record → names, for who opened, counted and confirmed."""
    return names_of({actor for actor in actors if actor})


def figures_view(counts: Counts) -> FiguresView:
    """Counts as bars and words show them."""
    return FiguresView(
        support=counts.support, accept=counts.accept, abstain=counts.abstain, object=counts.object
    )


def _above(row: ClauseRow, rows: Sequence[ClauseRow]) -> str:
    """What a clause hangs from, which it is not understood without."""
    by_order: dict[int, ClauseRow] = {each.order: each for each in rows}
    words: list[str] = []
    parent = row.parent_order
    while parent is not None:
        above = by_order[parent]
        words.append(above.lead or excerpt(above.text, most=ABOVE))
        parent = above.parent_order
    return " › ".join(reversed(words))
