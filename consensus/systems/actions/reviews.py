"""Reviewing: saved as one goes, submitted, revised with history, withdrawn; or stepping back."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from ...accounts.models import Account
from ...drafts.models import Draft
from ...following.actions import auto_watch
from ...kit.clock import now
from ...kit.db import db
from ...kit.errors import Invalid
from ...ledger import record
from ...ledger.actions import when_numbered
from ..answers import Answer
from ..carrying import named_in
from ..errors import NothingToSubmit, NotSubmitted, ReviewIsStale
from ..given import LONGEST_LINE, LONGEST_REASON, Declared, cleaned, paragraphs, wrong_with
from ..models import Review, ReviewRevision, ReviewState, SystemVersion
from ..queries.contacts import speaks_for
from ..queries.editions import checklist_of
from ..stored import json_of
from ..titles import WRONG
from ..verbs import Verb
from .evaluating import evaluate
from .keeping import lead, locked
from .noticing import notice, tell_makers
from .sheets import check_draft, revision_of


def save_review(
    version: SystemVersion,
    *,
    draft: Draft,
    answers: Sequence[Answer],
    declared: Declared,
    by: Account,
    revision: int | None = None,
) -> Review:
    """Keep what a reviewer has filled in so far, for them alone; what they submitted before stays as it is.

    ``revision``: that of the sheet they saw; 0: none was there. Raises NotReviewable, NoChecklist, ReviewIsStale, Invalid
    with a field ``<name>-<component>`` for each answer that cannot be taken.
    """
    check_draft(draft)
    clean = cleaned(answers)
    _check(clean, draft)
    review = _own(version, draft, by)
    if revision is not None and revision != (review.revision if review else 0):
        raise ReviewIsStale
    if review is None:
        review = _begun(version, draft, by)
    else:
        review.revision += 1
    if review.state is ReviewState.WITHDRAWN:
        review.state = ReviewState.SAVED
    _declare(review, declared, by)
    review.answers, review.recused, review.reason, review.changed_at = json_of(clean), False, "", now()
    db.session.flush()
    return review


def submit_review(review: Review, *, by: Account) -> ReviewRevision:
    """Submit what is saved. It is public and counts at once; or, where it makes a requirement fail and the maker can be
    told, when the maker's time is over.

    Raises NothingToSubmit, NotReviewable, NoChecklist.
    """
    locked(review.version.system_id)
    db.session.refresh(review)
    check_draft(review.draft)
    before = last_revision(review)
    if not review.answers or (before and review.state is ReviewState.SUBMITTED and _same(review, before)):
        raise NothingToSubmit
    waits_until = notice(review, before=before)
    revision = _submitted(review, waits_until)
    _tell(Verb.REVISED if before else Verb.SUBMITTED, review, revision, by)
    when_numbered(revision.told)
    if waits_until is not None:
        tell_makers(review, revision, before=before)
    auto_watch(by, review.version.system)
    _count(review, by)
    return revision


def hand_in(
    version: SystemVersion,
    *,
    draft: Draft,
    answers: Sequence[Answer],
    declared: Declared,
    by: Account,
    recused: bool = False,
    reason: str = "",
) -> tuple[Review, bool]:
    """Save and submit at once, or step back. → the review, and whether it is the first. The same again changes nothing."""
    known = _own(version, draft, by)
    first = known is None or known.state is not ReviewState.SUBMITTED
    if recused:
        return recuse(version, draft=draft, declared=declared, reason=reason, by=by), first
    review = save_review(version, draft=draft, answers=answers, declared=declared, by=by)
    before = last_revision(review)
    if before is None or review.state is not ReviewState.SUBMITTED or not _same(review, before):
        submit_review(review, by=by)
    return review, first


def recuse(
    version: SystemVersion, *, draft: Draft, declared: Declared, reason: str = "", by: Account
) -> Review:
    """Step back from reviewing a version, in public: what one answered before counts no more, here and later.

    Raises NotReviewable, NoChecklist, Invalid.
    """
    check_draft(draft)
    locked(version.system_id)
    review = _own(version, draft, by) or _begun(version, draft, by)
    before = last_revision(review)
    _declare(review, declared, by)
    review.recused, review.reason = True, _bounded(paragraphs(reason), "reason", LONGEST_REASON)
    review.revision, review.changed_at = review.revision + 1, now()
    if before and review.state is ReviewState.SUBMITTED and _same(review, before):
        return review
    revision = _submitted(review, None)
    _tell(Verb.RECUSED, review, revision, by)
    when_numbered(revision.told)
    _count(review, by)
    return review


def withdraw_review(review: Review, *, by: Account) -> None:
    """Take a review back: it counts no more; that it was there stays on record. Raises NotSubmitted."""
    locked(review.version.system_id)
    db.session.refresh(review)
    if review.state is not ReviewState.SUBMITTED:
        raise NotSubmitted
    review.state, review.public = ReviewState.WITHDRAWN, None
    review.revision, review.changed_at = review.revision + 1, now()
    db.session.flush()
    _record(Verb.REVIEW_WITHDRAWN, review, by)
    _count(review, by)


def last_revision(review: Review) -> ReviewRevision | None:
    """What was submitted last."""
    query = select(ReviewRevision).where(ReviewRevision.review_id == review.id)
    return db.session.scalar(query.order_by(ReviewRevision.number.desc()).limit(1))


def _own(version: SystemVersion, draft: Draft, by: Account) -> Review | None:
    """The reviewer's sheet with its row in hand."""
    query = select(Review).where(
        Review.version_id == version.id, Review.draft_id == draft.id, Review.account_id == by.id
    )
    found = query.with_for_update(of=Review).execution_options(populate_existing=True)
    return db.session.scalar(found)


def _begun(version: SystemVersion, draft: Draft, by: Account) -> Review:
    at = now()
    review = Review(version=version, draft=draft, account=by, created_at=at, changed_at=at)
    db.session.add(review)
    db.session.flush()
    return review


def _declare(review: Review, declared: Declared, by: Account) -> None:
    """What the reviewer says of themselves; whoever speaks for the maker makes the system, whatever they say."""
    review.affiliation = _bounded(paragraphs(declared.affiliation), "affiliation", LONGEST_LINE)
    review.funding = _bounded(paragraphs(declared.funding), "funding", LONGEST_LINE)
    review.maker = declared.maker or speaks_for(by, review.version.system)


def _bounded(text: str, field: str, most: int) -> str:
    if len(text) > most:
        raise Invalid({field: _("Use at most %(n)s characters.", n=most)})
    return text


def _check(answers: Sequence[Answer], draft: Draft) -> None:
    checklist = checklist_of(draft)
    wrong = wrong_with(answers, named_in(checklist) if checklist else ())
    if wrong:
        raise Invalid(
            {f"{field}-{component}": str(WRONG[code]) for component, (field, code) in wrong.items()}
        )


def _same(review: Review, revision: ReviewRevision) -> bool:
    names = ("answers", "affiliation", "funding", "maker", "recused", "reason")
    return all(getattr(review, name) == getattr(revision, name) for name in names)


def _submitted(review: Review, waits_until: datetime | None) -> ReviewRevision:
    review.state = ReviewState.SUBMITTED
    revision = revision_of(review)
    revision.waits_until = waits_until
    if waits_until is None:
        revision.released_at, review.public = revision.at, revision.number
    db.session.flush()
    return revision


def _tell(verb: Verb, review: Review, revision: ReviewRevision, by: Account) -> None:
    _record(
        verb, review, by, maker=revision.maker, answers=revision.digest, waits=revision.released_at is None
    )


def _record(verb: Verb, review: Review, by: Account, **details: object) -> None:
    system = review.version.system
    record(
        verb, by, review, touches=[system, review.draft], system=system.slug, version=review.version.version,
        draft=review.draft.version, **details,
    )  # fmt: skip


def _count(review: Review, by: Account) -> None:
    """Compute what comes out of it now, for its system under every draft."""
    system = review.version.system
    evaluate([system.id], anew=[system.id] if lead(system) else [])
