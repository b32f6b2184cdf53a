"""A real server on a real instance with all content, as an operator runs it, for journeys and browsers."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from consensus.config import ROOT

COMMAND = [sys.executable, "-m", "consensus.cli"]
PATIENCE = 90


@dataclass
class Site:
    """A site on an instance: its commands, and its server when it runs."""

    instance: Path
    settings: dict[str, str] = field(default_factory=dict)
    port: int = 0
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where the server answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """What its processes are told."""
        own = {
            "CONSENSUS_INSTANCE": str(self.instance),
            "CONSENSUS_LIMITS": "off",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        return {**os.environ, **own, **self.settings}

    @property
    def log(self) -> str:
        """Everything the server has said so far."""
        path = self.instance / "server.log"
        return path.read_text("utf-8") if path.exists() else ""

    def run(self, *arguments: str) -> str:
        """A command on the same instance. → standard output. Raises CalledProcessError."""
        done = subprocess.run(
            [*COMMAND, *arguments], env=self.environment, cwd=ROOT, check=True, capture_output=True, text=True
        )
        return done.stdout

    def tell(self, *arguments: str) -> Any:
        """A command with ``--json``. → its document."""
        return json.loads(self.run(*arguments, "--json"))

    def link(self, email: str) -> str:
        """A fresh link that signs somebody in once."""
        return self.url + re.sub(r"^https?://[^/]+", "", str(self.tell("user", "link", email)["url"]))

    def start(self, *options: str) -> None:
        """Start the server and wait until it answers."""
        self.port = self.port or free_port()
        with (self.instance / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [*COMMAND, "serve", "--port", str(self.port), *options],
                env=self.environment, cwd=ROOT, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        deadline = time.monotonic() + PATIENCE
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise RuntimeError(f"the server does not answer:\n{self.log}")
            time.sleep(0.1)

    def stop(self) -> None:
        """End the server as an operator does."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            pass
        self.kill()

    def kill(self) -> None:
        """End the server and whatever it started, without a word (kill -9)."""
        if self.process is not None:
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            self.process.wait()
            self.process = None

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(self.url + "/readyz", timeout=5):
                return True
        except (urllib.error.URLError, OSError):
            return False


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def copied(furnished: Path, instance: Path, **settings: str) -> Site:
    """A site on a copy of a furnished instance."""
    shutil.copytree(furnished, instance, dirs_exist_ok=True)
    return Site(instance, {f"CONSENSUS_{name}": value for name, value in settings.items()})


@contextmanager
def serving(site: Site, *options: str) -> Iterator[Site]:
    """The server runs inside the block."""
    site.start(*options)
    try:
        yield site
    finally:
        site.stop()
