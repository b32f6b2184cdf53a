"""Two short drafts to read, align and publish, and what publishes them."""

from typing import Any

from consensus.drafts.actions import prepare_draft, read_files
from consensus.drafts.bundle import File
from consensus.drafts.models import Draft
from consensus.kit.db import transaction
from tests.drafts.making import publish

FIRST = """---
version: 0.0.1
date: 2024-01-02
title: A Definition
summary: The first draft.
---

# Preamble {#preamble}

## Why {#why}

Everyone gains when knowledge is shared. {#gain}

# Definition {#definition}

A system is open when everyone may: {#lead}

- **Use** it for any purpose. {#use}
- **Study** how it works. {#study}

Old words that nobody needs any more. {#old}
"""

SECOND = """---
version: 0.0.2
date: 2024-02-03
title: A Definition
summary: Study says more; old words are gone.
comment_until: 2999-01-01T00:00:00Z
---

# Preamble {#preamble}

## Why {#why}

Everyone gains when knowledge is shared. {#gain}

# Definition {#definition}

A system is open when everyone may: {#lead}

- **Use** it for any purpose. {#use}
- **Study** how it works and inspect its parts. {#study}
- **Share** it with others, changed or unchanged. {#share}
"""

THIRD = SECOND.replace("0.0.2", "0.0.3").replace("Study says more; old words are gone.", "Nothing changed.")


def prepared(text: str, *, by: Any, **given: Any) -> Draft:
    """A draft being prepared, from one file."""
    reading = read_files([File("definition.md", text)], **given)
    with transaction():
        return prepare_draft(reading, by=by)


def published(text: str, *, by: Any, **given: Any) -> Draft:
    """A published draft, from one file."""
    return publish(prepared(text, by=by, **given), by=by)
