"""What people say: of clauses, of drafts, in reply; and what becomes of it."""

from collections.abc import Sequence
from typing import Any

from flask import Response, g, request
from flask_babel import gettext as _

from ...discussion import actions, shapes
from ...discussion.actions import Edit
from ...discussion.anchors import Quote
from ...discussion.entrance import say
from ...discussion.errors import NoSuchComment
from ...discussion.models import Comment, Operation
from ...discussion.places import OnClause, Place, place_named
from ...discussion.queries.comments import comment_at
from ...discussion.queries.spots import spot_on
from ...discussion.queries.threads import comments_on
from ...discussion.rules import Can
from ...discussion.texts import Prepared, prepare_text
from ...drafts.models import Draft
from ...drafts.queries import clause_in, clause_named, draft_named, latest_draft
from ...kit.errors import Invalid
from ...kit.permissions import needs, open_to_all
from ...kit.slow import before_lock
from ...kit.web.cache import public
from ...kit.web.forms import Given
from ...kit.web.paging import asked_limit
from ..answers import answer, list_answer
from ..comment_forms import (
    CommentForm,
    DispositionForm,
    DraftCommentForm,
    ReplyForm,
    WithdrawalForm,
    WordsForm,
)
from ..comment_schemas import CommentList, CommentSchema
from ..forms import read
from ..schemas import PageQuery
from ..spec import Calls, path, reading, writing

VERSION = path("version", "A draft's version, or `latest`.")
KEY = path("key", "A clause's key, or an alias.")
ID = [path("id", "A comment's number.")]
calls = Calls(
    "api-comments", __name__, url_prefix="/api/v1", description="What people say, and what became of it"
)


@calls.route("/drafts/<version>/clauses/<key>/comments", parameters=[VERSION, KEY])
@reading(CommentList, query=PageQuery)
@public
@open_to_all
def list_comments(version: str, key: str) -> Response:
    """What is said of a clause, replies included, the first first.

    Comments made on earlier drafts are carried to the clause; those on a removed clause are listed as `gone`.
    """
    draft = draft_named(version)
    return _listed(draft, spot_on(draft, key=key))


@calls.route("/drafts/<version>/comments", parameters=[VERSION])
@reading(CommentList, query=PageQuery)
@public
@open_to_all
def list_draft_comments(version: str) -> Response:
    """What is said of a draft as a whole; with `?part=` of one of its parts."""
    draft = draft_named(version)
    return _listed(draft, spot_on(draft, part=request.args.get("part")))


@calls.route("/drafts/<version>/clauses/<key>/comments", parameters=[VERSION, KEY], methods=["POST"])
@writing(201, CommentSchema, body=CommentForm)
@before_lock(lambda version, key: _prepared(place_named(version, key=key), CommentForm))
@needs(Can.COMMENT)
def add_comment(version: str, key: str) -> Response:
    """Say something of a clause, or of exact words of it, or suggest other words.

    An objection stands until its author lets go of it.
    """
    return _add(place_named(version, key=key), read(CommentForm), g.prepared)


@calls.route("/drafts/<version>/comments", parameters=[VERSION], methods=["POST"])
@writing(201, CommentSchema, body=DraftCommentForm)
@before_lock(lambda version: _prepared(_wide_place(version, read(DraftCommentForm)), DraftCommentForm))
@needs(Can.COMMENT)
def add_draft_comment(version: str) -> Response:
    """Say something of a draft as a whole, of a part, or of something missing after a clause."""
    form = read(DraftCommentForm)
    return _add(_wide_place(version, form), form, g.prepared)


@calls.route("/comments/<int:id>", parameters=ID)
@reading(CommentSchema)
@public
@open_to_all
def show_comment(id: int) -> Response:
    """One comment, as seen from the latest draft."""
    return _one(comment_at(id))


@calls.route("/comments/<int:id>", parameters=ID, methods=["PATCH"])
@writing(200, CommentSchema, body=WordsForm)
@before_lock(lambda id: prepare_text(read(WordsForm).body))
@needs(Can.EDIT, on=comment_at)
def edit_comment(comment: Comment) -> Response:
    """Put other words in the place of one's own. What was said before stays in its history."""
    return _one(actions.edit_comment(comment, text=g.prepared, by=g.viewer))


@calls.route("/comments/<int:id>", parameters=ID, methods=["DELETE"])
@writing(204, None)
@needs(Can.DELETE, on=comment_at)
def delete_comment(comment: Comment) -> Response:
    """Delete one's own comment; a tombstone stays. Deleting an objection withdraws it."""
    actions.delete_comment(comment, by=g.viewer)
    return Response(status=204)


@calls.route("/comments/<int:id>/cosignature", parameters=ID, methods=["PUT"])
@writing(200, CommentSchema)
@needs(Can.COSIGN, on=comment_at)
def cosign(comment: Comment) -> Response:
    """Share somebody's concern: counted by stakeholder group, neither vote nor duplicate."""
    actions.cosign(comment, by=g.viewer)
    return _one(comment)


@calls.route("/comments/<int:id>/cosignature", parameters=ID, methods=["DELETE"])
@writing(204, None)
@needs(Can.UNSIGN, on=comment_at)
def withdraw_cosignature(comment: Comment) -> Response:
    """Share a concern no longer."""
    actions.withdraw_cosignature(comment, by=g.viewer)
    return Response(status=204)


@calls.route("/comments/<int:id>/disposition", parameters=ID, methods=["PUT"])
@writing(200, CommentSchema, body=DispositionForm)
@before_lock(lambda id: prepare_text(read(DispositionForm).reason, field="reason"))
@needs(Can.DISPOSE, on=comment_at)
def dispose(comment: Comment) -> Response:
    """Answer a comment with an outcome and a public reason. A former answer is replaced and stays in its history."""
    form = read(DispositionForm)
    clauses = [clause_named(key) for key in form.clauses]
    actions.dispose(
        [comment],
        outcome=form.outcome,
        reason=g.prepared,
        resolved_in=draft_named(form.resolved_in) if form.resolved_in else None,
        clauses=clauses,
        duplicate_of=comment_at(form.duplicate_of) if form.duplicate_of else None,
        answer_by=form.answer_by,
        by=g.viewer,
    )
    return _one(comment)


@calls.route("/comments/<int:id>/reply-to-disposition", parameters=ID, methods=["POST"])
@writing(200, CommentSchema, body=ReplyForm)
@before_lock(lambda id: _reason(read(ReplyForm).reason))
@needs(Can.ANSWER, on=comment_at)
def answer_disposition(comment: Comment) -> Response:
    """Say whether the answer to one's own comment satisfies. An objection that is sustained stands."""
    actions.answer_disposition(comment, answer=read(ReplyForm).answer, reason=g.prepared or "", by=g.viewer)
    return _one(comment)


@calls.route("/comments/<int:id>/withdrawal", parameters=ID, methods=["POST"])
@writing(200, CommentSchema, body=WithdrawalForm)
@before_lock(lambda id: _reason(read(WithdrawalForm).reason))
@needs(Can.WITHDRAW, on=comment_at)
def withdraw_objection(comment: Comment) -> Response:
    """Let go of one's own objection, at any time."""
    actions.withdraw_objection(comment, reason=g.prepared or "", by=g.viewer)
    return _one(comment)


def _listed(draft: Draft, spot: Any) -> Response:
    page = comments_on(spot, cursor=request.args.get("cursor"), limit=asked_limit())
    items = shapes.comment_shapes(page.items, seen_from=draft, viewer=g.viewer, clause_id=spot.clause_id)
    return list_answer(items, next={"cursor": page.next} if page.next else None)


def _one(comment: Comment, status: int = 200, *, location: str | None = None) -> Response:
    shape = shapes.comment_shape(comment, seen_from=latest_draft() or comment.draft, viewer=g.viewer)
    return answer(shape, status, location=location)


def _wide_place(version: str, form: Given) -> Place:
    return place_named(version, part=form.part, after=form.after)


def _prepared(place: Place, kind: type[Any]) -> tuple[Prepared, list[Edit], list[tuple[str, str]]]:
    """What a comment holds, made ready before the lock."""
    form = read(kind)
    text = prepare_text(form.body)
    edits, finished = actions.prepare_edits(_edits(place, form), draft=place.draft)
    return text, edits, finished


def _add(place: Place, form: Given, prepared: tuple[Prepared, list[Edit], list[tuple[str, str]]]) -> Response:
    text, edits, finished = prepared
    quote = form.as_dict().get("quote")
    comment = say(
        place,
        text=text,
        kind=form.kind,
        by=g.viewer,
        parent=_parent(form.parent),
        quote=Quote(**quote) if quote else None,
        language=form.language,
        edits=edits,
        finished=finished,
    )
    return _one(comment, 201, location=f"/api/v1/comments/{comment.id}")


def _parent(id: int | None) -> Comment | None:
    if id is None:
        return None
    try:
        return comment_at(id)
    except NoSuchComment as error:
        raise Invalid({"parent": _("There is no comment with this number.")}) from error


def _reason(text: str | None) -> Prepared | None:
    return prepare_text(text, field="reason") if text else None


def _edits(place: Place, form: Given) -> Sequence[Edit]:
    given = form.as_dict()
    if given.get("suggestion") is not None and isinstance(place, OnClause):
        return [Edit(Operation.REPLACE, clause=place.row, text=given["suggestion"])]
    return [_edit(place.draft, each) for each in given.get("edits") or ()]


def _edit(draft: Draft, each: dict[str, Any]) -> Edit:
    named = {name: clause_in(draft, each[name]) if each.get(name) else None for name in ("clause", "after")}
    return Edit(Operation(each["op"]), text=each.get("text"), **named)
