"""One review with its history; the maker's reply to it."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask_babel import gettext as _

from ...kit.permissions import can, needs, open_to_all
from ...kit.web.cache import public
from ...moderation.queries import hidings_of
from ..actions.noticing import reply_as_maker
from ..answers import Answer, by_component
from ..errors import NoSuchReview
from ..forms import ReplyForm
from ..models import Review, ReviewRevision, ReviewState
from ..queries.editions import editions
from ..queries.reviews import review_called
from ..rules import Can
from ..stored import answers_of
from .doors import bp, by_participant


@dataclass(frozen=True, slots=True)
class RevisionView:
    """A review as it was submitted once; ``changed``: the requirements it answers otherwise than the one before."""

    revision: ReviewRevision
    answers: tuple[Answer, ...]
    changed: tuple[str, ...]
    first: bool


@bp.get("/systems/reviews/<int:id>/")
@open_to_all
@public
def show_review(id: int) -> str:
    """The review as it is public, and everything it said before; what waits only for those who may see it."""
    review = review_called(id)
    shown = [each for each in review.revisions if may_see(review, each)]
    if not shown:
        raise NoSuchReview
    return render_template(
        "systems/review.html",
        review=review,
        revisions=revision_views(shown)[::-1],
        titles=editions().titles(review.draft.version),
        withdrawn=review.state is ReviewState.WITHDRAWN,
        folded=set(hidings_of([review, *(each.reply for each in shown if each.reply)])),
    )


def may_see(review: Review, revision: ReviewRevision) -> bool:
    """Whether the viewer sees a review as it was submitted once: it is public, or they are of those who see what waits."""
    return revision.released_at is not None or bool(g.viewer and can(g.viewer, Can.SEE_WAITING, review))


def revision_views(revisions: list[ReviewRevision]) -> list[RevisionView]:
    """Revisions in their order, each with what it changed."""
    found = [RevisionView(each, answers_of(each.answers), (), True) for each in revisions[:1]]
    return found + [
        RevisionView(after, answers_of(after.answers), _changed(before, after), False)
        for before, after in pairwise(revisions)
    ]


def _changed(before: ReviewRevision, after: ReviewRevision) -> tuple[str, ...]:
    then, now = by_component(answers_of(before.answers)), by_component(answers_of(after.answers))
    return tuple(id for id in {**then, **now} if then.get(id) != now.get(id))


@bp.get("/systems/reviews/<int:id>/reply")
@needs(Can.REPLY, on=lambda id: review_called(id))
def reply_form(review: Review) -> str:
    """Reply for the maker."""
    return render_template("systems/reply.html", review=review)


@bp.post("/systems/reviews/<int:id>/reply")
@by_participant
@needs(Can.REPLY, on=lambda id: review_called(id))
def reply(review: Review) -> Any:
    """Put the maker's reply beside a review, on record."""
    reply_as_maker(review, body=ReplyForm.read().body, by=g.viewer)
    flash(_("Your reply stands beside the review."))
    return redirect(url_for("systems.show_review", id=review.id), 303)
