"""Reasons as sentences, and codes as words."""

import re

import pytest
from flask import Flask

from consensus.systems import titles
from consensus.systems.answers import AVAILABLE, FINDINGS, FREEDOMS
from consensus.systems.expressions import State
from consensus.systems.models import Expected, Stance
from consensus.systems.reasons import REASONS, why
from consensus.systems.scoring import Verdict
from consensus.systems.sources.mot import REGISTRY as MOT
from consensus.systems.sources.osai import REGISTRY as OSAI


@pytest.mark.parametrize("code", REASONS)
def test_every_reason_is_a_sentence_with_its_blanks_filled(app: Flask, code: str) -> None:
    blanks = {name: f"<{name}>" for name in re.findall(r"%\((\w+)\)s", REASONS[code])}
    if code == "reviewers-differ":
        blanks["said"] = "review:1: met"

    assert titles.told(why(code, **blanks)).count("<") == sum("<" in each for each in blanks.values())


@pytest.mark.parametrize("reason, names, sentence", [
    (why("framework", before="osd", after="-"), {},
     "other terms are asked for: no particular terms in place of a licence that complies with the Open Source Definition"),
    (why("contradiction", freedoms="use allowed, share restricted"), {},
     "the reviewer found otherwise: use: allowed, share: restricted"),
    (why("found-restricted", freedoms="use, share"), {}, "the reviewer found that the terms restrict: use, share"),
    (why("reviewers-differ", said="review:1: met; review:2: missing"), {"review:1": "A: B"},
     "reviewers differ: A: B: met; review:2: not there"),
])  # fmt: skip
def test_codes_of_ours_become_words_and_reviewers_have_names(app: Flask, reason, names, sentence) -> None:
    assert titles.told(reason, names) == sentence


def test_everything_has_a_title(app: Flask) -> None:
    assert set(titles.VERDICTS) == set(titles.MEANING) == {*Verdict, None}
    assert set(titles.STATES) == set(State)
    assert (set(titles.AVAILABILITY), set(titles.FINDINGS), set(titles.FREEDOMS)) == (
        set(AVAILABLE),
        set(FINDINGS),
        set(FREEDOMS),
    )
    assert (set(titles.STANCES), set(titles.EXPECTED)) == (set(Stance), set(Expected))
    assert set(titles.REGISTRIES) == {"", MOT, OSAI}


@pytest.mark.parametrize("title, code, words", [
    (titles.verdict_title, None, "no checklist"), (titles.published_title, "not-reported", "reviewed, never reported"),
    (titles.kind_title, "text,image", "text, images"), (titles.kind_title, "singing", "singing"),
    (titles.framework_title, "osi", "an OSI-approved licence"), (titles.state_title, "terms", "there, but under other terms"),
    (titles.registry_title, "", "Consensus"), (titles.registry_title, "other", "other"),
])  # fmt: skip
def test_codes_as_words(app: Flask, title, code, words) -> None:
    assert title(code) == words
