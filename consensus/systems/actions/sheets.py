"""Reviews that come in under a reviewer's name, without an account: public at once, and revised by the next file."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import func, select

from ...drafts.errors import NoSuchDraft
from ...drafts.models import Draft
from ...kit.clock import now
from ...kit.db import db
from ...kit.refs import Ref
from ...ledger import Actor, record
from ..answers import by_component
from ..errors import NoChecklist, NotReviewable
from ..found import ReviewFound
from ..models import Review, ReviewRevision, ReviewState, SystemVersion
from ..queries.editions import checklist_of
from ..stored import digest, json_of
from ..verbs import Verb
from .keeping import new_salt, salted


@dataclass(frozen=True, slots=True)
class Taken:
    """A review, the revision that was made (None: it says the same as before), and whether it is new."""

    review: Review
    revision: ReviewRevision | None
    draft: str
    created: bool


def take_sheet(version: SystemVersion, found: ReviewFound, *, drafts: Mapping[str, Draft]) -> Taken:
    """Take a review as it stands in a file. Raises NoSuchDraft, NotReviewable, NoChecklist."""
    draft = drafts.get(found.draft)
    if draft is None:
        raise NoSuchDraft(_("Draft %(version)s is not published here.", version=found.draft))
    check_draft(draft)
    name = found.reviewer or _("an unnamed reviewer")
    query = select(Review).where(
        Review.version_id == version.id, Review.draft_id == draft.id, Review.account_id.is_(None),
        Review.reviewer == name,
    )  # fmt: skip
    review = db.session.scalar(query)
    created = review is None
    if review is None:
        at = now()
        review = Review(version=version, draft=draft, reviewer=name, created_at=at, changed_at=at)
        db.session.add(review)
    says = {
        "affiliation": found.affiliation, "funding": found.funding, "maker": found.maker, "recused": found.recused,
        "answers": json_of(by_component(found.answers).values()),
    }  # fmt: skip
    if not created and all(getattr(review, field) == value for field, value in says.items()):
        return Taken(review, None, draft.version, created)
    for field, value in says.items():
        setattr(review, field, value)
    return Taken(review, _revised(review), draft.version, created)


def tell_sheet(taken: Taken, *, by: Actor) -> None:
    """Record that a review came in."""
    review, revision = taken.review, taken.revision
    assert revision is not None
    verb = Verb.RECUSED if revision.recused else Verb.SUBMITTED if taken.created else Verb.REVISED
    system = review.version.system
    record(
        verb, by, review, touches=[system, review.draft], system=system.slug, version=review.version.version,
        draft=taken.draft, maker=revision.maker, answers=revision.digest, waits=False, reviewer=reviewer_of(review),
    )  # fmt: skip


def reviewer_of(review: Review) -> str:
    """Whose review from a file it is, without a name: the first review under the same name of the same system."""
    query = (
        select(func.min(Review.id))
        .join(SystemVersion, SystemVersion.id == Review.version_id)
        .where(SystemVersion.system_id == review.version.system_id, Review.reviewer == review.reviewer)
        .where(Review.account_id.is_(None))
    )
    return str(Ref("review", str(db.session.scalar(query))))


def check_draft(draft: Draft) -> None:
    """Raise NotReviewable for a draft that is not published or withdrawn, NoChecklist for one that asks nothing."""
    if draft.publication is None or draft.withdrawal is not None:
        raise NotReviewable
    if checklist_of(draft) is None:
        raise NoChecklist


def _revised(review: Review) -> ReviewRevision:
    at = now()
    review.state, review.changed_at = ReviewState.SUBMITTED, at
    db.session.flush()
    revision = revision_of(review)
    revision.released_at = at
    review.public = revision.number
    db.session.flush()
    return revision


def revision_of(review: Review) -> ReviewRevision:
    """What a review says now, as its next revision."""
    last = db.session.scalar(
        select(ReviewRevision.number)
        .where(ReviewRevision.review_id == review.id)
        .order_by(ReviewRevision.number.desc())
        .limit(1)
    )
    salt = new_salt()
    revision = ReviewRevision(
        review=review, number=(last or 0) + 1, answers=review.answers, affiliation=review.affiliation,
        funding=review.funding, maker=review.maker, recused=review.recused, reason=review.reason, salt=salt,
        digest=salted(salt, digest(review.answers)), at=now(),
    )  # fmt: skip
    db.session.add(revision)
    db.session.flush()
    return revision
