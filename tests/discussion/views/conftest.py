"""Two drafts that people talk about, and browsers of those who do."""

from typing import Any, NamedTuple

import pytest
from flask import Flask

from consensus.accounts.models import Account
from consensus.drafts.models import Draft
from tests.factories import make_account, make_draft

FIRST = """---
title: A definition
summary: The first.
---
# Preamble

Everybody may learn from it. {#why}

# What it is

A system is open when it grants the freedoms to {#what}

- **Use** it for any purpose, without asking {#use}
- **Study** how it works {#study}
- **Keep** it for later {#keep}
"""
SECOND = FIRST.replace("for any purpose, without asking", "for every purpose, without having to ask").replace(
    "- **Keep** it for later {#keep}\n", ""
)


class Scene(NamedTuple):
    """Two published drafts; Ana and Ben take part, Rosa edits."""

    first: Draft
    second: Draft
    ana: Account
    ben: Account
    rosa: Account


@pytest.fixture
def scene(app: Flask) -> Scene:
    return Scene(
        make_draft("0.1", FIRST), make_draft("0.2", SECOND), make_account("Ana", stakeholder_group="licensee"), make_account("Ben"),
        make_account("Rosa", role="maintainer"),
    )  # fmt: skip


@pytest.fixture
def ana(client: Any, scene: Scene) -> Any:
    """Ana's browser."""
    return client.as_(scene.ana)


@pytest.fixture
def ben(client: Any, scene: Scene) -> Any:
    """Ben's browser."""
    return client.as_(scene.ben)
