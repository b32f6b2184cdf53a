"""AI systems: the registry, their assessments under each draft, what reviewers answer, and who agrees."""

from itertools import takewhile
from typing import Any

from flask import Response, g, request
from flask_babel import gettext as _

from ...drafts.errors import NoSuchDraft
from ...drafts.models import Draft
from ...drafts.queries import draft_named, drafts_published, latest_draft
from ...kit.errors import Invalid
from ...kit.permissions import can, needs, open_to_all
from ...kit.web.cache import public
from ...kit.web.forms import tidy_text
from ...kit.web.paging import asked_limit, cut
from ...moderation.queries import hidings_of
from ...systems import shapes
from ...systems.actions.opinions import take_stance as take
from ...systems.actions.opinions import withdraw_stance as take_back
from ...systems.actions.reviews import hand_in
from ...systems.errors import NoSuchOpinion, NoSuchReview, NoSuchVersion
from ...systems.given import Declared, StanceGiven
from ...systems.models import ReviewState, System, SystemVersion
from ...systems.queries.lines import SystemLine, lines
from ...systems.queries.opinions import own_opinion
from ...systems.queries.registry import system_named, systems_whole, version_named
from ...systems.queries.reviews import public_reviews, review_called
from ...systems.rules import Can
from ...systems.scoring import Verdict
from ..answers import answer, list_answer
from ..forms import read
from ..paging import page_of_sequence
from ..spec import Calls, path, reading, writing
from ..system_forms import ReviewForm, StanceForm, answers_in
from ..system_schemas import (
    EvaluationList,
    FlipList,
    FlipQuery,
    OneDraftQuery,
    ReviewList,
    ReviewQuery,
    ReviewSchema,
    StanceSchema,
    SystemList,
    SystemQuery,
    UnderQuery,
    WholeSystemSchema,
)

SLUG = [path("slug", "A system's slug.")]
ID = [path("id", "A review's number.")]
calls = Calls(
    "api-systems",
    __name__,
    url_prefix="/api/v1",
    description="AI systems, and what comes out of reviewing them",
)


@calls.route("/systems")
@reading(SystemList, query=SystemQuery)
@public
@open_to_all
def list_systems() -> Response:
    """The systems of the registry by name, with their verdict under a draft."""
    draft = _draft("draft") if _said("draft") else latest_draft()
    found, next_page = _page(draft)
    return list_answer(shapes.system_shapes(systems_whole(found), draft=draft), next=next_page)


@calls.route("/systems/<slug>", parameters=SLUG)
@reading(WholeSystemSchema, query=OneDraftQuery)
@public
@open_to_all
def show_system(slug: str) -> Response:
    """One system, with the reasons for its verdict under a draft, and what other registries say of it.

    What another registry says is never counted.
    """
    draft = _draft("draft") if _said("draft") else latest_draft()
    return answer(shapes.system_shape(system_named(slug), draft=draft))


@calls.route("/evaluations")
@reading(EvaluationList, query=UnderQuery)
@public
@open_to_all
def list_evaluations() -> Response:
    """The assessment of every system under a draft, with its reason for each requirement."""
    draft = _draft("draft")
    found, next_page = _page(draft)
    by_slug = {each["system"]: each for each in shapes.evaluation_shapes(draft, slugs=found)}
    return list_answer([by_slug[slug] for slug in found if slug in by_slug], next=next_page)


@calls.route("/flips")
@reading(FlipList, query=FlipQuery)
@public
@open_to_all
def list_flips() -> Response:
    """The systems whose verdict differs between two drafts, and the requirements and clauses that make the difference."""
    newer = _draft("to")
    older = _draft("from") if _said("from") else _before(newer)
    found = sorted(shapes.flip_shapes(older, newer), key=_slug)
    page = cut(found, key=_slug, cursor=request.args.get("cursor"), limit=asked_limit())
    return list_answer(page.items, next={"cursor": page.next} if page.next else None)


@calls.route("/systems/<slug>/reviews", parameters=SLUG)
@reading(ReviewList, query=ReviewQuery)
@public
@open_to_all
def list_reviews(slug: str) -> Response:
    """The public reviews of a version of a system, under all drafts, the first first."""
    found = public_reviews(version_named(system_named(slug), _said("version") or None))
    page = page_of_sequence(found, key=lambda review: (review.id,), limit=asked_limit())
    return list_answer(shapes.review_shapes(page.items), next=page.next)


@calls.route("/systems/<slug>/reviews", parameters=SLUG, methods=["POST"])
@writing(201, ReviewSchema, body=ReviewForm)
@needs(Can.REVIEW, on=system_named)
def add_review(system: System) -> Response:
    """Submit a review, or step back from reviewing (`recused`).

    What one submitted before under the same draft is revised, with its history. Where it makes a requirement fail and
    the maker can be told, it is public when the maker's time to reply is over: `waits_until`.
    """
    form = read(ReviewForm)
    review, _first = hand_in(
        _version(system, form.version),
        draft=_reviewable(form.draft),
        answers=answers_in(form),
        declared=Declared(form.affiliation or "", form.funding or "", form.maker),
        by=g.viewer,
        recused=form.recused,
        reason=form.reason or "",
    )
    return answer(shapes.review_shape(review, whole=True), 201, location=f"/api/v1/reviews/{review.id}")


@calls.route("/reviews/<int:id>", parameters=ID)
@reading(ReviewSchema)
@open_to_all
def show_review(id: int) -> Response:
    """One review: as it is public; one's own as it is saved; while the maker has time to reply, for those who may read it."""
    review = review_called(id)
    if can(g.viewer, Can.EDIT_REVIEW, review):
        return answer(shapes.review_shape(review, whole=True))
    hidden = bool(hidings_of([review]))
    submitted = review.state is ReviewState.SUBMITTED
    if submitted and review.revisions and can(g.viewer, Can.SEE_WAITING, review):
        return answer(shapes.review_shape(review, revision=review.revisions[-1], hidden=hidden))
    if not submitted or review.public is None:
        raise NoSuchReview
    return answer(shapes.review_shape(review, hidden=hidden))


@calls.route("/systems/<slug>/endorsement", parameters=SLUG)
@reading(StanceSchema, query=OneDraftQuery)
@needs(Can.WITHDRAW_STANCE, on=system_named)
def show_stance(system: System) -> Response:
    """What one says oneself of the assessment of a system under a draft; 404 where that is nothing."""
    opinion = own_opinion(g.viewer, system, draft=_draft("draft"))
    if opinion is None:
        raise NoSuchOpinion
    return answer(shapes.opinion_shape(opinion))


@calls.route("/systems/<slug>/endorsement", parameters=SLUG, methods=["PUT"])
@writing(200, StanceSchema, body=StanceForm, puts=True)
@needs(Can.STANCE, on=system_named)
def take_stance(system: System) -> Response:
    """Agree or disagree with the assessment of a system as it is now, in place of what one said of it before.

    201 where one said nothing before. A disagreement holds up the path to stable only if it names a requirement and
    evidence, and only while nobody has answered it.
    """
    form = read(StanceForm)
    given = StanceGiven(
        form.stance,
        form.reason or "",
        form.requirement,
        form.evidence or "",
        form.affiliation or "",
        form.maker,
    )
    opinion, created = take(system, draft=_reviewable(form.draft), given=given, by=g.viewer)
    return answer(shapes.opinion_shape(opinion), 201 if created else 200)


@calls.route("/systems/<slug>/endorsement", parameters=SLUG, methods=["DELETE"])
@writing(204, None, query=OneDraftQuery)
@needs(Can.WITHDRAW_STANCE, on=system_named)
def withdraw_stance(system: System) -> Response:
    """Take back what one said of the assessment under `?draft=`. Where there is nothing to take back, nothing happens."""
    take_back(system, draft=_draft("draft"), by=g.viewer)
    return Response(status=204)


def _page(draft: Draft | None) -> tuple[list[str], dict[str, Any] | None]:
    """The slugs of the asked page of systems, and the arguments of the next page."""
    asked = {name: _said(name) or None for name in ("verdict", "maker", "kind")}
    if "verdict" in request.args and asked["verdict"] not in list(Verdict):
        raise Invalid({"verdict": _("Choose one of those offered.")})
    found = sorted(lines(draft, **asked), key=_place)  # type: ignore[arg-type]
    page = cut(found, key=_place, cursor=request.args.get("cursor"), limit=asked_limit())
    return [line.slug for line in page.items], {"cursor": page.next} if page.next else None


def _place(line: SystemLine) -> list[Any]:
    return [line.name, line.id]


def _slug(flip: dict[str, Any]) -> str:
    return str(flip["system"])


def _said(name: str) -> str:
    return tidy_text(request.args.get(name, "")).strip()


def _draft(name: str) -> Draft:
    """A published draft of the query; the latest where none is named. Raises NoSuchDraft, NoDraftYet."""
    return draft_named(_said(name) or "latest")


def _before(newer: Draft) -> Draft:
    """The draft before another, of those that were not withdrawn. Raises Invalid."""
    before = list(takewhile(lambda draft: draft.id != newer.id, drafts_published()))
    standing = [draft for draft in before if draft.withdrawal is None]
    if not standing:
        raise Invalid({"from": _("There is no draft before %(version)s.", version=newer.version)})
    return standing[-1]


def _reviewable(version: str) -> Draft:
    try:
        return draft_named(version)
    except NoSuchDraft as error:
        raise Invalid({"draft": str(error)}) from error


def _version(system: System, version: str | None) -> SystemVersion:
    try:
        return version_named(system, version)
    except NoSuchVersion as error:
        raise Invalid({"version": str(error)}) from error
