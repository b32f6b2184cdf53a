"""Criteria to test with: short files, and each act in a transaction of its own."""

from pathlib import Path
from typing import Any

from consensus.config import ROOT
from consensus.drafts.models import Draft
from consensus.kit.db import db, transaction
from consensus.ledger import SETUP
from consensus.ledger.models import Entry
from consensus.release.actions import set_criteria
from consensus.release.criteria import Criteria, read_criteria
from consensus.release.evaluated import Result
from consensus.release.evaluating import evaluate

GATES = Path(ROOT, "content", "gates")
PARAMETERS = {
    "systems": "at_least = 1\nreviewers = 2",
    "examples": "at_least = 1\nagreeing = 2",
    "endorsements": "per_group = 1",
    "participation": 'people = 2\ncontinents = 2\njudges = "board"\nat_least = 1',
    "judged": 'judges = "board"\nat_least = 2',
}


def a_file(*kinds: str, name: str = "stable", version: int = 1, head: str = "", **more: str) -> str:
    """A file with one criterion of each of some kinds; ``more``: other parameters, by kind."""
    signed = "signatures = 2\n" if "seal" in kinds else ""
    told = [f'name = "{name}"\ntitle = "A release"\nversion = {version}\n{signed}{head}']
    for kind in kinds:
        asked = more.get(kind, PARAMETERS.get(kind, ""))
        told.append(f'[[criterion]]\nid = "{kind}"\nkind = "{kind}"\ntitle = "About {kind}"\n{asked}\n')
    return "\n".join(told)


def criteria(*kinds: str, **given: Any) -> Criteria:
    """The same, read."""
    return read_criteria(a_file(*kinds, **given))


def set_by_hand(*kinds: str, reason: str = "The board asked for it.", by: Any = SETUP, **given: Any) -> Any:
    """The same, set."""
    with transaction():
        return set_criteria(a_file(*kinds, **given), reason=reason, by=by)


def stands(draft: Draft, kind: str, target: str = "stable") -> Result:
    """One criterion as it stands for a draft now."""
    db.session.expire_all()
    found = evaluate(db.session.get_one(Draft, draft.id), target).called(kind)
    assert found is not None
    return found


def figure(draft: Draft, kind: str, target: str = "stable") -> tuple[str, int | None, int | None]:
    """The same as state, value, threshold."""
    found = stands(draft, kind, target)
    return found.state, found.value, found.threshold


def act(action: Any, *things: Any, **given: Any) -> Any:
    """Do one thing, as an entrance would."""
    with transaction():
        return action(*things, **given)


def entries(verb: str) -> list[Entry]:
    """What the record says by a verb."""
    return list(db.session.query(Entry).filter(Entry.verb == verb).order_by(Entry.n))
