"""What those hear who watch drafts and clauses: changes when they are published, and a closing a day before."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from consensus.accounts.models import Account
from consensus.drafts.actions import (
    decide_map,
    extend_period,
    plan_publication,
    publish_draft,
    withdraw_draft,
)
from consensus.drafts.errors import NoSuchClause, NoSuchDraft
from consensus.drafts.models import Draft
from consensus.drafts.news import clause_titles, remind_of_closing
from consensus.drafts.queries import draft_named
from consensus.following.actions import watch
from consensus.following.news import News, news_of
from consensus.following.queries import inbox_page, thing_at, unseen_of
from consensus.following.spreading import tell_some
from consensus.kit.clock import rfc3339
from consensus.kit.db import fresh_look, transaction
from consensus.kit.refs import Ref
from consensus.ledger import SETUP
from tests.factories import make_account, make_draft
from tests.house.test_lists import counting

FIRST = """---
title: A definition
---
# What it is

A system is open when people may {#what}

- **Use** it for any purpose {#use}
- **Study** how it works {#study}
- **Keep** it for later {#keep}
- **Change** it and its parts as they like {#change}
"""
SECOND = (
    FIRST.replace("how it works", "how each of its parts works")
    .replace("- **Keep** it for later {#keep}\n", "")
    .replace("- **Change** it", "- **Modify** it")
    + "- **Share** it with others {#share}\n"
)
NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def ana(app: Flask) -> Account:
    """Ana, who watches every clause of the first draft, published by now."""
    make_draft("0.0.1", FIRST)
    ana = make_account("Ana")
    begin(ana, *(f"clause:{key}" for key in ("what", "use", "study", "keep", "change")))
    return ana


def begin(account: Account, *refs: str) -> None:
    """Have somebody watch things."""
    with transaction():
        for ref in refs:
            watch(ref, by=account)


def news(account: Account) -> list[News]:
    """What somebody is told, the newest first."""
    while tell_some():
        pass
    fresh_look()
    return news_of(inbox_page(account).items)


def told(account: Account) -> list[tuple[str, str | None]]:
    """The notes of somebody's news and where they lead, the newest first."""
    return [(each.note, each.path) for each in news(account)]


@pytest.mark.parametrize(
    "key, note, path",
    [
        ("study", "The words of the clause that you watch changed in it.", "/drafts/0.0.2/clauses/study/"),
        ("keep", "The clause that you watch is gone from it.", "/clauses/keep/"),
        ("change", "The clause that you watch has another name in it.", "/drafts/0.0.2/clauses/change/"),
    ],
)
def test_whoever_watches_a_clause_hears_what_became_of_it(app: Flask, key: str, note: str, path: str) -> None:
    make_draft("0.0.1", FIRST)
    ana = make_account("Ana")
    begin(ana, f"clause:{key}")
    make_draft("0.0.2", SECOND)

    assert told(ana) == [(note, path)]


@pytest.mark.parametrize("key", ["use", "what"])
def test_of_a_clause_that_did_not_change_nothing_is_told(app: Flask, key: str) -> None:
    make_draft("0.0.1", FIRST)
    ana = make_account("Ana")
    begin(ana, f"clause:{key}")
    make_draft("0.0.2", SECOND)

    assert told(ana) == []


def test_other_surroundings_are_news_too(app: Flask) -> None:
    make_draft("0.0.1", FIRST)
    ana = make_account("Ana")
    begin(ana, "clause:use")
    make_draft("0.0.2", FIRST.replace("when people may", "unless people must not"))

    assert told(ana) == [
        (
            "The clause that you watch kept its words, but what it hangs from changed.",
            "/drafts/0.0.2/clauses/use/",
        )
    ]


def test_whoever_watches_a_clause_that_was_joined_with_another_is_led_there(app: Flask) -> None:
    make_draft("0.0.1", FIRST)
    ana = make_account("Ana")
    begin(ana, "clause:keep")
    joined = FIRST.replace("- **Use** it for any purpose {#use}\n- ", "- ").replace(
        "- **Keep** it for later {#keep}", "- **Use** it for any purpose and **keep** it for later {#use}"
    )
    publish_joined("0.0.2", joined)

    assert told(ana) == [
        ("The clause that you watch was joined with another in it.", "/drafts/0.0.2/clauses/use/")
    ]


def publish_joined(version: str, text: str) -> None:
    """Publish a draft in which ``use`` comes from ``use`` and ``keep``."""
    draft = make_draft(version, text, publish=False)
    with transaction():
        decide_map(draft, [{"key": "use", "kind": "merged", "from": ["use", "keep"]}], by=SETUP)
    publish(draft)


def publish(draft: Draft) -> Draft:
    """Publish a prepared draft."""
    plan = plan_publication(draft)
    with transaction():
        publish_draft(draft, plan, by=SETUP)
    return draft


def test_one_publication_is_one_piece_of_news_however_many_clauses_one_watches(ana: Account) -> None:
    make_draft("0.0.2", SECOND)

    assert len(news(ana)) == 1


def test_whoever_watches_a_draft_hears_of_its_successor_and_how_to_follow_that(app: Flask) -> None:
    make_draft("0.0.1", FIRST)
    ana = make_account("Ana")
    begin(ana, "draft:0.0.1")
    make_draft("0.0.2", SECOND)

    assert told(ana) == [
        ("It takes the place of the draft that you watch. To hear of it too, watch it.", "/drafts/0.0.2/")
    ]


def test_what_is_withdrawn_is_news_to_those_whose_clauses_it_had_changed(app: Flask) -> None:
    make_draft("0.0.1", FIRST)
    make_draft("0.0.2", SECOND)
    ana, ben = make_account("Ana"), make_account("Ben")
    begin(ana, "clause:study")
    begin(ben, "clause:use")
    with transaction():
        withdraw_draft(draft_named("0.0.2"), reason="Too early.", by=SETUP)

    assert told(ana) == [("What it changed of the clause that you watch is taken back.", "/clauses/study/")]
    assert told(ben) == []


def test_any_number_of_publications_costs_the_same_number_of_questions(ana: Account) -> None:
    make_draft("0.0.2", SECOND)
    news(ana)
    with counting() as few:
        news(ana)
    for n in range(3, 6):
        make_draft(f"0.0.{n}", SECOND.replace("any purpose", f"any purpose, {n}"))
    news(ana)
    with counting() as many:
        assert len(news(ana)) == 4

    assert len(many) == len(few)


def test_a_clause_is_called_by_its_number_and_first_words_of_the_newest_draft(app: Flask) -> None:
    make_draft("0.0.1", FIRST)
    make_draft("0.0.2", SECOND)

    titles = clause_titles(["change", "keep", "what", "unheard-of"])

    assert titles == {
        "change": "1.4 Modify",
        "keep": "1.4 Keep",
        "what": "1.1 A system is open when people may",
    }


def test_a_draft_and_a_clause_can_be_watched_and_others_not(app: Flask) -> None:
    make_draft("0.0.1", FIRST)
    make_draft("0.0.2", SECOND, publish=False)

    assert thing_at(Ref("draft", "latest")).ref == Ref("draft", "0.0.1")
    assert thing_at(Ref("draft", "0.0.1")).title == "Draft 0.0.1"
    assert thing_at(Ref("clause", "use")).ref == Ref("clause", "use")
    for ref, refusal in (
        (Ref("draft", "0.0.2"), NoSuchDraft),
        (Ref("draft", "9.9"), NoSuchDraft),
        (Ref("clause", "unheard-of"), NoSuchClause),
    ):
        with pytest.raises(refusal):
            thing_at(ref)


# Closing


@pytest.fixture
def clock() -> Iterator[Any]:
    """It is noon."""
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def closing(version: str, *, after: timedelta) -> Draft:
    """A published draft that closes so much after noon."""
    return make_draft(version, FIRST, comment_until=rfc3339(NOON + after))


@pytest.mark.both_databases
def test_a_day_before_a_draft_closes_those_who_watch_it_are_told_once(app: Flask, clock: Any) -> None:
    draft = closing("0.0.1", after=3 * DAY)
    clock.shift(HOUR)
    ana, ben = make_account("Ana"), make_account("Ben")
    begin(ana, "draft:0.0.1")
    begin(ben, "clause:use")
    done = []
    for step in (HOUR, DAY - HOUR, DAY - 2 * HOUR, HOUR, HOUR, DAY):
        clock.shift(step)
        done.append(remind_of_closing())
        fresh_look()

    assert draft.version == "0.0.1" and done == [0, 0, 0, 1, 0, 0]
    assert told(ana) == [
        ("Comments and positions are taken until 21 November 2026, 12:00 UTC.", "/drafts/0.0.1/")
    ]
    assert [each.why for each in news(ana)] == ["you watch it, and it closes within a day"]
    assert told(ben) == []


def test_another_end_is_a_reason_to_remind_again(app: Flask, clock: Any) -> None:
    draft = closing("0.0.1", after=DAY)
    ana = make_account("Ana")
    begin(ana, "draft:0.0.1")
    first = remind_of_closing()
    with transaction():
        extend_period(draft, closes_at=NOON + 3 * DAY, reason="Holidays.", by=SETUP)
    early = remind_of_closing()
    clock.shift(2 * DAY + HOUR)

    assert (first, early, remind_of_closing()) == (1, 0, 1)
    assert unseen_of(ana) == 2
    assert told(ana)[0][0] == "Comments and positions are taken until 21 November 2026, 12:00 UTC."


def test_without_a_draft_or_an_end_nobody_is_reminded(app: Flask, clock: Any) -> None:
    without_a_draft = remind_of_closing()
    make_draft("0.0.1", FIRST)

    assert (without_a_draft, remind_of_closing()) == (0, 0)
