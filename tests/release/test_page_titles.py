from typing import Any

import pytest
from flask import Flask

from consensus.release.page_titles import criterion_state, figure_of


@pytest.mark.parametrize(
    "kind, value, threshold, said",
    [
        ("clauses", 38, 42, "38 of 42"),
        ("endorsements", 4, 6, "4 of 6"),
        ("comments", 0, 0, "none left"),
        ("comments", 3, 0, "3 left"),
        ("systems", 3, 5, "3 of at least 5"),
        ("judged", 1, 3, "1 of at least 3"),
        ("clauses", None, None, ""),
        ("judged", 1, None, "1"),
    ],
)
def test_a_number_stands_beside_what_is_asked(
    app: Flask, kind: str, value: Any, threshold: Any, said: str
) -> None:
    with app.test_request_context():
        assert figure_of(kind, value, threshold) == said


def test_states_are_told_in_words_that_never_say_done(app: Flask) -> None:
    with app.test_request_context():
        assert [criterion_state(each) for each in ("pass", "fail", "unknown")] == [
            "met",
            "not met",
            "not known yet",
        ]
