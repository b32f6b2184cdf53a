"""The desk answers comments: one in its context, or several with one reason; each author is told."""

from collections.abc import Sequence
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from ...accounts.signing_in import local_path
from ...kit.errors import Invalid
from ...kit.permissions import can, needs
from ...kit.slow import before_lock
from ...kit.web.errors import shown_by
from ...kit.web.transactions import reads_only
from ..actions import dispose
from ..actions.disposing import MOST
from ..desk_answer import AnswerPage, ReadyAnswer, answer_page, ready_answer, values_known, values_typed
from ..desk_forms import DisposeForm
from ..in_context import context_of, draft_to_see
from ..models import Comment, Outcome
from ..queries.answers import acceptances_of, former_dispositions
from ..queries.comments import comment_at, comments_called
from ..queries.desk import alike_waiting, campaign_waiting, first_of
from ..raised import raised_before
from ..rules import Can
from .doors import bp, by_writer

TEMPLATE = "discussion/answer.html"
MOST_DIGITS = 10


def make_ready(id: int = 0) -> ReadyAnswer:
    """Before the lock: what was typed, made ready. Raises Invalid."""
    return ready_answer(DisposeForm.read())


@bp.get("/desk/comments/<int:id>")
@needs(Can.DISPOSE, on=comment_at)
def answer_one(comment: Comment) -> str:
    """One comment with the words it was made on, what became of them, how it fared; and the form."""
    return one_page(comment)


@bp.post("/desk/comments/<int:id>")
@by_writer
@before_lock(make_ready)
@needs(Can.DISPOSE, on=comment_at)
def dispose_one(comment: Comment) -> Any:
    """Answer it for the editors, with a public reason."""
    dispose([comment], **g.prepared.as_given(), by=g.viewer)
    flash(_("Answered, on record. Whoever wrote it is told, and can agree or sustain it."))
    ours = url_for("discussion.comment", id=comment.id, _anchor=f"c{comment.id}")
    return redirect(local_path(request.form.get("next")) or ours, 303)


@bp.post("/desk/comments/<int:id>/preview")
@by_writer
@needs(Can.DISPOSE, on=comment_at)
@shown_by("discussion.answer_one")
@reads_only
def preview_of_answer(comment: Comment) -> str:
    """How the answer will look, and what the chosen draft changed; nothing is stored."""
    return one_page(comment, preview=looked_at())


@bp.get("/desk/comments/answer")
@needs(Can.DISPOSE)
def answer_several() -> Any:
    """The comments that were chosen, or all that waits of a campaign; and one form."""
    comments = offered()
    if not comments:
        flash(_("None of these waits for an answer."), "error")
        return redirect(local_path(request.values.get("next")) or url_for("discussion.queue"), 303)
    return several_page(comments)


@bp.post("/desk/comments/answer")
@by_writer
@before_lock(make_ready)
@needs(Can.DISPOSE)
@shown_by("discussion.answer_several")
def dispose_several() -> Any:
    """Answer those that are ticked, with one reason; of a large campaign as many as one act takes, then the next."""
    given = dispose(comments_called(DisposeForm.read().id), **g.prepared.as_given(), by=g.viewer)
    flash(
        ngettext(
            "One comment is answered.", "%(num)s comments are answered, each author is told.", len(given)
        )
    )
    campaign = _number(request.form.get("campaign"))
    if campaign and campaign_waiting(campaign, most=1):
        return redirect(url_for("discussion.answer_several", campaign=campaign), 303)
    return redirect(local_path(request.form.get("next")) or url_for("discussion.queue"), 303)


@bp.post("/desk/comments/answer/preview")
@by_writer
@needs(Can.DISPOSE)
@shown_by("discussion.answer_several")
@reads_only
def preview_of_answers() -> str:
    """How the answer will look; nothing is stored."""
    return several_page(offered(), preview=looked_at())


def looked_at() -> ReadyAnswer | None:
    """What was typed, made ready; None for who only wants to see what the chosen draft changed. Raises Invalid."""
    return None if request.form.get("look") else make_ready()


def one_page(comment: Comment, *, preview: ReadyAnswer | None = None) -> str:
    """The page for one comment."""
    return render_template(
        TEMPLATE,
        page=_page([comment], None),
        one=comment,
        context=context_of(comment, seen_from=draft_to_see(comment)),
        former=former_dispositions(comment),
        taken=acceptances_of([comment]).get(comment.id, []),
        alike=alike_waiting([comment]).get(first_of(comment), 0),
        raised=raised_before(comment, comment.body),
        campaign=first_of(comment),
        **_more(preview),
    )


def several_page(comments: Sequence[Comment], *, preview: ReadyAnswer | None = None) -> str:
    """The page for several. Raises Invalid when there are none."""
    if not comments:
        raise Invalid({"comments": _("Choose between 1 and %(n)s comments.", n=MOST)})
    campaign = _number(request.values.get("campaign"))
    return render_template(
        TEMPLATE,
        page=_page(comments, campaign),
        one=None,
        context=None,
        campaign=campaign,
        most=MOST,
        **_more(preview),
    )


def offered() -> list[Comment]:
    """The comments that a form shows: those it showed before, else those that the address names."""
    if request.method == "POST":
        return comments_called(_numbers([each.partition(":")[0] for each in request.form.getlist("seen")]))
    campaign = _number(request.args.get("campaign"))
    found = (
        campaign_waiting(campaign, most=MOST)
        if campaign
        else comments_called(_numbers(request.args.getlist("id")))
    )
    return [each for each in found if each.deleted_at is None and can(g.viewer, Can.DISPOSE, each)]


def _page(comments: Sequence[Comment], campaign: int | None) -> AnswerPage:
    """The form as it is typed so far, or filled in as far as it is known."""
    typed = request.method == "POST"
    ids = frozenset(_numbers(request.form.getlist("id")) if typed else (comment.id for comment in comments))
    values = (
        values_typed(request.form) if typed else values_known(comments, campaign=campaign, asked=request.args)
    )
    return answer_page(comments, values=values, ticked=ids, viewer=g.viewer)


def _more(preview: ReadyAnswer | None) -> dict[str, Any]:
    path = local_path(request.values.get("next"))
    return {
        "preview": preview,
        "typed": request.method == "POST",
        "outcomes": [str(outcome) for outcome in Outcome],
        "back": path or "",
    }


def _numbers(texts: Sequence[str]) -> list[int]:
    return [number for number in map(_number, texts[:MOST]) if number]


def _number(text: str | None) -> int | None:
    given = text or ""
    return int(given) if given.isascii() and given.isdecimal() and len(given) < MOST_DIGITS else None
