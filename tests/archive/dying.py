"""An import that dies by kill -9, again and again, and is begun anew each time until it comes to its end.

``python -m tests.archive.dying SEED PATH`` imports a mailbox into ``list``; prints how often it died.
"""

import os
import random
import signal
import sys
from itertools import count
from pathlib import Path
from typing import Any

from flask import Flask

EARLIEST, LATEST = 3, 90  # things said to the database before it dies
MOST = 6


def main(seed: int, path: Path) -> None:
    """Let children import until one of them lives."""
    from consensus import create_app

    app, chance, deaths = create_app(), random.Random(seed), 0
    while True:
        child = os.fork()
        if child == 0:
            _import(app, path, last=chance.randint(EARLIEST, LATEST) if deaths < MOST else None)
        _pid, status = os.waitpid(child, 0)
        if os.WIFEXITED(status):
            print(deaths)
            raise SystemExit(os.WEXITSTATUS(status))
        chance.random()
        deaths += 1


def _import(app: Flask, path: Path, *, last: int | None) -> None:
    from sqlalchemy import event
    from sqlalchemy.engine import Engine

    from consensus.archive.bringing import bring_in
    from consensus.archive.models import ArchiveKind
    from consensus.ledger import CLI

    said = count()

    def say(*_arguments: Any) -> None:
        if next(said) == last:
            os.kill(os.getpid(), signal.SIGKILL)

    with app.app_context():
        event.listen(Engine, "before_cursor_execute", say)
        event.listen(Engine, "commit", say)
        bring_in(path, kind=ArchiveKind.MBOX, into="list", by=CLI)
    os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
