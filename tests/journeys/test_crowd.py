"""A crowd reads while drafts are published: nobody sees a fault, nobody sees half a draft."""

import itertools
import json
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import pytest

from tests.serving import Site

LATEST = "/api/v1/drafts/latest"
PAGES = [
    "/", "/drafts/", "/drafts/latest/", "/drafts/1.0/", "/drafts/1.0/clauses/code/", "/clauses/code/",
    "/compare/0.0.8...1.0/", "/ledger/", "/feeds/all.atom", "/api/v1/drafts", LATEST, "/drafts/0.0.9.md",
]  # fmt: skip
READERS = 32


class Crowd:
    """Readers, each going from page to page.

    ``answers`` counts pages, ``faults`` says what went wrong, ``latest`` holds version, digest and number of clauses
    of what was seen as the latest draft.
    """

    def __init__(self, host: str) -> None:
        self.host, self.answers, self.faults = host, Counter[str](), list[str]()
        self.latest: set[tuple[str, str, int]] = set()
        self.over = threading.Event()
        self.threads = [threading.Thread(target=self._read, args=(start,)) for start in range(READERS)]

    def __enter__(self) -> "Crowd":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_error: Any) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join()

    def _read(self, start: int) -> None:
        for path in itertools.islice(itertools.cycle(PAGES), start, None):
            if self.over.is_set():
                return
            try:
                with urllib.request.urlopen(self.host + path, timeout=60) as answer:
                    self._look_at(path, answer.read())
            except HTTPError as error:
                self.faults.append(f"{path}: {error.code}")
            except OSError as error:
                self.faults.append(f"{path}: {error}")

    def _look_at(self, path: str, body: bytes) -> None:
        self.answers[path] += 1
        if not body.rstrip().endswith((b"</html>", b"</feed>", b"}", b".")):
            self.faults.append(f"{path}: cut off")
        if path == LATEST:
            draft = json.loads(body)
            self.latest.add((draft["version"], draft["digest"], len(draft["clauses"])))


@pytest.mark.parametrize(
    ("drafts", "pause"), [(2, 0.0), pytest.param(30, 2.0, marks=pytest.mark.soak)], ids=["short", "long"]
)
def test_nobody_sees_a_fault_while_drafts_are_published(
    drafts: int, pause: float, site: Site, files: Callable[[str], Path]
) -> None:
    with Crowd(site.url) as crowd:
        for number in range(1, drafts + 1):
            site.run("draft", "prepare", str(files(f"1.{number}")), "--summary", "One more.")
            site.run("draft", "publish", f"1.{number}")
            time.sleep(pause)

    print(f"{crowd.answers.total()} pages were read")
    assert crowd.faults == []
    assert set(crowd.answers) == set(PAGES)
    versions = ["1.0", *(f"1.{number}" for number in range(1, drafts + 1))]
    assert sorted(version for version, _digest, _clauses in crowd.latest) == sorted(versions)
    assert site.tell("draft", "list")["items"][0]["version"] == f"1.{drafts}"
    assert "each following from the one before" in site.run("ledger", "verify")
