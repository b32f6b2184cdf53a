"""Very many comments in one draft, a fifth of them on one clause: it costs what a hundred cost, to read, to say something, to publish the next."""

import pytest

from bench.talking import LIMIT, WORK, Figure, measure, report


def told(figures: list[Figure], n: int) -> dict[str, int]:
    """What more statements each thing takes; printed with how long it takes."""
    report(figures, n)
    return {each.name: each.statements[1] - each.statements[0] for each in figures}


@pytest.mark.soak
def test_some_hundred_comments_cost_no_statement_more() -> None:
    assert told(measure(500), 500) == dict.fromkeys(WORK, 0)


@pytest.mark.soak
def test_a_hundred_thousand_cost_no_statement_and_hardly_any_time_more() -> None:
    figures = measure(100_000)

    assert told(figures, 100_000) == dict.fromkeys(WORK, 0)
    assert [each for each in figures if each.ratio > LIMIT] == []
