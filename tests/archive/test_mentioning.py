"""Clauses that are mentioned: by key, by number, by six words; and numbers that are none of a clause."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.archive.mentioning import Said, mentioned, sheet_of

WORDS = "Information that is detailed enough for a skilled person to build a substantially equivalent system"
SHEET = sheet_of(
    [
        Said(1, "preamble", "1", "Preamble"), Said(2, "data-information", "2.9", WORDS),
        Said(3, "code", "2.11", "The code that was used to train and run it"), Said(4, "model-card", "3.32", "Model card"),
    ],
    aliases={"data-transparency": "data-information"},
)  # fmt: skip


@pytest.mark.parametrize(
    "text, found",
    [
        ("I read data-information with care.", {2: "key"}),
        ("It was called data-transparency once.", {2: "key"}),
        ("The code is open.", {}),
        ("See `code` and #preamble, or /drafts/1.0/clauses/code/.", {3: "key", 1: "key"}),
        ("In 2.9 it says so; 2.11 does not.", {2: "number", 3: "number"}),
        ("(2.9)", {2: "number"}),
        ("Clause 1 and section 3.32", {1: "number", 4: "number"}),
        ("cláusula 2.11, § 2.9, 第2.9条", {2: "number", 3: "number"}),
        ("2.9.1 and 12.9 and 2.90 and 2.9% and $2.9", {}),
        ("Version 2.9, v2.9, GPL 2.9, Llama 2.9, Phi-2.9, GPT 2.9, draft 2.9", {}),
        ("version 2.9 and 2.11", {}),
        ("Llama 3.1, 3.2 or 2.11; drafts", {}),
        ("clause 2.9 and 2.11", {2: "number", 3: "number"}),
        ("in 2.9, 2.11 and 3.32 it says", {2: "number", 3: "number", 4: "number"}),
        ("https://example.org/2.9/ is elsewhere", {}),
        ("“detailed enough for a skilled person”", {2: "quote"}),
        ("> Detailed, enough for a\n> skilled PERSON, they say", {2: "quote"}),
        ("enough for a skilled person", {}),
        ("1 is a number", {}),
        ("", {}),
    ],
)
def test_what_is_mentioned_is_found_and_nothing_else(text: str, found: dict[int, str]) -> None:
    assert mentioned(text, SHEET) == found


def test_words_that_stand_in_many_clauses_tell_of_none() -> None:
    sheet = sheet_of(Said(n, f"k-{n}", f"1.{n}", WORDS) for n in range(3))

    assert mentioned(WORDS, sheet) == {}


@given(st.text(max_size=300))
def test_only_clauses_of_the_draft_are_found(text: str) -> None:
    assert set(mentioned(text, SHEET)) <= {1, 2, 3, 4}
