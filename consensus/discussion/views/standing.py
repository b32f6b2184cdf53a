"""Whether the editors' answer satisfies, and letting go of an objection: its author alone says so."""

from typing import Any

from flask import flash, g, render_template
from flask_babel import gettext as _

from ...kit.permissions import needs
from ...kit.slow import before_lock
from ...kit.web.errors import shown_by
from ..actions import answer_disposition, withdraw_objection
from ..forms import LetGoForm, StandingForm
from ..in_context import context_of, draft_to_see
from ..models import Answer, Comment
from ..queries.comments import comment_at
from ..rules import Can
from ..shown import comment_views
from ..texts import Prepared, prepare_text
from .doors import bp, by_writer
from .own import back_to


def ready_reason(id: int) -> Prepared | str:
    """Before the lock: why the answer does not satisfy, made ready; nothing where nothing was said. Raises Invalid."""
    reason = StandingForm.read().reason
    return prepare_text(reason, field="reason") if reason.strip() else ""


def ready_why(id: int) -> Prepared | str:
    """The same for letting go. Raises Invalid."""
    why = LetGoForm.read().why
    return prepare_text(why, field="why") if why.strip() else ""


@bp.get("/comments/<int:id>/standing")
@needs(Can.ANSWER, on=comment_at)
def standing(comment: Comment) -> str:
    """What one said, the answer, what became of the words since; and what can be done."""
    seen_from = draft_to_see(comment)
    [shown] = comment_views([comment], seen_from=seen_from, viewer=g.viewer)
    context = context_of(comment, seen_from=seen_from)
    return render_template("discussion/standing.html", c=shown, context=context)


@bp.post("/comments/<int:id>/standing")
@by_writer
@before_lock(ready_reason)
@needs(Can.ANSWER, on=comment_at)
def answer(comment: Comment) -> Any:
    """Agree to the editors' answer, or sustain what one said."""
    given = StandingForm.read().answer
    answer_disposition(comment, answer=given, reason=g.prepared, by=g.viewer)
    flash(
        _("Thank you. The editors' answer satisfies you, and that is on record.")
        if given is Answer.AGREE
        else _(
            "You sustain what you said. It stays listed with your reason, and it stands where it is an objection."
        )
    )
    return back_to(comment)


@bp.post("/comments/<int:id>/standing/withdraw")
@by_writer
@before_lock(ready_why)
@needs(Can.WITHDRAW, on=comment_at)
@shown_by("discussion.standing")
def withdraw(comment: Comment) -> Any:
    """Let go of an objection."""
    withdraw_objection(comment, reason=g.prepared, by=g.viewer)
    flash(_("Your objection is withdrawn. What you said stays; it no longer stands against the text."))
    return back_to(comment)
