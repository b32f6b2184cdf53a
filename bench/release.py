"""What `consensus dump` and `consensus gate` take with few and with a million positions: seconds, and memory at most.

``python -m bench.release [positions]``. Each command runs in a process of its own, as an operator runs it. It exits 1
when memory grows with the record, or the dump does not verify.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select
from tqdm import tqdm

from consensus import create_app
from consensus.cli.database import load_content, migrate
from consensus.drafts.queries import draft_named, latest_draft, rows_of
from consensus.kit.clock import now, rfc3339
from consensus.kit.db import db, transaction
from consensus.kit.turns import until_done
from consensus.ledger.chain import link
from consensus.ledger.models import Entry, Head
from consensus.voting.models import Position
from consensus.voting.places import takes_positions

from . import positions

FEW, MANY, BATCH = 10_000, 1_000_000, 5_000
MOST_TIMES = 1.5
"""With a hundred times as many positions, a command takes at most so many times the memory."""


def main(arguments: list[str]) -> int:
    """Print every figure. → 0 when memory does not grow with the record and everything verifies."""
    many = int(arguments[0]) if arguments else MANY
    peaks: dict[str, list[float]] = {}
    held = True
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(INSTANCE=folder, LIMITS="off", SECRET_KEY="bench-" + "x" * 40)
        people = 0
        for wanted in (min(FEW, many // 10), many):
            with app.app_context():
                people, taken = _fill(people, wanted)
                db.session.remove()
            for name, command in _commands(Path(folder), taken).items():
                seconds, peak, code = measured(command, folder)
                peaks.setdefault(name, []).append(peak)
                held = held and (code == 0 or name == "gate")
                print(
                    f"{taken:>9,} positions: {seconds:8.2f} s, {peak:7.1f} MB, exit {code}: {name}",
                    flush=True,
                )
        with app.app_context():
            db.engine.dispose()
    times = max(peaks[name][1] / peaks[name][0] for name in ("dump", "gate"))
    print(f"the largest memory is {times:.2f} times that with few; {MOST_TIMES} is the most")
    return 0 if held and times <= MOST_TIMES else 1


def _commands(folder: Path, taken: int) -> dict[str, list[str]]:
    program, out = [sys.executable, "-m", "consensus.cli"], folder / f"dump-{taken}"
    return {
        "gate": [*program, "gate", "latest"],
        "dump": [*program, "dump", str(out)],
        "verify.py": [sys.executable, "-I", str(out / "verify.py"), str(out)],
    }


RUNNER = """import os, subprocess, sys
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_pid, status, used = os.wait4(process.pid, 0)
print(used.ru_maxrss, used.ru_utime + used.ru_stime, os.waitstatus_to_exitcode(status))"""
"""Runs a command from a small process: one begins with the memory of whoever started it."""


def measured(command: list[str], instance: str) -> tuple[float, float, int]:
    """Run a command on an instance. → seconds of work, megabytes at most, exit code."""
    settings = {**os.environ, "CONSENSUS_INSTANCE": instance, "CONSENSUS_LIMITS": "off"}
    done = subprocess.run(
        [sys.executable, "-I", "-c", RUNNER, *command],
        env=settings,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    memory, seconds, code = done.stdout.split()
    return float(seconds), int(memory) / (1024 * 1024 if sys.platform == "darwin" else 1024), int(code)


def _fill(before: int, wanted: int) -> tuple[int, int]:
    """More people take positions on the latest draft, on record. → how many people, and positions."""
    if not before:
        migrate()
        load_content()
        until_done()
    draft = latest_draft()
    assert draft is not None
    clauses = sum(takes_positions(row) for row in rows_of(draft))
    people = wanted // clauses
    positions.crowd(draft, range(before, people))
    _tell(draft.version, wanted)
    return people, people * clauses


def _tell(version: str, wanted: int) -> None:
    """Enter on record every position that is not there yet."""
    keys = {row.placement_id: (row.key, row.digest) for row in rows_of(draft_named(version))}
    with transaction():
        head = db.session.get_one(Head, 1)
        bar = tqdm(
            _untold(), desc="Entries", unit=f"×{BATCH}", total=wanted // BATCH, disable=None, leave=False
        )
        for some in bar:
            rows = []
            for position in some:
                rows.append(_entry(head, version, position, *keys[position.placement_id]))
            db.session.execute(insert(Entry), rows)
            db.session.expunge_all()
            head = db.session.merge(head)


def _untold() -> Iterator[Any]:
    told = db.session.scalar(
        select(Entry.subject).where(Entry.verb == "position.taken").order_by(Entry.n.desc()).limit(1)
    )
    last: Any = int(told.partition(":")[2]) if told else 0
    query = select(Position).order_by(Position.id).limit(BATCH)
    while some := db.session.scalars(query.where(Position.id > last)).all():
        last = some[-1].id
        yield some


def _entry(head: Head, version: str, position: Position, key: str, wording: str) -> dict[str, Any]:
    at = now()
    details = {
        "draft": version, "key": key, "wording": wording, "choice": str(position.choice),
        "group": position.stakeholder_group, "continent": position.continent, "channel": position.channel,
        "organisation": None, "maker": position.maker, "en_bloc": position.en_bloc, "established": position.established,
        "scribe": None, "late": False,
    }  # fmt: skip
    entry = {
        "n": head.n + 1, "at": rfc3339(at), "verb": "position.taken", "by": position.voter, "subject": f"position:{position.id}",
        "details": details, "previous": head.hash,
    }  # fmt: skip
    head.n, head.hash = entry["n"], link(entry)
    return entry | {"at": at, "hash": head.hash}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
