"""The third act where two keyings differ, and taking back what was keyed by mistake. Who did it stands on the row."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ...accounts.models import Account
from ...discussion.actions import delete_comment
from ...discussion.models import Comment
from ...discussion.places import OnClause
from ...drafts.queries import clause_in
from ...kit.clock import now, rfc3339
from ...kit.db import db
from ...ledger import Actor, record
from ...voting.actions import withdraw_position
from ..batching import draft_at
from ..entries import Entry
from ..errors import KeyedItYourself, NothingToSettle
from ..keying import keyed_either
from ..models import PaperRow, RowState, Stop
from ..queries.batches import locked, rows_called
from ..queries.people import settles_alone
from ..verbs import Verb
from .counting_rows import Texts, count_rows, holder_of


def settle_rows(stop: Stop, entries: Mapping[int, Entry], *, by: Actor, texts: Texts) -> Sequence[PaperRow]:
    """Say what rows that were keyed differently mean: by their numbers. They count from now on.

    What somebody else settled meanwhile stays as it is. Whoever keyed a row does not settle it, but for a facilitator of a
    stop where no two accounts write. Raises NoSuchPaperRow, KeyedItYourself, NothingToSettle when nothing is left, and what
    ``count_rows`` does.
    """
    stop = locked(stop)
    rows = [row for row in rows_called(stop, entries) if row.state is RowState.DIFFERS]
    if not rows:
        raise NothingToSettle
    own = any(keyed_either(str(by.actor_id), row.first, row.second) for row in rows)
    if own and isinstance(by, Account) and not settles_alone(by, stop):
        raise KeyedItYourself
    stamp = {"by": str(by.actor_id), "at": rfc3339(now())}
    for row in rows:
        row.settled = replace(entries[row.id], **stamp).as_data()
        row.state = RowState.SETTLED
        _speak_for(row, entries[row.id].group)
    db.session.flush()
    count_rows(stop, rows, texts=texts)
    record(Verb.ROWS_SETTLED, by, stop, rows=len(rows))
    return rows


def _speak_for(row: PaperRow, group: str) -> None:
    """The stakeholder group that was settled is the person's, unless they have an account of their own by now."""
    account = row.person.account
    if group and account.is_guest and account.merged_into_id is None:
        account.stakeholder_group = group


def withdraw_row(row: PaperRow, *, by: Actor) -> PaperRow:
    """Take back a row that was keyed by mistake, with the position and the comments it became. Twice is once."""
    stop = locked(row.stop)
    [row] = rows_called(stop, [row.id])
    draft = draft_at(stop)
    if row.state is RowState.WITHDRAWN:
        return row
    if row.counted_at is not None:
        _uncount(row, OnClause(draft, clause_in(draft, row.clause_key)))
    row.state = RowState.WITHDRAWN
    db.session.flush()
    record(Verb.ROWS_WITHDRAWN, by, stop, rows=1)
    return row


def _uncount(row: PaperRow, place: OnClause) -> None:
    """Its position ends, unless its holder has said something else since; its comments are deleted and leave their mark."""
    holder, said = holder_of(row.person), {row.comment_id}
    if row.position is not None:
        said.add(row.position.comment_id)
        if row.position.is_current:
            withdraw_position(place.draft, place.row, by=holder)
    for id in sorted(id for id in said if id is not None):
        comment = db.session.get(Comment, id)
        if comment is not None and comment.author_id == holder.id:
            delete_comment(comment, by=holder)
