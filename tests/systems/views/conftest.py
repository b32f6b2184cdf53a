"""One draft with a checklist, one system, and browsers of those who review it, keep it, make it."""

from typing import Any, NamedTuple

import pytest
from flask import Flask

from consensus.accounts.models import Account
from consensus.drafts.models import Draft
from consensus.systems.actions import name_contact
from consensus.systems.models import System
from tests.factories import make_account
from tests.systems.acting import act, draft_with, system


class Scene(NamedTuple):
    """A published draft, the system Alpha; Ana and Ben take part, Rosa keeps the registry, Mona makes Alpha."""

    draft: Draft
    alpha: System
    ana: Account
    ben: Account
    rosa: Account
    mona: Account


@pytest.fixture
def scene(app: Flask) -> Scene:
    draft, alpha = draft_with(), system("Alpha")
    return Scene(
        draft,
        alpha,
        make_account("Ana", email="ana@example.org", stakeholder_group="licensee"),
        make_account("Ben", email="ben@example.org"),
        make_account("Rosa", role="maintainer"),
        make_account("Mona", email="mona@example.org"),
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
def rosa(client: Any, scene: Scene) -> Any:
    """Rosa's browser."""
    return client.as_(scene.rosa)


@pytest.fixture
def mona(client: Any, scene: Scene) -> Any:
    """Mona's browser: she speaks for who makes Alpha."""
    act(name_contact, scene.alpha, account=scene.mona, by=scene.rosa)
    return client.as_(scene.mona)
