"""Where something can be said: on a clause, on what is missing after it, on a part, or on a draft as a whole."""

from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select

from ..drafts.models import Clause, Draft, Lineage, Part, Placement
from ..drafts.pieces import TAKES_POSITIONS as TAKES_POSITIONS
from ..drafts.queries import ClauseRow, clause_in, draft_named, latest_draft, parts_of
from ..kit.db import db
from ..kit.errors import Invalid
from .errors import NoSuchPart
from .models import Comment


@dataclass(frozen=True, slots=True)
class OnClause:
    """A clause as it stands in a draft."""

    draft: Draft
    row: ClauseRow


@dataclass(frozen=True, slots=True)
class After:
    """Something missing after a clause."""

    draft: Draft
    row: ClauseRow


@dataclass(frozen=True, slots=True)
class OnPart:
    """A part of a draft."""

    draft: Draft
    part: str


@dataclass(frozen=True, slots=True)
class OnDraft:
    """A draft as a whole."""

    draft: Draft


Place = OnClause | After | OnPart | OnDraft


def place_named(
    version: str, *, key: str | None = None, part: str | None = None, after: str | None = None
) -> Place:
    """The place that an address or a form names: at most one of the three; none: the draft as a whole.

    Raises NoSuchDraft (also for what is only prepared), NoSuchClause, NoSuchPart, Invalid when several are named.
    """
    if sum(each is not None for each in (key, part, after)) > 1:
        raise Invalid(
            {"after": _("A comment has one place: a clause, a part, or something missing after a clause.")}
        )
    draft = draft_named(version)
    if key is not None:
        return OnClause(draft, clause_in(draft, key))
    if after is not None:
        return After(draft, clause_in(draft, after))
    if part is None:
        return OnDraft(draft)
    if part not in {each.slug for each in parts_of(draft)}:
        raise NoSuchPart
    return OnPart(draft, part)


def place_of(comment: Comment) -> Place:
    """Where a comment was made: what its author saw."""
    return _same_place(comment, comment.draft)


def reply_place(comment: Comment) -> Place:
    """Where a reply is made when nothing else is said: the same place in the latest draft, else where the comment was."""
    latest = latest_draft()
    if latest is None or not _stands_in(comment, latest):
        return place_of(comment)
    return _same_place(comment, latest)


def takes_positions(place: Place) -> bool:
    """Whether an objection is possible there: on a clause that says something."""
    return isinstance(place, OnClause) and place.row.kind in TAKES_POSITIONS


def standing_of(clause_id: int, *, since: Draft, draft: Draft) -> str | None:
    """The key under which a clause of one draft, or what came of it, stands in a later one; None when nothing did."""
    if since.publication is None or draft.publication is None:
        return None
    then, now = since.publication.position, draft.publication.position
    query = (
        select(Clause.key)
        .join(Placement, Placement.clause_id == Clause.id)
        .join(Lineage, Lineage.clause_id == Clause.id)
        .where(Placement.draft_id == draft.id, Lineage.ancestor_id == clause_id)
        .where(Lineage.since <= now, Lineage.first <= then, Lineage.until > then)
        .order_by(Clause.id != clause_id, Placement.order)
    )
    return db.session.scalar(query.limit(1)) if then <= now else None


def _same_place(comment: Comment, draft: Draft) -> Place:
    if comment.clause is not None:
        return OnClause(draft, clause_in(draft, comment.clause.key))
    if comment.after is not None:
        return After(draft, clause_in(draft, comment.after.key))
    return OnPart(draft, comment.part) if comment.part is not None else OnDraft(draft)


def _stands_in(comment: Comment, draft: Draft) -> bool:
    clause_id = comment.clause_id or comment.after_id
    if clause_id is not None:
        query = select(Placement.id).where(Placement.draft_id == draft.id, Placement.clause_id == clause_id)
    elif comment.part is not None:
        query = select(Part.id).where(Part.draft_id == draft.id, Part.slug == comment.part)
    else:
        return True
    return db.session.scalar(query) is not None
