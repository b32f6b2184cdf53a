"""Dispositions: the editors' reasoned answers, what authors say to them, and how objections come to rest."""

import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from flask_babel import gettext as _
from sqlalchemy import exists, func, insert, or_, select

from ...accounts.models import Account
from ...drafts.models import Change, Clause, Draft, Placement
from ...kit.clock import now, rfc3339
from ...kit.db import db
from ...kit.errors import Invalid
from ..errors import AnsweredMeanwhile, CommentIsDeleted, OwnComment
from ..models import Comment, CommentKind, Disposition, DispositionClause, Outcome
from ..queries.desk import state_of
from ..texts import Prepared, stored_reason
from ..verbs import Verb
from .counting import count_outcomes, counted, locked
from .telling import tell

TIME_TO_REPLY = timedelta(days=14)
LONGEST_TIME = timedelta(days=366)
MOST = 500


class _Said(NamedTuple):
    """What is stored of an answer, for any number of comments."""

    outcome: Outcome
    reason: str
    resolved_in_id: int | None
    duplicate_of_id: int | None
    by: str | None


def dispose(
    comments: Sequence[Comment],
    *,
    outcome: Outcome | str,
    reason: Prepared | str,
    resolved_in: Draft | None = None,
    clauses: Sequence[Clause] = (),
    duplicate_of: Comment | None = None,
    answer_by: datetime | None = None,
    seen: Mapping[int, str] | None = None,
    by: Account,
) -> list[Disposition]:
    """Answer some comments in one act, each author told. A former answer is replaced and stays in sight.

    The same answer again is no act. An objection stands until its author lets go of it. ``seen``: what ``state_of`` said
    of each when the answer was written. Raises OwnComment, CommentIsDeleted, AnsweredMeanwhile, and Invalid under comments, reason,
    resolved_in, clauses, duplicate_of, answer_by.
    """
    found, outcome = _answerable(comments, by), Outcome(outcome)
    until = _time(answer_by)
    _check_resolution(resolved_in, clauses)
    _check_duplicate(found, outcome, duplicate_of)
    words, former = stored_reason(reason), _current(found)
    said = _Said(outcome, words, _id_of(resolved_in), _id_of(duplicate_of), by.actor_id)
    if all(_says(former.get(each.id), said, clauses, answer_by) for each in found):
        return [former[comment.id] for comment in found]
    if seen is not None and any(seen.get(each.id) != state_of(each, former.get(each.id)) for each in found):
        raise AnsweredMeanwhile
    given = _replace(found, former, said, until)
    _name_clauses(given, clauses)
    for comment, disposition in zip(found, given, strict=True):
        _tell(comment, disposition, resolved_in, clauses, by)
    return given


def _replace(
    comments: Sequence[Comment], former: Mapping[int, Disposition], said: "_Said", until: datetime
) -> list[Disposition]:
    """Store one answer for each comment in the place of its former one, and count that."""
    batch, at = secrets.token_hex(8) if len(comments) > 1 else None, now()
    for disposition in former.values():
        disposition.replaced_at = at
    given = [
        Disposition(
            comment_id=each.id, n=former[each.id].n + 1 if each.id in former else 1, at=at, answer_by=until, batch=batch,
            **said._asdict(),
        )
        for each in comments
    ]  # fmt: skip
    db.session.add_all(given)
    with counted(comments):
        for comment in comments:
            comment.unanswered = False
    moved = Counter((comment.home_draft_id, said.outcome) for comment in comments)
    moved.subtract((each.home_draft_id, former[each.id].outcome) for each in comments if each.id in former)
    count_outcomes(moved)
    return given


def _says(
    former: Disposition | None, said: "_Said", clauses: Sequence[Clause], answer_by: datetime | None
) -> bool:
    """Whether an answer that was given before says just this."""
    return (
        former is not None
        and said == _Said(*(getattr(former, name) for name in _Said._fields))
        and answer_by in (None, former.answer_by)
        and {each.id for each in former.clauses} == {each.id for each in clauses}
    )


def _id_of(thing: Draft | Comment | None) -> int | None:
    return thing.id if thing is not None else None


def _tell(
    comment: Comment, given: Disposition, resolved_in: Draft | None, clauses: Sequence[Clause], by: Account
) -> None:
    details = {
        "resolved_in": resolved_in.version if resolved_in else None,
        "clauses": [clause.key for clause in clauses] or None,
        "duplicate_of": given.duplicate_of_id,
        "batch": given.batch,
    }
    told = {name: value for name, value in details.items() if value is not None}
    tell(
        Verb.DISPOSED,
        comment,
        by,
        outcome=str(given.outcome),
        n=given.n,
        answer_by=rfc3339(given.answer_by),
        **told,
    )


def _answerable(comments: Sequence[Comment], by: Account) -> list[Comment]:
    """The comments, locked. Raises OwnComment, CommentIsDeleted, Invalid."""
    if not 0 < len(comments) <= MOST:
        raise Invalid({"comments": _("Choose between 1 and %(n)s comments.", n=MOST)})
    found = locked(sorted({comment.id for comment in comments}))
    if any(comment.author_id == by.id and comment.kind is CommentKind.OBJECTION for comment in found):
        raise OwnComment(_("You do not answer your own objection for the editors; another maintainer does."))
    if any(comment.deleted_at is not None for comment in found):
        raise CommentIsDeleted
    return found


def _time(answer_by: datetime | None) -> datetime:
    until = answer_by or now() + TIME_TO_REPLY
    if not now() < until <= now() + LONGEST_TIME:
        raise Invalid(
            {"answer_by": _("Give the author a time to reply that is in the future, and within a year.")}
        )
    return until


def _check_resolution(draft: Draft | None, clauses: Sequence[Clause]) -> None:
    if draft is None:
        return
    if draft.publication is None or draft.withdrawal is not None:
        raise Invalid({"resolved_in": _("Name a published draft that was not withdrawn.")})
    ids = {clause.id for clause in clauses}
    changed = exists().where(Change.draft_id == draft.id, Change.clause_id == Clause.id)
    stands = exists().where(Placement.draft_id == draft.id, Placement.clause_id == Clause.id)
    known = select(func.count()).select_from(Clause).where(Clause.id.in_(ids), or_(changed, stands))
    if ids and db.session.scalar(known) != len(ids):
        raise Invalid({"clauses": _("These clauses are neither in that draft nor removed by it.")})


def _check_duplicate(comments: Sequence[Comment], outcome: Outcome, duplicate_of: Comment | None) -> None:
    if (outcome is Outcome.DUPLICATE) is not (duplicate_of is not None):
        raise Invalid(
            {"duplicate_of": _("Name the comment that says the same, if and only if this is a duplicate.")}
        )
    if duplicate_of is None:
        return
    if duplicate_of.deleted_at is not None or duplicate_of.id in {comment.id for comment in comments}:
        raise Invalid({"duplicate_of": _("Name another comment, one that still says something.")})
    its = _current([duplicate_of]).get(duplicate_of.id)
    if its is not None and its.outcome is Outcome.DUPLICATE:
        sentence = _("Comment %(n)s is a duplicate itself. Name the one it repeats.", n=duplicate_of.id)
        raise Invalid({"duplicate_of": sentence})


def _current(comments: Sequence[Comment]) -> dict[int, Disposition]:
    ids = [comment.id for comment in comments]
    query = select(Disposition).where(Disposition.comment_id.in_(ids), Disposition.replaced_at.is_(None))
    return {each.comment_id: each for each in db.session.scalars(query)}


def _name_clauses(given: Sequence[Disposition], clauses: Sequence[Clause]) -> None:
    ids = sorted({clause.id for clause in clauses})
    rows = [{"disposition_id": each.id, "clause_id": id} for each in given for id in ids]
    if rows:
        db.session.execute(insert(DispositionClause), rows)
