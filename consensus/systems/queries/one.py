"""One system under one draft, with everything that its page shows; a fixed number of statements."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from ...drafts.models import Draft, Publication, Withdrawal
from ...kit.db import db
from ...moderation.queries import hidings_of
from ..answers import Answer
from ..assessing import Held, held_under
from ..combining import Difference
from ..found import Outcome
from ..models import Evaluation, Review, ReviewRevision, System, SystemSource, SystemVersion
from ..scoring import Evaluation as Assessment
from ..scoring import Reason
from ..stored import decided_of, differences_of, evaluation_of
from ..titles import told
from .editions import Editions, checklist_of, editions
from .lines import outcome_of
from .matrix import Asked, asked_in
from .reviews import public_reviews, sheets_of


@dataclass(frozen=True, slots=True)
class Said:
    """One reviewer's answer as it stands under the draft. ``given_on``: on which draft they gave it.

    ``stale``: why it does not hold any more (None: it does). ``hidden``: its words are folded by moderators.
    """

    review: Review
    answer: Answer
    given_on: str
    stale: str | None
    hidden: bool


@dataclass(frozen=True, slots=True)
class RequirementView:
    """One requirement (or optional component) with what was found of it, and who said what."""

    asked: Asked
    state: str
    decides: bool
    spared_by: str
    why: tuple[str, ...]
    contradiction: tuple[str, ...]
    said: tuple[Said, ...]
    differs: bool

    @property
    def id(self) -> str:
        return self.asked.id


@dataclass(frozen=True, slots=True)
class ReviewerLine:
    """A public review with its reviewer: declared facts, and how many of its answers stand here.

    ``verdict``: what comes out of their answers alone. ``revision``: what is public; its ``reply`` is the maker's.
    """

    review: Review
    revision: ReviewRevision
    name: str
    verdict: str | None
    standing: int
    stale: int
    hidden: bool


@dataclass(frozen=True, slots=True)
class DraftVerdict:
    """What came out under one draft. ``because``: (requirement, clause, state) that decide it."""

    draft: Draft
    verdict: str | None
    because: tuple[tuple[str, str, str], ...]
    changed: bool


@dataclass(frozen=True, slots=True)
class SystemView:
    """The whole. ``without_makers``: the verdict without makers' reviews; None: nobody else reviewed it, or no checklist.

    ``there``: the verdict here under the draft for which an outcome was published.
    """

    system: System
    version: SystemVersion
    draft: Draft
    verdict: str | None
    at: datetime | None
    basis: str
    without_makers: str | None
    requirements: tuple[RequirementView, ...]
    reviewers: tuple[ReviewerLine, ...]
    differences: tuple[Difference, ...]
    history: tuple[DraftVerdict, ...]
    registries: tuple[SystemSource, ...]
    published: Outcome | None
    there: DraftVerdict | None

    @property
    def deciding(self) -> tuple[RequirementView, ...]:
        """The requirements to which it owes its verdict."""
        return tuple(each for each in self.requirements if each.decides)


def system_view(system: System, *, draft: Draft, version: SystemVersion | None = None) -> SystemView:
    """A version of a system under a draft; the leading one unless another is named."""
    version, known = version or system.leading, editions()
    kept = db.session.get(Evaluation, (version.id, draft.id))
    summary = kept.summary if kept else {"without_makers": None, "verdicts": [], "differences": []}
    reviews = {str(each.ref): each for each in public_reviews(version)}
    hidden = set(hidings_of(reviews.values())) if reviews else set()
    held = _held(version, draft, known)
    aside = _aside(reviews.values(), {each.draft for each in known.upto(draft.version)}, hidden)
    history = history_of(version)
    published = outcome_of(system.published)
    edition = known.of(draft.version)
    requirements = _requirements(
        asked_in(edition.checklist if edition else checklist_of(draft)), kept, held, reviews, hidden,
        differences_of(summary),
    )  # fmt: skip
    return SystemView(
        system, version, draft, str(kept.verdict) if kept and kept.verdict else None, kept.at if kept else None,
        kept.basis if kept else "", summary["without_makers"], requirements,
        (*_reviewers(held, reviews, dict(summary["verdicts"]), hidden), *aside), differences_of(summary), history,
        tuple(each for each in system.sources if each.is_registry), published,
        next((each for each in history if published and each.draft.version == published.draft), None),
    )  # fmt: skip


def history_of(version: SystemVersion) -> tuple[DraftVerdict, ...]:
    """What came out of a version under every published draft that is not withdrawn, oldest first; one statement."""
    query = (
        select(Draft, Evaluation.verdict, Evaluation.summary)
        .join(Evaluation, Evaluation.draft_id == Draft.id)
        .join(Publication, Publication.draft_id == Draft.id)
        .outerjoin(Withdrawal, Withdrawal.draft_id == Draft.id)
        .where(Evaluation.version_id == version.id, Withdrawal.draft_id.is_(None))
        .order_by(Publication.position)
    )
    found: list[DraftVerdict] = []
    before: str | None = None
    for draft, verdict, summary in db.session.execute(query):
        here = decided_of(verdict, summary)
        because = tuple((each.requirement, each.clause, str(each.state)) for each in here.deciding)
        came_out = str(verdict) if verdict else None
        found.append(DraftVerdict(draft, came_out, because, bool(found) and came_out != before))
        before = came_out
    return tuple(found)


def assessment_of(kept: Evaluation) -> Assessment:
    """A stored assessment with all its reasons."""
    return evaluation_of(kept.verdict, kept.reasons)


def evaluations_under(draft: Draft, *, slugs: Sequence[str] | None = None) -> Sequence[Evaluation]:
    """The assessments of leading versions under a draft with their reasons, by name; one statement."""
    query = (
        select(Evaluation)
        .join(SystemVersion, (SystemVersion.id == Evaluation.version_id) & SystemVersion.leading)
        .join(System, System.id == Evaluation.system_id)
        .where(Evaluation.draft_id == draft.id)
        .options(joinedload(Evaluation.system), joinedload(Evaluation.version))
    )
    if slugs is not None:
        query = query.where(System.slug.in_(slugs))
    found = db.session.scalars(query).unique()
    return sorted(found, key=lambda each: (each.system.name.casefold(), each.system.slug))


def _held(version: SystemVersion, draft: Draft, known: Editions) -> tuple[Held, ...]:
    upto = known.upto(draft.version)
    return held_under(upto, sheets_of(version)).get(draft.version, ()) if upto else ()


def _requirements(
    asked: Sequence[Asked], kept: Evaluation | None, held: Sequence[Held], reviews: Mapping[str, Review],
    hidden: set[str], differences: Sequence[Difference],
) -> tuple[RequirementView, ...]:  # fmt: skip
    reasons = {each.requirement: each for each in assessment_of(kept).reasons} if kept else {}
    names = {ref: review.reviewer_name for ref, review in reviews.items()}
    names |= {each.id: each.title for each in asked}
    differing = {each.requirement for each in differences}
    return tuple(
        _requirement(
            each, reasons.get(each.id), (kept.cells if kept else {}).get(each.id, "unknown"),
            _said(each.id, held, reviews, hidden), names, each.id in differing,
        )
        for each in asked
    )  # fmt: skip


def _requirement(
    asked: Asked, reason: Reason | None, state: str, said: tuple[Said, ...], names: Mapping[str, str], differs: bool
) -> RequirementView:  # fmt: skip
    why = tuple(told(each, names) for each in reason.why) if reason else ()
    against = tuple(told(each, names) for each in reason.cell.contradiction) if reason else ()
    decides, spared_by = (reason.decides, reason.spared_by) if reason else (False, "")
    return RequirementView(asked, state, decides, spared_by, why, against, said, differs)


def _said(id: str, held: Sequence[Held], reviews: Mapping[str, Review], hidden: set[str]) -> tuple[Said, ...]:
    found = []
    for each in held:
        review = reviews.get(each.sheet.ref)
        here = each.standing
        if review is None or (id not in here.answers and id not in here.stale):
            continue
        stale = told(here.stale[id]) if id in here.stale else None
        found.append(
            Said(
                review, here.answers.get(id, Answer(id)), here.given_on.get(id, ""), stale,
                each.sheet.ref in hidden,
            )
        )  # fmt: skip
    return tuple(found)


def _reviewers(
    held: Sequence[Held], reviews: Mapping[str, Review], verdicts: Mapping[str, str], hidden: set[str]
) -> tuple[ReviewerLine, ...]:
    found = []
    for each in held:
        review = reviews.get(each.sheet.ref)
        if review is None:
            continue
        found.append(
            ReviewerLine(
                review, _public(review), review.reviewer_name, verdicts.get(each.sheet.ref), len(each.standing.answers),
                len(each.standing.stale), each.sheet.ref in hidden,
            )
        )  # fmt: skip
    return tuple(found)


def _aside(
    reviews: Iterable[Review], drafts: Collection[str], hidden: Collection[str]
) -> tuple[ReviewerLine, ...]:
    """Reviewers who stand aside, under some drafts."""
    return tuple(
        ReviewerLine(each, _public(each), each.reviewer_name, None, 0, 0, str(each.ref) in hidden)
        for each in reviews
        if _public(each).recused and each.draft.version in drafts
    )


def _public(review: Review) -> ReviewRevision:
    """What is public of a review."""
    [public] = [revision for revision in review.revisions if revision.number == review.public]
    return public
