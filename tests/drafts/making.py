"""Drafts to test with: small texts, prepared and published by the real actions."""

from typing import Any

from consensus.drafts.actions import plan_publication, prepare_draft, publish_draft, read_files
from consensus.drafts.bundle import File
from consensus.drafts.models import Draft
from consensus.kit.db import transaction
from consensus.ledger import SETUP

OLD = """# The definition

## Freedoms {#freedoms}

A system is open when everyone may: {#lead}

- **Use** it for any purpose. {#use}
- **Study** how it works, and look inside. {#study}
- **Share** it with others, changed or not. {#share}

Nobody needs to ask for permission first. {#permission}

## Form {#form}

The form in which one would make changes has two parts, and both must be there. {#parts}

The code that trains the system and the code that runs it belong to that form. {#code}
"""

NEW = """# The definition

## Freedoms {#freedoms}

A system is open when everyone may: {#lead}

- **Use** it for any purpose whatever. {#use}
- **Inspect** how it works, and look inside. {#study}
- **Share** it with others, changed or not. {#share}

## Form {#form}

The form in which one would make changes has three parts, and all may be there. {#parts}

The code that trains the system and the code that runs it belong to that form. {#code}

Parameters are what the system has learned in training. {#parameters}
"""


def prepare(
    text: str = OLD, version: str = "0.1", *, by: Any = SETUP, name: str = "definition.md", **given: Any
) -> Draft:
    """A prepared draft of one file."""
    reading = read_files([File(name, text)], version=version, **given)
    with transaction():
        return prepare_draft(reading, by=by)


def publish(draft: Draft, *, by: Any = SETUP, **given: Any) -> Draft:
    """Publish a prepared draft as it stands."""
    plan = plan_publication(draft)
    with transaction():
        return publish_draft(draft, plan, by=by, **given)


def published(text: str = OLD, version: str = "0.1", **given: Any) -> Draft:
    """A published draft of one file."""
    return publish(prepare(text, version, **given))
