"""The family of refusals."""

import pytest

from consensus.kit.errors import (
    Forbidden,
    Invalid,
    Missing,
    NeedsSignIn,
    NotHere,
    Refusal,
    Refused,
    Stale,
    TooLarge,
)  # fmt: skip


@pytest.mark.parametrize(
    "refusal, status",
    [
        (Refused, 409), (Stale, 412), (Missing, 404), (Forbidden, 403), (NeedsSignIn, 401), (TooLarge, 413),
        (NotHere, 501),
    ],
)  # fmt: skip
def test_each_has_its_status_and_a_sentence(refusal: type[Refusal], status: int) -> None:
    assert refusal.status == status
    assert str(refusal("Not today.")) == "Not today."
    assert str(refusal()) != ""


def test_a_refusal_keeps_what_it_was_told() -> None:
    assert Refused("No.", until="tomorrow").details == {"until": "tomorrow"}


def test_input_that_cannot_be_taken_has_sentences_for_each_field() -> None:
    error = Invalid(
        {"name": "Too long.", "day": ["No day.", "Past."], "list": {0: ["Empty."]}}, values={"name": "x"}
    )

    assert error.status == 422
    assert error.errors == {"name": ["Too long."], "day": ["No day.", "Past."], "list": ["0: Empty."]}
    assert error.values == {"name": "x"}
    assert str(error).endswith("name: Too long.; day: No day. Past.; list: 0: Empty.")
