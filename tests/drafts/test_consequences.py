"""What features say would follow from publishing a draft."""

from collections.abc import Iterator

import pytest

from consensus.drafts.consequences import CONSEQUENCES, Told, consequence, consequences_of
from consensus.drafts.models import Draft


@pytest.fixture(autouse=True)
def nothing_declared() -> Iterator[None]:
    before = dict(CONSEQUENCES)
    CONSEQUENCES.clear()
    yield
    CONSEQUENCES.clear()
    CONSEQUENCES.update(before)


def test_each_feature_tells_its_own_and_one_with_nothing_to_tell_is_left_out() -> None:
    draft = Draft(version="0.1")
    consequence("one", template="one.html", tell=lambda of: {"version": of.version})
    consequence("two", template="two.html", tell=lambda of: None)

    assert consequences_of(draft) == [Told("one.html", {"version": "0.1"})]


def test_declaring_a_name_again_replaces_it() -> None:
    for template in ("old.html", "new.html"):
        consequence("one", template=template, tell=lambda of: {})

    assert [told.template for told in consequences_of(Draft())] == ["new.html"]
