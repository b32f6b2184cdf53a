"""Which pages of the release list something, and another of what they list; which list nothing that grows."""

from datetime import date
from typing import Any

from consensus.accounts.actions import grant_role
from consensus.accounts.models import Role
from consensus.kit.db import transaction
from consensus.ledger import SETUP
from consensus.release.actions.candidates import announce_candidate, plan_release, withdraw_candidate
from consensus.release.gate_due import count_gates
from tests.factories import make_account
from tests.roadshow.listed_pages import another_opened
from tests.systems.world import another_system
from tests.voting.world import a_position

from .world import judged


def another_plan(world: Any, n: int) -> None:
    """Another planned day, another announcement, and another counting."""
    draft = world.drafts[1]
    with transaction():
        plan_release(date=date(2027, 1, n), reason=f"Λέμε {n}.", by=world.rosa)
        withdraw_candidate(draft, reason=f"Όχι {n}.", by=world.rosa)
    with transaction():
        announce_candidate(draft, reason=f"Ναι {n}.", by=world.rosa)
    count_gates()


def another_judgement(world: Any, n: int) -> None:
    """Another member of the board, who finds the same."""
    account = make_account(f"Έλλη {n}")
    with transaction():
        grant_role(account, Role.BOARD, by=SETUP)
    judged(world.drafts[1], account)


LISTS_OF_RELEASE: dict[str, Any] = {
    "release.index": another_plan,
    "release.show": another_judgement,
    "release.judgement_form": another_judgement,
    "release.reopening_form": another_judgement,
    "release.desk": another_plan,
    "release.plan_form": another_plan,
    "release.systems": another_system,
    "release.stops": another_opened,
    "release.participation": a_position,
    "gate.data": another_judgement,
    "api-release.show_gate": another_judgement,
}
CLAUSES_OF_RELEASE = {"release.clauses", "release.show", "release.index"}
SINGLE_OF_RELEASE = {"release.candidate_form", "release.criteria_form", "release.withdrawal_form"}
