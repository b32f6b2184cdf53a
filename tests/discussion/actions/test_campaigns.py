"""Texts that are nearly the same know the first of them."""

import pytest

from consensus.discussion.actions import delete_comment, edit_comment
from tests.discussion.acting import act, again
from tests.drafts.making import OLD, published
from tests.factories import make_account, make_comment

LETTER = """I am writing as a person who works with open systems every day. The draft leaves out the data, and
without the data nobody can study how a system came to be what it is, whatever else is given to them. Please require
that the data be described in such detail that somebody skilled can build a system that is substantially the same."""
OTHER = """Thank you for this careful text. My question is a different one: who decides whether something is a
component, and where could a small team ask that before it publishes a model of its own?"""


@pytest.fixture
def draft(app):
    return published(OLD, "0.1")


def test_letters_of_a_campaign_know_the_first_of_them_and_others_do_not(draft):
    first = make_comment(draft, "use", LETTER)
    other = make_comment(draft, "use", OTHER)
    same = make_comment(draft, "study", f"Dear editors,\n\n{LETTER.upper()}\n\nBest, Bo")
    third = make_comment(draft, "share", LETTER.replace("every day", "each day"))

    assert [again(each).campaign_id for each in (first, other, same, third)] == [
        None,
        None,
        first.id,
        first.id,
    ]


def test_editing_brings_a_text_into_a_campaign_and_out_of_it(draft):
    ana, found = make_account("Ana"), []
    first, second = make_comment(draft, "use", LETTER), make_comment(draft, "use", OTHER, by=ana)

    for words in (LETTER, OTHER):
        act(edit_comment, again(second), words=words, by=ana)
        found.append(again(second).campaign_id)

    assert found == [first.id, None]


def test_the_first_of_a_campaign_stays_the_first_when_it_is_edited(draft):
    ana = make_account("Ana")
    first, second = make_comment(draft, "use", LETTER, by=ana), make_comment(draft, "use", LETTER)

    act(edit_comment, first, words=LETTER + " Please.", by=ana)

    assert (again(first).campaign_id, again(second).campaign_id) == (None, first.id)


def test_nothing_is_like_what_was_deleted(draft):
    ana = make_account("Ana")
    first = make_comment(draft, "use", LETTER, by=ana)
    act(delete_comment, first, by=ana)

    assert again(make_comment(draft, "use", LETTER)).campaign_id is None


def test_of_many_the_first_is_found(draft):
    first, *_rest, last = (make_comment(draft, "use", LETTER) for _ in range(8))

    assert again(last).campaign_id == first.id
