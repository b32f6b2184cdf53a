"""Where an index lies: a folder for each build, a pointer to the one in use, and a lock that dies with its holder.

::

    instance/search/current-whoosh         the name of the folder in use
    instance/search/whoosh-1-5f3a…/        an index; its schema is in its name
    instance/search/whoosh.lock            held by whoever writes
"""

import contextlib
import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

from flask import current_app

from ...kit.clock import now
from ..prepared import SCHEMA

STAYS = 600  # seconds for which a folder that is no longer in use is left to those who still read it


def root() -> Path:
    """The folder of all indexes."""
    folder = Path(current_app.config["INSTANCE"]) / "search"
    folder.mkdir(exist_ok=True)
    return folder


def current(engine: str) -> Path | None:
    """The index in use; None: there is none, or none of today's schema."""
    try:
        name = (root() / f"current-{engine}").read_text("utf-8").strip()
    except OSError:
        return None
    folder = root() / name
    return folder if name.startswith(f"{engine}-{SCHEMA}-") and folder.is_dir() else None


def fresh(engine: str) -> Path:
    """An empty folder for a new index."""
    folder = root() / f"{engine}-{SCHEMA}-{secrets.token_hex(6)}"
    folder.mkdir()
    return folder


def point_to(folder: Path, engine: str) -> None:
    """From now on this index is in use."""
    pointer = root() / f"current-{engine}"
    draft = pointer.with_name(f"{pointer.name}.{secrets.token_hex(4)}")
    draft.write_text(folder.name, "utf-8")
    draft.replace(pointer)


def sweep(engine: str) -> None:
    """Remove indexes of this engine that nobody has used for a while."""
    kept, old = current(engine), now().timestamp() - STAYS
    for folder in root().glob(f"{engine}-*-*"):
        with contextlib.suppress(OSError):
            if folder != kept and folder.is_dir() and folder.stat().st_mtime < old:
                shutil.rmtree(folder, ignore_errors=True)


def size_of(folder: Path) -> int:
    """How many bytes an index takes."""
    total = 0
    for each in folder.rglob("*"):
        with contextlib.suppress(OSError):
            total += each.stat().st_size
    return total


@contextlib.contextmanager
def locked(name: str, *, wait: bool = False) -> Iterator[bool]:
    """Whether this is the only one who holds a lock of this name. It is let go of when its process dies."""
    with (root() / f"{name}.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        try:
            yield True
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)


def seen_in(folder: Path) -> tuple[int, int] | None:
    """From which act on up to which one nothing had to be changed; None: nothing is known."""
    try:
        first, last = (folder / "seen").read_text("ascii").split()
        return int(first), int(last)
    except (OSError, ValueError):
        return None


def note_seen(folder: Path, first: int, last: int) -> None:
    """Keep that nothing had to be changed for the acts after one, up to another."""
    draft = folder / f"seen.{os.getpid()}"
    draft.write_text(f"{first} {last}", "ascii")
    draft.replace(folder / "seen")
