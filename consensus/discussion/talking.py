"""What is said at one place as pages show it: threads, how they were chosen, and how much there is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from ..accounts.groups import GROUPS
from ..accounts.models import Account
from ..drafts.models import Draft
from ..following.queries import watches
from .models import Comment
from .placed import row_at
from .places import OnPart, Place
from .queries.counts import Counts, talk_of, talk_on_parts
from .queries.spots import Spot
from .queries.threads import FILTERS, GROUP, ORDERS, Thread, threads_on
from .shown import CommentView, ThreadView, thread_views
from .threads import tree, walk

LIMIT = 20


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a reader asked for: a filter (of ``filters``), an order (of ``orders``), a page by its cursor."""

    filter: str = "all"
    order: str = "newest"
    cursor: str | None = None
    others: tuple[tuple[str, str], ...] = ()

    def asked(self, *, filter: str | None = None, order: str | None = None, cursor: str | None = None) -> str:
        """The same with something changed, as the query of an address; from the first page unless told otherwise."""
        wanted = {"filter": filter or self.filter, "order": order or self.order, "cursor": cursor}
        usual = {"filter": "all", "order": "newest", "cursor": None}
        given = {name: value for name, value in wanted.items() if value != usual[name]}
        return "?" + urlencode({**dict(self.others), **given})

    @property
    def group(self) -> str | None:
        """The stakeholder group asked for."""
        return self.filter.removeprefix(GROUP) if self.filter.startswith(GROUP) else None


@dataclass(frozen=True, slots=True)
class TalkView:
    """The talk section of a place. ``counts``: of all that is said there, whatever was chosen; ``next``: a cursor."""

    version: str
    key: str | None
    part: str | None
    ref: str
    counts: Counts
    chosen: Chosen
    threads: tuple[ThreadView, ...]
    next: str | None
    filters: tuple[str, ...]
    orders: tuple[str, ...]
    groups: tuple[str, ...]
    watching: bool


def talk_on(place: Place, args: Mapping[str, str], viewer: Account | None) -> TalkView:
    """What is said at a place, chosen by ``filter``, ``order`` and ``cursor`` of an address; a fixed number of statements.

    Raises Invalid for another filter, order or cursor.
    """
    row = row_at(place)
    part = place.part if isinstance(place, OnPart) else None
    spot = Spot(place.draft, row.clause_id if row else None, part)
    counts = talk_of(place.draft).get(row.clause_id) if row else talk_on_parts(place.draft).get(part)
    named = f"clause:{row.key}" if row else str(place.draft.ref)
    return talk_at_spot(
        spot, args, viewer, key=row.key if row else None, ref=named, counts=counts or Counts()
    )


def talk_at_spot(
    spot: Spot, args: Mapping[str, str], viewer: Account | None, *, key: str | None, ref: str, counts: Counts
) -> TalkView:
    """The same for a spot, which may be a clause that is gone. ``ref``: what a reader can watch there."""
    chosen = chosen_in(args)
    page = threads_on(
        spot, filter=chosen.filter, order=chosen.order, cursor=chosen.cursor, limit=LIMIT, viewer=viewer
    )
    return TalkView(
        version=spot.draft.version,
        key=key,
        part=spot.part,
        ref=ref,
        counts=counts,
        chosen=chosen,
        threads=shown_threads(page.items, seen_from=spot.draft, viewer=viewer, clause_id=spot.clause_id),
        next=page.next,
        filters=filters_for(viewer),
        orders=tuple(ORDERS),
        groups=tuple(group.slug for group in GROUPS),
        watching=watches(viewer, ref),
    )


def chosen_in(args: Mapping[str, str], *, others: Sequence[str] = ("on",)) -> Chosen:
    """What an address asks for. ``others``: what else of it stays when something is chosen."""
    return Chosen(
        filter=args.get("filter", "all"),
        order=args.get("order", "newest"),
        cursor=args.get("cursor") or None,
        others=tuple((name, args[name]) for name in others if name in args),
    )


def filters_for(viewer: Account | None) -> tuple[str, ...]:
    """The filters that are offered: nobody in particular has said anything."""
    return FILTERS if viewer is not None else tuple(each for each in FILTERS if each != "mine")


def shown_threads(
    threads: Sequence[Thread], *, seen_from: Draft, viewer: Account | None, clause_id: int | None = None
) -> tuple[ThreadView, ...]:
    """Threads as they are read: each reply behind what it replies to."""
    views = thread_views(threads, seen_from=seen_from, viewer=viewer, clause_id=clause_id)
    return tuple(replace(view, replies=in_reading_order(view.replies)) for view in views)


def in_reading_order(replies: Sequence[CommentView]) -> tuple[CommentView, ...]:
    """Replies behind what they reply to, the oldest first."""
    return tuple(node.item for node in walk(tree(replies)))


def part_of_thread(root: Comment, replies: Sequence[Comment], *, next: str | None) -> Thread:
    """A later page of a thread: its root, and replies further down."""
    return Thread(root, tuple(replies), root.replies, next)
