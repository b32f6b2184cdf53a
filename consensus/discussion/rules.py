"""Who may say, share, answer and settle what in the discussion, and why.

A pause takes away writing, never one's standing: whoever is paused may still answer for their own objection, take back
what they shared, and delete what they wrote.
"""

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from ..accounts.rooms import speaks_here
from ..accounts.rules import role
from ..kit.permissions import all_of, any_of, everybody, not_, signed_in
from ..moderation.rules import not_paused
from .models import CommentKind
from .queries.answers import dispositions_of


class Can(StrEnum):
    """Permissions on the discussion."""

    READ = "discussion:comment:read"
    COMMENT = "discussion:comment:add"
    EDIT = "discussion:comment:edit"
    DELETE = "discussion:comment:delete"
    COSIGN = "discussion:comment:cosign"
    UNSIGN = "discussion:comment:withdraw-cosignature"
    DISPOSE = "discussion:disposition:give"
    ANSWER = "discussion:disposition:answer"
    WITHDRAW = "discussion:objection:withdraw"
    CONFIRM = "discussion:objection:confirm-addressed"
    SEE_QUEUE = "discussion:queue:see"
    ASSIGN = "discussion:comment:assign"
    ACCEPT = "discussion:suggestion:accept"


def is_own(viewer: Any, comment: Any) -> bool:
    """True when the viewer wrote the comment; of nothing in particular, nobody did."""
    return viewer is not None and comment is not None and comment.author_id == viewer.id


def is_own_objection(viewer: Any, comment: Any) -> bool:
    """True when the viewer made the objection; also when it is over."""
    return is_own(viewer, comment) and comment.kind is CommentKind.OBJECTION


def gave_the_answer(viewer: Any, comment: Any) -> bool:
    """True when the comment's current disposition is the viewer's."""
    given = dispositions_of([comment]).get(comment.id) if comment is not None else None
    return viewer is not None and given is not None and given.by == viewer.actor_id


maintainer = role("maintainer")
_writes = all_of(signed_in, not_paused)

RULES = {
    Can.READ: (everybody, _l("everybody may read what is said, without an account")),
    Can.COMMENT: (_writes, _l("whoever is signed in may comment, unless their account is paused")),
    Can.EDIT: (
        all_of(is_own, not_paused, speaks_here),
        _l(
            "everyone edits their own comments, guests during their sitting; what they said before stays in sight"
        ),
    ),
    Can.DELETE: (is_own, _l("everyone deletes their own comments; a mark stays where one was")),
    Can.COSIGN: (
        all_of(_writes, not_(is_own)),
        _l("whoever is signed in may share a concern of somebody else, unless their account is paused"),
    ),
    Can.UNSIGN: (signed_in, _l("everyone may take back that they share a concern")),
    Can.DISPOSE: (
        all_of(maintainer, not_paused, not_(is_own_objection)),
        _l("maintainers answer comments, with a public reason; never an objection of their own"),
    ),
    Can.ANSWER: (
        is_own,
        _l("whoever wrote a comment says whether its answer satisfies them; also while they are paused"),
    ),
    Can.WITHDRAW: (is_own, _l("only whoever made an objection can withdraw it; also while they are paused")),
    Can.CONFIRM: (
        all_of(any_of(maintainer, role("chair")), not_paused, not_(is_own), not_(gave_the_answer)),
        _l(
            "maintainers and chairs find a silent objector's objection addressed; never by an answer of their own"
        ),
    ),
    Can.SEE_QUEUE: (
        any_of(maintainer, role("chair")),
        _l("maintainers work through what waits for an answer; chairs see which objectors are silent"),
    ),
    Can.ASSIGN: (maintainer, _l("maintainers take care of comments, and say who does")),
    Can.ACCEPT: (
        all_of(maintainer, not_paused),
        _l("maintainers take suggestions into drafts being prepared"),
    ),
}
