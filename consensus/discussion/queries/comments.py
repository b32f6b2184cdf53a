"""Comments by themselves: one, several, mine, the newest; what they were, who shares them, which are folded."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Select, String, cast, func, literal, select
from sqlalchemy.orm import joinedload, selectinload

from ...accounts.models import Account, Role
from ...accounts.rules import holds
from ...drafts.models import Placement
from ...kit.db import db
from ...kit.web.paging import Page, page_of
from ...moderation.models import Hiding
from ...moderation.queries import hidings_of
from ..errors import NoSuchComment
from ..models import Comment, Cosignature, Revision, SuggestedEdit
from .arms import OLDEST, together

LARGEST = 2**31


def comment_at(id: int | str) -> Comment:
    """One comment with its author, clause, wording and draft. Raises NoSuchComment."""
    text = str(id)
    found = comments_called([int(text)]) if text.isascii() and text.isdigit() and len(text) < 11 else []
    if not found:
        raise NoSuchComment
    return found[0]


def comments_called(ids: Iterable[int]) -> list[Comment]:
    """Comments with authors, clauses, wordings and drafts, in the order of the ids; unknown ids are left out."""
    wanted = [id for id in dict.fromkeys(ids) if 0 < id < LARGEST]
    if not wanted:
        return []
    query = loaded(select(Comment).where(Comment.id.in_(wanted)))
    found = {comment.id: comment for comment in db.session.scalars(query)}
    return [found[id] for id in wanted if id in found]


def loaded(query: Select[Any]) -> Select[Any]:
    """The same query of comments, with everything that is shown of each."""
    return query.options(
        joinedload(Comment.author),
        joinedload(Comment.clause),
        joinedload(Comment.after),
        joinedload(Comment.wording),
        selectinload(Comment.draft),
    )


def mine(account: Account, *, cursor: str | None = None, limit: int = 50) -> Page[Comment]:
    """What a person said, the newest first."""
    query = loaded(select(Comment).where(Comment.author_id == account.id))
    return page_of(query, [Comment.id], cursor=cursor, limit=limit, newest_first=True)


def latest_talk(n: int) -> list[Comment]:
    """The newest comments that are neither deleted nor folded."""
    named = literal("comment:", String) + cast(Comment.id, String)
    query = (
        select(Comment)
        .where(Comment.deleted_at.is_(None), ~select(Hiding.id).where(Hiding.ref == named).exists())
        .order_by(Comment.id.desc())
        .limit(n)
    )
    return list(db.session.scalars(loaded(query)))


def revisions_of(comment: Comment) -> Sequence[Revision]:
    """What a comment said before each edit, the oldest first; nothing of a deleted one."""
    if comment.deleted_at is not None:
        return []
    query = select(Revision).where(Revision.comment_id == comment.id).order_by(Revision.n)
    return db.session.scalars(query).all()


def edits_of(comments: Sequence[Comment]) -> dict[int, list[SuggestedEdit]]:
    """Comment → the edits it suggests, in order."""
    query = (
        select(SuggestedEdit)
        .where(SuggestedEdit.comment_id.in_([comment.id for comment in comments]))
        .options(
            joinedload(SuggestedEdit.clause),
            joinedload(SuggestedEdit.after),
            joinedload(SuggestedEdit.wording),
        )
        .order_by(SuggestedEdit.comment_id, SuggestedEdit.n)
    )
    found: dict[int, list[SuggestedEdit]] = {}
    for edit in db.session.scalars(query):
        found.setdefault(edit.comment_id, []).append(edit)
    return found


def words_suggested_on(places: Collection[tuple[int, int]]) -> dict[tuple[int, int], str]:
    """(draft, clause) → the Markdown that stands there, for the places that suggestions were made on."""
    drafts, clauses = {draft for draft, _ in places}, {clause for _, clause in places}
    query = select(Placement.draft_id, Placement.clause_id, Placement.markdown).where(
        Placement.draft_id.in_(drafts), Placement.clause_id.in_(clauses)
    )
    found = {(draft, clause): markdown for draft, clause, markdown in db.session.execute(query)}
    return {place: found[place] for place in places if place in found}


def cosigners_by_group(comments: Sequence[Comment]) -> dict[int, dict[str | None, int]]:
    """Comment → stakeholder group (None: none was named) → how many of it share the concern, the largest first."""
    query = (
        select(Cosignature.comment_id, Cosignature.stakeholder_group, func.count())
        .where(Cosignature.comment_id.in_([comment.id for comment in comments if comment.cosigned]))
        .where(Cosignature.aside.is_(False))
        .group_by(Cosignature.comment_id, Cosignature.stakeholder_group)
        .order_by(Cosignature.comment_id, func.count().desc(), Cosignature.stakeholder_group)
    )
    found: dict[int, dict[str | None, int]] = {comment.id: {} for comment in comments}
    for id, group, n in db.session.execute(query):
        found[id][group] = n
    return found


def cosigned_by(account: Account | None, comments: Sequence[Comment]) -> frozenset[int]:
    """Those of some comments that a person shares."""
    if account is None:
        return frozenset()
    query = select(Cosignature.comment_id).where(
        Cosignature.account_id == account.id,
        Cosignature.comment_id.in_([comment.id for comment in comments]),
    )
    return frozenset(db.session.scalars(query))


def campaign_of(comment: Comment, *, cursor: str | None = None, limit: int = 50) -> Page[Comment]:
    """The comments whose texts are nearly the same as this one's, the first first, itself included."""
    first = comment.campaign_id or comment.id
    of_it = select(Comment.id).where(Comment.campaign_id == first, Comment.id != first)
    arms = [select(Comment.id).where(Comment.id == first), of_it]
    rows, next_ = together(arms, OLDEST, cursor=cursor, limit=limit)
    return Page(comments_called(row.id for row in rows), next_)


def folded(comments: Sequence[Comment]) -> dict[int, Hiding]:
    """Comment → why it is folded, for those that are."""
    found = hidings_of(comments)
    return {comment.id: found[str(comment.ref)] for comment in comments if str(comment.ref) in found}


def may_unfold(viewer: Account | None, comment: Comment) -> bool:
    """Whether somebody sees the words of a folded comment: its author and moderators do."""
    return viewer is not None and (viewer.id == comment.author_id or holds(viewer, Role.MODERATOR))
