"""The feeds, as a feed reader gets them."""

import re
from typing import Any

import pytest
from flask import Flask

from consensus import create_app
from consensus.discussion.queries.comments import comment_at
from consensus.drafts.actions import withdraw_draft
from consensus.kit.db import db, transaction
from consensus.kit.turns import until_done
from consensus.ledger import SETUP
from consensus.ledger.queries import newest_entries
from consensus.moderation.actions import hide_thing
from consensus.moderation.models import Rule
from tests.api.texts import THIRD, prepared, published
from tests.factories import make_account, make_comment
from tests.roadshow.acting import a_draft, a_stop, joined, opened
from tests.systems.acting import ASKS_FOR_MORE, TEXT, draft_with, review, system

from .reader import Read, read

PATHS = ["/feeds/all.atom", "/feeds/drafts.atom", "/feeds/drafts/0.0.2.atom", "/feeds/clauses/study.atom"]


def fetch(client: Any, path: str) -> Read:
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (200, "application/atom+xml"), answer.text
    return read(answer.data, address=f"http://localhost{path}")


@pytest.mark.parametrize("path", PATHS)
def test_a_feed_is_valid_and_answers_304(client: Any, drafts: Any, path: str) -> None:
    feed, first = fetch(client, path), client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})

    assert feed.ids
    assert (again.status_code, again.data) == (304, b"")


def test_everything_has_each_entry_of_the_record(client: Any, drafts: Any) -> None:
    feed = fetch(client, "/feeds/all.atom")
    entries = newest_entries().items

    assert feed.ids == [f"urn:consensus:entry:{entry.hash}" for entry in entries]
    assert feed.links[0] == "http://localhost/drafts/0.0.2/"
    assert "published" in feed.titles[0]


def test_drafts_tells_publications_and_withdrawals(client: Any, drafts: Any) -> None:
    before = fetch(client, "/feeds/drafts.atom")
    with transaction():
        withdraw_draft(drafts[1], reason="A mistake.", by=SETUP)
    after = fetch(client, "/feeds/drafts.atom")

    assert before.texts == ["Study says more; old words are gone.", "The first draft."]
    assert after.ids[1:] == before.ids
    assert "withdrew" in after.titles[0]


def test_one_draft_tells_what_became_of_it(client: Any, drafts: Any) -> None:
    feed = fetch(client, "/feeds/drafts/0.0.1.atom")

    assert feed.title == "A Definition, draft 0.0.1"
    assert feed.texts == ["Study says more; old words are gone.", "The first draft."]


def test_what_is_said_of_a_draft_and_of_a_clause_is_fed_with_its_words(client: Any, drafts: Any) -> None:
    comment = make_comment("0.0.2", key="study", body="Which *parts*?")

    for path in ("/feeds/drafts/0.0.2.atom", "/feeds/clauses/study.atom"):
        feed = fetch(client, path)
        assert (feed.links[0], feed.texts[0]) == (
            f"http://localhost/comments/{comment.id}",
            "<p>Which <em>parts</em>?</p>",
        )


def test_one_clause_tells_its_words_in_each_draft(client: Any, drafts: Any) -> None:
    feed = fetch(client, "/feeds/clauses/study.atom")

    assert feed.titles == ["0.0.2, 2.3: edited", "0.0.1, 2.3: new"]
    assert feed.texts[0] == "<strong>Study</strong> how it works and inspect its parts."
    assert feed.links == [
        f"http://localhost/drafts/{version}/clauses/study/" for version in ("0.0.2", "0.0.1")
    ]


def test_one_system_tells_its_reviews_and_what_comes_out_of_them(client: Any, app: Flask) -> None:
    draft = draft_with("0.1")
    alpha = system("Alpha")
    review(alpha, draft, make_account("Ana"))
    draft_with("0.2", TEXT, ASKS_FOR_MORE)

    feed = fetch(client, "/feeds/systems/alpha.atom")

    assert feed.title == "Alpha: assessments"
    assert feed.titles[0] == "Alpha under draft 0.2: incomplete"
    assert [title for title in feed.titles if "submitted review 1" in title] == [
        "Ana submitted review 1 of alpha under draft 0.1"
    ]
    assert feed.links[0] == "http://localhost/systems/alpha/"
    assert client.get("/feeds/systems/nothing.atom").status_code == 404


def test_an_alias_feeds_the_lasting_clause(client: Any, drafts: Any) -> None:
    published(THIRD.replace("{#share}", "{#sharing}"), by=SETUP)

    assert fetch(client, "/feeds/clauses/sharing.atom").ids == fetch(client, "/feeds/clauses/share.atom").ids


def test_nothing_is_fed_before_anything_happened(client: Any) -> None:
    assert [fetch(client, path).ids for path in PATHS[:2]] == [[], []]
    assert [fetch(client, path).updated for path in PATHS[:2]] == ["1970-01-01T00:00:00.000000Z"] * 2


@pytest.mark.parametrize(
    "path", ["/feeds/drafts/9.9.atom", "/feeds/drafts/0.0.3.atom", "/feeds/clauses/nothing.atom"]
)
def test_what_is_not_public_has_no_feed(client: Any, drafts: Any, path: str) -> None:
    prepared(THIRD, by=SETUP)
    answer = client.get(path)

    assert (answer.status_code, answer.mimetype) == (404, "text/html")


def test_ids_stay_whatever_address_the_site_is_reached_by(
    client: Any, drafts: Any, settings: dict[str, Any], tmp_path: Any
) -> None:
    here = {path: fetch(client, path) for path in PATHS}
    elsewhere = create_app(
        **settings, INSTANCE=str(tmp_path), SECRET_KEY="x" * 40, PUBLIC_URL="https://example.org/"
    )
    for path, feed in here.items():
        answer = elsewhere.test_client().get(path)
        there = read(answer.data, address=f"https://example.org{path}")

        assert (there.id, there.ids) == (feed.id, feed.ids)
        assert all(link.startswith("https://example.org/") for link in there.links)
    assert len({feed.id for feed in here.values()}) == len(PATHS)
    with elsewhere.app_context():
        db.engine.dispose()


def test_markup_and_strange_characters_stay_text(client: Any, drafts: Any) -> None:
    hostile = THIRD.replace("**Share** it", "**Share** <script>alert(1)</script> & <b>it</b>")
    published(hostile, by=SETUP, summary="A < B & \x07\x0b\uffff “C” ]]>")

    assert fetch(client, "/feeds/drafts.atom").texts[0] == "A < B &  “C” ]]>"
    assert re.search("<script", fetch(client, "/feeds/clauses/share.atom").texts[0]) is None
    fetch(client, "/feeds/all.atom")


def test_the_page_lists_feeds_that_are_there(app: Flask, client: Any, drafts: Any) -> None:
    page = client.get("/feeds/").text
    listed = sorted(set(re.findall(r'href="(/feeds/[^"]+\.atom)"', page)))

    assert listed == [
        "/feeds/all.atom",
        "/feeds/drafts.atom",
        "/feeds/drafts/0.0.1.atom",
        "/feeds/drafts/0.0.2.atom",
        "/feeds/endorsements.atom",
        "/feeds/stops.atom",
    ]
    assert [client.get(path).status_code for path in listed] == [200] * 6


def test_a_feed_asks_as_many_queries_for_two_entries_as_for_three(client: Any, drafts: Any) -> None:
    from sqlalchemy import event

    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    counts = []
    for _ in range(2):
        for path in PATHS:
            client.get(f"{path}?n={len(counts)}")
            counts.append(len(asked))
            asked.clear()
        if len(counts) == len(PATHS):
            published(THIRD, by=SETUP)
            asked.clear()

    assert counts[:4] == counts[4:]


def test_the_roadshow_and_one_stop_tell_what_became_of_them(client: Any, app: Flask) -> None:
    a_draft()
    stop = a_stop()
    a_stop("paris", event="OW2con", city="Paris", country="FR")
    joined(opened(stop))
    everything, dakar = fetch(client, "/feeds/stops.atom"), fetch(client, "/feeds/stops/dakar.atom")

    assert len(everything.ids) == 3
    assert everything.links[0] == "http://localhost/roadshow/dakar/"
    assert set(dakar.ids) <= set(fetch(client, "/feeds/all.atom").ids)
    assert [link for link in dakar.links if "paris" in link] == []
    assert client.get("/feeds/stops/nowhere.atom").status_code == 404


def test_a_search_tells_what_is_said_anew_and_nothing_folded(client: Any, drafts: Any) -> None:
    first = make_comment("0.0.2", key="study", body="Which *parts* of the lighthouse?")
    until_done()
    before = fetch(client, "/feeds/search.atom?q=lighthouse&kind=comment")
    make_comment("0.0.2", key="use", body="Lighthouses everywhere.")
    folded = make_comment("0.0.2", key="use", body="Buy lighthouses.")
    with transaction():
        hide_thing(
            comment_at(folded.id), rule=Rule.SPAM, reason="It sells.", by=make_account("Mo", role="moderator")
        )
    until_done()
    after = fetch(client, "/feeds/search.atom?q=lighthouse&kind=comment")

    assert before.links == [f"http://localhost/comments/{first.id}"]
    assert before.texts == ["Which parts of the <mark>lighthouse</mark>?"]
    assert (after.titles[0], after.ids[1:]) == ("Comment: Lighthouses everywhere.", before.ids)
    assert (after.id, len(after.ids)) == (before.id, 2)


def test_a_search_for_nothing_is_an_empty_feed(client: Any, drafts: Any) -> None:
    assert fetch(client, "/feeds/search.atom?q=xylophone").ids == []
