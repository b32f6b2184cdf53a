"""A draft that people take positions on, its successor in which some words changed, and browsers of those who do."""

from typing import Any, NamedTuple

import pytest
from flask import Flask

from consensus.accounts.models import Account
from consensus.drafts.actions import decide_map
from consensus.drafts.models import Draft
from consensus.kit.clock import now
from consensus.kit.db import transaction
from consensus.ledger import SETUP
from tests.drafts.making import NEW, OLD, prepare, publish, published
from tests.factories import make_account

ALWAYS = 'tally_visible = "always"\nquorum = 2\nquorum_per_group = 1\ngroups_heard = 1\n'


class Scene(NamedTuple):
    """One published draft; Ana and Ben take part, Lena is a chair, Mona one of the board."""

    draft: Draft
    ana: Account
    ben: Account
    lena: Account
    mona: Account


@pytest.fixture
def scene(app: Flask) -> Scene:
    return Scene(
        published(OLD),
        make_account("Ana", stakeholder_group="licensee", country="SN"),
        make_account("Ben", stakeholder_group="regulator"),
        make_account("Lena", role="chair"),
        make_account("Mona", role="board"),
    )


@pytest.fixture
def ana(client: Any, scene: Scene) -> Any:
    """Ana's browser."""
    return client.as_(scene.ana)


@pytest.fixture
def ben(client: Any, scene: Scene) -> Any:
    """Ben's browser."""
    return client.as_(scene.ben)


@pytest.fixture
def lena(client: Any, scene: Scene) -> Any:
    """Lena's browser."""
    return client.as_(scene.lena)


def next_draft(*, editorial: tuple[str, ...] = ("use",)) -> Draft:
    """The successor: *use* has other words, called editorial; *study* and *parts* changed in substance; *permission* is gone."""
    draft = prepare(NEW, "0.2")
    if editorial:
        with transaction():
            decide_map(draft, [{"key": key, "significance": "editorial"} for key in editorial], by=SETUP)
    return publish(draft)


def long_ago(account: Account) -> Account:
    """An account that is established."""
    from datetime import timedelta

    with transaction():
        account.created_at = now() - timedelta(days=90)
    return account
