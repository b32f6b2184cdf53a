"""Every page with scripts switched off says the same, on a telephone too."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from .looking import PHONE, Watched
from .pages import PUBLIC, SIGNED_IN

# What a script adds is comfort: it stands in these places only.
COMFORT = ".reading-bar, [data-resume], [data-keys], [data-here], [data-hint], noscript"
WORDS = f"""() => {{
  for (const one of document.querySelectorAll("{COMFORT}")) one.hidden = true;
  return document.querySelector("main").innerText;
}}"""
PAGES = [*((name, False) for name in PUBLIC), *((name, True) for name in SIGNED_IN)]


@pytest.fixture(scope="module")
def two(request: pytest.FixtureRequest, chrome: Any, site: Any, rosas: Any) -> Iterator[Any]:
    """Telephones by whether somebody is signed in: with a script, and without."""
    made = {
        (signed_in, script): chrome.new_context(
            viewport=PHONE, java_script_enabled=script, storage_state=rosas if signed_in else None
        )
        for signed_in in (False, True)
        for script in (True, False)
    }
    yield {which: Watched(context.new_page(), site.url) for which, context in made.items()}
    for context in made.values():
        context.close()


def words(watched: Watched, path: str) -> str:
    """What stands in the middle of a page; how long ago something was may differ from one look to the next."""
    watched.open(path)
    return re.sub(r"\b(\d+ \w+ ago|just now)\b", "ago", watched.page.evaluate(WORDS))


@pytest.mark.parametrize(
    ("name", "signed_in"), PAGES, ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_page_says_the_same_without_a_script(
    name: str, signed_in: bool, two: Any, values: dict[str, Any]
) -> None:
    path = (SIGNED_IN if signed_in else PUBLIC)[name].format_map(values)
    scripted, plain = two[signed_in, True], two[signed_in, False]

    assert words(plain, path) == words(scripted, path)
    assert plain.sideways() == []
    assert plain.complaints + scripted.complaints == []
