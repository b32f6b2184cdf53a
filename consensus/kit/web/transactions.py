"""Gives every view its transaction: reads never commit, writes begin with the lock in hand and commit at the end.

Put around every view in one loop at the end of ``create_app``, inside error handling, so that a refusal at commit
is a page like any other.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Flask, g, request

from ..db import again_on_a_race

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def wrap_views(app: Flask) -> None:
    """Wrap every view of the application."""
    for endpoint, view in app.view_functions.items():
        app.view_functions[endpoint] = with_transaction(view)


def with_transaction(view: Callable[..., Any]) -> Callable[..., Any]:
    """A view that reads when the method is safe and otherwise runs inside a transaction.

    What the view declared with ``@before_lock`` runs first, without the lock, after its permission was asked.
    """
    prepare = getattr(view, "prepare", None)
    when = getattr(view, "prepares_when", None)
    asks = getattr(view, "asks", None)

    @wraps(view)
    def entrance(**arguments: Any) -> Any:
        if request.method in SAFE or getattr(view, "reads_only", False):
            return view(**arguments)
        g.prepared = None
        if prepare is not None and (when is None or when()):
            if asks is not None:
                asks(**arguments)
            g.prepared = prepare(**arguments)
        return again_on_a_race(lambda: view(**arguments))

    entrance.bare = view  # type: ignore[attr-defined]
    return entrance


def reads_only(view: Callable[..., Any]) -> Callable[..., Any]:
    """A POST that stores nothing (a preview) needs no write transaction."""
    view.reads_only = True  # type: ignore[attr-defined]
    return view
