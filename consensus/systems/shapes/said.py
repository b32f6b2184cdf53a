"""What people say of systems as plain data: reviews, opinions, surprises."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from ...accounts.models import Account
from ...kit.clock import rfc3339
from ...kit.web.addresses import base_url
from ...moderation.queries import hidings_of
from ..answers import Answer
from ..models import Review, ReviewRevision, Surprise, VerdictOpinion
from ..queries.opinions import OpinionView, views_of
from ..stored import answer_json, answers_of

Shape = dict[str, Any]


def review_shapes(reviews: Sequence[Review]) -> list[Shape]:
    """Reviews as they are public."""
    hidden = set(hidings_of(reviews)) if reviews else set()
    return [review_shape(each, hidden=str(each.ref) in hidden) for each in reviews]


def review_shape(
    review: Review, *, whole: bool = False, revision: ReviewRevision | None = None, hidden: bool = False
) -> Shape:
    """A review as it is public; as it was submitted once (``revision``); or with what its author saved since (``whole``).

    ``hidden``: its notes are null, because moderators folded them; what it answers stays.
    """
    shown = review if whole else revision or public_revision(review)
    submitted = revision or (review.revisions[-1] if whole and review.revisions else public_revision(review))
    return {
        "id": review.id,
        "url": f"{base_url()}/systems/reviews/{review.id}/",
        "system": review.version.system.slug,
        "version": review.version.version,
        "draft": review.draft.version,
        "reviewer": review.reviewer_name,
        "author": author_shape(review.account),
        "affiliation": shown.affiliation if shown else "",
        "funding": shown.funding if shown else "",
        "maker": shown.maker if shown else False,
        "recused": shown.recused if shown else False,
        "state": str(review.state),
        "public": review.public is not None,
        "submitted_at": rfc3339(submitted.at) if submitted else None,
        "waits_until": rfc3339(waits) if (waits := waiting_until(review)) else None,
        "revisions": len(review.revisions),
        "answers": [_answer(each, hidden) for each in answers_of(shown.answers)] if shown else [],
        "hidden": hidden,
    }


def _answer(answer: Answer, hidden: bool) -> Shape:
    return {**answer_json(answer), "note": None if hidden else answer.note}


def public_revision(review: Review) -> ReviewRevision | None:
    """What is public of a review; None where nothing is."""
    return next((each for each in review.revisions if each.number == review.public), None)


def waiting_until(review: Review) -> datetime | None:
    """Until when the last revision waits for the maker; None: it does not."""
    last = review.revisions[-1] if review.revisions else None
    return last.waits_until if last is not None and last.released_at is None else None


def opinion_shape(opinion: VerdictOpinion) -> Shape:
    """What somebody says of an assessment."""
    return opinion_shapes(views_of([opinion]))[0]


def opinion_shapes(views: Sequence[OpinionView]) -> list[Shape]:
    """Several. Folded words are null."""
    return [_opinion(each) for each in views]


def _opinion(view: OpinionView) -> Shape:
    opinion, answer = view.opinion, view.answer
    return {
        "id": opinion.id,
        "system": opinion.system.slug,
        "draft": opinion.draft.version,
        "stance": str(opinion.stance),
        "reason": None if view.hidden else opinion.reason,
        "requirement": opinion.requirement,
        "evidence": opinion.evidence,
        "affiliation": opinion.affiliation,
        "group": opinion.stakeholder_group,
        "maker": opinion.maker,
        "author": author_shape(opinion.account),
        "at": rfc3339(opinion.at),
        "verdict": opinion.verdict,
        "stale": view.stale,
        "holds_up": view.holds_up,
        "answer": {"reason": answer.reason, "by": answer.by, "at": rfc3339(answer.at)} if answer else None,
    }


def surprise_shape(surprise: Surprise, *, hidden: bool = False) -> Shape:
    """A system that surprised people."""
    return {
        "id": surprise.id,
        "draft": surprise.draft.version,
        "system": surprise.system.slug if surprise.system else None,
        "name": surprise.system.name if surprise.system else None if hidden else surprise.name,
        "expected": str(surprise.expected),
        "reason": None if hidden else surprise.reason,
        "author": author_shape(surprise.account),
        "at": rfc3339(surprise.at),
        "cosigned": surprise.cosigned,
    }


def author_shape(account: Account | None) -> Shape | None:
    """Who says it; nobody where its author was erased or has no account."""
    if account is None or account.actor_id is None:
        return None
    return {"id": account.actor_id, "name": account.name}
