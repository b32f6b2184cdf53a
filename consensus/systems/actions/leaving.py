"""What becomes of a person's reviews and opinions when they are joined with another account, or erased."""

from sqlalchemy import delete, select, update

from ...accounts.models import Account
from ...kit.clock import now
from ...kit.db import db
from ...ledger import record
from ..models import (
    MakerContact,
    MakerReply,
    Review,
    ReviewRevision,
    ReviewState,
    Surprise,
    SurpriseAnswer,
    SurpriseCosignature,
    VerdictOpinion,
)
from ..verbs import Verb

SAID = (MakerReply, Surprise)


def merge_rows(guest: Account, into: Account) -> None:
    """Move what a guest said: on one assessment the later opinion stays, the other ends. A guest has no reviews, which take a
    confirmed address."""
    _merge_opinions(guest, into)
    _merge_cosignatures(guest, into)
    _merge_contacts(guest, into)
    for model in SAID:
        db.session.execute(update(model).where(model.account_id == guest.id).values(account_id=into.id))
    db.session.flush()


def erase_rows(account: Account) -> None:
    """Forget who said it: answers, opinions and surprises stay, by nobody; no digest tells its words any more.

    Affiliation and funding go too, for they may tell who it was; that somebody makes the system stays, for it counts.
    """
    own = select(Review.id).where(Review.account_id == account.id)
    plain = {"affiliation": "", "funding": ""}
    db.session.execute(
        update(ReviewRevision).where(ReviewRevision.review_id.in_(own)).values(salt="", **plain)
    )
    db.session.execute(update(Review).where(Review.account_id == account.id).values(**plain))
    said = update(VerdictOpinion).where(VerdictOpinion.account_id == account.id)
    db.session.execute(said.values(salt="", affiliation=""))
    for model in SAID:
        db.session.execute(update(model).where(model.account_id == account.id).values(salt=""))
    own_answers = update(SurpriseAnswer).where(SurpriseAnswer.by == account.actor_id)
    db.session.execute(own_answers.values(salt=""))
    unsent = (Review.account_id == account.id, Review.state == ReviewState.SAVED, Review.public.is_(None))
    submitted = select(ReviewRevision.review_id)
    db.session.execute(delete(Review).where(*unsent, Review.id.not_in(submitted)))
    db.session.execute(delete(MakerContact).where(MakerContact.account_id == account.id))
    if account.email:
        db.session.execute(delete(MakerContact).where(MakerContact.email == account.email))


def _merge_opinions(guest: Account, into: Account) -> None:
    """End the earlier of two, on record; the rest moves."""
    query = select(VerdictOpinion).where(
        VerdictOpinion.account_id.in_([guest.id, into.id]), VerdictOpinion.ended_at.is_(None)
    )
    latest: dict[tuple[int, int], VerdictOpinion] = {}
    ended: list[VerdictOpinion] = []
    for each in db.session.scalars(query.order_by(VerdictOpinion.at, VerdictOpinion.id)):
        before = latest.get((each.system_id, each.draft_id))
        if before is not None:
            before.ended_at = now()
            ended.append(before)
        latest[each.system_id, each.draft_id] = each
    db.session.flush()
    db.session.execute(
        update(VerdictOpinion).where(VerdictOpinion.account_id == guest.id).values(account_id=into.id)
    )
    if ended:
        record(Verb.OPINIONS_JOINED, into, into, ended=[str(each.ref) for each in ended])


def _merge_cosignatures(guest: Account, into: Account) -> None:
    """Nobody shares a surprise twice, or their own."""
    theirs = select(SurpriseCosignature).where(SurpriseCosignature.account_id == guest.id)
    shared = set(
        db.session.scalars(
            select(SurpriseCosignature.surprise_id).where(SurpriseCosignature.account_id == into.id)
        )
    )
    raised = set(db.session.scalars(select(Surprise.id).where(Surprise.account_id.in_([guest.id, into.id]))))
    for each in db.session.scalars(theirs).all():
        if each.surprise_id in shared | raised:
            _drop(each)
        else:
            each.account_id = into.id
    own = select(SurpriseCosignature).where(
        SurpriseCosignature.account_id == into.id, SurpriseCosignature.surprise_id.in_(raised)
    )
    for each in db.session.scalars(own).all():
        _drop(each)
    db.session.flush()


def _drop(given: SurpriseCosignature) -> None:
    surprise = db.session.get_one(Surprise, given.surprise_id, with_for_update=True, populate_existing=True)
    surprise.cosigned -= 1
    db.session.delete(given)
    db.session.flush()


def _merge_contacts(guest: Account, into: Account) -> None:
    own = select(MakerContact.system_id).where(
        MakerContact.account_id == into.id, MakerContact.ended_at.is_(None)
    )
    twice = (
        MakerContact.account_id == guest.id,
        MakerContact.ended_at.is_(None),
        MakerContact.system_id.in_(own),
    )
    db.session.execute(update(MakerContact).where(*twice).values(ended_at=now()))
    db.session.execute(
        update(MakerContact).where(MakerContact.account_id == guest.id).values(account_id=into.id)
    )
