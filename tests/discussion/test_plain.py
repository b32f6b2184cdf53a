"""Finished HTML as plain words."""

import pytest

from consensus.discussion.plain import plain_words


@pytest.mark.parametrize(
    "finished, words",
    [
        ("<p>One <em>word</em>.</p>", "One word."),
        ("<p>One.</p><p>Two.</p>", "One. Two."),
        ("<ul>\n<li>a</li>\n<li>b</li></ul>", "a b"),
        ("one<br>two", "one two"),
        ("<p>1 &lt; 2 &amp; 3</p>", "1 < 2 & 3"),
        ("&lt;b&gt;", "<b>"),
        ("half<strong>way</strong>", "halfway"),
        ("", ""),
    ],
)
def test_only_what_is_read_is_left(finished, words):
    assert plain_words(finished) == words
