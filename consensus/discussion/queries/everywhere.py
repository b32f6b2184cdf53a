"""What is said of a whole draft, over all of its clauses and parts, in pages: the newest, or those that most people share."""

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, and_, select

from ...accounts.models import Account
from ...drafts.models import Draft
from ...kit.errors import Invalid
from ...kit.web.paging import Page
from ..models import Comment
from .arms import NEWEST, OLDEST, STRONGEST, Arm, Order, together
from .comments import comments_called
from .spots import drafts_seen
from .threads import FILTERS, GROUP

ORDERS = {"newest": NEWEST, "oldest": OLDEST}


def said_in(
    draft: Draft,
    *,
    filter: str = "all",
    order: str = "newest",
    cursor: str | None = None,
    limit: int = 20,
    viewer: Account | None = None,
) -> Page[Comment]:
    """A page of what is seen from a draft: what begins threads, or what a filter finds, replies too.

    Open objections come in the order of how many share them. Raises Invalid for another filter, or a bad cursor.
    """
    wanted = _wanted(filter, viewer)
    arms: list[Arm] = [
        select(Comment.id, Comment.cosigned).where(_of_draft(id, filter), wanted) for id in drafts_seen(draft)
    ]
    rows, next_ = together(arms, _order(filter, order), cursor=cursor, limit=limit)
    return Page(comments_called(row.id for row in rows), next_)


def _order(filter: str, order: str) -> Order:
    return STRONGEST if filter == "objections" else ORDERS.get(order, NEWEST)


def _of_draft(draft_id: int, filter: str) -> ColumnElement[bool]:
    """Of what one person said, which is little, the drafts are not looked up."""
    return Comment.home_draft_id + 0 == draft_id if filter == "mine" else Comment.home_draft_id == draft_id


def _wanted(filter: str, viewer: Account | None) -> Any:
    root = Comment.parent_id.is_(None)
    conditions: dict[str, Any] = {
        "all": root,
        "objections": Comment.stands,
        "suggestions": Comment.suggests,
        "unanswered": Comment.unanswered,
        "mine": Comment.author_id == (viewer.id if viewer else 0),
    }
    if filter.startswith(GROUP):
        return and_(root, Comment.stakeholder_group == filter.removeprefix(GROUP))
    if filter not in conditions:
        raise Invalid({"filter": _("One of: %(all)s.", all=", ".join((*FILTERS, GROUP + "…")))})
    return conditions[filter]
