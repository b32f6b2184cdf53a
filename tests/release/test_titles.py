"""What targets, states and stances are called."""

import pytest
from flask import Flask

from consensus.release import titles
from consensus.release.models import EndorsementKind, Finding, Stance, StandingState, Target


@pytest.mark.parametrize(
    ("called", "values"),
    [
        (titles.target_title, Target), (titles.gate_state_title, ("pass", "fail", "unknown")),
        (titles.judged_title, Finding), (titles.stance_title, Stance), (titles.endorsement_kind_title, EndorsementKind),
        (titles.endorsement_state_title, StandingState),
    ],
)  # fmt: skip
def test_everything_has_a_name_of_its_own(app: Flask, called: object, values: object) -> None:
    with app.test_request_context():
        names = [called(value) for value in values]  # type: ignore[operator, attr-defined]

    assert len(set(names)) == len(names) and all(names)
