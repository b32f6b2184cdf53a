"""A real server on a real instance with all content, and a real Chromium in front of it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.serving import Site, copied, serving

from .evening import the_evening_before
from .looking import DESKTOP, Watched, sign_in
from .world import ROSA, furnish, values_of


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance that is copied and never served."""
    folder = tmp_path_factory.mktemp("furnished")
    furnish(folder)
    return folder


@pytest.fixture(scope="session")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance on the evening before a stop: it is copied, and never served."""
    folder = tmp_path_factory.mktemp("before")
    the_evening_before(folder)
    return folder


@pytest.fixture(scope="session")
def values(furnished: Path) -> dict[str, Any]:
    """What stands for the names in addresses; under an address of mail, a link that signs in once in each copy."""
    return values_of(furnished)


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


@pytest.fixture
def browse(chrome: Any) -> Iterator[Callable[..., Any]]:
    """Opens pages: ``browse(PHONE, script=False)``, each in a browser that knows nothing of the others."""
    contexts = []

    def open_page(size: dict[str, int] = DESKTOP, *, script: bool = True, **options: Any) -> Any:
        context = chrome.new_context(viewport=size, java_script_enabled=script, **options)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def rosas(site: Site, chrome: Any, values: dict[str, Any]) -> Any:
    """What the browser of Rosa holds, who is signed in on the session's site and has every role."""
    context = chrome.new_context()
    sign_in(context.new_page(), site.url, values[ROSA])
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture(scope="module")
def watched(request: pytest.FixtureRequest, site: Site, chrome: Any) -> Iterator[Watched]:
    """A page that is watched, one for all tests of a module; Rosa's where the module says ``SIGNED_IN = True``."""
    state = request.getfixturevalue("rosas") if getattr(request.module, "SIGNED_IN", False) else None
    context = chrome.new_context(viewport=DESKTOP, storage_state=state)
    yield Watched(context.new_page(), site.url)
    context.close()
