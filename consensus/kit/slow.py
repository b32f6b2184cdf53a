"""Slow pure work stands before the lock: hashing passwords, reading sources, aligning, rendering, parsing uploads.

A function marked ``@slow`` refuses to run inside a write transaction wherever ``strict`` is set (the test suite
sets it), so that a view which forgot to declare its work with ``@before_lock`` fails in its first test.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from .db.state import in_write

P = ParamSpec("P")
R = TypeVar("R")
strict = False


class InsideTheLock(RuntimeError):
    """Slow work was asked for while others wait for the write lock."""


def slow(work: Callable[P, R]) -> Callable[P, R]:
    """Mark work that must not happen while the write lock is held."""

    @wraps(work)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        if strict and in_write():
            raise InsideTheLock(work.__qualname__)
        return work(*args, **kwargs)

    return guarded


def before_lock(
    prepare: Callable[..., object], *, when: Callable[[], bool] | None = None
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Declare on a view what it does before its transaction begins; the view finds the answer in ``g.prepared``.

    ``prepare`` takes the view's URL arguments. The view's permission is asked before it runs. ``when`` looks at the
    request alone: where it says no there is nothing to prepare, ``g.prepared`` is None, and the permission is asked
    only inside the transaction.
    """

    def mark(view: Callable[P, R]) -> Callable[P, R]:
        view.prepare, view.prepares_when = prepare, when  # type: ignore[attr-defined]  # a function may hold more
        return view

    return mark
