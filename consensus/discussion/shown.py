"""What pages show of the discussion: values with finished words, a fixed number of statements for any number of comments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from ..accounts.models import Account
from ..drafts.models import Draft
from ..kit.text.words import excerpt
from ..ledger.names import names_of
from .answered import EXCERPT, AnswerView, answer_view
from .known import Known, known_of
from .models import Comment
from .plain import plain_words
from .queries.carried import Seen
from .queries.comments import cosigned_by
from .queries.threads import Thread
from .suggested import EditView, edit_views


@dataclass(frozen=True, slots=True)
class AnchorView:
    """The quoted words, and where they are found now: ``exact``, ``near`` or ``gone``; ``start`` and ``end`` in those words."""

    exact: str
    state: str
    start: int | None
    end: int | None


@dataclass(slots=True)
class CommentView:
    """One comment as a reader sees it. ``html`` is None where its words are folded for this reader, or deleted.

    ``version``, ``key`` and ``number`` are of the clause its author saw, ``was`` its words; ``at`` are the keys of the
    clauses that carry it on in the draft it is seen from.
    """

    id: int
    url: str
    kind: str
    version: str
    key: str | None
    number: str | None
    after: str | None
    part: str | None
    wording: str | None
    was: str | None
    at: tuple[str, ...]
    html: Markup | None
    body: str | None
    excerpt: str
    author: str | None
    author_id: str | None
    affiliation: str | None
    group: str | None
    channel: str
    language: str
    created_at: datetime
    edited_at: datetime | None
    parent: int | None
    thread: int
    depth: int
    replies: int
    carried: str
    anchor: AnchorView | None
    edits: tuple[EditView, ...]
    answer: AnswerView | None
    state: str | None
    state_since: str | None
    no_reply: bool
    standing: bool
    unanswered: bool
    late: bool
    hidden: bool
    hidden_rule: str | None
    hidden_reason: str | None
    deleted: bool
    cosigned: int
    cosigned_groups: Mapping[str | None, int]
    shared: bool
    own: bool
    campaign: int | None
    comment: Comment

    @property
    def parent_id(self) -> int | None:
        """The same as ``parent``, for arranging threads."""
        return self.parent


@dataclass(frozen=True, slots=True)
class ThreadView:
    """A thread: its root, the replies shown, how many more there are (0: none), and the cursor that they begin after.

    ``found``: the comments that a filter found in it.
    """

    root: CommentView
    replies: tuple[CommentView, ...]
    total: int
    more: int
    next: str | None
    found: frozenset[int]


def comment_views(
    comments: Sequence[Comment],
    *,
    seen_from: Draft,
    viewer: Account | None = None,
    clause_id: int | None = None,
) -> list[CommentView]:
    """Comments as a reader sees them from a draft, or from one clause of it."""
    if not comments:
        return []
    known = known_of(comments, seen_from=seen_from, viewer=viewer, clause_id=clause_id)
    names = names_of(_speakers(known))
    shared = cosigned_by(viewer, comments)
    edits = edit_views(comments, known)
    answers = {
        id: answer_view(each, known.addressings.get(each.id), names, known.html)
        for id, each in known.dispositions.items()
    }
    return [
        _view(
            comment, known, answers.get(comment.id), edits[comment.id],
            shared=comment.id in shared, own=viewer is not None and viewer.id == comment.author_id,
        )
        for comment in comments
    ]  # fmt: skip


def thread_views(
    threads: Sequence[Thread],
    *,
    seen_from: Draft,
    viewer: Account | None = None,
    clause_id: int | None = None,
) -> list[ThreadView]:
    """Threads with all of their comments, for as many statements as one comment."""
    comments = [comment for thread in threads for comment in (thread.root, *thread.replies)]
    views = comment_views(comments, seen_from=seen_from, viewer=viewer, clause_id=clause_id)
    by_id = {view.id: view for view in views}
    return [
        ThreadView(
            root=by_id[thread.root.id],
            replies=tuple(by_id[reply.id] for reply in thread.replies),
            total=thread.total,
            more=thread.more,
            next=thread.next,
            found=thread.found,
        )
        for thread in threads
    ]


def _speakers(known: Known) -> set[str]:
    return {each.by for each in known.dispositions.values()} | {
        each.by for each in known.addressings.values()
    }


def _view(
    comment: Comment,
    known: Known,
    answer: AnswerView | None,
    edits: tuple[EditView, ...],
    *,
    shared: bool,
    own: bool,
) -> CommentView:
    seen, state = known.seen[comment.id], known.states.get(comment.id)
    hiding, deleted = known.hidings.get(comment.id), comment.deleted_at is not None
    silent = deleted or comment.id in known.folded
    html = None if silent else known.html[comment.body]
    return CommentView(
        id=comment.id, url=f"/comments/{comment.id}", kind=str(comment.kind), version=comment.draft.version,
        key=comment.clause.key if comment.clause else None, number=seen.origin.number if seen.origin else None,
        after=comment.after.key if comment.after else None, part=comment.part,
        wording=comment.wording.digest if comment.wording else None,
        was=comment.wording.text if comment.wording else None, at=tuple(placed.key for placed in seen.at),
        html=html, body=None if silent else comment.body,
        excerpt=excerpt(plain_words(html), most=EXCERPT) if html else "",
        author=None if deleted else comment.said_by_name, author_id=None if deleted or comment.voice else comment.said_by,
        affiliation=None if deleted else comment.affiliation, group=None if deleted else comment.stakeholder_group,
        channel=comment.channel, language=comment.language, created_at=comment.created_at,
        edited_at=comment.edited_at, parent=comment.parent_id, thread=comment.root_id, depth=comment.depth,
        replies=comment.replies, carried=str(seen.carried), anchor=None if silent else _anchor(comment, seen),
        edits=edits, answer=answer, state=state.state if state else None,
        state_since=state.since if state else None, no_reply=state.no_reply if state else False,
        standing=comment.stands, unanswered=comment.unanswered, late=comment.late, hidden=hiding is not None,
        hidden_rule=hiding.rule if hiding else None, hidden_reason=hiding.reason if hiding else None,
        deleted=deleted, cosigned=comment.cosigned, cosigned_groups=known.groups.get(comment.id, {}),
        shared=shared, own=own, campaign=comment.campaign_id, comment=comment,
    )  # fmt: skip


def _anchor(comment: Comment, seen: Seen) -> AnchorView | None:
    if comment.quote_exact is None or seen.anchor is None:
        return None
    return AnchorView(comment.quote_exact, str(seen.anchor.state), seen.anchor.start, seen.anchor.end)
