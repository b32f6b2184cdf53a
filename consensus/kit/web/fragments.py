"""Parts of pages that stay the same for long, made once and kept in memory: bounded, by key, one render for many.

Unlike the page cache this serves everybody, signed in or not: so a fragment holds nothing of any visitor.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app

MOST_BYTES = 48 * 1024 * 1024
Key = tuple[str, ...]
T = TypeVar("T")


class Fragments:
    """Finished things by key with their weight in bytes, the least recently used dropped first."""

    def __init__(self) -> None:
        self.kept: OrderedDict[Key, tuple[Any, int]] = OrderedDict()
        self.size = 0
        self.lock = threading.Lock()

    def get(self, key: Key, make: Callable[[], tuple[T, int]]) -> T:
        """What is kept under a key; ``make`` gives it with its weight when it is not there."""
        with self.lock:
            found = self.kept.get(key)
            if found is not None:
                self.kept.move_to_end(key)
                return found[0]  # type: ignore[no-any-return]
        made = make()
        with self.lock:
            if key not in self.kept:
                self.kept[key] = made
                self.size += made[1]
            while self.size > MOST_BYTES:
                self.size -= self.kept.popitem(last=False)[1][1]
        return made[0]


def fragments() -> Fragments:
    """Those of this application."""
    found: Fragments = current_app.extensions["fragments"]
    return found


def init_app(app: Flask) -> None:
    """Give the application its store."""
    app.extensions["fragments"] = Fragments()
