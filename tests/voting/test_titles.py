"""Words on the screen: every sentence of policies and outcomes can be told, with titles in place of slugs."""

from dataclasses import replace

import pytest
from flask import Flask

from consensus.voting.policies import NET, STANDARD_BANDS, Bands, Policy, said_of
from consensus.voting.recount import RULES
from consensus.voting.robustness import LEFT_OUT
from consensus.voting.saying import SENTENCES, Said, said
from consensus.voting.titles import (
    channel_title,
    continent_title,
    dependence_title,
    place_title,
    rule_title,
    sentence_of,
    told,
)
from tests.factories import make_account
from tests.roadshow.acting import a_stop


def test_a_sentence_has_titles_in_place_of_slugs(app: Flask) -> None:
    with app.test_request_context("/"):
        assert sentence_of(said("must-be-heard", groups=("end-user", "system-creator"))) == (
            "Among them have to be: end user, system creator."
        )
        assert sentence_of(said("lowest-group", group="licensee", backing=2, of=3)) == (
            "The lowest share is that of licensee: 2 of 3."
        )
        assert sentence_of(said("reason-required", positions=("accept", "object"))) == (
            "A reason is required for: can live with it, object."
        )


def test_every_sentence_of_a_policy_is_told(app: Flask) -> None:
    policy = replace(Policy(), must_be_heard=("subject",), bands=Bands(NET, None, STANDARD_BANDS, "no"))
    with app.test_request_context("/"):
        sentences = [sentence_of(each) for each in said_of(policy)]

    assert all(each and "%(" not in each for each in sentences)
    assert len(sentences) > 20


@pytest.mark.parametrize("code", SENTENCES)
def test_every_sentence_can_be_filled(app: Flask, code: str) -> None:
    filled = dict.fromkeys(("n",), 3)
    params = {**filled, **_blanks(SENTENCES[code])}
    with app.test_request_context("/"):
        assert told([Said(code, tuple(params.items()))])


def _blanks(sentence: str) -> dict[str, object]:
    import re

    return {name: 3 if kind == "d" else "x" for name, kind in re.findall(r"%\((\w+)\)(\w)", sentence)}


def test_rules_dependences_channels_and_places_have_names(app: Flask) -> None:
    with app.test_request_context("/"):
        assert rule_title("threshold=0.75") == "threshold 0.75"
        assert all(rule_title(rule) for rule in RULES)
        assert [dependence_title(rule, "lagos") for rule in LEFT_OUT][4] == "the stop lagos"
        assert (channel_title("online"), channel_title("stop:lagos")) == ("online", "stop lagos")
        assert (place_title("licensee"), place_title("unstated")) == ("Licensee", "none named")
        assert (continent_title("africa"), continent_title("unstated"), continent_title("atlantis")) == (
            "Africa", "not said", "atlantis",
        )  # fmt: skip


def test_a_scribe_is_told_by_name_and_those_who_typed_for_them_by_number(app):
    ana = make_account("Ana")
    with app.test_request_context():
        titles = [
            dependence_title("without-scribe", scribe)
            for scribe in (ana.actor_id, f"{ana.actor_id}~2", "Maria")
        ]

    assert titles == [
        "what the scribe Ana entered",
        "what the scribe Ana (2) entered",
        "what the scribe Maria entered",
    ]


def test_a_stop_is_told_by_its_title(app):
    a_stop("dakar")
    with app.test_request_context():
        assert dependence_title("without-stop", "dakar") == "the stop Deep Learning Indaba, Dakar"
        assert rule_title("stop:dakar") == "stop Deep Learning Indaba, Dakar"
