"""Numbers in addresses."""

from typing import Any

import pytest

from consensus.kit.permissions import open_to_all


@pytest.fixture(autouse=True)
def numbered(door: Any) -> None:
    """A page for every number."""
    door(open_to_all(lambda n: str(n)), "/try/numbers/<int:n>", endpoint="numbers")


@pytest.mark.parametrize("n", ["0", "7", str(2**31 - 1)])
def test_a_number_that_a_database_can_hold_leads_somewhere(client: Any, n: str) -> None:
    assert client.get(f"/try/numbers/{n}").text == n


@pytest.mark.parametrize("n", [str(2**31), str(2**63), "9" * 500, "-1", "1.0", "x", "٣"])
def test_any_other_leads_nowhere(client: Any, n: str) -> None:
    assert client.get(f"/try/numbers/{n}").status_code == 404
