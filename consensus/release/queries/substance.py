"""What changed in substance from a draft to the next, as published and as corrected since."""

from dataclasses import replace

from ...discussion.places import TAKES_POSITIONS
from ...drafts.models import Draft
from ...drafts.queries import changes_of, rows_of
from ...systems.queries.editions import checklist_of
from ...voting.policies import Policy
from ...voting.queries import policy_of
from ..substance import Standing, Step, Substance, changed_clauses


def substance_of(draft: Draft) -> Substance:
    """What a draft changed in substance since the one before it; nothing, where there is none before it."""
    before = draft.previous
    if before is None:
        return Substance()
    return Substance(
        changed_clauses(
            [Step(each.key, str(each.kind), each.sources, each.significance) for each in changes_of(draft)],
            old=_standing(before),
            new=_standing(draft),
        ),
        checklist=checklist_of(before) != checklist_of(draft),
        policy=_rule(policy_of(before)) != _rule(policy_of(draft)),
    )


def _standing(draft: Draft) -> dict[str, Standing]:
    return {
        row.key: Standing(row.meaning_id, row.normative and row.kind in TAKES_POSITIONS)
        for row in rows_of(draft)
    }


def _rule(policy: Policy) -> Policy:
    """A policy without what it is called."""
    return replace(policy, name="", title="", version=0)
