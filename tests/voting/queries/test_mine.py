"""What a person says of the clauses of a draft, and of everything, with what needs them first."""

import pytest
from flask import Flask
from sqlalchemy import event

from consensus.accounts.models import Account
from consensus.drafts.models import Draft
from consensus.kit.db import db
from consensus.voting.queries import my_positions, position_of, positions_in
from consensus.voting.standing import State
from tests.drafts.making import NEW, published
from tests.factories import make_account
from tests.voting.acting import row_of, take, take_back
from tests.voting.editing import polished


@pytest.fixture
def draft(app: Flask) -> Draft:
    return published()


@pytest.fixture
def ana(app: Flask) -> Account:
    return make_account("Ana")


def states(draft, ana):
    return {db_key(draft, clause): mine.state for clause, mine in positions_in(draft, ana).items()}


def db_key(draft, clause):
    return next(
        key for key in ("use", "study", "share", "parts", "code") if row_of(draft, key).clause_id == clause
    )


def test_nobody_and_whoever_said_nothing_have_none(draft, ana):
    assert positions_in(draft, None) == positions_in(draft, ana) == {}
    assert position_of(None, draft, row_of(draft, "use")) is None
    assert my_positions(ana) == []


def test_it_is_here_same_words_edited_or_stale(draft, ana):
    for key in ("study", "share", "parts"):
        take(draft, key, "support", ana)
    second = polished()
    take(second, "code", "support", ana)

    assert states(draft, ana) == {
        "study": State.HERE, "share": State.HERE, "parts": State.HERE, "code": State.SAME_WORDS,
    }  # fmt: skip
    assert states(second, ana) == {
        "study": State.EDITED, "share": State.SAME_WORDS, "parts": State.SAME_WORDS, "code": State.HERE,
    }  # fmt: skip


def test_stale_is_shown_as_what_it_was_and_where(draft, ana):
    take(draft, "use", "object", ana)
    second = published(NEW, "0.2")
    mine = position_of(ana, second, row_of(second, "use"))

    assert (mine.stale, mine.carried, mine.taken_on, str(mine.position.choice)) == (
        True,
        False,
        "0.1",
        "object",
    )


def test_the_latest_of_several_stale_ones_is_shown(draft, ana):
    take(draft, "use", "object", ana)
    take(published(NEW, "0.2"), "use", "support", ana)
    third = published(NEW.replace("whatever", "at all"), "0.3")

    assert position_of(ana, third, row_of(third, "use")).taken_on == "0.2"


def test_everything_i_said_stale_first_with_its_words_and_where_to_say_it_anew(draft, ana):
    for key in ("share", "use", "permission", "study"):
        take(draft, key, "support", ana)
    published(NEW, "0.2")
    found = my_positions(ana)

    assert [
        (each.was.key, str(each.standing.state), each.standing.needs_me, each.keys) for each in found
    ] == [
        ("use", "stale", True, ("use",)),
        ("study", "stale", True, ("study",)),
        ("permission", "stale", False, ()),
        ("share", "same-words", False, ("share",)),
    ]
    assert (found[0].was.version, found[0].was.text, found[0].now[0].text) == (
        "0.1", "Use it for any purpose.", "Use it for any purpose whatever.",
    )  # fmt: skip


def test_what_i_took_back_is_not_among_it(draft, ana):
    take(draft, "use", "support", ana)
    take_back(draft, "use", ana)

    assert my_positions(ana) == []


def test_it_takes_as_many_statements_for_many_as_for_one(draft, ana):
    take(draft, "use", "support", ana)
    second = published(NEW, "0.2")

    def statements():
        asked = []
        event.listen(db.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
        my_positions(ana, second), positions_in(second, ana)
        return len(asked)

    few = statements()
    for key in ("use", "study", "share", "parts", "code"):
        take(second, key, "support", ana)
    assert statements() == few
