"""Objections to the clauses of a draft, as outcomes weigh them: which stand, which are addressed, whose positions they are."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import aliased

from ...accounts.models import Account
from ...discussion.models import OPEN_STATES, Addressing, Comment, CommentKind, Disposition, State
from ...drafts.models import Draft, Lineage, Placement, Publication, Wording
from ...kit.db import db
from ..counting import Carried, Traits
from ..held import traits_of
from ..models import Position, VoterLink
from ..outcome import Objection

_On, _OnWords = aliased(Placement), aliased(Wording)


def own_objections(account: Account, draft: Draft, clauses: Collection[int]) -> Sequence[Comment]:
    """The person's objections on clauses of a draft, or on what these came from, that they did not let go of; the first first.

    Those that were set aside are among them: who no longer objects lets go of these as well.
    """
    query = (
        seen_on(draft)
        .with_only_columns(Comment)
        .where(Comment.author_id == account.id, Placement.clause_id.in_(list(clauses)))
        .where(or_(Comment.stands, and_(Comment.aside, Comment.state.in_(OPEN_STATES))))
    )
    return db.session.scalars(query.distinct().order_by(Comment.id)).all()


def objections_on(draft: Draft, clause_id: int | None = None) -> dict[int, list[Objection]]:
    """Clause → the objections that its outcome weighs, each with what its author's position says of them; one statement."""
    query = (
        seen_on(draft)
        .add_columns(Comment.state, is_addressed(), Position, Wording.digest, _OnWords.digest)
        .join(Wording, Wording.id == Placement.wording_id)
        .outerjoin(VoterLink, VoterLink.account_id == Comment.author_id)
        .outerjoin(
            Position,
            and_(
                Position.voter == VoterLink.voter,
                Position.meaning_id == Placement.meaning_id,
                Position.ended_at.is_(None),
            ),
        )
        .outerjoin(_On, _On.id == Position.placement_id)
        .outerjoin(_OnWords, _OnWords.id == _On.wording_id)
        .where(weighs())
        .order_by(Comment.id)
    )
    if clause_id is not None:
        query = query.where(Placement.clause_id == clause_id)
    found: dict[int, list[Objection]] = {}
    for clause, id, state, addressed, position, here, there in db.session.execute(query):
        traits = _traits(position, draft, here, there) if position is not None else None
        sustained = state == State.SUSTAINED
        found.setdefault(clause, []).append(Objection(f"comment:{id}", bool(addressed), sustained, traits))
    return found


def _traits(position: Position, draft: Draft, here: str, there: str) -> Traits | None:
    """The author's position as it is counted on a clause; None where they refused to have it carried, or it is set aside."""
    if position.aside or (position.refused and here != there):
        return None
    carried = Carried.EDITED if here != there else Carried.SAME_WORDS
    return traits_of(position, carried=Carried.NOT if position.draft_id == draft.id else carried)


def seen_on(draft: Draft) -> Any:
    """Objections joined with the clauses of a draft (``Placement``) on which they are seen, by lineage."""
    assert draft.publication is not None
    at = draft.publication.position
    inherited = and_(
        Lineage.ancestor_id == Comment.home_clause_id, Lineage.since <= at,
        Lineage.first <= Publication.position, Publication.position < Lineage.until,
    )  # fmt: skip
    return (
        select(Placement.clause_id, Comment.id)
        .select_from(Comment)
        .join(Publication, Publication.draft_id == Comment.home_draft_id)
        .join(Lineage, inherited)
        .join(Placement, and_(Placement.clause_id == Lineage.clause_id, Placement.draft_id == draft.id))
        .where(Comment.kind == CommentKind.OBJECTION, Publication.position <= at)
    )


def weighs() -> ColumnElement[bool]:
    """The condition that an objection is weighed: it stands, or was found addressed and not let go of by its author."""
    return or_(Comment.stands, and_(Comment.aside.is_(False), is_addressed()))


def is_addressed() -> ColumnElement[bool]:
    """The condition that a second person found an objection addressed, after its author's time to reply."""
    found = exists().where(
        Disposition.comment_id == Comment.id, Disposition.replaced_at.is_(None),
        Addressing.disposition_id == Disposition.id,
    )  # fmt: skip
    return and_(Comment.state == State.ANSWERED, Comment.deleted_at.is_(None), found)
