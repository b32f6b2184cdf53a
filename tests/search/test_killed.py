"""kill -9 of whoever writes the index, at random moments: nothing is lost, nothing is there twice."""

import json
import os
import subprocess
import sys

import pytest
from flask import Flask

from consensus.config import ROOT
from tests.discussion.three_drafts import first


@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
@pytest.mark.parametrize("rounds", [10, pytest.param(200, marks=pytest.mark.soak)])
def test_after_a_kill_the_next_turn_puts_everything_right(app: Flask, engine: str, rounds: int) -> None:
    first()
    settings = {
        f"CONSENSUS_{name}": str(app.config[name]) for name in ("INSTANCE", "DATABASE_URL", "SECRET_KEY")
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.search.killing", str(rounds), "7"],
        env={**os.environ, **settings, "CONSENSUS_LIMITS": "off", "CONSENSUS_SEARCH": engine},
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert (told["rounds"], told["faults"]) == (rounds, []), done.stderr
    assert told["killed"] == rounds
