"""Plain text as paragraphs, with its links; Markdown in portions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.archive.paragraphs import MOST_CHUNK, paragraphs, portions

LONG = "a line that was broken by a program at seventy-two signs or so, and goes"


@pytest.mark.parametrize(
    "text, shown",
    [
        (f"{LONG}\non here.", [(f"{LONG} on here.", False)]),
        ("Dear all,\nhello.", [("Dear all,\nhello.", True)]),
        (f"- {LONG}\n- {LONG}", [(f"- {LONG}\n- {LONG}", True)]),
        (f"{LONG}\n\n\n  \nb", [(LONG, False), ("b", False)]),
        ("", []),
    ],
)
def test_lines_are_joined_that_a_program_broke(text: str, shown: list[tuple[str, bool]]) -> None:
    assert [("".join(span.text for span in each.spans), each.kept) for each in paragraphs(text)] == shown


@pytest.mark.parametrize(
    "text, links",
    [
        ("See https://a.example/x.", ["https://a.example/x"]),
        ("(https://a.example/x_(y))", ["https://a.example/x_(y)"]),
        ("<https://a.example/x>, javascript:alert(1)", ["https://a.example/x"]),
    ],
)
def test_links_to_the_web_are_links(text: str, links: list[str]) -> None:
    assert [span.url for each in paragraphs(text) for span in each.spans if span.url] == links


@given(st.text(alphabet="ab \n-.https:/", max_size=200))
def test_no_sign_is_lost(text: str) -> None:
    shown = " ".join("".join(span.text for span in each.spans) for each in paragraphs(text))

    assert sorted(shown.split()) == sorted(text.split())


def test_portions_are_small_and_leave_code_whole() -> None:
    code = "```\n" + "x\n\n" * 3_000 + "```"
    found = portions("\n\n".join(["words " * 100] * 20 + [code]))

    assert [len(each) <= MOST_CHUNK + 1_000 for each in found] == [True] * (len(found) - 1) + [False]
    assert (found[-1].count("```"), "".join(found).count("words")) == (2, 2_000)
