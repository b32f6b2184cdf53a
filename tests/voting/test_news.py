"""Whom a draft concerns that changed words they spoke of: told once when it is published, once a day before it closes."""

from datetime import timedelta

import pytest
from flask import Flask

from consensus.accounts.models import Account
from consensus.drafts.actions import extend_period
from consensus.drafts.models import Draft
from consensus.drafts.queries import clause_named, latest_draft
from consensus.following.actions import watch
from consensus.following.news import news_of
from consensus.following.queries import inbox_page
from consensus.following.spreading import tell_some
from consensus.kit.clock import now
from consensus.kit.db import db, transaction
from consensus.ledger import SETUP
from consensus.voting import news
from consensus.voting.actions import appeal_call, challenge_editorial, make_call, rule_appeal, rule_challenge
from consensus.voting.news import remind_holders
from tests.drafts.making import NEW, prepare, publish, published
from tests.factories import make_account
from tests.voting.acting import act, close, row_of, take
from tests.voting.views.conftest import next_draft

pytestmark = pytest.mark.both_databases


@pytest.fixture
def ana(app: Flask) -> Account:
    """Ana, who spoke of words that the next draft changes; Ben spoke of others."""
    draft = published()
    who = make_account("Ana")
    take(draft, "study", "support", who)
    take(draft, "code", "support", make_account("Ben", email="ben@example.org"))
    return who


def told(account: Account) -> list[tuple[str, str, str | None]]:
    """What somebody is told: why, the note, where it leads."""
    while tell_some():
        pass
    return [(each.why, each.note, each.path) for each in news_of(inbox_page(account).items)]


def ben() -> Account:
    """Whose words nobody changed."""
    return db.session.query(Account).filter_by(email="ben@example.org").one()


def test_nobody_is_told_of_what_they_said_under_their_second_id(ana):
    draft = latest_draft()
    ben, cara = make_account("Ben B."), make_account("Cara")
    with transaction():
        for who in (ben, cara):
            watch(clause_named("study"), by=who)
    take(draft, "study", "object", ben, reason="Study of what?")

    assert (told(ben), len(told(cara))) == ([], 1)


def test_a_draft_that_changed_words_is_news_for_those_who_spoke_of_them(ana):
    publish(prepare(NEW, "0.2"))

    done = [remind_holders(), remind_holders()]

    [(why, note, path)] = told(ana)
    assert done == [1, 0]
    assert why == "you took positions on words that it changed"
    assert note.endswith("keep, change or take back all of it in one pass.")
    assert path == "/positions/"
    assert told(ben()) == []


def test_a_day_before_closing_those_who_have_not_looked_are_told_once_more(ana):
    draft = publish(prepare(NEW, "0.2"))
    remind_holders()
    _ends(draft, timedelta(hours=20))

    done = [remind_holders(), remind_holders()]
    [(why, note, path)] = told(ana)

    assert done == [1, 0]
    assert "closes within a day" in why and note.startswith("Until ") and path == "/positions/"


def test_whoever_looked_again_is_not_reminded(ana):
    draft = publish(prepare(NEW, "0.2"))
    remind_holders()
    take(draft, "study", "accept", ana)
    _ends(draft, timedelta(hours=20))

    remind_holders()

    assert [why for why, _note, _path in told(ana)] == ["you took positions on words that it changed"]


def test_long_lists_of_people_are_told_in_stretches(ana, monkeypatch):
    monkeypatch.setattr(news, "STRETCH", 2)
    first = db.session.query(Draft).one()
    crowd = [make_account(f"P{n}") for n in range(4)]
    for each in crowd:
        take(first, "study", "accept", each)
    publish(prepare(NEW, "0.2"))

    turns = 0
    while remind_holders():
        turns += 1

    assert turns == 3
    assert [len(told(each)) for each in (ana, *crowd)] == [1] * 5


def test_nothing_is_told_of_a_draft_that_is_closed_or_the_first(ana):
    assert remind_holders() == 0
    draft = publish(prepare(NEW, "0.2"))
    _ends(draft, timedelta(hours=20))
    close(draft)

    assert remind_holders() == 0


def test_a_challenger_is_told_of_the_ruling(ana, app):
    first, chair = db.session.query(Draft).one(), make_account("Lena", role="chair")
    take(first, "use", "support", ana)
    draft = next_draft()
    challenge = act(challenge_editorial, draft, row_of(draft, "use"), reason="It is more.", by=ana)
    act(rule_challenge, challenge, upheld=False, reason="No.", by=chair)

    assert "you made this challenge" in [why for why, _note, _path in told(ana)]


def test_those_who_appealed_are_told_of_the_ruling(ana, app):
    draft, chair, board = (
        db.session.query(Draft).one(),
        make_account("Lena", role="chair"),
        make_account("Mona", role="board"),
    )
    take(draft, "use", "object", ana)
    call = act(make_call, draft, row_of(draft, "use"), finding="contested", reason="So.", by=chair)
    appeal = act(appeal_call, call, reason="Not so.", by=ana)
    act(rule_appeal, appeal, upheld=True, reason="Right.", by=board)

    assert "you appealed" in [why for why, _note, _path in told(ana)]


def _ends(draft: Draft, after: timedelta) -> None:
    """The draft's period ends after some time."""
    with transaction():
        found = db.session.get_one(Draft, draft.id)
        extend_period(found, closes_at=now() + timedelta(days=30), reason="It ends.", by=SETUP)
    close(draft, ago=-after)
