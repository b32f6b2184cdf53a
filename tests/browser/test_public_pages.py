"""Every public page: nothing for axe to find and nothing sticking out, light and dark, wide and narrow."""

from typing import Any

import pytest

from .looking import Watched
from .pages import PUBLIC, REFUSALS


@pytest.mark.parametrize("name", PUBLIC)
def test_a_page_has_no_fault(name: str, watched: Watched, values: dict[str, Any]) -> None:
    status = watched.open(PUBLIC[name].format_map(values))

    assert status == REFUSALS.get(name, 200)
    assert watched.look() == []
