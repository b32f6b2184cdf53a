"""A real server on a real instance with all content, and a real Chromium in front of it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.serving import Site, copied, serving

from . import chromium
from .world import ROSA, furnish, values_of

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance that is copied and never served."""
    folder = tmp_path_factory.mktemp("furnished")
    furnish(folder)
    return folder


@pytest.fixture(scope="session")
def site(furnished: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The one site of the session, for tests that only look. In the end nothing of its own went wrong."""
    with serving(copied(furnished, tmp_path_factory.mktemp("site"), PSEUDO="on")) as made:
        yield made
        assert "unexpected error" not in made.log


@pytest.fixture
def own_site(furnished: Path, tmp_path: Path) -> Iterator[Site]:
    """A site of its own, for a test that changes things."""
    with serving(copied(furnished, tmp_path / "instance", PSEUDO="on")) as made:
        yield made
        assert "unexpected error" not in made.log


@pytest.fixture(scope="session")
def values(furnished: Path) -> dict[str, Any]:
    """What stands for the names in addresses."""
    return values_of(furnished)


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


@pytest.fixture
def browse(chrome: Any) -> Iterator[Callable[..., Any]]:
    """Opens pages: ``browse(width=360, script=False)``, each in a browser that knows nothing of the others."""
    contexts = []

    def open_page(size: dict[str, int] = DESKTOP, *, script: bool = True, **options: Any) -> Any:
        context = chrome.new_context(viewport=size, java_script_enabled=script, **options)
        context.set_default_timeout(20_000)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def rosa_signed_in(site: Site, chrome: Any) -> Any:
    """The cookies of Rosa, who holds every role, on the session's site."""
    context = chrome.new_context()
    sign_in(context.new_page(), site, ROSA)
    state = context.storage_state()
    context.close()
    return state


def sign_in(page: Any, site: Site, email: str) -> None:
    """Sign somebody in by a link, as from a mail."""
    page.goto(site.link(email))
    page.get_by_role("button", name="Sign in").click()
