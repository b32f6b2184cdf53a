"""What is said at one place, in pages: threads with their first replies, one thread, or everything flat."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, and_, func, or_, select

from ...accounts.models import Account, ActorLink
from ...kit.db import db
from ...kit.errors import Invalid
from ...kit.web.paging import Page, make_cursor
from ..models import Comment
from .arms import NEWEST, OLDEST, STRONGEST, Arm, fetched, together
from .comments import comments_called
from .spots import Home, Spot, homes_of

FILTERS = ("all", "objections", "suggestions", "unanswered", "mine")  # and ``group:<slug>``
ORDERS = {"newest": NEWEST, "strongest": STRONGEST, "oldest": OLDEST}
COUNTED = ("objections", "suggestions", "unanswered")
GROUP = "group:"
FIRST_REPLIES = 20
_COLUMNS = (
    Comment.id,
    Comment.cosigned,
    func.coalesce(Comment.thread_id, Comment.id).label("root_id"),
)


@dataclass(frozen=True, slots=True)
class Thread:
    """A root with its first replies, how many it has in all, and which comments a filter found in it.

    A reply that was found stands among the replies with all that it replies to. ``next``: the cursor at which
    ``thread_page`` goes on; None where all replies are here.
    """

    root: Comment
    replies: tuple[Comment, ...]
    total: int
    next: str | None = None
    found: frozenset[int] = frozenset()

    @property
    def more(self) -> int:
        """How many replies are not here."""
        return max(self.total - len(self.replies), 0)


def threads_on(
    spot: Spot,
    *,
    filter: str = "all",
    order: str = "newest",
    cursor: str | None = None,
    limit: int = 20,
    viewer: Account | None = None,
) -> Page[Thread]:
    """A page of threads with their first replies. Raises Invalid for another filter, order or cursor."""
    if order not in ORDERS:
        raise Invalid({"order": _("One of: %(all)s.", all=", ".join(ORDERS))})
    wanted = _wanted(filter, viewer)
    arms: list[Arm] = [
        select(*_COLUMNS).where(wanted(home)) for home in homes_of(spot) if _may_have(home, filter)
    ]
    rows, next_ = together(arms, ORDERS[order], cursor=cursor, limit=limit)
    found = {row.id: row.root_id for row in rows} if not _of_roots(filter) else {}
    return Page(_threads([row.root_id for row in rows], found), next_)


def thread_of(comment: Comment) -> Thread:
    """The thread that a comment stands in, with its first replies, the comment and all that it replies to."""
    return _threads([comment.root_id], {comment.id: comment.root_id})[0]


def thread_page(root: Comment, *, cursor: str | None = None, limit: int = 50) -> Page[Comment]:
    """A page of a thread's replies, the first first."""
    arm = select(Comment.id).where(Comment.thread_id == root.id)
    rows, next_ = together([arm], OLDEST, cursor=cursor, limit=limit)
    return Page(comments_called(row.id for row in rows), next_)


def comments_on(spot: Spot, *, cursor: str | None = None, limit: int = 50) -> Page[Comment]:
    """Everything said at one place, roots and replies alike, the first first."""
    arms = [select(Comment.id).where(home.holds()) for home in homes_of(spot)]
    rows, next_ = together(arms, OLDEST, cursor=cursor, limit=limit)
    return Page(comments_called(row.id for row in rows), next_)


def parties_in(comment: Comment) -> frozenset[str]:
    """Actors who speak in the thread of a comment: who argues there."""
    root = comment.root_id
    query = (
        select(ActorLink.actor_id)
        .join(Comment, Comment.author_id == ActorLink.account_id)
        .where(or_(Comment.id == root, Comment.thread_id == root))
        .distinct()
    )
    return frozenset(db.session.scalars(query))


def _of_roots(filter: str) -> bool:
    return filter == "all" or filter.startswith(GROUP)


def _may_have(home: Home, filter: str) -> bool:
    """Whether the counters say that there is anything to find."""
    return filter not in COUNTED or getattr(home, filter) > 0


def _wanted(filter: str, viewer: Account | None) -> Callable[[Home], ColumnElement[bool]]:
    """What is asked of a comment of a home; each has an index. Raises Invalid."""
    flags = {"objections": Comment.stands, "suggestions": Comment.suggests, "unanswered": Comment.unanswered}
    root = Comment.parent_id.is_(None)
    if filter == "all":
        return lambda home: and_(home.holds(), root)
    if filter in flags:
        return lambda home: and_(home.holds(), flags[filter])
    if filter == "mine":
        return lambda home: _said_by(viewer, home)
    if filter.startswith(GROUP):
        group = filter.removeprefix(GROUP)
        return lambda home: and_(home.holds(), root, Comment.stakeholder_group == group)
    raise Invalid({"filter": _("One of: %(all)s.", all=", ".join((*FILTERS, GROUP + "…")))})


def _said_by(viewer: Account | None, home: Home) -> ColumnElement[bool]:
    """Found among what one person said, which is little, not among what was said here, which may be much."""
    own = Comment.author_id == (viewer.id if viewer else 0)
    if home.clause_id is None:
        part = Comment.part.is_(None) if home.part is None else Comment.part == home.part
        return and_(own, Comment.home_draft_id + 0 == home.draft_id, Comment.home_clause_id.is_(None), part)
    here = and_(Comment.home_clause_id + 0 == home.clause_id, Comment.home_draft_id + 0 == home.draft_id)
    return and_(own, here)


def _threads(roots: Iterable[int], found: dict[int, int]) -> list[Thread]:
    """Threads in the order of their roots, each once; ``found``: comment → its root, of what must be among them."""
    order = list(dict.fromkeys(roots))
    firsts, paths = _first_replies(order), _paths([id for id, root in found.items() if id != root])
    shown = {id for ids in firsts.values() for id in ids[:FIRST_REPLIES]} | paths
    by_root: dict[int, list[Comment]] = {}
    for comment in comments_called([*order, *sorted(shown)]):
        by_root.setdefault(comment.root_id, []).append(comment)
    return [
        Thread(
            root=by_root[id][0],
            replies=tuple(reply for reply in by_root[id] if reply.id != id),
            total=by_root[id][0].replies,
            next=_next(firsts[id]),
            found=frozenset(each for each, its_root in found.items() if its_root == id),
        )
        for id in order
    ]


def _first_replies(roots: Sequence[int]) -> dict[int, list[int]]:
    """Root → its first replies, and one more where there are more."""
    arms: list[Arm] = [
        select(Comment.id, Comment.thread_id)
        .where(Comment.thread_id == root)
        .order_by(Comment.id)
        .limit(FIRST_REPLIES + 1)
        for root in roots
    ]
    found: dict[int, list[int]] = {root: [] for root in roots}
    for row in fetched(arms):
        found[row.thread_id].append(row.id)
    return {root: sorted(ids) for root, ids in found.items()}


def _next(first_replies: Sequence[int]) -> str | None:
    return make_cursor([first_replies[FIRST_REPLIES - 1]]) if len(first_replies) > FIRST_REPLIES else None


def _paths(ids: Sequence[int]) -> set[int]:
    """Some replies and everything they reply to, the root included."""
    if not ids:
        return set()
    path = select(Comment.id, Comment.parent_id).where(Comment.id.in_(ids)).cte("path", recursive=True)
    above = select(Comment.id, Comment.parent_id).join(path, Comment.id == path.c.parent_id)
    return set(db.session.scalars(select(path.union(above).c.id)))
