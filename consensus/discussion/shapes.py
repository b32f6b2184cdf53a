"""Comments as plain data, with the fields of ``/api/v1``. A fixed number of statements, however many comments."""

from collections.abc import Sequence
from typing import Any

from ..accounts.models import Account
from ..drafts.models import Draft
from ..kit.clock import rfc3339
from ..kit.web.addresses import base_url
from .known import Known, known_of
from .models import Addressing, Comment, Disposition, Operation, SuggestedEdit

Shape = dict[str, Any]
NOT_STATED = "not-stated"


def comment_shape(
    comment: Comment, *, seen_from: Draft, viewer: Account | None = None, clause_id: int | None = None
) -> Shape:
    """One comment, as seen from a draft."""
    return comment_shapes([comment], seen_from=seen_from, viewer=viewer, clause_id=clause_id)[0]


def comment_shapes(
    comments: Sequence[Comment],
    *,
    seen_from: Draft,
    viewer: Account | None = None,
    clause_id: int | None = None,
    html: bool = True,
) -> list[Shape]:
    """Comments as seen from a draft, or from one clause of it; without ``html`` where nobody asks for it.

    What is folded has neither body nor suggestion, but for its author and moderators; what was deleted has no author.
    """
    if not comments:
        return []
    known = known_of(comments, seen_from=seen_from, viewer=viewer, clause_id=clause_id, html=html)
    return [_shape(comment, known) for comment in comments]


def disposition_shape(disposition: Disposition, *, addressing: Addressing | None = None) -> Shape:
    """What became of a comment: outcome, reason, where it was resolved, and what its author said to that."""
    said = disposition.answers[-1] if disposition.answers else None
    return {
        "outcome": str(disposition.outcome),
        "reason": disposition.reason,
        "resolved_in": disposition.resolved_in.version if disposition.resolved_in else None,
        "clauses": [clause.key for clause in disposition.clauses],
        "duplicate_of": disposition.duplicate_of_id,
        "answer_by": rfc3339(disposition.answer_by),
        "by": disposition.by,
        "at": rfc3339(disposition.at),
        "answer": {"answer": str(said.answer), "reason": said.reason, "at": rfc3339(said.at)}
        if said
        else None,
        "addressed": {"by": addressing.by, "reason": addressing.reason, "at": rfc3339(addressing.at)}
        if addressing
        else None,
    }


def edit_shape(edit: SuggestedEdit) -> Shape:
    """One edit of a suggestion."""
    return {
        "op": str(edit.op),
        "clause": edit.clause.key if edit.clause else None,
        "wording": edit.wording.digest if edit.wording else None,
        "after": edit.after.key if edit.after else None,
        "text": edit.text,
    }


def _shape(comment: Comment, known: Known) -> Shape:
    seen, state = known.seen[comment.id], known.states.get(comment.id)
    return {
        "id": comment.id,
        "url": f"{base_url()}/comments/{comment.id}",
        **_place(comment),
        "kind": str(comment.kind),
        **_words(comment, known),
        **_speaker(comment),
        "channel": comment.channel,
        "language": comment.language,
        "created_at": rfc3339(comment.created_at),
        "edited_at": rfc3339(comment.edited_at) if comment.edited_at else None,
        "parent": comment.parent_id,
        "thread": comment.root_id,
        "replies": comment.replies,
        "carried": str(seen.carried),
        "anchor": str(seen.anchor.state) if seen.anchor else None,
        "disposition": _given(comment, known),
        "hidden": comment.id in known.hidings,
        "deleted": comment.deleted_at is not None,
        "standing": comment.stands,
        "state": state.state if state else None,
        "late": comment.late,
        "cosigned": comment.cosigned,
        "cosigned_by_group": {group or NOT_STATED: n for group, n in known.groups[comment.id].items()},
    }


def _given(comment: Comment, known: Known) -> Shape | None:
    given = known.dispositions.get(comment.id)
    return disposition_shape(given, addressing=known.addressings.get(given.id)) if given else None


def _place(comment: Comment) -> Shape:
    return {
        "draft": comment.draft.version,
        "clause": comment.clause.key if comment.clause else None,
        "wording": comment.wording.digest if comment.wording else None,
        "part": comment.part,
        "after": comment.after.key if comment.after else None,
    }


def _words(comment: Comment, known: Known) -> Shape:
    """What it says; nothing of what was deleted, and null for what this reader may not see."""
    if comment.id in known.folded:
        return {"body": None, "html": None, "quote": None, "suggestion": None, "edits": []}
    gone, edits = comment.deleted_at is not None, known.edits_shown(comment)
    replaces = [edit.text for edit in edits if edit.op == Operation.REPLACE]
    return {
        "body": "" if gone else comment.body,
        "html": "" if gone or not known.html else str(known.html[comment.body]),
        "quote": None if gone else _quote(comment),
        "suggestion": replaces[0] if len(replaces) == len(edits) == 1 else None,
        "edits": [edit_shape(edit) for edit in edits],
    }


def _quote(comment: Comment) -> Shape | None:
    if comment.quote_exact is None:
        return None
    return {"exact": comment.quote_exact, "prefix": comment.quote_prefix, "suffix": comment.quote_suffix}


def _speaker(comment: Comment) -> Shape:
    """Who says it, and for whom they spoke then; nobody where the comment was deleted or its author erased."""
    if comment.deleted_at is not None or comment.said_by is None:
        return {"author": None, "affiliation": None, "stakeholder_group": None}
    return {
        "author": {"id": comment.said_by, "name": comment.said_by_name},
        "affiliation": comment.affiliation,
        "stakeholder_group": comment.stakeholder_group,
    }
