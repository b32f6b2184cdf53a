"""Three drafts in which clauses stay, change, move, are split and joined again, and go."""

from typing import Any, NamedTuple

from consensus.discussion.models import Comment
from consensus.drafts.actions import decide_map
from consensus.drafts.models import Draft
from consensus.drafts.queries import clause_named
from consensus.kit.db import transaction
from consensus.ledger import SETUP
from tests.drafts.making import prepare, publish, published
from tests.factories import make_comment

FIRST = """# The definition {#definition}

## Freedoms {#freedoms}

A system is open when everyone may: {#lead}

- **Use** it for any purpose. {#use}
- **Share** it with others, changed or not. {#share}

Nobody needs to ask for permission first. {#permission}

Nobody is asked who they are or where they live. {#nobody}

## Form {#form}

The code that trains the system belongs to that form, and so do the parameters. {#code}
"""

SECOND = """# The definition {#definition}

## Freedoms {#freedoms}

A system is open when everyone may: {#lead}

- **Use** it for any purpose whatever. {#use}
- **Share** it with others, changed or not. {#share}

## Form {#form}

Nobody is asked who they are or where they live. {#nobody}

The code that trains the system belongs to that form. {#code}

So do the parameters which the system has learned. {#parameters}
"""

THIRD = SECOND.replace(
    """The code that trains the system belongs to that form. {#code}

So do the parameters which the system has learned. {#parameters}
""",
    "The code that trains the system belongs to that form, and so do its parameters. {#code}\n",
)


class Drafts(NamedTuple):
    """0.1, 0.2 and 0.3."""

    first: Draft
    second: Draft
    third: Draft


def first() -> Draft:
    """0.1, which is open."""
    return published(FIRST, "0.1")


def second() -> Draft:
    """0.2: ``use`` says more, ``permission`` is gone, ``nobody`` moved, ``code`` was split into it and ``parameters``."""
    return _mapped(SECOND, "0.2", {"key": "parameters", "kind": "split", "from": ["code"]})


def third() -> Draft:
    """0.3: ``parameters`` joined ``code`` again."""
    return _mapped(THIRD, "0.3", {"key": "code", "kind": "merged", "from": ["code", "parameters"]})


def _mapped(text: str, version: str, change: dict[str, Any]) -> Draft:
    draft = prepare(text, version)
    with transaction():
        decide_map(draft, [change], by=SETUP)
    return publish(draft)


def three_drafts() -> tuple[Drafts, dict[str, Comment]]:
    """The drafts, and a comment on each clause of each, by ``key@version``, made while that draft was the latest."""
    said, drafts = {}, []
    for make in (first, second, third):
        draft = make()
        drafts.append(draft)
        for key in ("use", "share", "permission", "nobody", "code", "parameters"):
            if key in {"permission"} and draft.version != "0.1":
                continue
            if key == "parameters" and draft.version != "0.2":
                continue
            said[f"{key}@{draft.version}"] = make_comment(draft, key)
    return Drafts(*drafts), said


def id_of(key: str) -> int:
    """The number of a clause."""
    return clause_named(key).id
