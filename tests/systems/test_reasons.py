"""Every reason has a sentence, and every sentence is used."""

import re

from consensus.systems.book import TABLE
from consensus.systems.reasons import REASONS, why

from .making import ROOT

SOURCES = [
    path.read_text(encoding="utf-8")
    for path in (ROOT / "consensus" / "systems").rglob("*.py")
    if path.name != "reasons.py"
]


def test_reasons_are_told_with_their_blanks_filled() -> None:
    assert why("user-limit", licence="X", limit="5 people").text == (
        "X asks those with more than 5 people to request permission"
    )


def test_equal_reasons_are_equal_in_whatever_order_they_are_given() -> None:
    assert why("framework", before="a", after="b") == why("framework", after="b", before="a")


def test_every_sentence_is_used_and_every_code_has_one() -> None:
    in_code = set(re.findall(r'why\(\s*"([\w-]+)"', " ".join(SOURCES)))
    in_table = set(
        re.findall(r'"([\w-]+)"', " ".join(re.findall(r"^why = \[.*\]$", TABLE.read_text(), re.M)))
    )
    of_lists = {"not-stated", "which-version"}

    assert in_code | in_table | of_lists == set(REASONS)
