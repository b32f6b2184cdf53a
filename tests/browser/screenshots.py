"""Takes the pictures of the README anew, from a real server with real content: ``python -m tests.browser.screenshots``."""

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from consensus.config import ROOT
from tests.serving import Site, copied, serving

from . import chromium
from .looking import sign_in
from .world import ROSA, furnish, values_of

FOLDER = ROOT / "docs" / "pictures"
LARGEST = 200_000


@dataclass(frozen=True)
class Picture:
    """What is taken: an address, a window, and what stands at its top."""

    path: str
    width: int = 1280
    height: int = 860
    top: str | None = None
    signed_in: bool = False


PICTURES = {
    "home": Picture("/"),
    "reading": Picture("/drafts/1.0-RC1/?changes=shown", top="#preferred-form"),
    "talk": Picture("/drafts/1.0/", top="#data-information"),
    "compare": Picture("/compare/0.0.8...1.0/"),
    "map": Picture("/desk/drafts/1.1/map?show=all", signed_in=True),
    "clause": Picture("/drafts/1.0-RC1/clauses/data-information/"),
    "phone": Picture("/drafts/1.0-RC1/?changes=shown", width=360, height=740, top="#data-information"),
}

OF_A_CROWD = {
    "score": Picture("/drafts/1.0/results/", height=600, top="#score"),
    "stop": Picture("/roadshow/nerdearla-2024/"),
    "search": Picture("/search/?q=training+data"),
    "release": Picture("/release/"),
}


def main() -> int:
    """Take them all. → 0, or 1 when one came out too large."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        furnished, instance = Path(folder, "furnished"), Path(folder, "instance")
        furnish(furnished)
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.ARGUMENTS)
        with serving(copied(furnished, instance)) as site:
            too_large = take_all(browser, site, values_of(furnished)[ROSA])
        crowd = gather(Path(folder, "crowd"))
        with serving(crowd) as site:
            too_large += [
                name for name, picture in OF_A_CROWD.items() if take(browser, site, name, picture, None)
            ]
        browser.close()
    return 1 if too_large else 0


def take_all(browser: Any, site: Site, secret: str) -> list[str]:
    """→ names of pictures that came out too large."""
    rosa = browser.new_context()
    sign_in(rosa.new_page(), site.url, secret)
    state, too_large = rosa.storage_state(), []
    for name, picture in PICTURES.items():
        too_large += (
            [name] if take(browser, site, name, picture, state if picture.signed_in else None) else []
        )
    return too_large


def gather(instance: Path) -> Site:
    """A site with many people who say where they stand."""
    site = Site(instance)
    site.run("demo", "--people", "120", "--comments", "150", "--messages", "200")
    return site


def take(browser: Any, site: Site, name: str, picture: Picture, state: Any) -> bool:
    """One picture. → whether it came out too large."""
    window = {"width": picture.width, "height": picture.height}
    context = browser.new_context(
        viewport=window, storage_state=state, color_scheme="light", reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(site.url + picture.path)
    if picture.top:
        page.locator(picture.top).evaluate("(one) => one.scrollIntoView({ block: 'start' })")
        page.wait_for_timeout(200)
    path = FOLDER / f"{name}.png"
    page.screenshot(path=path)
    context.close()
    size = path.stat().st_size
    print(f"{path.relative_to(ROOT)}: {size // 1000} kB")
    return size > LARGEST


if __name__ == "__main__":
    sys.exit(main())
