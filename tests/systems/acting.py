"""Acts on systems, each in a transaction of its own; a small draft with a checklist, and systems to hold against it."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import select

from consensus.accounts.models import Account
from consensus.drafts.actions import plan_publication, prepare_draft, publish_draft, read_files
from consensus.drafts.bundle import File
from consensus.drafts.models import Draft
from consensus.kit.db import db, transaction
from consensus.ledger import SETUP
from consensus.ledger.models import Entry
from consensus.systems.actions import add_system, hand_in, import_systems, take_stance
from consensus.systems.answers import Answer
from consensus.systems.due import evaluate_due
from consensus.systems.found import VersionFound
from consensus.systems.given import Declared, StanceGiven, SystemGiven
from consensus.systems.models import Evaluation, Review, System, VerdictOpinion
from consensus.systems.sources import read

TEXT = """# The definition

## Form {#form}

The form in which one would make changes has these parts, and all must be there. {#parts}

The code that trains the system and the code that runs it. {#code}

A description of the data that the system learned from. {#data}

The parameters that the system has learned in training. {#weights}

A card that tells what the model is for. {#card}
"""
CHECKLIST = """requires = { all = ["code", "data", "weights"] }

[[component]]
id = "code"
title = "Training and inference code"
group = "Code"
clause = "code"
framework = "osi"

[[component]]
id = "data"
title = "Description of the data"
group = "Data"
clause = "data"
framework = "osd"

[[component]]
id = "weights"
title = "Parameters"
group = "Model"
clause = "weights"
framework = "osd-terms"

[[component]]
id = "card"
title = "Model card"
group = "Model"
clause = "card"
framework = "osd"
optional = true
"""
ASKS_FOR_MORE = CHECKLIST.replace('"weights"] }', '"weights", "card"] }')
OTHER_CODE = TEXT.replace("trains the system and the code that runs it", "trains it, with all of its history")
GOOD = {"code": "MIT", "data": "CC-BY-4.0", "weights": "Apache-2.0"}
EVIDENCE = "https://example.org/there"


def act(action: Callable[..., Any], *arguments: Any, **given: Any) -> Any:
    """An action in a transaction of its own."""
    with transaction():
        return action(*arguments, **given)


def draft_with(
    version: str = "0.1", text: str = TEXT, checklist: str | None = CHECKLIST, *, publish: bool = True
) -> Draft:
    """A draft with a checklist, published unless told otherwise, with the assessments that follow."""
    files = [File("definition.md", text)]
    files += [File("checklist.toml", checklist)] if checklist is not None else []
    reading = read_files(files, version=version)
    draft: Draft = act(prepare_draft, reading, by=SETUP)
    if publish:
        plan = plan_publication(draft)
        act(publish_draft, draft, plan, by=SETUP)
        evaluate_due()
    return draft


def system(name: str = "Alpha", *versions: str, maker: str = "Maker", kind: str = "text") -> System:
    """A system of the registry with some versions."""
    found = tuple(VersionFound(each) for each in versions or ("1",))
    return act(add_system, SystemGiven(name, maker, kind=kind, versions=found), by=SETUP)  # type: ignore[no-any-return]


def answers(**said: str) -> list[Answer]:
    """``answers(code="MIT", data="no", weights="")``: there under a licence, not there, there without known terms."""
    return [
        Answer(name, what, evidence=EVIDENCE)
        if what in ("no", "unknown")
        else Answer(name, "yes", licence=what, evidence=EVIDENCE)
        for name, what in said.items()
    ]


def review(
    of: System,
    draft: Draft,
    by: Account,
    said: dict[str, str] | None = None,
    *,
    maker: bool = False,
    **given: Any,
) -> Review:
    """Somebody's submitted answers on the leading version."""
    declared = Declared(maker=maker)
    found = answers(**(GOOD if said is None else said))
    made, _first = act(hand_in, of.leading, draft=draft, answers=found, declared=declared, by=by, **given)
    return made  # type: ignore[no-any-return]


def say(of: System, draft: Draft, by: Account, stance: str = "endorse", **given: Any) -> VerdictOpinion:
    """Somebody's opinion on an assessment; a disagreement gets a reason."""
    if stance == "dispute":
        given.setdefault("reason", "It is not so.")
    opinion, _new = act(take_stance, of, draft=draft, given=StanceGiven(stance, **given), by=by)
    return opinion  # type: ignore[no-any-return]


def take_file(name: str, text: str) -> Any:
    """Import one file. → the report."""
    return act(import_systems, [read(name, text)], by=SETUP)


def verdict(of: System, draft: Draft) -> str | None:
    """What comes out for the leading version, as it is stored now."""
    db.session.rollback()
    kept = db.session.get(Evaluation, (db.session.get_one(System, of.id).leading.id, draft.id))
    return str(kept.verdict) if kept and kept.verdict else None


def entries(*verbs: str) -> Sequence[Entry]:
    """The entries of some verbs, the first first."""
    return db.session.scalars(select(Entry).where(Entry.verb.in_(verbs)).order_by(Entry.n)).all()
