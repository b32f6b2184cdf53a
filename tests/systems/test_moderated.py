"""Words of reviews, opinions, surprises and replies can be reported and folded; what follows from them stays."""

import pytest
from flask import Flask

from consensus.kit.refs import Ref
from consensus.ledger import SETUP
from consensus.moderation.actions import hide_thing
from consensus.moderation.models import Rule
from consensus.moderation.registry import around, author_of, excerpt_of, thing_called, things_called
from consensus.systems.actions import hand_in, name_contact, raise_surprise, reply_as_maker, save_review
from consensus.systems.answers import Answer
from consensus.systems.given import Declared, SurpriseGiven
from consensus.systems.queries.lines import Voices, voices_under
from consensus.systems.queries.opinions import views_of
from consensus.systems.shapes import opinion_shapes
from tests.factories import make_account
from tests.systems.acting import EVIDENCE, GOOD, act, draft_with, review, say, system


@pytest.fixture
def draft(app: Flask):
    return draft_with()


@pytest.fixture
def ana(app: Flask):
    return make_account("Ana")


@pytest.fixture
def said(draft, ana):
    """Everything that has words: review, opinion, surprise, reply."""
    alpha = system("Alpha")
    noted = [Answer(name, "yes", licence=terms, note=f"Of {name}.") for name, terms in GOOD.items()]
    made, _first = act(hand_in, alpha.leading, draft=draft, answers=noted, declared=Declared(), by=ana)
    opinion = say(alpha, draft, ana, "dispute", reason="So not.", requirement="data", evidence=EVIDENCE)
    surprise, _new = act(raise_surprise, draft, given=SurpriseGiven("in", "Why?", system=alpha), by=ana)
    act(name_contact, alpha, account=ana, by=SETUP)
    reply = act(reply_as_maker, made, body="Because.", by=ana)
    return made, opinion, surprise, reply


def test_each_is_found_by_name_with_its_author_words_and_pages(said, ana):
    for thing, words in zip(
        said, ("Of code.\nOf data.\nOf weights.", "So not.", "Why?", "Because."), strict=True
    ):
        assert thing_called(thing.ref) is thing
        assert (author_of(thing), excerpt_of(thing)) == (ana.actor_id, words)
        assert [str(each) for each in around(thing)] == ["system:alpha", "draft:0.1"]


def test_several_are_found_at_once(said):
    refs = [str(each.ref) for each in said]

    assert list(things_called([*refs, "review:99", "surprise:x"])) == refs


def test_what_is_not_public_cannot_be_reported(draft, ana):
    beta = system("Beta")
    act(name_contact, beta, email="makers@example.org", by=SETUP)
    waiting = review(beta, draft, ana, GOOD | {"data": "no"})

    assert thing_called(waiting.ref) is None
    assert thing_called(Ref("review", "٣")) is None


def test_what_was_only_saved_is_nobodys_to_read(said, draft, ana):
    made, *_rest = said
    private = [Answer("code", note="Not yet.")]
    act(save_review, made.version, draft=draft, answers=private, declared=Declared(), by=ana)

    assert excerpt_of(made) == "Of code.\nOf data.\nOf weights."


def test_folding_words_leaves_what_follows_from_them(said, draft):
    _review, opinion, *_rest = said
    act(hide_thing, opinion, rule=next(iter(Rule)), reason="Rude.", by=make_account("Mod", role="moderator"))

    [shape] = opinion_shapes(views_of([opinion]))
    assert (shape["reason"], shape["holds_up"]) == (None, True)
    assert list(voices_under(draft).values()) == [Voices(disagree=1, holding_up=1)]
