"""Acts on comments, each in a transaction of its own, and what they leave behind."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from consensus.discussion.models import Comment, StandingMove, Talk
from consensus.discussion.texts import prepare_text
from consensus.drafts.models import Draft
from consensus.kit.db import db, transaction
from consensus.ledger.models import Entry


def act(action: Callable[..., Any], *things: Any, **given: Any) -> Any:
    """Do one thing, as an entrance would. Words under ``words`` are made ready before the lock."""
    if "words" in given:
        given["text"] = prepare_text(given.pop("words"))
    with transaction():
        return action(*things, **given)


def again(comment: Comment) -> Comment:
    """A comment as it is stored now."""
    db.session.expire_all()
    return db.session.get_one(Comment, comment.id)


def counters(draft: Draft, place: str) -> tuple[int, int, int, int, int | None]:
    """Comments, objections, suggestions, unanswered and the strongest at a place."""
    db.session.expire_all()
    query = select(Talk).where(Talk.draft_id == draft.id, Talk.place == place)
    talk = db.session.scalars(query).one()
    return talk.comments, talk.objections, talk.suggestions, talk.unanswered, talk.strongest_id


def moves(comment: Comment) -> list[tuple[str, str]]:
    """The states that an objection was in, each with the version of the draft."""
    query = (
        select(StandingMove.state, Draft.version)
        .join(Draft, Draft.id == StandingMove.draft_id)
        .where(StandingMove.comment_id == comment.id)
        .order_by(StandingMove.id)
    )
    return [(str(state), version) for state, version in db.session.execute(query)]


def entries(thing: Any = None) -> list[Entry]:
    """What the record says of the discussion, or of one comment."""
    query = select(Entry).where(Entry.subject.like("comment:%")).order_by(Entry.n)
    found = db.session.scalars(query).all()
    return [each for each in found if thing is None or each.subject == str(thing.ref)]


def verbs(thing: Any = None) -> list[str]:
    """The verbs alone."""
    return [each.verb for each in entries(thing)]
