from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from consensus.kit.text.markdown import render
from consensus.kit.text.marking import mark_words


def test_words_are_marked_where_they_stand() -> None:
    assert mark_words(Markup("to use it freely"), "use it") == "to <mark>use it</mark> freely"


def test_marks_neither_cut_a_tag_nor_reach_over_one() -> None:
    html = Markup("to <strong>study it</strong> <em>freely</em> and for ever")

    assert mark_words(html, "study it freely and") == (
        "to <strong><mark>study it</mark></strong><mark> </mark><em><mark>freely</mark></em><mark> and</mark> for ever"
    )


def test_signs_are_found_in_whatever_form_they_are_written() -> None:
    html = Markup("the “weights” — R&amp;D\nincluded[^1], and &lt;more&gt;")

    assert mark_words(html, 'the "weights" - R&D included, and <more>') == (
        "<mark>the “weights” — R&amp;D\nincluded[^1], and &lt;more&gt;</mark>"
    )


def test_of_several_places_context_decides_and_else_the_first_is_taken() -> None:
    html = Markup("one word, another word")

    assert mark_words(html, "word", prefix="another ") == "one word, another <mark>word</mark>"
    assert mark_words(html, "word", prefix="no such ") == "one <mark>word</mark>, another word"


def test_words_that_are_not_there_mark_nothing() -> None:
    html = Markup('<a href="/weights">parameters</a>')

    assert [mark_words(html, exact) for exact in ("weights", "", " ")] == [html] * 3


@given(st.text(max_size=40), st.text(max_size=12))
def test_without_its_marks_the_html_is_what_it_was(source: str, exact: str) -> None:
    html = render(source, profile="inline")
    marked = mark_words(html, exact)

    assert marked.replace("<mark>", "").replace("</mark>", "") == html
    assert marked.count("<mark>") == marked.count("</mark>")


@given(st.text(alphabet="ab <>&\"'*", min_size=1, max_size=30))
def test_what_was_escaped_stays_escaped(words: str) -> None:
    marked = mark_words(escape(words), words)

    assert marked.replace("<mark>", "").replace("</mark>", "") == escape(words)
