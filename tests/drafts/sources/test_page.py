"""Pages as trees whose elements know their line."""

import pytest

from consensus.drafts.pieces import SourceError
from consensus.drafts.sources.page import line_of, parse_page


def lines(text, **how):
    body = parse_page(text, "page.html", **how)
    return [(node.tag, line_of(node, 0)) for node in body.css("p, li, b")]


def test_elements_know_their_line():
    assert lines("<p>a</p>\n<ul>\n<li>b\n<li><b>c</b></ul>") == [("p", 1), ("li", 3), ("li", 4), ("b", 4)]


def test_lines_go_on_after_scripts_styles_and_comments():
    text = "<script>\n'<p>'\n</script>\n<style>\n</style><!--\n<p>\n-->\n<p>a</p>"

    assert lines(text) == [("p", 8)]


def test_the_lines_of_a_fragment_follow_those_before_it():
    assert lines("<p>a</p>\n<p>b</p>", first_line=10) == [("p", 10), ("p", 11)]


def test_an_attribute_that_holds_a_tag_changes_nothing():
    body = parse_page('<p title="<li>">a</p>', "page.html")

    assert [(node.tag, node.text()) for node in body.css("p, li")] == [("p", "a")]


@pytest.mark.parametrize(
    "text",
    [
        "<div>" * 121,
        "<b>x" * 121,
        "<x/>" * 121,
        "<div></p>" * 121,
        "<!--" * 9 + "<i>" * 121,
        "<script>" * 121,
    ],
)
def test_elements_that_are_nested_too_deep_are_refused(text):
    with pytest.raises(SourceError, match="nested more than 120 deep"):
        parse_page(text, "page.html")


@pytest.mark.parametrize(
    "text", ["<p>" * 999, "<li>" * 999, "<br>" * 999, "<img/>" * 999, "<div></div>" * 999, "<td>" * 999]
)
def test_elements_that_only_look_nested_are_not(text):
    assert parse_page(text, "page.html") is not None
