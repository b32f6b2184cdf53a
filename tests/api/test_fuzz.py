"""Schemathesis sends what the OpenAPI document allows, and what it does not; every answer is one that it describes."""

from contextlib import nullcontext, suppress
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from consensus.ledger import SETUP
from tests.factories import make_account
from tests.roadshow.acting import opened
from tests.systems.acting import draft_with, review, system

from .conftest import Program
from .texts import FIRST, SECOND, THIRD, prepared, published

# Tokens have tests of their own; and a cursor, a version or a text of Markdown is checked for more than its type.
LEFT_OUT = [ignored_auth, positive_data_acceptance]
KNOWN = {
    "version": ["0.0.1", "0.0.2", "0.0.3", "latest", "9.9"],
    "older": ["0.0.1", "0.0.2", "latest"],
    "newer": ["0.0.2", "0.0.1", "0.0.3"],
    "key": ["use", "study", "old", "nothing"],
    "slug": ["definition", "preamble", "alpha", "dakar", "nothing"],
}


def attack(app: Flask, program: Program, *, examples: int) -> int:
    """Send so many requests of each kind to each call. → how many were sent."""
    sent = 0
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", app)
    expected = schema.config.checks.negative_data_rejection
    expected.expected_statuses = [
        *expected.expected_statuses,
        "412",
    ]  # bad input may come with a stale If-Match
    for found in schema.get_all_operations():
        operation = found.ok()
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):

            @settings(
                max_examples=examples,
                deadline=None,
                derandomize=True,
                database=None,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            )
            @given(case=operation.as_strategy(mode), data=st.data())
            def send(case: Any, data: Any) -> None:
                nonlocal sent
                for name in set(KNOWN) & set(case.path_parameters or {}):
                    if data.draw(st.booleans()):
                        case.path_parameters[name] = data.draw(st.sampled_from(KNOWN[name]))
                case.call_and_validate(
                    headers={"Authorization": f"Bearer {program.secret}"},
                    excluded_checks=LEFT_OUT,
                )
                sent += 1

            with suppress(Unsatisfiable) if mode is GenerationMode.NEGATIVE else nullcontext():
                send()  # a call that takes any text cannot be asked wrongly
    return sent


@pytest.fixture
def attacked(app: Flask, editor: Program) -> Flask:
    """A site with three published drafts, of which the last has a checklist, one being prepared, a system, and an open stop."""
    published(FIRST, by=SETUP)
    published(SECOND, by=SETUP)
    review(system("Alpha"), draft_with("0.0.2.1"), make_account("Ana"))
    prepared(THIRD, by=SETUP)
    opened(heads=5)
    return app


def test_a_short_attack_finds_nothing(attacked: Flask, editor: Program) -> None:
    assert attack(attacked, editor, examples=8) >= 80


@pytest.mark.soak
def test_a_long_attack_finds_nothing(attacked: Flask, editor: Program) -> None:
    assert attack(attacked, editor, examples=300) >= 3000
