"""Who is involved in what is decided on a clause: declared its change, answered an objection, made the call, objected."""

from typing import Any

from sqlalchemy import select

from ...accounts.models import Account
from ...discussion.models import Addressing, Comment, Disposition
from ...discussion.places import OnClause
from ...drafts.models import Change, Draft, Placement
from ...kit.db import db
from ..models import Appellant, Call, Challenge, RollMember
from .mine import voter_id
from .objections import seen_on


def declared_the_change(viewer: Any, thing: Any) -> bool:
    """True for whoever said of the clause's change whether it is editorial. ``thing``: OnClause, a challenge or a call."""
    if viewer is None or thing is None:
        return False
    draft, clause_id = _place(thing)
    if isinstance(thing, Challenge) and thing.declared_by == viewer.actor_id:
        return True
    query = select(Change.declared_by).where(Change.draft_id == draft.id, Change.clause_id == clause_id)
    return db.session.scalar(query) == viewer.actor_id


def answered_an_objection(viewer: Any, thing: Any) -> bool:
    """True for whoever gave an answer to an objection to the clause, or found one addressed."""
    if viewer is None or thing is None:
        return False
    draft, clause_id = _place(thing)
    comments = seen_on(draft).with_only_columns(Comment.id).where(Placement.clause_id == clause_id)
    answers = select(Disposition.id).where(Disposition.comment_id.in_(comments))
    given = answers.where(Disposition.by == viewer.actor_id)
    found = select(Addressing.disposition_id).where(
        Addressing.disposition_id.in_(answers), Addressing.by == viewer.actor_id
    )
    return db.session.scalar(given.union_all(found).limit(1)) is not None


def objected(viewer: Any, thing: Any) -> bool:
    """True for whoever made an objection to the clause."""
    if viewer is None or thing is None:
        return False
    draft, clause_id = _place(thing)
    query = seen_on(draft).where(Placement.clause_id == clause_id, Comment.author_id == viewer.id)
    return db.session.execute(query.limit(1)).first() is not None


def made_the_call(viewer: Any, thing: Any) -> bool:
    """True for the chair who made the call in question."""
    return viewer is not None and isinstance(thing, Call) and thing.by == viewer.actor_id


def appealed(viewer: Any, thing: Any) -> bool:
    """True for whoever appeals against the call in question."""
    voter = voter_id(viewer)
    return voter is not None and isinstance(thing, Call) and _appellant(thing, voter) is not None


def is_on_roll(account: Account, draft: Draft) -> bool:
    """Whether somebody is on the roll of a draft whose policy names who may take part."""
    return db.session.get(RollMember, (draft.id, account.id)) is not None


def _appellant(call: Call, voter: str) -> Appellant | None:
    return db.session.get(Appellant, (call.id, voter))


def _place(thing: Any) -> tuple[Draft, int]:
    if isinstance(thing, OnClause):
        return thing.draft, thing.row.clause_id
    return thing.draft, thing.clause_id
