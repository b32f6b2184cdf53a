"""``make run`` in a fresh clone: all five drafts are there; a second start loses nothing. It tells how long both took.

Needs git, make, and the way to the package index, so it is no part of ``make test``.
"""

import os
import signal
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

from consensus.config import ROOT
from tests.serving import free_port

PATIENCE = 900


def started(clone: Path, port: int) -> tuple[subprocess.Popen[str], str, float]:
    """Run ``make run`` until it answers. → its process, the line with the link, seconds."""
    names = (
        "PATH",
        "HOME",
        "LANG",
        "PIP_INDEX_URL",
        "PIP_CONFIG_FILE",
        "SSL_CERT_FILE",
        "REQUESTS_CA_BUNDLE",
    )
    environment = {name: os.environ[name] for name in names if name in os.environ} | {"PORT": str(port)}
    begun = time.monotonic()
    process = subprocess.Popen(
        ["make", "run"], cwd=clone, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stdout is not None
    link = next(line for line in process.stdout if "/account/link/" in line)
    while time.monotonic() - begun < PATIENCE:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/drafts/", timeout=5):
                return process, link, time.monotonic() - begun
        except OSError:
            time.sleep(0.05)
    raise AssertionError("it does not answer")


def ended(process: subprocess.Popen[str]) -> None:
    """Ctrl+C."""
    os.killpg(process.pid, signal.SIGINT)
    process.communicate(timeout=30)


@pytest.mark.soak
def test_a_fresh_clone_answers_with_all_five_drafts_and_starts_again(tmp_path: Path) -> None:
    clone, port = tmp_path / "clone", free_port()
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)

    seconds = []
    for _start in range(2):
        process, link, took = started(clone, port)
        seconds.append(round(took, 1))
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/drafts/", timeout=30) as answer:
            page = answer.read().decode()
        ended(process)
        assert [
            version
            for version in ("0.0.8", "0.0.9", "1.0-RC1", "1.0-RC2", "1.0")
            if f'/drafts/{version}/"' not in page
        ] == []
        assert f"127.0.0.1:{port}/account/link/" in link

    print(f"first start {seconds[0]} s, second start {seconds[1]} s")
