"""Numbers and references in addresses."""

from typing import Any

import pytest

from consensus.kit.permissions import open_to_all
from consensus.kit.refs import Ref


@pytest.fixture(autouse=True)
def numbered(door: Any) -> None:
    """A page for every number."""
    door(open_to_all(lambda n: str(n)), "/try/numbers/<int:n>", endpoint="numbers")


@pytest.fixture(autouse=True)
def referred(door: Any) -> None:
    """A page for every thing."""
    door(open_to_all(lambda thing: repr(thing)), "/try/things/<ref:thing>/page", endpoint="things")


@pytest.mark.parametrize("n", ["0", "7", str(2**31 - 1)])
def test_a_number_that_a_database_can_hold_leads_somewhere(client: Any, n: str) -> None:
    assert client.get(f"/try/numbers/{n}").text == n


@pytest.mark.parametrize("n", [str(2**31), str(2**63), "9" * 500, "-1", "1.0", "x", "٣"])
def test_any_other_leads_nowhere(client: Any, n: str) -> None:
    assert client.get(f"/try/numbers/{n}").status_code == 404


@pytest.mark.parametrize(
    "path, found",
    [
        ("comment:12", Ref("comment", "12")),
        ("account:p:Ab-_9", Ref("account", "p:Ab-_9")),
        ("clause:%CE%B1-b", Ref("clause", "α-b")),
    ],
)
def test_a_reference_leads_somewhere(client: Any, path: str, found: Ref) -> None:
    assert client.get(f"/try/things/{path}/page").text == repr(found)


@pytest.mark.parametrize(
    "path",
    [
        "comment",
        "comment:",
        "Comment:1",
        ":1",
        "comment:a b",
        "comment:1%0a",
        "comment:a/b",
        "x:" + "9" * 201,
    ],
)
def test_what_is_no_reference_leads_nowhere(client: Any, path: str) -> None:
    assert client.get(f"/try/things/{path}/page").status_code == 404


@pytest.mark.parametrize("thing", [Ref("comment", "12"), "comment:12"])
def test_an_address_is_made_of_a_thing_or_its_reference(app: Any, client: Any, thing: Any) -> None:
    assert app.url_map.bind("localhost").build("things", {"thing": thing}) == "/try/things/comment:12/page"
