"""Every sentence is used, has no stray blanks, and says its lists in order."""

from pathlib import Path

import consensus.voting
from consensus.voting.saying import (
    OPINION_SENTENCES,
    OUTCOME_SENTENCES,
    POLICY_SENTENCES,
    SENTENCES,
    in_english,
    said,
)

ROOMS = Path(consensus.voting.__file__).parent
MADE = ("who-", "identity-", "tally-")
"""Codes that end with a word of the policy."""


def test_codes_are_different_in_all_three_lists():
    assert len(SENTENCES) == len(POLICY_SENTENCES) + len(OUTCOME_SENTENCES) + len(OPINION_SENTENCES)


def test_every_sentence_is_said_somewhere():
    source = "".join(path.read_text("utf-8") for path in ROOMS.glob("*.py") if path.name != "saying.py")

    assert [code for code in SENTENCES if f'"{code}"' not in source and not code.startswith(MADE)] == []


def test_equal_sentences_are_equal_whatever_the_order_of_blanks():
    one, two = said("too-few-positions", n=1, quorum=2), said("too-few-positions", quorum=2, n=1)

    assert one == two
    assert (
        in_english((one, said("quiet"))) == "Positions so far: 1 of the 2 that are needed. Too few positions."
    )
    assert said("change-must-be-heard", groups=("a", "b")).text == "Still to be heard: a, b."
