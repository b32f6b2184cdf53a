"""Finished HTML with open places."""

from markupsafe import Markup

from consensus.kit.text.slots import cut, fill, slot


def test_a_page_is_cut_at_its_open_places_and_joined_with_what_belongs_there() -> None:
    html = f"<p>One{slot('talk', 'use')}</p><p>Two{slot('talk', 'study')}</p>"

    pieces = cut(html)

    assert pieces == ("<p>One", "talk use", "</p><p>Two", "talk study", "</p>")
    made = fill(pieces, lambda kind, key: Markup(f"<b>{kind}:{key}</b>"), {"use"})
    assert made == Markup("<p>One<b>talk:use</b></p><p>Two</p>")


def test_what_is_put_in_is_escaped_unless_it_is_finished() -> None:
    assert fill(cut(f"<p>{slot('talk', 'a')}</p>"), lambda *_: "<script>", {"a"}) == "<p>&lt;script&gt;</p>"


def test_a_page_without_open_places_stays_as_it_is() -> None:
    assert fill(cut("<p>Words</p>"), lambda *_: "never", {"a"}) == "<p>Words</p>"
