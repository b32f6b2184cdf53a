"""Reading archives: by source, month and thread; the permanent link; what is folded, withdrawn or not there."""

from typing import Any

import pytest
from flask import Flask
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select

from consensus.archive.actions import unname, withdraw_archive
from consensus.archive.bringing import take_messages
from consensus.archive.models import Message
from consensus.archive.plain import PlainMessage
from consensus.archive.queries.archives import archive_named
from consensus.kit.clock import parse_rfc3339
from consensus.kit.db import db, transaction
from consensus.ledger import CLI
from consensus.moderation.actions import hide_thing
from consensus.moderation.models import Rule
from tests.factories import make_account, make_draft

DRAFT = "---\ndate: 2024-{month}-01\n---\n# What\n\nData has to be described so that {others} can use it. {{#data-description}}\n"


def said(n: int, body: str = "", *, at: str | None = None, **given: Any) -> PlainMessage:
    values = {
        "author": f"Ana {n}",
        "subject": "On data",
        "thread": "t",
        "title": "On data",
        "markdown": True,
    } | given
    when = parse_rfc3339(at or f"2024-07-01T10:{n % 60:02}:00Z")
    return PlainMessage(id=f"t/{n}", body=body or f"Message {n}.", at=when, **values)


def bring(*messages: PlainMessage, into: str = "forum") -> list[int]:
    """Messages into an archive. → their numbers."""
    take_messages(
        messages, into=into, kind="discourse", title="The forum", url="https://forum.example", by=CLI
    )
    return list(db.session.scalars(select(Message.id).order_by(Message.id)))


@pytest.fixture
def drafts(app: Flask) -> None:
    make_draft("0.1", DRAFT.format(month="06", others="others"))
    make_draft("0.2", DRAFT.format(month="08", others="everybody"))


def page(client: Any, path: str) -> LexborHTMLParser:
    answer = client.get(path)
    assert answer.status_code == 200
    return LexborHTMLParser(answer.text)


def words(found: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in found.css(selector)]


@pytest.mark.both_databases
def test_one_browses_from_the_source_to_the_thread(client: Any, drafts: None) -> None:
    bring(said(1), said(2), said(3, at="2024-09-02T10:00:00Z", thread="u", title="Later"))

    assert words(page(client, "/archive/"), ".archives h2 a") == ["The forum"]
    assert words(page(client, "/archive/forum/"), ".months a") == ["July 2024", "September 2024"]
    month = page(client, "/archive/forum/2024-07/")
    assert words(month, ".threads h2 a") == ["On data"]
    thread = page(client, month.css(".threads h2 a")[0].attributes["href"] or "")
    assert words(thread, ".told .who") == ["Ana 1", "Ana 2"]


def test_a_message_stands_beside_the_draft_of_its_time_with_the_clauses_it_mentions(
    client: Any, drafts: None
) -> None:
    spoken = "I read data-description with care."
    bring(
        said(1, spoken, at="2024-05-31T23:59:00Z"), said(2, spoken, at="2024-06-01T00:00:00Z"),
        said(3, "See 1.1.", at="2024-07-31T10:00:00Z"), said(4, "Has to be described so that everybody can, I hope.", at="2024-08-01T10:00:00Z"),
    )  # fmt: skip
    found = page(client, "/archive/threads/1/")

    assert words(found, ".in-force") == [
        "Before the first draft", "Draft 0.1 was in force", "Draft 0.1 was in force", "Draft 0.2 was in force",
    ]  # fmt: skip
    links = [node.attributes["href"] for node in found.css(".mentions a")]
    assert links == [f"/drafts/{version}/clauses/data-description/" for version in ("0.1", "0.1", "0.2")]


def test_what_is_quoted_is_folded_and_its_source_is_named(client: Any, drafts: None) -> None:
    quote = "\n".join(f"> line {n} of what was said before" for n in range(6))
    bring(
        said(1, f"{quote}\n\nI agree *wholly*.", url="https://forum.example/t/1"),
        said(2, replies_to=("t/1",)),
    )
    found = page(client, "/archive/threads/1/")

    assert len(found.css(".quoted-there blockquote")) == 1
    assert words(found, ".told .spoken em") == ["wholly"]
    assert [node.attributes["href"] for node in found.css(".doings-row a[rel]")] == [
        "https://forum.example/t/1"
    ]
    assert words(found, ".to") == ["to Ana 1"]


@pytest.mark.both_databases
def test_the_permanent_link_leads_to_the_message_however_long_its_thread(client: Any, drafts: None) -> None:
    numbers = bring(*(said(n, at=f"2024-07-{n // 24 + 1:02}T{n % 24:02}:00:00Z") for n in range(90)))
    short = bring(said(1000, thread="u"))[-1]

    assert client.get(f"/archive/messages/{short}").location == f"/archive/threads/2/#m{short}"
    link = client.get(f"/archive/messages/{numbers[70]}").location
    assert link == f"/archive/threads/1/?message={numbers[70]}#m{numbers[70]}"
    found = page(client, link)
    assert [node.attributes["id"] for node in found.css(".told")] == [f"m{each}" for each in numbers[67:]]
    assert [node.attributes["id"] for node in found.css(".is-here")] == [f"m{numbers[70]}"]


def test_a_long_thread_is_paged_in_order(client: Any, drafts: None) -> None:
    numbers = bring(*(said(n, at=f"2024-07-01T10:{n % 30:02}:00Z") for n in range(70)))
    path, seen = "/archive/threads/1/", []
    while path:
        found = page(client, path)
        seen += [int((node.attributes["id"] or "m0")[1:]) for node in found.css(".told")]
        more = found.css_first(".paging [rel=next]")
        path = f"/archive/threads/1/{more.attributes['href']}" if more else ""

    assert (len(seen), sorted(seen)) == (70, numbers)


def test_a_folded_message_shows_neither_words_nor_name_but_to_moderators(client: Any, drafts: None) -> None:
    numbers = bring(said(1, "My telephone number is 555."), said(2, replies_to=("t/1",)))
    moderator = make_account("Mo", role="moderator")
    with transaction():
        hide_thing(
            db.session.get_one(Message, numbers[0]),
            rule=Rule.PERSONAL_DATA,
            reason="At their wish.",
            by=moderator,
        )

    for path in ("/archive/threads/1/", "/archive/forum/2024-07/"):
        assert ("555" in client.get(path).text, "Ana 1" in client.get(path).text) == (False, False)
    assert "At their wish." in client.get("/archive/threads/1/").text
    assert "555" in client.as_(moderator).get("/archive/threads/1/").text


def test_a_folded_first_message_takes_its_title_along(client: Any, drafts: None) -> None:
    numbers = bring(
        said(1, subject="My telephone is 555"), said(2, subject="Re: my telephone is 555", replies_to=("t/1",)),
        said(3, "About data-description.", subject="Something else", replies_to=("t/1",)),
    )  # fmt: skip
    moderator = make_account("Mo", role="moderator")
    with transaction():
        first = db.session.get_one(Message, numbers[0])
        hide_thing(first, rule=Rule.PERSONAL_DATA, reason="At their wish.", by=moderator)
    pages = ["/archive/threads/1/", "/archive/forum/2024-07/"]

    assert [
        ("555" in client.get(path).text, "whose first words are folded" in client.get(path).text)
        for path in pages
    ] == [(False, True)] * 2
    assert "Something else" in client.get(pages[0]).text
    assert (
        "<h1" in client.as_(moderator).get(pages[0]).text
        and "My telephone is 555" in client.as_(moderator).get(pages[0]).text
    )


def test_a_name_that_was_taken_out_does_not_come_back(client: Any, drafts: None) -> None:
    bring(said(1), said(2))
    with transaction():
        unname(archive_named("forum"), "Ana 1", reason="At their wish.", by=CLI)
    bring(said(1, "Other words now."), said(2), said(3, author="Ana 1"))

    found = page(client, "/archive/threads/1/")
    assert words(found, ".told .who") == ["No name is shown", "Ana 2", "No name is shown"]


def test_a_withdrawn_archive_is_gone_and_comes_back_when_it_is_imported_again(
    client: Any, drafts: None
) -> None:
    number = bring(said(1, "About data-description."))[0]
    with transaction():
        withdraw_archive(archive_named("forum"), reason="They asked for it.", by=CLI)
    gone = [
        "/archive/forum/",
        "/archive/forum/2024-07/",
        "/archive/threads/1/",
        f"/archive/messages/{number}",
    ]

    assert [client.get(path).status_code for path in gone] == [410] * 4
    assert [
        line.endswith("They asked for it.") for line in words(page(client, "/archive/"), ".archives li")
    ] == [True]
    assert words(page(client, "/archive/clauses/data-description/"), ".found-there") == []
    bring(said(1, "About data-description."))
    assert [client.get(path).status_code for path in gone] == [200, 200, 200, 302]


@pytest.mark.parametrize(
    "path",
    ["/archive/nothing/", "/archive/forum/2020-01/", "/archive/forum/x/", "/archive/threads/9/", "/archive/messages/9",
     "/archive/clauses/nothing/", "/archive/threads/99999999999999999999/"],
)  # fmt: skip
def test_what_is_not_there_is_said_to_be_missing(client: Any, drafts: None, path: str) -> None:
    bring(said(1))

    assert client.get(path).status_code == 404


@pytest.mark.parametrize("asked", ["x", "-1", "99", "99999999999999999999"])
def test_a_message_that_a_thread_does_not_have_leads_to_its_beginning(
    client: Any, drafts: None, asked: str
) -> None:
    bring(said(1), said(2))

    assert words(page(client, f"/archive/threads/1/?message={asked}"), ".told .who") == ["Ana 1", "Ana 2"]


@pytest.mark.both_databases
def test_what_was_said_of_a_clause_is_found_also_under_what_it_became(client: Any, drafts: None) -> None:
    bring(said(1, "About data-description."), said(2, "About nothing."), said(3, "See 1.1."))

    found = page(client, "/archive/clauses/data-description/")
    assert words(found, ".found-there .who") == ["Ana 3", "Ana 1"]


def test_hostile_words_stay_words(client: Any, drafts: None) -> None:
    evil = "<script>alert(1)</script> [x](javascript:alert(1)) ![p](https://evil.example/p.png)"
    bring(
        said(1, evil, author=evil, subject=evil, title=evil),
        said(2, evil, markdown=False, thread="v", title=evil),
    )

    for path in ("/archive/threads/1/", "/archive/threads/2/", "/archive/forum/2024-07/"):
        found = page(client, path)
        assert (len(found.css("main script")), len(found.css("main img"))) == (0, 0)
        assert [node for node in found.css("a") if "javascript" in (node.attributes.get("href") or "")] == []


def test_a_long_message_is_cut_among_others_and_whole_by_itself(client: Any, drafts: None) -> None:
    long = "\n\n".join(["Some words that go on."] * 2_000 + ["The end of it."])
    numbers = bring(said(1, long), said(2))

    among = client.get("/archive/threads/1/").text
    alone = client.get(f"/archive/threads/1/?message={numbers[0]}").text
    assert ("The end of it." in among, "The end of it." in alone, f"?message={numbers[0]}#m{numbers[0]}" in among) == (
        False, True, True,
    )  # fmt: skip


def test_a_clause_tells_how_much_was_said_of_it_elsewhere(client: Any, drafts: None) -> None:
    before = client.get("/drafts/0.1/clauses/data-description/").text
    bring(said(1, "About data-description."), said(2, "About nothing."))
    after = page(client, "/drafts/0.1/clauses/data-description/")

    assert "/archive/clauses/" not in before
    assert words(after, 'a[href="/archive/clauses/data-description/"]') == ["1 message"]


def test_a_message_is_reported_and_folded_like_what_is_said_here(client: Any, drafts: None) -> None:
    number = bring(said(1))[0]
    ana, moderator = client.as_(make_account("Bo")), client.as_(make_account("Mo", role="moderator"))
    reason = {"rule": "personal-data", "reason": "It is mine, and I did not want it here."}

    assert f"/moderation/message:{number}/report" in ana.get("/archive/threads/1/").text
    assert (
        ana.post(f"/moderation/message:{number}/report", data=reason).location
        == f"/archive/messages/{number}"
    )
    assert "Ana 1: Message 1." in moderator.get(f"/desk/flags/message:{number}/").text
    assert moderator.post(f"/desk/flags/message:{number}/hide", data=reason).status_code == 303
    assert "Message 1." not in client.get("/archive/threads/1/").text
