"""A dump of a whole site, opened from files: nothing is asked of anybody, nothing is missing, and it fits every window."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from consensus import create_app
from consensus.kit.db import db
from consensus.release.actions.keys import ensure_key
from consensus.release.dumping.making import dump_site
from tests.release.dumping.checking import faults
from tests.serving import copied

from .looking import DESKTOP, PHONE

EACH = 8
LOOKED_AT = (
    "index.html",
    "now.html",
    "drafts/1.0/index.html",
    "drafts/1.0/changes.html",
    "drafts/1.0/talk/index.html",
    "drafts/1.0/results/index.html",
    "compare/0.0.9...1.0-RC1.html",
    "comments/000000.html",
    "record/000001.html",
    "release/1.0/index.html",
    "endorsements/index.html",
    "systems/matrix.html",
    "roadshow/index.html",
)


@pytest.fixture(scope="module")
def dump(furnished: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The furnished site as a folder."""
    folder = tmp_path_factory.mktemp("dump")
    app = create_app(INSTANCE=str(copied(furnished, folder / "instance").instance), LIMITS="off")
    with app.app_context():
        ensure_key()
        dump_site(folder / "out", watch=fewer)
        db.session.remove()
        db.engine.dispose()
    yield folder / "out"


def fewer(title: str, steps: Iterable[str]) -> Iterable[str]:
    """Of hundreds of clauses that look alike every eighth, so that it takes seconds; links to the others lose their address."""
    return islice(steps, 0, None, EACH) if title == "clauses" else steps


def test_no_link_is_dead_and_nothing_runs(dump: Path) -> None:
    assert list(faults(dump)) == []


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_its_pages_open_from_files(dump: Path, browse: Any, size: dict[str, int]) -> None:
    page, wrong = browse(size), []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("requestfailed", lambda request: wrong.append(request.url))
    page.on(
        "request", lambda request: wrong.append(request.url) if not request.url.startswith("file:") else None
    )

    for name in LOOKED_AT:
        page.goto(f"file://{dump / name}")
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        wrong += [f"{name} is {wide} px too wide"] if wide > 0 else []
        wrong += [] if page.locator("main h1").count() == 1 else [f"{name} has no heading of its own"]

    assert wrong == []


def test_one_reads_from_the_first_page_to_what_somebody_said(dump: Path, browse: Any) -> None:
    page = browse()
    page.goto(f"file://{dump / 'index.html'}")

    page.get_by_role("link", name="Draft 1.0", exact=True).click()
    page.locator("main a[href*='clauses/']").first.click()

    assert page.locator("h1").inner_text().startswith("Clause")
