"""Words marked in plain text."""

from consensus.kit.text.marked import marked


def test_places_are_marked_and_everything_is_escaped() -> None:
    text = "<b>bold</b> & <mark>"

    assert marked(text, [(3, 7)]) == "&lt;b&gt;<mark>bold</mark>&lt;/b&gt; &amp; &lt;mark&gt;"
    assert marked(text, [(0, 3)]) == "<mark>&lt;b&gt;</mark>bold&lt;/b&gt; &amp; &lt;mark&gt;"


def test_nothing_to_mark_is_plain_text() -> None:
    assert marked("a < b", []) == "a &lt; b"
