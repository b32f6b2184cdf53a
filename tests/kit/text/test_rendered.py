"""Finished HTML: kept by digest, made on the spot where it is missing, never precious."""

from typing import Any

import pytest
from flask import Flask
from markupsafe import Markup
from sqlalchemy import event, select

from consensus.kit.db import db, transaction
from consensus.kit.slow import InsideTheLock
from consensus.kit.text.rendered import (
    Rendered,
    comment_texts,
    finish,
    finish_comment,
    inline_texts,
    keep_finished,
    key_of,
    labels,
    redline_texts,
)  # fmt: skip


def redline(old: str, new: str) -> list[tuple[str, str]]:
    """The plainest of redlines."""
    return [("-", old), ("+", new)]


def kept() -> list[str]:
    """What is kept, in order."""
    return sorted(db.session.scalars(select(Rendered.html)))


@pytest.fixture
def queries(app: Flask) -> list[str]:
    """The statements that the database was sent."""
    sent: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *given: sent.append(given[2]))
    return sent


def test_texts_are_made_where_nothing_is_kept(app: Flask) -> None:
    assert inline_texts(["*a*", "b"]) == {"*a*": Markup("<em>a</em>"), "b": Markup("b")}
    assert inline_texts([]) == {}


def test_what_was_finished_is_found_again(app: Flask) -> None:
    with transaction():
        keep_finished([(key_of("inline", "a"), "kept")])

    assert inline_texts(["a", "b"]) == {"a": Markup("kept"), "b": Markup("b")}


def test_all_texts_of_a_page_are_found_in_one_query(app: Flask, queries: list[str]) -> None:
    finished = finish(inline=[f"text {n}" for n in range(50)], redlines=[], redline=redline)
    with transaction():
        keep_finished(finished)
    db.session.rollback()
    queries.clear()

    inline_texts([f"text {n}" for n in range(50)])

    assert len([sent for sent in queries if sent.startswith("SELECT")]) == 1


def test_redlines_are_finished_and_found_by_both_their_texts(app: Flask) -> None:
    finished = finish(inline=[], redlines=[("a", "b")], redline=redline)
    with transaction():
        keep_finished(finished)

    def fail(old: str, new: str) -> Any:
        raise AssertionError("it is kept")

    [html] = redline_texts([("a", "b")], fail).values()
    assert [html] == kept()
    assert "<del" in html
    assert "<ins" in html
    assert redline_texts([("b", "a")], redline).keys() == {("b", "a")}


def test_finishing_is_slow_and_stands_before_the_lock(app: Flask) -> None:
    with pytest.raises(InsideTheLock), transaction():
        finish(inline=["a"], redlines=[], redline=redline)


def test_what_is_kept_already_stays(app: Flask) -> None:
    with transaction():
        keep_finished([("k", "first")])
    with transaction():
        keep_finished([("k", "second"), ("l", "other")])

    assert kept() == ["first", "other"]


def test_keys_tell_texts_kinds_and_languages_apart() -> None:
    keys = {
        key_of("inline", "a"),
        key_of("inline", "b"),
        key_of("redline", "a"),
        key_of("a", "b"),
        key_of("ab"),
    }

    assert len(keys) == 5


def test_what_a_screen_reader_says_is_in_the_readers_language(app: Flask) -> None:
    app.config["PSEUDO"] = "on"
    with app.test_request_context(headers={"Cookie": "lang=ar-XB"}):
        assert {said[:1] + said[-1:] for said in labels().values()} == {"⟦⟧"}
        assert (labels()["+"], labels()["-"]) == ("⟦inserted: ⟧", "⟦removed: ⟧")


def test_what_people_say_is_loaded_finished_in_one_query_and_made_where_it_is_missing(
    app: Flask, queries: list[str]
) -> None:
    with transaction():
        keep_finished([(key_of("comment", "*a*"), "<p>kept</p>")])
    queries.clear()

    texts = comment_texts(["*a*", "*b*", "> " * 13 + "deep"])

    assert list(texts.values()) == ["<p>kept</p>", "<p><em>b</em></p>", "&gt; " * 13 + "deep"]
    assert all(isinstance(text, Markup) for text in texts.values())
    assert len([each for each in queries if each.startswith("SELECT")]) == 1


def test_finishing_what_people_say_is_slow_work(app: Flask) -> None:
    assert finish_comment("*a*") == (key_of("comment", "*a*"), "<p><em>a</em></p>")
    with transaction(), pytest.raises(InsideTheLock):
        finish_comment("*a*")
