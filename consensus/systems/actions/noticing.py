"""The maker is told before something negative about its system is published, and has time to reply."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import select

from ...accounts.mails import send
from ...accounts.models import Account
from ...drafts.models import Draft
from ...kit.clock import now
from ...kit.db import db
from ...kit.errors import Invalid
from ...kit.web.addresses import base_url
from ...kit.web.jinja import moment
from ...ledger import FOLLOWER, Actor, record
from ..assessing import Sheet, assess
from ..book import found_by_book
from ..errors import AlreadyReleased, AlreadyReplied, NotSubmitted
from ..expressions import State
from ..given import LONGEST_REASON, paragraphs
from ..models import Evaluation, MakerReply, Review, ReviewRevision, ReviewState
from ..queries.contacts import contacts_of, waiting_revisions
from ..queries.editions import editions
from ..stored import answers_of, evaluation_of
from ..verbs import Verb
from .evaluating import evaluate
from .keeping import lead, locked, new_salt, salted

FAILING = (State.MISSING, State.TERMS)
Failing = tuple[str, str, State]


def notice(review: Review, *, before: ReviewRevision | None) -> datetime | None:
    """Until when a review waits that is about to be submitted; None: it says nothing new that is negative, its author
    makes the system, or nobody is known whom to tell.

    What waits already waits no longer for being revised, unless it says more.
    """
    fails = failing(review)
    if not fails or review.maker or not contacts_of(review.version.system):
        return None
    waits = before is not None and before.released_at is None and before.waits_until is not None
    if waits and before is not None and fails <= _failing(review, before.answers):
        return before.waits_until
    return now() + timedelta(days=int(current_app.config["MAKER_NOTICE"]))


def failing(review: Review) -> set[Failing]:
    """The requirements that fail by what a review says, under its draft and later ones, and do not by what is public."""
    query = (
        select(Draft.version, Evaluation.verdict, Evaluation.reasons)
        .join(Draft, Draft.id == Evaluation.draft_id)
        .where(Evaluation.version_id == review.version_id)
    )
    public = {
        (draft, each.requirement, each.state)
        for draft, verdict, reasons in db.session.execute(query)
        for each in evaluation_of(verdict, reasons).reasons
    }
    return _failing(review, review.answers) - public


def tell_makers(review: Review, revision: ReviewRevision, *, before: ReviewRevision | None) -> None:
    """Mail everybody who speaks for the maker, unless what they were told before still holds."""
    if before is not None and before.released_at is None and before.waits_until == revision.waits_until:
        return
    system = review.version.system
    for contact in contacts_of(system):
        if contact.address:
            send(
                "review_waiting", contact.address,
                subject=_("A review of %(name)s will be published", name=system.name),
                system=system, draft=review.draft, until=moment(revision.waits_until) if revision.waits_until else "",
                url=f"{base_url()}/systems/reviews/{review.id}/", known=contact.account is not None,
            )  # fmt: skip


def release_review(review: Review, *, reason: str, by: Actor) -> None:
    """Make a review public before the maker's time is over, with a public reason. Raises AlreadyReleased, NotSubmitted,
    Invalid."""
    words = paragraphs(reason)
    if not words:
        raise Invalid({"reason": _("Say why it is made public now; the reason is public.")})
    if len(words) > LONGEST_REASON:
        raise Invalid({"reason": _("Use at most %(n)s characters.", n=LONGEST_REASON)})
    _release(review, reason=words, by=by)


def release_due(*, most: int = 20) -> int:
    """Make public what makers had their time for. → how many."""
    done = 0
    for revision in waiting_revisions(due=now())[:most]:
        with suppress(AlreadyReleased, NotSubmitted):  # somebody else was faster
            _release(revision.review, reason=None, by=FOLLOWER)
            done += 1
    return done


def reply_as_maker(review: Review, *, body: str, by: Account) -> MakerReply:
    """What the maker says of a review as it was submitted last, once. Raises NotSubmitted, AlreadyReplied, Invalid."""
    words = paragraphs(body)
    if not words or len(words) > LONGEST_REASON:
        raise Invalid({"body": _("Write a reply of at most %(n)s characters.", n=LONGEST_REASON)})
    revision = _last(review)
    if db.session.get(MakerReply, revision.id) is not None:
        raise AlreadyReplied
    reply = MakerReply(revision=revision, account=by, body=words, salt=new_salt(), at=now())
    db.session.add(reply)
    db.session.flush()
    _record(Verb.REPLIED, review, by, words=salted(reply.salt, words))
    return reply


def _release(review: Review, *, reason: str | None, by: Actor) -> None:
    system = locked(review.version.system_id)
    db.session.refresh(review)
    revision = _last(review)
    if revision.released_at is not None:
        raise AlreadyReleased
    revision.released_at, revision.released_by, revision.release_reason = now(), by.actor_id, reason
    review.public = revision.number
    db.session.flush()
    _record(Verb.RELEASED, review, by, early=reason is not None)
    evaluate([system.id], anew=[system.id] if lead(system) else [])


def _last(review: Review) -> ReviewRevision:
    """What was submitted last. Raises NotSubmitted."""
    if review.state is not ReviewState.SUBMITTED:
        raise NotSubmitted
    db.session.expire(review, ["revisions"])
    return review.revisions[-1]


def _failing(review: Review, answers: Sequence[Mapping[str, str]]) -> set[Failing]:
    upto = editions().rows
    since = [row.draft for row in upto].index(review.draft.version)
    sheet = Sheet("", "", review.draft.version, False, False, answers_of(answers))
    found = assess(upto[since:], [sheet], wanted=[row.draft for row in upto], terms=found_by_book)
    return {
        (draft, each.requirement, each.state)
        for draft, assessed in found.items()
        for each in assessed.combined.evaluation.reasons
        if each.state in FAILING
    }


def _record(verb: Verb, review: Review, by: Actor, **details: object) -> None:
    system = review.version.system
    record(
        verb,
        by,
        review,
        touches=[system, review.draft],
        system=system.slug,
        draft=review.draft.version,
        **details,
    )
