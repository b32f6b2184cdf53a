"""The counters beside each place, moved in the transaction of each act, so that no page ever counts.

An act changes comments inside ``with counted(comments):``; what they are worth before and after gives the difference.
Rows are locked in one order, comments first, then counters, each by id, so that two acts never wait for each other.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, select, update

from ...drafts.models import Clause
from ...kit.db import db
from ...kit.db.dialects import upsert
from ..models import Comment, Outcome, OutcomeCount, Talk

NUMBERS = ("comments", "objections", "suggestions", "unanswered")
_TALK: Any = Talk.__table__
# Sent with nearly every act, so they are made once; with the numbers all 0 they wait for the row, and change nothing.
_MOVED = update(_TALK).values({name: _TALK.c[name] + bindparam(f"more_{name}") for name in NUMBERS})
_MOVED = _MOVED.where(_TALK.c.draft_id == bindparam("draft"))
_ON_CLAUSE = _MOVED.where(_TALK.c.clause_id == bindparam("clause"))
_ELSEWHERE = _MOVED.where(_TALK.c.place == bindparam("where"))
_SAID: Any = Comment.__table__
_HERE = (
    _SAID.c.home_clause_id == bindparam("clause"),
    _SAID.c.home_draft_id == bindparam("draft"),
    _SAID.c.stands,
)
_MOST = select(func.max(_SAID.c.cosigned)).where(*_HERE).scalar_subquery()
_FIRST = select(func.min(_SAID.c.id)).where(*_HERE, _SAID.c.cosigned == _MOST).scalar_subquery()
_SETTLED = (
    update(_TALK)
    .where(_TALK.c.draft_id == bindparam("draft"), _TALK.c.clause_id == bindparam("clause"))
    .values(strongest_id=_FIRST)
)
_LOCKED = (
    select(Comment)
    .where(Comment.id.in_(bindparam("ids", expanding=True)))
    .order_by(Comment.id)
    .with_for_update(of=Comment, key_share=True)
    .execution_options(populate_existing=True)
)


class Home(NamedTuple):
    """Where a thread is counted: a draft, and in it a clause or a part; neither: the draft as a whole."""

    draft_id: int
    clause_id: int
    part: str


class Worth(NamedTuple):
    """What comments add to their home's counters; ``weight``: what their open objections weigh among each other."""

    comments: int = 0
    objections: int = 0
    suggestions: int = 0
    unanswered: int = 0
    weight: int = 0


def home_of(comment: Comment) -> Home:
    """Where a comment is counted."""
    return Home(comment.home_draft_id, comment.home_clause_id or 0, comment.part or "")


def worth_of(comment: Comment) -> Worth:
    """What one comment adds now; nothing when it is deleted."""
    if comment.deleted_at is not None:
        return Worth()
    weight = comment.cosigned + 1 if comment.stands else 0
    return Worth(1, int(comment.stands), int(comment.suggests), int(comment.unanswered), weight)


def locked(ids: Sequence[int]) -> list[Comment]:
    """Comments as they are stored now, kept from others until the end of the transaction; in the order of their ids.

    Others may go on referring to them (``key_share``), as counters do to the strongest objection.
    """
    return list(db.session.scalars(_LOCKED, {"ids": list(ids)}))


@contextmanager
def counted(comments: Sequence[Comment]) -> Iterator[None]:
    """Move the counters by what changes about locked comments inside; then the strongest objection is known again."""
    before = [worth_of(comment) for comment in comments]
    yield
    db.session.flush()
    moved: dict[Home, list[tuple[Worth, Worth]]] = defaultdict(list)
    for comment, was in zip(comments, before, strict=True):
        if (now := worth_of(comment)) != was:
            moved[home_of(comment)].append((was, now))
    for home in sorted(moved):
        _move(home, _difference(moved[home]), weighed=any(a.weight != b.weight for a, b in moved[home]))


def count_new(comment: Comment) -> None:
    """Count a comment that was stored just now; its place gets its counters with the first one."""
    home, worth = home_of(comment), worth_of(comment)
    if _move(home, worth, weighed=comment.stands):
        return
    row = {"draft_id": home.draft_id, "place": place_key(home), "clause_id": home.clause_id or None}
    zeros = dict.fromkeys(NUMBERS, 0)
    upsert(db.session, Talk.__table__, [row | zeros], key=["draft_id", "place"], update=[])  # type: ignore[arg-type]
    _move(home, worth, weighed=comment.stands)


def count_outcomes(moved: Mapping[tuple[int, Outcome], int]) -> None:
    """Move how many comments of a draft have an outcome: (draft, outcome) → how many more."""
    for (draft_id, outcome), more in sorted(moved.items()):
        row = {"draft_id": draft_id, "outcome": outcome, "n": 0}
        upsert(db.session, OutcomeCount.__table__, [row], key=["draft_id", "outcome"], update=[])  # type: ignore[arg-type]
        here = (OutcomeCount.draft_id == draft_id, OutcomeCount.outcome == outcome)
        counted = update(OutcomeCount).where(*here).values(n=OutcomeCount.n + more)
        db.session.execute(counted, execution_options={"synchronize_session": False})


def place_key(home: Home) -> str:
    """``clause:<key>``, ``part:<slug>`` or ``draft``."""
    if home.clause_id:
        return f"clause:{db.session.get_one(Clause, home.clause_id).key}"
    return f"part:{home.part}" if home.part else "draft"


def settle_strongest(home: Home) -> None:
    """Find the open objection that most people share, the earlier of two, for counters that are locked already."""
    db.session.execute(_SETTLED, {"draft": home.draft_id, "clause": home.clause_id})


def _difference(pairs: Sequence[tuple[Worth, Worth]]) -> Worth:
    return Worth(*(sum(now[n] - was[n] for was, now in pairs) for n in range(len(Worth._fields))))


def _move(home: Home, by: Worth, *, weighed: bool) -> bool:
    """Whether there are counters. The first statement waits for them; the second sees what others stored meanwhile."""
    moved: dict[str, Any] = {f"more_{name}": getattr(by, name) for name in NUMBERS}
    moved |= {"draft": home.draft_id}
    if home.clause_id:
        done = db.session.execute(_ON_CLAUSE, moved | {"clause": home.clause_id})
    else:
        done = db.session.execute(_ELSEWHERE, moved | {"where": place_key(home)})
    there = bool(done.rowcount)  # type: ignore[attr-defined]
    if there and weighed and home.clause_id:
        settle_strongest(home)
    return there
