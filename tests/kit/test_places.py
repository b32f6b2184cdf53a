"""Where things have their page."""

import pytest

from consensus.kit import places
from consensus.kit.places import place, url_of, words_of
from consensus.kit.refs import Ref


@pytest.fixture(autouse=True)
def drafts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drafts have pages, all but the secret one."""
    monkeypatch.setattr(places, "PLACES", {})
    place("draft", lambda name: None if name == "secret" else f"/drafts/{name}/", words="draft %(name)s")


def test_a_thing_is_found_by_its_kind_and_name() -> None:
    assert url_of(Ref("draft", "0.0.9")) == url_of("draft:0.0.9") == "/drafts/0.0.9/"
    assert words_of("draft:0.0.9") == "draft 0.0.9"


def test_a_thing_may_have_no_page() -> None:
    assert url_of("draft:secret") is None
    assert words_of("draft:secret") == "draft secret"


def test_a_kind_that_nobody_declared_is_called_by_its_ref() -> None:
    assert (url_of("spoon:7"), words_of("spoon:7")) == (None, "spoon:7")


def test_a_better_name_stands_in_for_a_things_own() -> None:
    assert words_of("draft:0.0.9", name="nine") == "draft nine"
    assert words_of("spoon:7", name="seven") == "seven"


def test_what_is_no_reference_is_refused() -> None:
    with pytest.raises(ValueError):
        url_of("nonsense")
