"""The index that a process has open: kept, and replaced when a commit or a swap of folders came; nobody waits for that."""

import contextlib
import threading
from collections.abc import Hashable
from dataclasses import dataclass, field
from pathlib import Path

from flask import current_app

from .index import engine
from .index.folders import current, seen_in
from .index.shape import Bookmark, Broken, Reader

NAME = "search"


@dataclass
class Opened:
    """What is open, of which folder, as of which commit."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    folder: Path | None = None
    generation: Hashable = None
    reader: Reader | None = None


def opened() -> Reader | None:
    """The index in use, as it is now or was a moment ago; None: there is none that can be read."""
    held: Opened = current_app.extensions[NAME]
    folder = current(engine().name)
    if folder is None:
        return None
    with contextlib.suppress(Broken):
        generation = engine().generation(folder)
        if held.folder == folder and held.generation == generation:
            return held.reader
        if held.lock.acquire(blocking=held.reader is None or held.folder != folder):
            try:
                return _replaced(held, folder, generation)
            finally:
                held.lock.release()
    return held.reader if held.folder == folder else None


def open_anew(folder: Path) -> Reader:
    """An index exactly as it is now, for whoever writes it. Raises Broken."""
    held: Opened = current_app.extensions[NAME]
    with held.lock:
        generation = engine().generation(folder)
        if held.folder == folder and held.generation == generation and held.reader is not None:
            return held.reader
        if held.folder not in (None, folder) and folder != current(engine().name):
            return engine().open(folder)  # one that is being built; others still ask the one in use
        return _replaced(held, folder, generation)


def _replaced(held: Opened, folder: Path, generation: Hashable) -> Reader:
    if held.folder == folder and held.generation == generation and held.reader is not None:
        return held.reader
    reader = engine().open(folder, before=held.reader if held.folder == folder else None)
    held.folder, held.generation, held.reader = folder, generation, reader
    return reader


def place_of(reader: Reader, folder: Path) -> Bookmark | None:
    """How far an index has followed, acts included for which nothing had to be changed."""
    bookmark, seen = reader.bookmark(), seen_in(folder)
    if bookmark and seen and seen[0] == bookmark.n and not bookmark.after and not bookmark.filling:
        return Bookmark(seen[1])
    return bookmark
