"""Keeping on record what the criteria give: when a state changes, and once a day when only numbers do."""

from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from ...drafts.models import Draft
from ...kit.clock import now
from ...kit.db import db
from ...ledger import FOLLOWER, record
from ...ledger.actions import hold_head, when_numbered
from ..criteria import Criteria
from ..facts import Facts
from ..gate import hold, passes
from ..models import GateCount, Target
from ..queries.criteria import criteria_in, newest_version, versions_for
from ..queries.facts import facts_of
from ..verbs import Verb

DAY = timedelta(days=1)
STATE = slice(0, 2)


def worth_counting(draft: Draft) -> list[Target]:
    """The targets whose criteria give something for a draft that ought to be on record."""
    targets = [target for target in Target if newest_version(target) is not None]
    facts = facts_of(draft) if targets else None
    return [
        target for target in targets if facts and _differs(draft, target, _criteria(draft, target), facts)
    ]


def count_gate(draft: Draft, targets: list[Target]) -> int:
    """Put on record what the criteria of some targets give, with the head of the record in hand, so that a recount at this
    entry comes to the same. → how many entries."""
    hold_head()
    facts, done = facts_of(draft), 0
    for target in targets:
        criteria = _criteria(draft, target)
        if _differs(draft, target, criteria, facts):
            _keep(draft, target, criteria, facts)
            done += 1
    db.session.flush()
    return done


def _keep(draft: Draft, target: Target, criteria: Criteria, facts: Facts) -> None:
    held = hold(criteria, facts)
    states = [each.row for each in held]
    made = GateCount(
        draft_id=draft.id,
        draft=draft,
        target=target,
        version=criteria.version,
        states=states,
        passes=passes(held),
        at=now(),
    )
    db.session.add(made)
    record(
        Verb.COUNTED, FOLLOWER, draft, target=str(target), version=criteria.version, states=states,
        groups=list(facts.groups), last_call=facts.last_call,
    )  # fmt: skip
    when_numbered(made.numbered)


def _criteria(draft: Draft, target: Target) -> Criteria:
    return criteria_in(versions_for(draft, target)[0])


def _differs(draft: Draft, target: Target, criteria: Criteria, facts: Facts) -> bool:
    """Whether a state is another than the one on record, or a number is and that was kept a day ago or longer.

    What a sealed draft came to is told once more, whatever it is.
    """
    last = _last(draft, target)
    if last is None or last.version != criteria.version:
        return True
    if draft.sealing is not None and last.at < draft.sealing.at:
        return True
    states = [each.row for each in hold(criteria, facts)]
    if [row[STATE] for row in states] != [row[STATE] for row in last.states]:
        return True
    return _plain(states) != _plain(last.states) and now() - last.at >= DAY


def _last(draft: Draft, target: Target) -> GateCount | None:
    newest = select(func.max(GateCount.id)).where(GateCount.draft_id == draft.id, GateCount.target == target)
    return db.session.scalar(select(GateCount).where(GateCount.id == newest.scalar_subquery()))


def _plain(states: Any) -> list[list[Any]]:
    return [list(row) for row in states]
