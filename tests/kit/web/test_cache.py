"""Finished pages: one render for many readers, and never a byte of a visitor in them."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from flask import Flask, Response, flash, g, render_template_string, request, session
from werkzeug.test import Client as WsgiClient
from werkzeug.wrappers import Request

from consensus.kit.clock import now
from consensus.kit.permissions import open_to_all
from consensus.kit.web import cache
from consensus.kit.web.cache import PageCache, public

Door = Callable[..., None]


class Press:
    """The public page of a test: counts how often it was rendered."""

    def __init__(self) -> None:
        self.rendered = 0
        self.words = "words"

    def page(self) -> str:
        """A page that says what was asked."""
        self.rendered += 1
        return f"<p>{self.words} {request.args.get('q', '')} {request.headers.get('Host')}</p>"


@pytest.fixture
def revision(app: Flask, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The revision of everything, to be changed by the test."""
    current = ["1"]
    layer = app.wsgi_app
    while not isinstance(layer, PageCache):
        layer = layer.app  # type: ignore[union-attr]
    monkeypatch.setattr(
        layer, "revision_of", lambda path: None if path.startswith("/try/private") else current[0]
    )
    return current


@pytest.fixture
def press(door: Door, revision: object) -> Press:
    """A page at ``/try/page`` that may be kept, and the same at ``/try/fresh`` that may not."""
    made = Press()
    door(open_to_all(public(lambda: made.page())), "/try/page", endpoint="page")
    door(open_to_all(lambda: made.page()), "/try/fresh", endpoint="fresh")
    door(open_to_all(public(lambda: made.page())), "/try/private", endpoint="private")
    return made


def test_a_public_page_is_rendered_once_for_many(client: Any, press: Press) -> None:
    answers = [client.get("/try/page?q=a") for _ in range(3)]

    assert [answer.text for answer in answers] == ["<p>words a localhost</p>"] * 3
    assert press.rendered == 1
    assert len({tuple(sorted(answer.headers)) for answer in answers}) == 1


def test_a_page_that_does_not_say_so_is_rendered_each_time(client: Any, press: Press) -> None:
    for _ in range(3):
        client.get("/try/fresh")

    assert press.rendered == 3


def test_a_page_of_a_path_without_revision_is_rendered_each_time(client: Any, press: Press) -> None:
    for _ in range(3):
        client.get("/try/private")

    assert press.rendered == 3


def test_a_new_revision_shows_the_page_as_it_is_now(client: Any, press: Press, revision: list[str]) -> None:
    assert "words" in client.get("/try/page").text
    press.words = "other words"
    assert "other words" not in client.get("/try/page").text

    revision[0] = "2"

    assert "other words" in client.get("/try/page").text


@pytest.mark.parametrize(
    "first, second",
    [
        ({"path": "/try/page?q=a"}, {"path": "/try/page?q=b"}),
        ({"path": "/try/page"}, {"path": "/try/page", "headers": {"Host": "other.example.org"}}),
        ({"path": "/try/page"}, {"path": "/try/page", "base_url": "https://localhost"}),
        ({"path": "/try/page"}, {"path": "/try/page", "headers": {"Cookie": "lang=ar-XB"}}),
        ({"path": "/try/page"}, {"path": "/try/page", "headers": {"Cookie": "session=abc"}}),
        ({"path": "/try/page"}, {"path": "/try/page", "headers": {"Cookie": "remember_token=abc"}}),
        ({"path": "/try/page"}, {"path": "/try/page", "headers": {"Authorization": "Bearer abc"}}),
    ],
)
def test_what_makes_a_page_another_is_told_apart(
    app: Flask, client: Any, press: Press, first: Any, second: Any
) -> None:
    app.config["PSEUDO"] = "on"
    for asked in (first, second, second):
        app.test_client(use_cookies=False).get(**asked)

    assert press.rendered == (2 if "headers" not in second or not _is_personal(second["headers"]) else 3)


def _is_personal(headers: dict[str, str]) -> bool:
    return "Authorization" in headers or any(
        f"{name}=" in headers.get("Cookie", "") for name in cache.PERSONAL
    )


def test_a_kept_page_grows_old_within_a_minute(client: Any, press: Press) -> None:
    with time_machine.travel(now(), tick=False) as clock:
        client.get("/try/page")
        clock.shift(60)
        client.get("/try/page")

    assert press.rendered == 2


def test_an_etag_spares_the_body_whether_kept_or_not(client: Any, press: Press) -> None:
    for path in ("/try/page", "/try/page", "/try/fresh"):
        etag = client.get(path).headers["ETag"]
        for wanted in (etag, f'"other", {etag}', f"W/{etag}"):
            again = client.get(path, headers={"If-None-Match": wanted})
            assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", etag)
        assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_head_answers_without_a_body_and_keeps_nothing(client: Any, press: Press) -> None:
    assert client.head("/try/page").data == b""
    page = client.get("/try/page")
    kept = client.head("/try/page")

    assert (kept.status_code, kept.data) == (200, b"")
    assert kept.headers["Content-Length"] == str(len(page.data))
    assert press.rendered == 2


def test_how_long_others_may_keep_it_is_said(client: Any, press: Press) -> None:
    assert client.get("/try/page").headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert client.get("/try/fresh").headers["Cache-Control"] == "private, no-cache"
    assert {"Cookie", "Accept-Language"} <= set(client.get("/try/page").headers["Vary"].split(", "))


def test_nothing_of_the_cache_itself_shows_in_an_answer(app: Flask, client: Any, press: Press) -> None:
    for headers in ({}, {"Range": "bytes=0-1"}, {"Cookie": "session=abc"}):
        answer = app.test_client(use_cookies=False).get("/try/page", headers=headers)
        assert [name for name in answer.headers.keys() if name.lower().startswith("x-consensus")] == []  # noqa: SIM118


@pytest.mark.parametrize("status", [404, 500, 302])
def test_only_good_pages_are_kept(app: Flask, client: Any, door: Door, revision: object, status: int) -> None:
    rendered: list[int] = []

    def view() -> tuple[str, int]:
        rendered.append(1)
        return "no", status

    door(open_to_all(public(view)), "/try/failing", endpoint="failing")
    client.get("/try/failing")
    client.get("/try/failing")

    assert len(rendered) == 2


@pytest.mark.parametrize(
    "touch",
    [
        lambda: session.update(a=1),
        lambda: flash("hello"),
        lambda: render_template_string("{{ csrf_token() }}"),
    ],
)
def test_a_page_that_began_a_session_is_never_given_to_another(
    client: Any, door: Door, revision: object, touch: Callable[[], Any]
) -> None:
    def view() -> str:
        return str(touch())

    door(open_to_all(public(view)), "/try/touching", endpoint="touching")
    answers = [client.as_(None).get("/try/touching") for _ in range(2)]

    assert [answer.headers["Cache-Control"] for answer in answers] == ["private, no-cache"] * 2
    cookies = [answer.headers["Set-Cookie"] for answer in answers]
    assert len(cookies) == 2


def test_a_page_for_somebody_is_never_given_to_nobody(
    app: Flask, client: Any, door: Door, revision: object
) -> None:
    def view() -> str:
        return f"for {g.viewer}"

    @app.before_request
    def sign_in() -> None:
        g.viewer = request.headers.get("X-Viewer")

    door(open_to_all(public(view)), "/try/mine", endpoint="mine")

    assert client.get("/try/mine", headers={"X-Viewer": "Ana"}).text == "for Ana"
    assert client.get("/try/mine").text == "for None"


def test_a_long_answer_that_is_not_kept_is_passed_on_as_it_comes(
    client: Any, door: Door, revision: object
) -> None:
    told: list[int] = []

    def pieces() -> Any:
        for n in range(3):
            told.append(n)
            yield f"{n}\n"

    door(open_to_all(lambda: Response(pieces(), mimetype="text/plain")), "/try/long", endpoint="long")
    answer = client.get("/try/long", buffered=False)
    first = next(iter(answer.response))

    assert (first, told) == (b"0\n", [0])
    assert b"".join(answer.response) == b"1\n2\n"


def test_many_readers_at_once_wait_for_one_render() -> None:
    rendered: list[int] = []
    begun = threading.Barrier(5)

    def inner(environ: Any, start_response: Any) -> list[bytes]:
        rendered.append(1)
        environ[cache.KEEP] = True
        start_response("200 OK", [("ETag", '"1"')])
        return [b"page"]

    layer = PageCache(inner, config={"LANGUAGES": "en", "PSEUDO": "off"}, revision_of=lambda path: "1")
    said: list[bytes] = []

    def read() -> None:
        begun.wait()
        said.append(WsgiClient(layer).get("/").data)

    threads = [threading.Thread(target=read) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (said, len(rendered)) == ([b"page"] * 5, 1)


def test_what_is_kept_has_a_bound_and_the_least_used_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    rendered: list[str] = []

    def inner(environ: Any, start_response: Any) -> list[bytes]:
        rendered.append(environ["PATH_INFO"])
        environ[cache.KEEP] = True
        start_response("200 OK", [])
        return [b"x" * 10]

    monkeypatch.setattr(cache, "MOST_BYTES", 25)
    monkeypatch.setattr(cache, "_size", lambda key, kept: len(kept[2]))
    layer = PageCache(inner, config={"LANGUAGES": "en", "PSEUDO": "off"}, revision_of=lambda path: "1")
    for path in ("/a", "/b", "/a", "/c", "/a", "/b"):
        WsgiClient(layer).get(path)

    assert rendered == ["/a", "/b", "/c", "/b"]
    assert layer.size == 20


def test_whatever_sets_a_cookie_is_not_kept_whoever_forgot_what() -> None:
    rendered: list[int] = []

    def inner(environ: Any, start_response: Any) -> list[bytes]:
        rendered.append(1)
        environ[cache.KEEP] = True
        start_response("200 OK", [("set-cookie", "session=mine")])
        return [b"page"]

    layer = PageCache(inner, config={"LANGUAGES": "en", "PSEUDO": "off"}, revision_of=lambda path: "1")
    for _ in range(2):
        WsgiClient(layer, use_cookies=False).get("/")

    assert (len(rendered), len(layer.pages)) == (2, 0)


def test_a_render_that_fails_blocks_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    failing = [True]

    def inner(environ: Any, start_response: Any) -> list[bytes]:
        if failing:
            failing.clear()
            raise OSError
        start_response("200 OK", [])
        return [b"page"]

    layer = PageCache(inner, config={"LANGUAGES": "en", "PSEUDO": "off"}, revision_of=lambda path: "1")

    with pytest.raises(OSError):
        WsgiClient(layer).get("/")
    assert WsgiClient(layer).get("/").data == b"page"
    assert layer.flights == {}


def test_a_long_address_weighs_as_much_as_a_long_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def inner(environ: Any, start_response: Any) -> list[bytes]:
        environ[cache.KEEP] = True
        start_response("200 OK", [])
        return [b"x"]

    monkeypatch.setattr(cache, "MOST_BYTES", 50_000)
    layer = PageCache(inner, config={"LANGUAGES": "en", "PSEUDO": "off"}, revision_of=lambda path: "1")
    for n in range(20):
        WsgiClient(layer).get(f"/?{n}" + "a" * 10_000)

    assert len(layer.pages) == 4


@pytest.mark.parametrize("cookies", ["lang=de; lang=en", 'lang="de"'])
def test_a_page_is_kept_for_the_language_that_its_view_reads(cookies: str) -> None:
    seen: list[str] = []

    def inner(environ: Any, start_response: Any) -> list[bytes]:
        seen.append(Request(environ).cookies["lang"])
        environ[cache.KEEP] = True
        start_response("200 OK", [])
        return [seen[-1].encode()]

    layer = PageCache(inner, config={"LANGUAGES": "en,de", "PSEUDO": "off"}, revision_of=lambda path: "1")
    WsgiClient(layer, use_cookies=False).get("/", headers={"Cookie": cookies})

    assert WsgiClient(layer, use_cookies=False).get("/", headers={"Cookie": "lang=en"}).data == b"en"


def test_a_session_is_found_however_its_cookie_is_spelled() -> None:
    said = {"REQUEST_METHOD": "GET", "HTTP_COOKIE": "a=b; session =x"}

    assert not cache._is_anonymous_read(said)


def test_a_page_with_a_revision_of_its_own_is_known_by_that(
    client: Any, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "REVISIONS", {})
    made, current = Press(), {"a": "1"}
    door(open_to_all(public(lambda name: made.page())), "/try/own/<name>", endpoint="own")
    cache.revision_by_path("own", r"/try/own/(?P<name>[a-z]+)", lambda name: current.get(name))
    for _time in range(2):
        client.get("/try/own/a")
    assert made.rendered == 1
    current["a"] = "2"
    for _time in range(2):
        client.get("/try/own/a")
    assert made.rendered == 2
    for _time in range(2):
        client.get("/try/own/b")

    assert made.rendered == 4
    assert cache.own_revision("/try/own/a/b") == (False, None)
