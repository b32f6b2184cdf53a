"""A command that dies by kill -9, right before the N-th thing it says to the database.

``python -m tests.journeys.dying N draft publish 1.1``. A command that comes to its end says how many things it said.
"""

import atexit
import os
import signal
import sys
from itertools import count
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

said = count()


def main(last: int, command: list[str]) -> None:
    """Run a command until its last word."""

    def say(*_arguments: Any) -> None:
        if next(said) == last:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", say)
    event.listen(Engine, "commit", say)
    atexit.register(lambda: print("said", next(said)))
    sys.argv = ["consensus", *command]
    from consensus.cli import main as run  # late: slow import

    run()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
