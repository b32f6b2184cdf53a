"""The public log."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from consensus.kit import places
from consensus.kit.clock import now
from consensus.kit.db import transaction
from consensus.ledger import names
from consensus.moderation import actions
from consensus.moderation.models import Rule
from tests.factories import make_account

from ..acting import appeal, dismiss, fold, hold, pause, report, rule
from ..conftest import hide
from ..notes import make_note


@pytest.mark.parametrize(
    "show, said",
    [
        ("", "Nothing was ever folded"),
        ("?show=folded", "Nothing is folded."),
        ("?show=paused", "Nobody is paused."),
    ],
)
def test_an_empty_log_says_so(client: Any, show: str, said: str) -> None:
    page = client.get(f"/moderation/{show}")

    assert (page.status_code, said in page.text) == (200, True)


def test_the_log_tells_who_folded_what_under_which_rule_and_why(
    client: Any, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(names, "RESOLVERS", [lambda ids: {"p:moderatormoderat": "Mo"}])
    monkeypatch.setitem(
        places.PLACES, "comment", places.Place(lambda name: f"/comments/{name}", "comment %(name)s")
    )
    hide("comment:1")

    text = client.get("/moderation/?show=folded").text

    assert "Nothing is folded." not in text
    assert '<bdi translate="no">Mo</bdi> folded <a href="/comments/1">comment 1</a>' in text
    assert "It sells watches." in text
    assert "Rule: spam" in text


def test_everything_decided_stands_in_it_and_never_what_was_said(client: Any, scene: Any) -> None:
    report(scene.note, by=scene.ben, reason="Ben finds it bad.")
    fold(scene.note, by=scene.mo)
    appeal(scene.note, by=scene.ana, reason="Ana finds it good.")
    rule(scene.note, by=scene.mia, upheld=True)
    hold(make_note("b", by=scene.ben))
    pause(scene.ana, until=now() + timedelta(days=3), by=scene.mo)

    text = client.get("/moderation/").text

    for words in (
        "Mo</bdi> folded", "Ana</bdi> appealed against the folding of", "Mia</bdi> ruled that this stays folded",
        "The site</bdi> held", "Mo</bdi> paused the account of", "It sells watches.", "I have looked.", "It went on.",
        "Folded now: 2", "Paused now: 1", "folded now",
    ):  # fmt: skip
        assert words in text, words
    assert [words for words in ("Buy watches", "Ben finds", "Ana finds") if words in text] == []


def test_a_report_that_was_answered_leaves_no_trace_in_it(client: Any, scene: Any) -> None:
    report(scene.note, by=scene.ben)
    dismiss(scene.note, by=scene.mo)

    text = client.get("/moderation/").text
    assert ("Nothing was ever folded" in text, "note a" in text) == (True, False)


def test_those_who_are_paused_are_listed_with_until_when(client: Any, scene: Any) -> None:
    pause(scene.ana, until=now() + timedelta(days=3), by=scene.mo)

    text = client.get("/moderation/?show=paused").text

    assert f'<a href="/people/{scene.ana.actor_id}/" translate="no">Ana</a> until' in text
    assert "It went on." in text


@pytest.mark.parametrize("show", ["", "?show=folded"])
def test_the_newest_stand_first_and_older_ones_a_page_further(client: Any, app: Flask, show: str) -> None:
    mo = make_account("Mo")
    with transaction():
        for n in range(52):
            actions.hide_thing(make_note(f"n{n}"), rule=Rule.SPAM, reason="It sells.", by=mo)

    first = client.get(f"/moderation/{show}").text
    older = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = client.get(older).text

    assert ("note n51<" in first, "note n1<" in first) == (True, False)
    assert ("note n51<" in second, "note n1<" in second) == (False, True)
    assert f'rel="prev" href="/moderation/{show}"' in second


def test_what_is_no_choice_shows_everything(client: Any, scene: Any) -> None:
    fold(scene.note, by=scene.mo)

    assert "Mo</bdi> folded" in client.get("/moderation/?show=nonsense").text
    assert client.get("/moderation/?cursor=nonsense").status_code == 422
