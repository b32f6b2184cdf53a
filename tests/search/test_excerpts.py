"""The stretch of a text that says the most of what was asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.search.asking import read
from consensus.search.excerpts import LENGTH, excerpt_of, marks_in
from consensus.search.sought import sought


def marked(text: str, asked: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in marks_in(text, language, sought(read(asked)))]


@pytest.mark.parametrize(
    "text, asked, found",
    [
        ("Licences and a licensed work", "licence", ["Licences", "licensed"]), ("Free software", '"free software"', ["Free software"]),
        ("software, free", '"free software"', []), ("Reproducible", "repro*", ["Reproducible"]), ("L’éducation", "EDUCATION", ["éducation"]),
        ("see data-information now", "data-information", ["data-information"]), ("訓練データの透明性", "透明性", ["透明性"]),
        ("version 0.0.8.", "0.0.8", ["0.0.8"]), ("nothing", "else -nothing", []),
    ],
)  # fmt: skip
def test_what_was_asked_for_is_marked(text: str, asked: str, found: list[str]) -> None:
    assert marked(text, asked) == found


def test_a_long_text_shows_where_most_of_it_is_said() -> None:
    text = (
        "weights first. "
        + "filler words here " * 60
        + "the weights and the parameters stand here. "
        + "more filler " * 60
    )

    excerpt = excerpt_of(text, "en", sought(read("weights parameters")))

    assert "weights and the parameters" in excerpt.text
    assert (excerpt.text[:2], excerpt.text[-2:]) == ("… ", " …")
    assert [excerpt.text[start:end] for start, end in excerpt.marks] == ["weights", "parameters"]
    assert len(excerpt.text) <= LENGTH + 4


def test_a_text_without_any_of_it_shows_its_beginning() -> None:
    assert excerpt_of("short  text", "en", sought(read("other"))) == ("short text", ())


@given(st.text(max_size=700), st.text(max_size=30))
def test_marks_are_in_order_and_inside(text: str, asked: str) -> None:
    excerpt = excerpt_of(text, "", sought(read(asked)))
    flat = [at for mark in excerpt.marks for at in mark]

    assert flat == sorted(flat)
    assert all(0 <= start < end <= len(excerpt.text) for start, end in excerpt.marks)
