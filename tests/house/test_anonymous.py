"""Anonymous pages hold no CSRF token nor any other byte of a visitor, so that one copy serves everybody."""

from typing import Any

import pytest
from flask import Flask
from selectolax.lexbor import LexborHTMLParser

from consensus.kit.web.cache import PageCache

from .expected import OPTIONAL
from .world import World, rules_of

MARK = "only-this-visitor-7341"
# Pages that are open but rendered for each reader, each with its reason.
RENDERED_EACH_TIME = {
    "accounts.claim_sent": "belongs to a form",
    "accounts.claiming": "a form, behind a link for one person",
    "accounts.confirmation": "a form, behind a link for one person",
    "accounts.forgotten": "a form, which begins a session",
    "accounts.link": "a form, behind a link for one person",
    "accounts.new_password": "a form, behind a link for one person",
    "accounts.registration": "a form, which begins a session",
    "accounts.sent": "belongs to a form",
    "accounts.sign_in": "a form, which begins a session",
    "accounts.public_person": "who stands behind it may be erased, which must show at once",
    "api-search.search": "the index follows the record a moment later",
    "api-drafts.show_map": "of a prepared draft it shows more to maintainers",
    "archive.message": "leads on",
    "comparing.choose": "leads on",
    "discussion.clause_form": "a form, which begins a session",
    "discussion.draft_form": "a form, which begins a session",
    "discussion.reply_form": "a form, which begins a session",
    "discussion.suggest_form": "a form, which begins a session",
    "discussion.typed": "a form, behind a secret",
    "endorsements.confirming": "a form, behind a link for one person",
    "feeds.search": "the index follows the record a moment later",
    "following.unsubscribe_page": "a form, behind a link for one person",
    "language.choose": "sets a cookie, on request",
    "ledger.export": "as long as the record",
    "operations.health": "asked by machines",
    "operations.metrics": "asked by machines",
    "operations.ready": "asked by machines",
    "api-systems.show_review": "one that waits is shown to some",
    "operations.security": "asked by machines",
    "reading.latest": "leads on",
    "reading.pdf": "asked for rarely",
    "roadshow.join": "a form, which begins a session",
    "roadshow.room": "a form for whoever takes part",
    "roadshow.screen": "whoever leads the sitting sees its code",
    "roadshow.type_code": "leads on to an address that holds a code",
    "roadshow.sheet": "whoever leads the sitting sees its code",
    "roadshow.sheet_pdf": "whoever leads the sitting sees its code",
    "searching.index": "the index follows the record a moment later",
    "searching.suggest": "the index follows the record a moment later",
    "systems.one_surprise": "leads on",
    "systems.opinion": "leads on",
    "voting.opinions": "the follower reckons the map anew between two entries of the record",
    "voting.last_call": "leads on",
    "voting.numbered": "leads on",
    "voting.positions_sheet": "as long as what people say",
    "voting.votes": "as long as what people say",
}


@pytest.fixture
def guarded(app: Flask, world: World) -> World:
    """The world, with forms guarded as on a site in service."""
    app.config["WTF_CSRF_ENABLED"] = True
    return world


def open_rules(app: Flask) -> list[Any]:
    """The addresses that are open to all."""
    return [
        rule
        for rule in rules_of(app, "GET")
        if getattr(app.view_functions[rule.endpoint], "permission", 1) is None
    ]


def forget_pages(app: Flask) -> None:
    """Empty the page cache."""
    layer: Any = app.wsgi_app
    while not isinstance(layer, PageCache):
        layer = layer.app
    layer.pages.clear()


def visit(client: Any, path: str, *, name: str) -> Any:
    """What a visitor gets who tells us as much as a browser can."""
    visitor = client.as_(None)
    for cookie in ("theme", "csrf_token", "next"):
        visitor.set_cookie(cookie, name)
    headers = {
        "User-Agent": f"Browser {name}",
        "Referer": f"https://example.org/{name}",
        "X-Forwarded-For": "192.0.2.7",
        "X-Forwarded-Host": f"{name}.example.org",
        "Accept-Language": "en, x-" + name,
    }
    return visitor.get(path, headers=headers, environ_base={"REMOTE_ADDR": "192.0.2.8"})


def test_a_page_is_the_same_for_every_stranger(app: Flask, client: Any, guarded: World) -> None:
    unlike = []
    for rule in open_rules(app):
        if rule.endpoint in set(RENDERED_EACH_TIME) | OPTIONAL:
            continue
        path = guarded.path(rule)
        forget_pages(app)
        first = visit(client, path, name=MARK)
        forget_pages(app)
        second = client.as_(None).get(path)
        if (first.status_code, first.data) != (second.status_code, second.data):
            unlike.append(rule.endpoint)

    assert unlike == []


def test_no_page_shows_a_byte_of_its_visitor_or_begins_a_session(
    app: Flask, client: Any, guarded: World
) -> None:
    personal = []
    for rule in open_rules(app):
        if rule.endpoint in set(RENDERED_EACH_TIME) | OPTIONAL:
            continue
        answer = visit(client, guarded.path(rule), name=MARK)
        whole = answer.text + "".join(f"{name}: {value}" for name, value in answer.headers)
        if (
            MARK in whole
            or "192.0.2." in whole
            or "Set-Cookie" in answer.headers
            or 'name="csrf_token"' in whole
        ):
            personal.append(rule.endpoint)

    assert personal == []


def test_every_open_page_may_be_kept_or_says_why_not(app: Flask) -> None:
    kept = {
        rule.endpoint
        for rule in open_rules(app)
        if getattr(app.view_functions[rule.endpoint], "public", False)
    }

    assert {rule.endpoint for rule in open_rules(app)} - kept == set(RENDERED_EACH_TIME)


def test_pages_for_people_are_never_kept(app: Flask, client: Any, world: World) -> None:
    rosa, kept = client.as_(world.rosa), []
    for rule in rules_of(app, "GET"):
        with rosa.get(world.path(rule)) as answer:
            people = rule.endpoint != "static" and not rule.rule.startswith(
                "/api/"
            )  # no session counts there
            if people and "public" in answer.headers.get("Cache-Control", ""):
                kept.append(rule.endpoint)

    assert kept == []


def test_what_a_stranger_reads_is_kept_for_the_next(app: Flask, client: Any, world: World) -> None:
    fresh = []
    for rule in open_rules(app):
        if rule.endpoint in set(RENDERED_EACH_TIME) | OPTIONAL:
            continue
        answer = client.as_(None).get(world.path(rule))
        if "public" not in answer.headers["Cache-Control"]:
            fresh.append(rule.endpoint)

    assert fresh == []


def test_a_form_is_taken_over_https_where_a_browser_says_where_it_comes_from(
    app: Flask, client: Any, guarded: World
) -> None:
    """Over HTTPS a form is refused without the address of its page, which a page can forbid the browser to send."""
    silent = []
    for reader in (None, guarded.rosa):
        visitor = client.as_(reader)
        for rule in rules_of(app, "GET"):
            with visitor.get(guarded.path(rule), base_url="https://localhost") as answer:
                if answer.headers.get("Referrer-Policy") == "no-referrer":
                    silent.append(rule.endpoint)

    assert silent == []


def test_one_signs_in_over_https(app: Flask, client: Any, guarded: World) -> None:
    here = "https://localhost"
    page = client.as_(None)
    form = LexborHTMLParser(page.get("/account/sign-in", base_url=here).text).css_first(
        "input[name=csrf_token]"
    )
    fields = {"csrf_token": form.attributes["value"], "email": "nobody@example.org", "password": "wrong"}
    answers = [
        page.post("/account/sign-in", data=fields, base_url=here, headers={"Referer": referer}).status_code
        for referer in (here + "/account/sign-in", "https://evil.example/")
    ]

    assert answers == [422, 400]
