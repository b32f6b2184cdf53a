"""Every page of the desk and of an account: nothing for axe to find and nothing sticking out, in every way of looking."""

from typing import Any

import pytest

from .looking import Watched
from .pages import REFUSALS
from .pages import SIGNED_IN as PAGES

SIGNED_IN = True


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_fault(name: str, watched: Watched, values: dict[str, Any]) -> None:
    status = watched.open(PAGES[name].format_map(values))

    assert status == REFUSALS.get(name, 200)
    assert watched.page.locator("header a[href='/account/']").count() == 1
    assert watched.look() == []
