"""The public record through the API."""

from typing import Any

import pytest

from consensus.ledger.chain import first_break
from tests.api.conftest import Program, fields_of


def test_entries_come_in_order_with_their_hashes(nobody: Program, drafts: Any) -> None:
    answer = nobody.get("/ledger").get_json()

    assert [entry["n"] for entry in answer["items"]] == list(range(1, len(answer["items"]) + 1))
    assert {tuple(entry) for entry in answer["items"]} == {
        ("n", "at", "verb", "by", "subject", "details", "previous", "hash")
    }
    assert first_break(answer["items"]) is None
    assert answer["next"] is None


def test_pages_follow_each_other_without_gap(nobody: Program, drafts: Any) -> None:
    whole = nobody.get("/ledger").get_json()["items"]
    address, found = "/ledger?limit=1", []
    while address:
        page = nobody.get(address).get_json()
        found += page["items"]
        address = page["next"]

    assert len(whole) >= 2
    assert found == whole


def test_after_skips_what_is_known(nobody: Program, drafts: Any) -> None:
    assert [entry["n"] for entry in nobody.get("/ledger?after=1&limit=1").get_json()["items"]] == [2]
    assert nobody.get("/ledger?after=99999999999999999999").get_json() == {"items": [], "next": None}


@pytest.mark.parametrize("after", ["x", "-1", "1.5", "", "١"])
def test_after_is_a_number(nobody: Program, after: str) -> None:
    assert fields_of(nobody.get(f"/ledger?after={after}")) == ["after"]
