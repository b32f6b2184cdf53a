"""*I share this concern*: counted by stakeholder group; neither a vote nor a duplicate."""

from flask_babel import gettext as _
from sqlalchemy import select

from ...accounts.models import Account
from ...accounts.rooms import channel_for
from ...drafts.models import Draft, Part
from ...drafts.queries import open_draft_id
from ...following.actions import auto_watch
from ...kit.clock import now
from ...kit.db import db
from ...kit.refs import Ref
from ...moderation.queries import hiding_of
from ..errors import ClauseIsGone, CommentIsDeleted, CommentIsHidden, NotOpenForConcerns, OwnComment
from ..models import Comment, Cosignature
from ..places import standing_of
from ..verbs import Verb
from .counting import counted, locked
from .telling import tell


def cosign(comment: Comment, *, by: Account) -> Cosignature:
    """Share somebody's concern, for the stakeholder group one speaks for now. Twice is once.

    Raises OwnComment, CommentIsDeleted, CommentIsHidden, ClauseIsGone, NotOpenForConcerns.
    """
    [comment] = locked([comment.id])
    given = db.session.get(Cosignature, (comment.id, by.id), populate_existing=True)
    if given is not None:
        return given
    channel = _check(comment, by)
    given = Cosignature(
        comment_id=comment.id, account_id=by.id, stakeholder_group=by.stakeholder_group, at=now(),
        channel=channel,
    )  # fmt: skip
    db.session.add(given)
    with counted([comment]):
        comment.cosigned += 1
    tell(Verb.COSIGNED, comment, by)
    auto_watch(by, Ref("comment", str(comment.root_id)))
    return given


def withdraw_cosignature(comment: Comment, *, by: Account) -> None:
    """Share a concern no longer. Where it was not shared, nothing happens."""
    [comment] = locked([comment.id])
    given = db.session.get(Cosignature, (comment.id, by.id), populate_existing=True)
    if given is None:
        return
    db.session.delete(given)
    with counted([comment]):
        comment.cosigned -= int(not given.aside)
    tell(Verb.UNSIGNED, comment, by)


def _check(comment: Comment, by: Account) -> str:
    """Through which channel the concern is shared."""
    if comment.author_id == by.id:
        raise OwnComment(_("This is your own comment; others can share its concern."))
    if comment.deleted_at is not None:
        raise CommentIsDeleted
    if hiding_of(comment) is not None:
        raise CommentIsHidden
    latest = open_draft_id()
    if latest is None:
        raise NotOpenForConcerns
    channel = channel_for(by, db.session.get_one(Draft, latest))
    if comment.home_draft_id != latest and not _lives_on(comment, db.session.get_one(Draft, latest)):
        raise ClauseIsGone
    return channel


def _lives_on(comment: Comment, latest: Draft) -> bool:
    """Whether what a thread on an earlier draft is about, or what came of it, is in the latest draft."""
    home = db.session.get_one(Draft, comment.home_draft_id)
    if comment.home_clause_id is not None:
        return standing_of(comment.home_clause_id, since=home, draft=latest) is not None
    if home.withdrawal is not None:
        return False
    here = select(Part.id).where(Part.draft_id == latest.id, Part.slug == comment.part)
    return comment.part is None or db.session.scalar(here) is not None
