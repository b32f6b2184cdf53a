"""Holding a draft against the criteria: the one function for page, command, JSON and seal."""

from ..drafts.models import Draft
from .criteria import Criteria
from .errors import NoSuchTarget
from .evaluated import Evaluated, Result
from .facts import Facts
from .gate import Held, hold, passes
from .gate_words import rows_of, told
from .models import Target
from .queries.criteria import criteria_in, versions_for
from .queries.facts import facts_of

__all__ = ["Evaluated", "Result", "evaluate", "target_called"]


def evaluate(draft: Draft, target: Target | str, *, facts: Facts | None = None) -> Evaluated:
    """What stands between a published draft and a target, as of now, with the versions beside the one that holds.

    ``facts``: as read before, for whoever asks for both targets. A fixed number of statements. Raises NoSuchTarget,
    NoCriteria.
    """
    versions = versions_for(draft, target_called(target))
    known = facts or facts_of(draft)
    holds, *beside = (_evaluated(draft, criteria_in(each), each.digest, known) for each in versions)
    return Evaluated(
        holds.draft,
        holds.target,
        holds.version,
        holds.digest,
        holds.signatures,
        holds.passes,
        holds.criteria,
        tuple(beside),
    )


def target_called(name: Target | str) -> Target:
    """A target by its name. Raises NoSuchTarget."""
    try:
        return Target(name)
    except ValueError:
        raise NoSuchTarget from None


def _evaluated(draft: Draft, criteria: Criteria, digest: str, facts: Facts) -> Evaluated:
    held = hold(criteria, facts)
    return Evaluated(
        draft.version, criteria.name, criteria.version, digest, criteria.signatures or None, passes(held),
        tuple(_result(each, draft.version, criteria.name) for each in held),
    )  # fmt: skip


def _result(held: Held, version: str, target: str) -> Result:
    asked, came = held.criterion, held.came
    rows = rows_of(asked.kind, id=asked.id, version=version, target=target)
    return Result(
        asked.id,
        asked.kind,
        asked.title,
        asked.necessary,
        str(came.state),
        came.value,
        came.threshold,
        told(came.why),
        rows,
    )
