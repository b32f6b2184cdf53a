"""News in words: as much as features know, and something readable where they know nothing."""

import pytest
from flask import Flask

from consensus.accounts.models import Account
from consensus.following import Detail, details_for, details_for_reason, registry
from consensus.following.news import News, news_of
from consensus.following.queries import inbox_page
from consensus.following.spreading import tell_some
from tests.factories import make_account
from tests.house.test_lists import counting

from .happening import answer, begin_to_watch, happen


@pytest.fixture
def ana(things: Flask) -> Account:
    """Ana, who watches ``a``."""
    return begin_to_watch(make_account("Ana"), "thing:a")


def news(account: Account) -> list[News]:
    """What somebody is told, the newest first."""
    while tell_some():
        pass
    return news_of(inbox_page(account).items)


def test_news_say_who_did_what_and_why_one_is_told(ana: Account) -> None:
    happen("tried", "thing:b", by=make_account("Rosa"), touches=["thing:a"], said="Some words.")
    [each] = news(ana)

    assert (each.who, each.before, each.subject, each.after) == ("Rosa", "tried ", "thing b", "")
    assert (each.path, each.note, each.excerpt) == ("/things/b", "For you.", "Some words.")
    assert (each.why, each.is_direct) == ("you watch 3.1 The preferred form", False)
    assert (each.about, each.thread) == ("thing:a", "thing:b")


def test_what_concerns_one_stands_under_its_thread(ana: Account) -> None:
    answer(ana, subject="thing:b")
    [each] = news(ana)

    assert (each.why, each.is_direct) == ("it replies to you", True)
    assert (each.about, each.about_title) == ("thing:b", "3.2 Data <information>")


def test_a_feature_may_lead_elsewhere_and_name_the_thread(ana: Account) -> None:
    details_for("thing", lambda abouts: {about: Detail(path="/there", thread="thing:b") for about in abouts})
    answer(ana)
    [each] = news(ana)

    assert (each.path, each.thread, each.about_title) == ("/there", "thing:b", "3.2 Data <information>")


def test_a_reason_may_have_its_own_words_in_place_of_those_of_the_thing(ana: Account) -> None:
    details_for_reason("reply", lambda abouts: {about: Detail(note="Look again.") for about in abouts})
    answer(ana)
    happen("tried", by=make_account("Rosa"), said="Some words.")
    by_watching, by_reason = news(ana)

    assert (by_watching.note, by_reason.note) == ("For you.", "Look again.")


def test_what_no_feature_knows_any_more_is_still_told(ana: Account) -> None:
    begin_to_watch(ana, "ghost:1")
    registry.DETAILS.clear()
    registry.REASONS.pop("reply")
    answer(ana, subject="thing:gone")
    happen("tried", "ghost:1")
    ghost, gone = news(ana)

    assert (ghost.path, ghost.subject, ghost.why) == (None, "ghost:1", "you watch ghost:1")
    assert (gone.about_title, gone.why) == ("thing gone", "it concerns what you did")


def test_long_words_are_cut(ana: Account) -> None:
    happen("tried", said="word " * 1000)
    [each] = news(ana)

    assert len(each.excerpt) <= 400 and each.excerpt.endswith("…")


def test_any_number_of_news_costs_the_same_number_of_questions(ana: Account) -> None:
    happen("tried", by=make_account("Rosa"))
    news(ana)
    with counting() as few:
        news(ana)
    for name in ("Ben", "Eve", "Paul"):
        happen("tried", by=make_account(name))
        answer(ana, by=make_account(name), subject="thing:b")
    news(ana)
    with counting() as many:
        assert len(news(ana)) == 7

    assert len(many) == len(few)
