"""Rows from paper become what everybody's words are: positions and comments, marked with the stop and with who wrote them down."""

from collections.abc import Callable, Mapping, Sequence

from ...accounts.models import Account
from ...discussion.actions import add_comment, delete_comment, edit_comment
from ...discussion.models import Comment
from ...discussion.places import OnClause
from ...discussion.texts import Prepared
from ...drafts.models import Draft
from ...drafts.queries import ClauseRow, rows_of
from ...kit.clock import now
from ...kit.db import db
from ...voting.actions import Said, take_position, withdraw_position
from ...voting.actions.gathering import Gathered, gather_positions
from ...voting.counting import Choice
from ..batching import draft_at
from ..entries import Entry, entry_of, hand, same_hand
from ..errors import KeyedMeanwhile, NotOnThisDraft
from ..models import PaperPerson, PaperRow, RowState, Stop
from ..queries.batches import hands_at

Texts = Mapping[str, Prepared]
Progress = Callable[[int, int], None]


def count_rows(
    stop: Stop, rows: Sequence[PaperRow], *, texts: Texts, progress: Progress | None = None
) -> None:
    """Count rows: each as its holder's position, comment, or both, on the draft of the stop. All, or none where one raises.

    ``texts``: everything they say, made ready before the lock; raises KeyedMeanwhile when something is missing in it.
    """
    draft = draft_at(stop)
    placed = {each.key: each for each in rows_of(draft)}
    if any(row.clause_key not in placed for row in rows):
        raise NotOnThisDraft
    fresh = [row for row in rows if row.counted_at is None]
    _take_positions(draft, fresh, placed, stop=stop, texts=texts, progress=progress)
    for row in fresh:
        _comment(row, OnClause(draft, placed[row.clause_key]), stop=stop, texts=texts)
    for row in rows:
        if row.counted_at is not None:
            _amend(row, OnClause(draft, placed[row.clause_key]), stop=stop, texts=texts)
        row.state, row.counted_at = RowState.COUNTED, row.counted_at or now()
    db.session.flush()


def holder_of(person: PaperPerson) -> Account:
    """Whose words they are: the account made for the sheet, or the one it was joined with since."""
    account = person.account
    while account.merged_into is not None:
        account = account.merged_into
    return account


def entry_that_counts(row: PaperRow) -> Entry:
    """What a row says: as it was settled, else as it was keyed first."""
    return entry_of(row.settled) or entry_of(row.first) or Entry()


def scribe_of(row: PaperRow, hands: Sequence[str]) -> str:
    """Who wrote a row down, as the record knows them: an account, never a name that somebody typed.

    Of a file it is the account that sent it; those whom the file names besides are told apart by the order in which they
    first appeared at the stop (``hands``): ``p:…~2``.
    """
    entry = entry_of(row.first) or Entry()
    sender = row.batch.account.name if row.batch is not None and row.batch.account is not None else ""
    if row.batch is None or same_hand(entry.entered_by, sender):
        return entry.by
    return f"{entry.by}~{hands.index(hand(entry.entered_by)) + 1}"


def _take_positions(
    draft: Draft, rows: Sequence[PaperRow], placed: Mapping[str, ClauseRow], *, stop: Stop, texts: Texts,
    progress: Progress | None,
) -> None:  # fmt: skip
    speaking, hands = [row for row in rows if entry_that_counts(row).position], hands_at(stop)
    gathered = [
        Gathered(
            holder_of(row.person),
            placed[row.clause_key],
            Choice(entry_that_counts(row).position),
            _said(entry_that_counts(row), texts),
            scribe_of(row, hands),
        )
        for row in speaking
    ]
    report = (lambda done: progress(done, len(gathered))) if progress else None
    for row, taken in zip(
        speaking, gather_positions(draft, gathered, channel=stop.channel, progress=report), strict=True
    ):
        row.position_id = taken.position.id
        row.comment_id = taken.comment.id if taken.comment else None


def _said(entry: Entry, texts: Texts) -> Said:
    if not entry.reason:
        return Said()
    return Said(reason=_ready(entry.reason, texts), language=entry.language or None)


def _ready(words: str, texts: Texts) -> Prepared:
    if words not in texts:
        raise KeyedMeanwhile
    return texts[words]


def _comment(row: PaperRow, place: OnClause, *, stop: Stop, texts: Texts) -> None:
    """Say what stands beside the position, or instead of one."""
    entry = entry_that_counts(row)
    if entry.comment:
        row.comment_id = _say(row, entry, place, stop=stop, texts=texts).id


def _say(row: PaperRow, entry: Entry, place: OnClause, *, stop: Stop, texts: Texts) -> Comment:
    return add_comment(
        place, text=_ready(entry.comment, texts), kind="comment", by=holder_of(row.person), channel=stop.channel,
        language=entry.language or None,
    )  # fmt: skip


def _amend(row: PaperRow, place: OnClause, *, stop: Stop, texts: Texts) -> None:
    """Mend what was counted after one keying, where another one and a third look found it otherwise."""
    was, entry, holder = entry_of(row.first) or Entry(), entry_that_counts(row), holder_of(row.person)
    if was.position != entry.position or bool(was.reason) != bool(entry.reason):
        _retake(row, place, entry, holder, stop=stop, texts=texts)
    elif was.reason != entry.reason and row.position is not None and row.position.comment is not None:
        edit_comment(row.position.comment, text=_ready(entry.reason, texts), by=holder)
    if was.comment == entry.comment:
        return
    said = db.session.get(Comment, row.comment_id) if row.comment_id and was.comment else None
    if said is None:
        row.comment_id = _say(row, entry, place, stop=stop, texts=texts).id
    elif entry.comment:
        edit_comment(said, text=_ready(entry.comment, texts), by=holder)
    else:
        delete_comment(said, by=holder)


def _retake(
    row: PaperRow, place: OnClause, entry: Entry, holder: Account, *, stop: Stop, texts: Texts
) -> None:
    """Take another position in the place of the one that was counted, with its own reason; none where none was meant."""
    if row.position is not None and row.position.comment is not None:
        delete_comment(row.position.comment, by=holder)
    if not entry.position:
        withdraw_position(place.draft, place.row, by=holder)
        return
    taken = take_position(
        place.draft, place.row, choice=entry.position, by=holder, said=_said(entry, texts), on_paper=True,
        channel=stop.channel, scribe=scribe_of(row, hands_at(stop)),
    )  # fmt: skip
    row.position_id = taken.position.id
