"""The release in the small world: criteria, a judgement, a candidate that was announced, a planned day. All words are Greek."""

from datetime import date
from typing import Any

from consensus.accounts.actions import grant_role
from consensus.accounts.models import Account, Role
from consensus.drafts.models import Draft
from consensus.kit.db import transaction
from consensus.ledger import SETUP
from consensus.release.actions.candidates import announce_candidate, plan_release
from consensus.release.actions.criteria import set_criteria
from consensus.release.actions.judging import judge
from consensus.release.gate_due import count_gates
from tests.drafts.making import OLD
from tests.factories import make_account, make_draft

CANDIDATE = """
name = "candidate"
title = "Υποψήφιο"
version = 1

[[criterion]]
id = "usable"
kind = "judged"
title = "Χρησιμεύει"
judges = "board"
at_least = 1
"""
STABLE = """
name = "stable"
title = "Σταθερό"
version = 1
signatures = 1

[[criterion]]
id = "clauses"
kind = "clauses"
title = "Τα άρθρα"

[[criterion]]
id = "systems"
kind = "systems"
title = "Τα συστήματα"
at_least = 1
reviewers = 1

[[criterion]]
id = "voices"
kind = "participation"
title = "Όλος ο κόσμος"
people = 1
continents = 2
judges = "board"
at_least = 1

[[criterion]]
id = "usable"
kind = "judged"
title = "Χρησιμεύει"
judges = "board"
at_least = 1

[[criterion]]
id = "seal"
kind = "seal"
title = "Η σφραγίδα"
"""


def release_begun(rosa: Account, draft: Draft) -> dict[str, Any]:
    """Criteria are set, Rosa judged one of them, the draft is a candidate, and a day is planned."""
    with transaction():
        for text in (CANDIDATE, STABLE):
            set_criteria(text, reason="Για αρχή.", by=SETUP)
    judged(draft, rosa)
    with transaction():
        announce_candidate(draft, reason="Όλα έγιναν.", by=rosa)
        plan_release(date=date(2026, 12, 20), reason="Τότε μαζευόμαστε.", by=rosa)
    count_gates()
    return {"target": "stable", "criterion": "usable"}


def judged(draft: Draft, by: Account, *, finding: str = "pass") -> None:
    """Somebody of the board finds that the draft can be used, or not."""
    with transaction():
        judge(draft, target="stable", criterion="usable", finding=finding, reason="Το δοκίμασα.", by=by)


def value_of_release(endpoint: str, name: str, values: dict[str, Any]) -> Any:
    """What stands for an argument of an address of the release; None: it's none of ours."""
    return None


def a_path(version: str = "0.1") -> tuple[Draft, Account]:
    """A draft on its way, and Rosa, who holds every role of those who decide."""
    rosa = make_account("Rosa", role="maintainer")
    with transaction():
        for role in (Role.BOARD, Role.CHAIR):
            grant_role(rosa, role, by=SETUP)
    draft = make_draft(version, OLD, by=rosa)
    release_begun(rosa, draft)
    return draft, rosa
