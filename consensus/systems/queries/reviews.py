"""Reviews: by number, of a version, somebody's own; and what of theirs still holds under a draft."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from ...accounts.models import Account
from ...drafts.models import Draft
from ...kit.db import db
from ..answers import Answer, by_component
from ..assessing import Sheet
from ..carrying import Standing, standing
from ..errors import NoSuchReview
from ..models import Review, ReviewRevision, ReviewState, System, SystemVersion
from ..reasons import Why
from ..stored import answers_of
from .editions import editions
from .matrix import Asked, asked_in
from .sheets import public_sheets

BIGGEST = 2**31
NOTHING = Standing({}, {}, {})


@dataclass(frozen=True, slots=True)
class ReviewForm:
    """One reviewer's sheet under a draft.

    ``answers``: what they saved, else what carries over of what they said under earlier drafts. ``carried``: on which
    draft those were given. ``stale``: what they answered before and have to look at again, and why. ``before``: what
    they answered there. ``unanswered``: what is asked for and has no answer.
    """

    version: SystemVersion
    draft: Draft
    review: Review | None
    asked: tuple[Asked, ...]
    answers: Mapping[str, Answer]
    carried: Mapping[str, str]
    stale: Mapping[str, Why]
    before: Mapping[str, Answer]
    unanswered: tuple[str, ...]


def review_called(id: int) -> Review:
    """The review with this number. Raises NoSuchReview."""
    query = _with_names(select(Review).where(Review.id == id))
    revisions = selectinload(Review.revisions).joinedload(ReviewRevision.reply)
    found = db.session.scalar(query.options(revisions)) if id < BIGGEST else None
    if found is None:
        raise NoSuchReview
    return found


def reviews_called(ids: Collection[int]) -> Sequence[Review]:
    """Some reviews, by number; one statement."""
    query = select(Review).where(Review.id.in_([id for id in ids if id < BIGGEST])).order_by(Review.id)
    return db.session.scalars(_with_names(query)).unique().all()


def public_reviews(version: SystemVersion, *, draft: Draft | None = None) -> Sequence[Review]:
    """The public reviews of a version, under all drafts or one, the first first; recused ones too."""
    query = select(Review).where(
        Review.version_id == version.id, Review.state == ReviewState.SUBMITTED, Review.public.is_not(None)
    )
    if draft is not None:
        query = query.where(Review.draft_id == draft.id)
    query = query.options(selectinload(Review.revisions).joinedload(ReviewRevision.reply)).order_by(Review.id)
    return db.session.scalars(_with_names(query)).unique().all()


def own_reviews(account: Account) -> Sequence[Review]:
    """Everything somebody began to review, the newest first."""
    query = _with_names(select(Review).where(Review.account_id == account.id).order_by(Review.id.desc()))
    return db.session.scalars(query.options(selectinload(Review.revisions))).unique().all()


def own_review(account: Account | None, version: SystemVersion, draft: Draft) -> Review | None:
    """Somebody's review of a version under a draft, in whatever state."""
    if account is None:
        return None
    return db.session.scalar(
        select(Review).where(
            Review.account_id == account.id, Review.version_id == version.id, Review.draft_id == draft.id
        )
    )


def names_of_reviews(refs: Collection[str]) -> dict[str, str]:
    """``review:12`` → what its reviewer is called."""
    ids = [int(each.partition(":")[2]) for each in refs]
    query = (
        select(Review.id, Review.reviewer, Account.name)
        .outerjoin(Account, Account.id == Review.account_id)
        .where(Review.id.in_(ids))
    )
    return {f"review:{id}": account or reviewer for id, reviewer, account in db.session.execute(query)}


def review_form(version: SystemVersion, *, draft: Draft, viewer: Account | None) -> ReviewForm:
    """What somebody fills in. Of a reviewer who submitted under an earlier draft, what still holds is filled in."""
    known = editions()
    edition = known.of(draft.version)
    asked = asked_in(edition.checklist if edition else None)
    review = own_review(viewer, version, draft)
    saved = (
        by_component(answers_of(review.answers)) if review and review.state != ReviewState.WITHDRAWN else {}
    )
    given = _own_sheets(viewer, version) if viewer else {}
    before = dict(given)
    before.pop(draft.version, None)
    upto = known.upto(draft.version)
    stands = standing(upto, before).get(draft.version, NOTHING) if before else NOTHING
    shown = {**stands.answers, **saved}
    return ReviewForm(
        version, draft, review, asked, shown,
        {id: on for id, on in stands.given_on.items() if id not in saved},
        {id: why for id, why in stands.stale.items() if id not in saved},
        _last_said(given, [each.draft for each in upto[:-1]]),
        tuple(each.id for each in asked if not each.optional and shown.get(each.id, Answer("")).available == "unknown"),
    )  # fmt: skip


def own_systems(account: Account) -> Sequence[System]:
    """The systems that somebody has reviewed."""
    reviewed = (
        select(SystemVersion.system_id)
        .join(Review, Review.version_id == SystemVersion.id)
        .where(Review.account_id == account.id)
    )
    return db.session.scalars(select(System).where(System.id.in_(reviewed)).order_by(System.name)).all()


def sheets_of(version: SystemVersion) -> list[Sheet]:
    """The public reviews of a version, as assessments are computed from them."""
    return public_sheets([version.id]).get(version.id, [])


def _own_sheets(account: Account, version: SystemVersion) -> dict[str, tuple[Answer, ...]]:
    """Draft → what somebody submitted last, public or waiting."""
    query = (
        select(Review).where(Review.account_id == account.id, Review.version_id == version.id)
        .where(Review.state == ReviewState.SUBMITTED)
        .options(joinedload(Review.draft), selectinload(Review.revisions))
    )  # fmt: skip
    found = db.session.scalars(query).unique()
    last = {each.draft.version: each.revisions[-1] for each in found if each.revisions}
    return {draft: answers_of(each.answers) for draft, each in last.items() if not each.recused}


def _last_said(given: Mapping[str, Sequence[Answer]], order: Sequence[str]) -> dict[str, Answer]:
    said: dict[str, Answer] = {}
    for draft in order:
        said |= by_component(given.get(draft, ()))
    return said


def _with_names(query: Select[Review]) -> Select[Review]:
    return query.options(
        joinedload(Review.version).joinedload(SystemVersion.system),
        joinedload(Review.draft),
        joinedload(Review.account),
    )
