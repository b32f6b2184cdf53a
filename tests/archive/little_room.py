"""A program that imports several sources and may not take more memory for that than it is told.

``python -m tests.archive.little_room ROOM`` reads ``[[kind, path, name], …]`` as JSON, and prints for each what came of it.
"""

import json
import resource
import sys
from pathlib import Path
from typing import Any


def main(room: int) -> None:
    """Import everything within so many bytes more than the program takes by itself."""
    from consensus import create_app
    from consensus.archive.bringing import bring_in
    from consensus.archive.models import ArchiveKind
    from consensus.archive.plain import NotReadable
    from consensus.ledger import CLI

    app, told = create_app(), []
    with app.app_context():
        taken = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (taken + room, taken + room))
        for kind, path, name in json.load(sys.stdin):
            said: Any
            try:
                found = bring_in(Path(path), kind=ArchiveKind(kind), into=name, by=CLI)
                said = [found.added, found.skipped]
            except NotReadable as error:
                said = str(error)
            told.append(said)
    print(json.dumps(told))


if __name__ == "__main__":
    main(int(sys.argv[1]))
