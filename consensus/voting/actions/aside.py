"""Setting aside what people say who should not have been in a room, and letting it count again: on record, and reversible."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from ...accounts.models import Account
from ...discussion.actions.aside import set_comments_aside, set_cosignatures_aside
from ...discussion.models import Comment, CommentKind
from ...drafts.models import Clause, Draft, Placement
from ...kit.db import db
from ...kit.refs import Ref, parse
from ...ledger import Actor, record
from ...ledger.actions import when_numbered
from ..models import Aside, Position, VoterLink
from ..verbs import Verb
from .counters import counted


def put_aside(accounts: Sequence[Account], *, channel: str, by: Actor) -> int:
    """Have what some people say through a channel count nothing for now: their positions, their objections, and the
    concerns they share.

    Twice is once. What they say elsewhere, or later, is not touched. → how many positions; where there was nothing
    to set aside nothing is recorded.
    """
    held = _held(accounts, channel, aside=False)
    comments = _set_words_aside(accounts, channel, aside=True)
    asides = [Aside(position_id=each.id) for each in held]
    with counted(held):
        for each in held:
            each.aside = True
    db.session.add_all(asides)
    db.session.flush()

    def number(entry: Any) -> None:
        for each in asides:
            each.begins(entry)

    if _tell(Verb.SET_ASIDE, held, comments, channel=channel, by=by):
        when_numbered(number)
    return len(held)


def take_back_in(accounts: Sequence[Account], *, channel: str, by: Actor) -> int:
    """Let it count again. What its holders replaced or took back meanwhile stays over. → how many positions."""
    held = _held(accounts, channel, aside=True)
    comments = _set_words_aside(accounts, channel, aside=False)
    over = select(Aside).where(Aside.position_id.in_([each.id for each in held]), Aside.until_n.is_(None))
    asides = db.session.scalars(over).all()
    with counted(held):
        for each in held:
            each.aside = False

    def number(entry: Any) -> None:
        for each in asides:
            each.ends(entry)

    if _tell(Verb.RESTORED, held, comments, channel=channel, by=by):
        when_numbered(number)
    return len(held)


def _set_words_aside(accounts: Sequence[Account], channel: str, *, aside: bool) -> list[Comment]:
    ids = [account.id for account in accounts]
    set_cosignatures_aside(ids, channel=channel, aside=aside)
    return set_comments_aside(ids, channel=channel, aside=aside)


def _held(accounts: Sequence[Account], channel: str, *, aside: bool) -> list[Position]:
    """What some people say through a channel now, their links in hand so that none of them says more meanwhile."""
    links = select(VoterLink).where(VoterLink.account_id.in_([account.id for account in accounts]))
    locking = links.order_by(VoterLink.account_id).with_for_update(of=VoterLink)
    voters = [link.voter for link in db.session.scalars(locking)]
    query = (
        select(Position)
        .where(Position.voter.in_(voters), Position.channel == channel, Position.ended_at.is_(None))
        .where(Position.aside.is_(aside))
        .order_by(Position.id)
    )
    return list(db.session.scalars(query.execution_options(populate_existing=True)))


def _tell(
    verb: Verb, held: Sequence[Position], comments: Sequence[Comment], *, channel: str, by: Actor
) -> bool:
    """Record whose positions it is about, by their second ids, and which objections, since one that was answered may be
    sustained later. → whether there was anything to say.
    """
    objections = sorted((each.id, str(each.ref)) for each in comments if each.kind is CommentKind.OBJECTION)
    if not held and not objections:
        return False
    record(
        verb, by, parse(channel), touches=_touched(held, comments), channel=channel, n=len(held),
        voters=sorted({each.voter for each in held}), objections=[ref for _id, ref in objections],
    )  # fmt: skip
    return True


def _touched(held: Sequence[Position], comments: Sequence[Comment]) -> list[Ref]:
    """What shows them: the drafts and clauses that they are said of."""
    placements = {each.placement_id for each in held}
    query = (
        select(Clause.key, Draft.version)
        .join(Placement, Placement.clause_id == Clause.id)
        .join(Draft, Draft.id == Placement.draft_id)
        .where(Placement.id.in_(placements))
    )
    named = [(Ref("clause", key), Ref("draft", version)) for key, version in db.session.execute(query)]
    about = [each.home_clause_id for each in comments if each.home_clause_id is not None]
    keys = db.session.scalars(select(Clause.key).where(Clause.id.in_(about)))
    return [*{ref for both in named for ref in both}, *(Ref("clause", key) for key in keys)]
