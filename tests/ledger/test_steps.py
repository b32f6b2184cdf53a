"""What features keep in step with the record is compared with it, feature by feature."""

from collections.abc import Iterator

import pytest

from consensus.ledger import steps


@pytest.fixture(autouse=True)
def empty(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(steps, "STEPS", {})
    yield


def test_whatever_does_not_agree_is_told_feature_by_feature() -> None:
    steps.in_step("pens", lambda: ["a pen is missing"])
    steps.in_step("spoons", list)
    steps.in_step("forks", lambda: ["two forks too many", "one is bent"])

    assert steps.out_of_step() == ["a pen is missing", "two forks too many", "one is bent"]


def test_declaring_a_comparison_again_replaces_it() -> None:
    steps.in_step("pens", lambda: ["a pen is missing"])
    steps.in_step("pens", list)

    assert steps.out_of_step() == []
