"""The index: two engines behind one shape, in folders that are swapped whole."""

from functools import cache

from flask import current_app

from .shape import Engine

__all__ = ["Engine", "engine", "engine_called"]


def engine() -> Engine:
    """The engine that the setting names."""
    return engine_called(current_app.config["SEARCH"])


@cache
def engine_called(name: str) -> Engine:
    """An engine by its name."""
    if name == "tantivy":
        from .tantivy_files import Tantivy  # late: wiring

        return Tantivy()
    from .whoosh_files import Whoosh  # late: wiring

    return Whoosh()
