"""What the doors of the path to stable share: the blueprint, and what addresses name."""

from flask import Blueprint, request

from ...drafts.queries import draft_named
from ...kit.web.limits import limiter
from ..errors import NoSuchCriterion, NotJudged
from ..evaluating import target_called
from ..models import Target
from ..queries.criteria import criteria_for
from ..rules import Judged

bp = Blueprint("release", __name__)
by_participant = limiter.shared_limit("60 per minute", scope="release")


def target_asked() -> Target:
    """The target that ``?target=`` asks for; a stable release where it asks for none. Raises NoSuchTarget."""
    return target_called(request.args.get("target") or Target.STABLE)


def judged_at(version: str, target: str, criterion: str) -> Judged:
    """A judged criterion of an address. Raises NoSuchDraft, NoSuchTarget, NoCriteria, NoSuchCriterion,
    NotJudged."""
    draft = draft_named(version)
    asked = criteria_for(draft, target_called(target)).called(criterion)
    if asked is None:
        raise NoSuchCriterion
    if asked.judges is None:
        raise NotJudged
    return Judged(draft, criterion, (asked.judges,))
