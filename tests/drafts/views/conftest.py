from typing import Any

import pytest

from tests.factories import make_account


@pytest.fixture
def ana(client: Any) -> Any:
    """A maintainer's browser."""
    return client.as_(make_account("Ana", role="maintainer"))


@pytest.fixture
def ben(client: Any) -> Any:
    """A second maintainer's browser."""
    return client.as_(make_account("Ben", role="maintainer"))
