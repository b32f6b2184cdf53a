"""Every page opens. That some test renders every template is judged at the end of a whole run, by ``visits.py``."""

from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask

from . import visits
from .expected import OPTIONAL
from .world import World, rules_of

# Addresses that lead on to others.
LEADING_ON = {
    "archive.message", "comparing.choose", "discussion.answer_several", "language.choose", "reading.latest", "roadshow.gather",
    "systems.one_surprise",
    "systems.opinion", "voting.last_call", "voting.numbered",
}  # fmt: skip
# What programs ask about whoever they speak for: with a token, not with a session.
BY_TOKEN = {"api-positions.show_position", "api-positions.show_rest", "api-systems.show_stance"}


def test_every_address_opens_for_whoever_may(app: Flask, client: Any, world: World) -> None:
    rosa, shut = client.as_(world.rosa), []
    for rule in rules_of(app, "GET"):
        with rosa.get(world.path(rule)) as answer:
            expected = (303, 302, 308) if rule.endpoint in LEADING_ON else (200,)
            expected = (401,) if rule.endpoint in BY_TOKEN else expected
            if answer.status_code not in expected and rule.endpoint not in OPTIONAL:
                shut.append((rule.endpoint, answer.status_code))

    assert shut == []


def test_every_open_address_opens_for_nobody_in_particular(app: Flask, client: Any, world: World) -> None:
    nobody, shut = client.as_(None), []
    for rule in rules_of(app, "GET"):
        if getattr(app.view_functions[rule.endpoint], "permission", None) is None:
            with nobody.get(world.path(rule)) as answer:
                if answer.status_code >= 400 and rule.endpoint not in OPTIONAL:
                    shut.append((rule.endpoint, answer.status_code))

    assert shut == []


def test_every_address_with_a_slash_is_reached_without_it(app: Flask, client: Any, world: World) -> None:
    lost = []
    for rule in rules_of(app, "GET"):
        path = world.path(rule)
        if path.endswith("/") and path != "/":
            answer = client.get(path.rstrip("/"))
            if answer.status_code != 308 or not answer.location.endswith(path):
                lost.append(path)

    assert lost == []


def test_no_page_leads_to_an_address_that_does_not_exist(app: Flask, client: Any, world: World) -> None:
    """Every link on every page, for a reader who holds every role."""
    from selectolax.lexbor import LexborHTMLParser

    rosa, adapter, dead = client.as_(world.rosa), app.url_map.bind("localhost"), set()
    for rule in rules_of(app, "GET"):
        with rosa.get(world.path(rule)) as answer:
            if answer.mimetype != "text/html":
                continue
            for link in LexborHTMLParser(answer.text).css(
                "a[href], link[href], form[action], script[src], img[src]"
            ):
                path = (
                    link.attributes.get("href")
                    or link.attributes.get("action")
                    or link.attributes.get("src")
                    or ""
                )
                method = "POST" if link.tag == "form" and link.attributes.get("method") == "post" else "GET"
                if path.startswith("/") and not adapter.test(path.split("?")[0].split("#")[0], method):
                    dead.add((rule.endpoint, path))

    assert dead == set()


@pytest.mark.parametrize(
    "given, whole",
    [
        ({}, True),
        ({"markexpr": "not soak"}, True),
        ({"args": ["/root/tests"]}, True),
        ({"keyword": "ledger"}, False),
        ({"markexpr": "both_databases and not soak"}, False),
        ({"args": ["tests/ledger"]}, False),
        ({"lf": True}, False),
        ({"collectonly": True}, False),
        ({"maxfail": 1}, False),
    ],
)
def test_only_a_whole_run_is_judged(given: dict[str, Any], whole: bool) -> None:
    from pathlib import Path

    option = SimpleNamespace(keyword=given.get("keyword", ""), markexpr=given.get("markexpr", ""), collectonly=given.get("collectonly", False))  # fmt: skip
    config: Any = SimpleNamespace(
        option=option,
        args=given.get("args", ["tests"]),
        rootpath=Path("/root"),
        getoption=lambda name, default=None: given.get(name, default),
    )

    assert visits.is_whole(config) is whole
