"""A real server on a real instance with all content, and a real Chromium in front of it."""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from . import chromium

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "consensus.cli"]


@dataclass(frozen=True)
class Site:
    """A running site: its address, and its commands."""

    url: str
    environment: dict[str, str]

    def run(self, *arguments: str) -> str:
        """A command on the same instance. → standard output. Raises CalledProcessError."""
        done = subprocess.run(
            [*COMMAND, *arguments], env=self.environment, cwd=ROOT, check=True, capture_output=True, text=True
        )
        return done.stdout

    def sign_in_link(self, email: str) -> str:
        """A fresh one-time link."""


        link = str(json.loads(self.run("user", "link", email, "--json"))["url"])
        return self.url + re.sub(r"^https?://[^/]+", "", link)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(instance: Path, port: int) -> tuple[subprocess.Popen[bytes], Site]:
    """Start a server with content on an instance and wait until it answers."""
    environment = {
        **os.environ,
        "CONSENSUS_INSTANCE": str(instance),
        "CONSENSUS_LIMITS": "off",
        "CONSENSUS_PSEUDO": "on",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    process = subprocess.Popen([*COMMAND, "serve", "--setup", "--port", str(port)], env=environment, cwd=ROOT)
    site = Site(f"http://127.0.0.1:{port}", environment)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        try:
            with urllib.request.urlopen(site.url + "/readyz", timeout=2):
                return process, site
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    process.kill()
    raise RuntimeError("the server did not answer within a minute")


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a server."""
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site of its own for each module of tests."""
    process, made = start(tmp_path_factory.mktemp("site"), free_port())
    yield made
    stop(process)


@pytest.fixture(scope="session")
def chrome() -> Iterator[Any]:
    """One Chromium for the session."""
    from playwright.sync_api import sync_playwright

    path = chromium.find()
    if path is None:
        pytest.fail("no Chromium: run `make browser-ready`, which says what to install")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=chromium.ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(params=[True, False], ids=["with-script", "without-script"])
def page(request: pytest.FixtureRequest, chrome: Any) -> Iterator[Any]:
    """A page with JavaScript, and the same test without."""
    context = chrome.new_context(java_script_enabled=request.param, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(chrome: Any) -> Iterator[Any]:
    """A phone of 360 pixels."""
    context = chrome.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()
