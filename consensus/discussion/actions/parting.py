"""What is said of a clause goes along when a corrected map gives the clause an identity of its own."""

from typing import Any

from sqlalchemy import case, select, update

from ...drafts.partings import Parting
from ...kit.db import db
from ..models import Comment, Disposition, DispositionClause, SuggestedEdit, Talk


def follow_parting(parting: Parting) -> None:
    """Move comments, suggestions, answers and counters of the drafts in which the clause is another one now."""
    _comments(parting)
    _edits(parting)
    _answers(parting)
    here = (Talk.draft_id.in_(parting.drafts), Talk.clause_id == parting.former)
    moved = {"clause_id": parting.own, "place": f"clause:{parting.own_key}"}
    db.session.execute(update(Talk).where(*here).values(moved))
    db.session.expire_all()


def _comments(parting: Parting) -> None:
    seen = Comment.draft_id.in_(parting.drafts)
    about = update(Comment).where(seen, Comment.clause_id == parting.former)
    db.session.execute(about.values(clause_id=parting.own, wording_id=_wording(Comment.wording_id, parting)))
    after = update(Comment).where(seen, Comment.after_id == parting.former)
    db.session.execute(after.values(after_id=parting.own))
    home = (Comment.home_draft_id.in_(parting.drafts), Comment.home_clause_id == parting.former)
    db.session.execute(update(Comment).where(*home).values(home_clause_id=parting.own))


def _edits(parting: Parting) -> None:
    made = SuggestedEdit.comment_id.in_(select(Comment.id).where(Comment.draft_id.in_(parting.drafts)))
    of = update(SuggestedEdit).where(made, SuggestedEdit.clause_id == parting.former)
    db.session.execute(
        of.values(clause_id=parting.own, wording_id=_wording(SuggestedEdit.wording_id, parting))
    )
    after = update(SuggestedEdit).where(made, SuggestedEdit.after_id == parting.former)
    db.session.execute(after.values(after_id=parting.own))


def _answers(parting: Parting) -> None:
    given = select(Disposition.id).where(Disposition.resolved_in_id.in_(parting.drafts))
    named = (DispositionClause.disposition_id.in_(given), DispositionClause.clause_id == parting.former)
    db.session.execute(update(DispositionClause).where(*named).values(clause_id=parting.own))


def _wording(column: Any, parting: Parting) -> Any:
    """The wording as it is now: its copy where it was copied."""
    if not parting.wordings:
        return column
    return case(*((column == old, new) for old, new in parting.wordings.items()), else_=column)
