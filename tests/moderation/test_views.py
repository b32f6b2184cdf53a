"""The public log."""

from typing import Any

import pytest
from flask import Flask

from consensus.kit import places
from consensus.ledger import names

from .conftest import hide


def test_an_empty_log_says_that_nothing_is_folded(client: Any) -> None:
    page = client.get("/moderation/")

    assert page.status_code == 200
    assert "Nothing is folded." in page.text


def test_the_log_tells_who_folded_what_under_which_rule_and_why(
    client: Any, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(names, "RESOLVERS", [lambda ids: {"p:moderatormoderat": "Mo"}])
    monkeypatch.setitem(
        places.PLACES, "comment", places.Place(lambda name: f"/comments/{name}", "comment %(name)s")
    )
    hide("comment:1")

    text = client.get("/moderation/").text

    assert "Nothing is folded." not in text
    assert '<bdi translate="no">Mo</bdi> folded <a href="/comments/1" translate="no">comment 1</a>' in text
    assert "It sells watches." in text
    assert "Rule: spam" in text


def test_the_newest_stand_first_and_older_ones_a_page_further(client: Any, app: Flask) -> None:
    hide(*(f"comment:{n}" for n in range(52)))

    first = client.get("/moderation/").text
    older = first.split('rel="next" href="')[1].split('"')[0]
    second = client.get(older).text

    assert ("comment:51" in first, "comment:1<" in first) == (True, False)
    assert ("comment:51" in second, "comment:1<" in second) == (False, True)
