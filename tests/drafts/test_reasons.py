"""Reasons are whole sentences."""

import pytest

from consensus.drafts.reasons import REASONS, reason


@pytest.mark.parametrize("code", sorted(REASONS))
def test_every_reason_reads_with_its_blanks_filled(code):
    blanks = {name: 7 for name in ("common", "words", "sources", "steps") if f"%({name})d" in REASONS[code]}

    assert "%" not in reason(code, **blanks).text


def test_a_reason_keeps_what_fills_its_blanks():
    found = reason("words", words=9, common=7)

    assert (found.text, found.params) == ("7 of 9 words in common", (("common", 7), ("words", 9)))
