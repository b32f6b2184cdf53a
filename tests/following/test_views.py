"""The doors: watching, the inbox, how often one is written to, and out of all mail."""

import re
from typing import Any

import pytest
from flask import Flask
from selectolax.lexbor import LexborHTMLParser

from consensus.accounts.models import Account
from consensus.following.models import MailSetting
from consensus.following.paces import Pace
from consensus.following.queries import pace_of, unseen_of, watches_of
from consensus.following.spreading import tell_some
from consensus.kit.db import db
from tests.factories import make_account, make_guest

from .happening import answer, begin_to_watch, happen

pytestmark = pytest.mark.usefixtures("things")


@pytest.fixture
def ana(things: Flask) -> Account:
    """Ana."""
    return make_account("Ana")


def main_of(answer: Any) -> str:
    """What a page says in its middle."""
    assert answer.status_code == 200
    main = LexborHTMLParser(answer.text).css_first("main")
    assert main is not None
    return " ".join(main.text().split())


def refs_of(account: Account) -> list[str]:
    """What somebody watches."""
    db.session.expire_all()
    return [each.ref for each in watches_of(account)]


# Watching


def test_one_watches_a_thing_and_goes_back_to_where_one_was(client: Any, ana: Account) -> None:
    answer = client.as_(ana).post("/watching/thing:a", data={"next": "/drafts/"})

    assert (answer.status_code, answer.location) == (303, "/drafts/")
    assert refs_of(ana) == ["thing:a"]


@pytest.mark.parametrize("elsewhere", ["", "https://evil.example/", "//evil.example", "/\\evil.example"])
def test_one_is_never_led_to_another_site(client: Any, ana: Account, elsewhere: str) -> None:
    answer = client.as_(ana).post("/watching/thing:a", data={"next": elsewhere})

    assert answer.location == "/things/a"


def test_another_name_of_a_thing_watches_the_thing(client: Any, ana: Account) -> None:
    client.as_(ana).post("/watching/thing:first")

    assert refs_of(ana) == ["thing:a"]


def test_one_ends_watching_also_of_what_is_gone(client: Any, ana: Account) -> None:
    begin_to_watch(ana, "thing:a", "thing:gone", "ghost:1")
    for ref in ("thing:a", "thing:gone", "ghost:1"):
        assert client.as_(ana).post(f"/watching/{ref}/end").status_code == 303

    assert refs_of(ana) == []


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("ref", ["thing:gone", "ghost:1", "account:p:abc"])
def test_what_is_not_there_or_not_to_be_watched_is_404(
    client: Any, ana: Account, ref: str, method: str
) -> None:
    assert getattr(client.as_(ana), method)(f"/watching/{ref}").status_code == 404
    assert refs_of(ana) == []


def test_a_stranger_is_led_to_sign_in_and_comes_back_to_the_button(client: Any) -> None:
    page = client.get("/watching/thing:b")
    link = re.search(r'href="(/account/sign-in\?[^"]+)"', page.text)

    assert link is not None and link[1] == "/account/sign-in?next=/watching/thing%3Ab"
    assert 'method="post"' not in page.text and "Set-Cookie" not in page.headers
    assert client.post("/watching/thing:b").status_code == 401


@pytest.mark.parametrize("watching, button, action", [(False, "Watch", ""), (True, "Stop watching", "/end")])
def test_the_button_does_what_is_possible(
    client: Any, ana: Account, watching: bool, button: str, action: str
) -> None:
    if watching:
        begin_to_watch(ana, "thing:a")
    form = LexborHTMLParser(client.as_(ana).get("/watching/thing:a").text).css_first("form.watching")

    assert form is not None
    assert (form.attributes["action"], form.text().strip()) == (f"/watching/thing:a{action}", button)


# The inbox


def inbox_of(client: Any, account: Account) -> str:
    """What the inbox says, once the record was read."""
    while tell_some():
        pass
    return main_of(client.as_(account).get("/account/inbox/"))


def test_an_empty_inbox_says_what_belongs_there(client: Any, ana: Account) -> None:
    assert "Nothing yet." in inbox_of(client, ana)


def test_the_inbox_tells_the_newest_first_and_why(client: Any, ana: Account) -> None:
    begin_to_watch(ana, "thing:b")
    rosa = make_account("Rosa")
    happen("tried", "thing:b", by=rosa, said="<b>Words</b>")
    answer(ana, by=rosa)
    words = inbox_of(client, ana)

    assert words.index("Rosa answered thing a") < words.index("Rosa tried thing b")
    assert "because it replies to you" in words
    assert "because you watch 3.2 Data <information>" in words
    assert "<b>Words</b>" in words


def test_the_inbox_leads_to_the_page_of_each(client: Any, ana: Account) -> None:
    answer(ana)
    inbox_of(client, ana)
    page = LexborHTMLParser(client.as_(ana).get("/account/inbox/").text)

    assert [node.attributes["href"] for node in page.css(".inbox li a")] == ["/things/a", "/ledger/1"]


def test_what_is_new_is_counted_on_every_page_until_it_was_seen(client: Any, ana: Account) -> None:
    for _ in range(3):
        answer(ana)
    inbox_of(client, ana)
    browser = client.as_(ana)

    def count() -> str | None:
        node = LexborHTMLParser(browser.get("/account/").text).css_first("header .count")
        return node.text() if node else None

    assert count() == "3 new"
    page = LexborHTMLParser(browser.get("/account/inbox/").text)
    upto = page.css_first("input[name=upto]")
    answer(ana)
    tell_some()
    assert upto is not None
    assert browser.post("/account/inbox/", data={"upto": upto.attributes["value"]}).status_code == 303
    assert (count(), unseen_of(ana)) == ("1 new", 1)
    assert len(LexborHTMLParser(browser.get("/account/inbox/").text).css(".unseen")) == 1


def test_more_than_can_be_counted_at_a_glance_is_said_so(client: Any, ana: Account) -> None:
    for _ in range(101):
        answer(ana)
    inbox_of(client, ana)

    assert "99+" in client.as_(ana).get("/account/").text


def test_a_long_inbox_comes_in_pages(client: Any, ana: Account) -> None:
    for n in range(53):
        answer(ana, said=f"Word {n}.")
    inbox_of(client, ana)
    browser = client.as_(ana)
    first = browser.get("/account/inbox/").text
    older = LexborHTMLParser(first).css_first("a[rel=next]")
    assert older is not None
    second = browser.get(older.attributes["href"]).text

    assert ("Word 3." in first, "Word 2." in first) == (True, False)
    assert [n for n in range(53) if f"Word {n}." in second] == [0, 1, 2]
    assert "Mark all as seen" not in second


@pytest.mark.parametrize("upto", ["", "x", "-1", "99999999999999999999"])
def test_nonsense_marks_nothing_as_seen(client: Any, ana: Account, upto: str) -> None:
    answer(ana)
    inbox_of(client, ana)

    assert client.as_(ana).post("/account/inbox/", data={"upto": upto}).status_code == 422
    assert unseen_of(ana) == 1


def test_nobody_sees_anothers_inbox(client: Any, ana: Account) -> None:
    answer(ana)

    assert "Nothing yet." in inbox_of(client, make_account("Ben"))
    assert client.get("/account/inbox/").status_code == 303


# How often


def test_the_page_shows_the_pace_and_what_one_watches(client: Any, ana: Account) -> None:
    begin_to_watch(ana, "thing:b", "ghost:1")
    page = client.as_(ana).get("/account/mail/")
    chosen = LexborHTMLParser(page.text).css_first("input[name=pace][checked]")

    assert chosen is not None and chosen.attributes["value"] == "daily"
    assert "3.2 Data <information>" in main_of(page) and "ghost:1" in main_of(page)
    assert page.headers["Cache-Control"] == "private, no-store"


def test_one_says_how_often_one_is_written_to(client: Any, ana: Account) -> None:
    answer = client.as_(ana).post("/account/mail/", data={"pace": "weekly"})
    db.session.expire_all()

    assert (answer.status_code, pace_of(ana)) == (303, Pace.WEEKLY)


@pytest.mark.parametrize("pace", ["", "hourly", "DAILY"])
def test_another_pace_is_refused_with_the_page(client: Any, ana: Account, pace: str) -> None:
    answer = client.as_(ana).post("/account/mail/", data={"pace": pace})

    assert (answer.status_code, pace_of(ana)) == (422, Pace.DAILY)
    assert "What you watch" in answer.text


def test_a_guest_sees_what_they_watch_and_is_not_asked_how_often(client: Any, ana: Account) -> None:
    guest = begin_to_watch(make_guest(), "thing:a")
    page = client.as_(guest).get("/account/mail/")

    assert "3.1 The preferred form" in main_of(page) and 'name="pace"' not in page.text
    assert client.as_(guest).post("/account/mail/", data={"pace": "weekly"}).status_code == 403


# Out of all mail


@pytest.fixture
def link(app: Flask, ana: Account) -> str:
    """The link at the end of Ana's mails, on a site that guards its forms as in service."""
    app.config["WTF_CSRF_ENABLED"] = True
    begin_to_watch(ana, pace=Pace.AT_ONCE)
    return f"/unsubscribe/{db.session.get_one(MailSetting, ana.id).key}"


def test_a_mail_program_ends_all_mail_with_one_click_without_cookies(
    client: Any, ana: Account, link: str
) -> None:
    """RFC 8058: one POST, no cookies, no token, no redirect."""
    answer = client.post(link, data={"List-Unsubscribe": "One-Click"})
    db.session.expire_all()

    assert (answer.status_code, pace_of(ana)) == (200, Pace.NEVER)
    assert "Set-Cookie" not in answer.headers


def test_following_the_link_ends_nothing_before_its_button_is_pressed(
    client: Any, ana: Account, link: str
) -> None:
    page = client.get(link)
    db.session.expire_all()
    form = LexborHTMLParser(page.text).css_first("main form")

    assert pace_of(ana) is Pace.AT_ONCE
    assert form is not None and form.attributes["action"] == link
    assert {page.headers[name] for name in ("Cache-Control", "Referrer-Policy", "X-Robots-Tag")} == {
        "private, no-store",
        "same-origin",
        "noindex",
    }
    assert client.post(link).status_code == 200
    assert client.post(link).status_code == 200


@pytest.mark.parametrize("key", ["x", "x" * 43, "%00", "a" * 5000])
def test_a_link_that_is_nobodys_leads_nowhere(client: Any, link: str, key: str) -> None:
    assert client.get(f"/unsubscribe/{key}").status_code == 404
    assert client.post(f"/unsubscribe/{key}").status_code == 404


def test_no_other_write_goes_without_a_token(app: Flask, client: Any, ana: Account, link: str) -> None:
    without = {name for name, view in app.view_functions.items() if getattr(view, "opened_by_secret", False)}

    assert without == {"following.unsubscribe"}
    assert client.as_(ana).post("/watching/thing:a").status_code == 400
    assert client.as_(ana).post("/account/mail/", data={"pace": "never"}).status_code == 400
