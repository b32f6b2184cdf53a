"""Addresses that answer a search, for tests that count what a list asks of the database."""

from typing import Any

from consensus.kit.turns import until_done
from tests.factories import make_account, make_comment

FOUND = dict.fromkeys(
    ("searching.index", "searching.suggest", "api-search.search", "feeds.search"), "?q=φάρος"
)


def something_found(world: Any, n: int) -> None:
    """Another comment that is found, by somebody else, on another clause."""
    key = ("study", "use", "share")[n % 3]
    make_comment("0.0.2", key, f"Ο φάρος φέγγει {n} φορές.", by=make_account(f"Έλλη {n}"))
    until_done()
