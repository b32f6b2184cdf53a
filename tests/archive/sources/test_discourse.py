"""Discourse's JSON: topics, posts alone, lists of posts; what was deleted, hidden, whispered or not said at all."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.archive.plain import Left, NotReadable, PlainMessage
from consensus.archive.sources.discourse import posts_of, read_json
from tests.archive.writing import post, topic

JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=20), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3), max_leaves=10)  # fmt: skip
FIELDS = st.dictionaries(st.sampled_from(sorted(post(1))), JSON, max_size=4)


def read(document: Any, **given: Any) -> list[PlainMessage | Left]:
    return list(posts_of("t.json", document, **given))


def messages(document: Any, **given: Any) -> list[PlainMessage]:
    return [each for each in read(document, **given) if isinstance(each, PlainMessage)]


def test_a_topic_and_its_posts_alone_come_to_the_same() -> None:
    posts = [post(1), post(2, "Some **words**", reply_to_post_number=1)]
    whole, alone = messages(topic(12, posts)), [each for one in posts for each in messages(one)]

    assert [(each.id, each.thread, each.body, each.replies_to) for each in whole] == [
        (each.id, each.thread, each.body, each.replies_to) for each in alone
    ]
    assert [(each.title, each.title_sure) for each in whole + alone] == [
        ("On data information", True), ("On data information", True),
        ("On data information", False), ("On data information", False),
    ]  # fmt: skip


def test_what_was_written_goes_before_what_was_made_of_it() -> None:
    [first, second] = messages({"latest_posts": [post(1, "*raw*"), post(2, cooked="<p>a <b>b</b></p>")]})

    assert (first.body, second.body, second.markdown) == ("*raw*", "a b", True)


def test_links_lead_to_the_post_at_its_forum() -> None:
    [found] = messages(post(2), site="https://forum.example")

    assert found.url == "https://forum.example/t/on-data-information/12/2"
    assert messages(post(2))[0].url == ""


@pytest.mark.parametrize(
    "given",
    [{"hidden": True}, {"user_deleted": True}, {"deleted_at": "2024-01-01"}, {"post_type": 3}, {"post_type": 4},
     {"cooked": ""}, {"topic_id": None}],
)  # fmt: skip
def test_what_nobody_may_read_there_is_left_out(given: dict[str, Any]) -> None:
    [found] = read(post(1, **given))

    assert isinstance(found, Left)


@pytest.mark.parametrize("document", [{}, [], 1, None, "x", {"post_stream": 1}, [1, [2]]])
def test_json_of_something_else_is_told(document: Any) -> None:
    with pytest.raises(NotReadable):
        read(document)


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"a": "\xc3"}'])
def test_broken_json_is_told(data: bytes) -> None:
    with pytest.raises(NotReadable):
        read_json("t.json", data)


@given(FIELDS)
def test_no_value_of_a_field_breaks_a_post(fields: dict[str, Any]) -> None:
    found = read(topic(12, [post(1) | fields]))

    assert [isinstance(each, PlainMessage | Left) for each in found] == [True]


def test_posts_that_a_topic_names_and_the_file_lacks_are_told() -> None:
    first = post(1)
    found = read(
        {**topic(12, [first]), "post_stream": {"posts": [first], "stream": [first["id"], 90_001, 90_002]}}
    )

    assert found[1:] == [Left("t.json", "2 further posts of this topic are not in the file; fetch them too.")]


def test_a_category_is_read_as_a_forum_exports_it() -> None:
    said = {
        "id": 7,
        "user_id": 3,
        "post_number": 1,
        "created_at": "2024-07-01T10:00:00Z",
        "raw": "Some words.",
    }
    export = {
        "categories": [{"id": 4, "name": "Drafts"}],
        "users": [{"id": 3, "username": "ana", "name": "Ana Díaz"}, "nobody"],
        "topics": [{"id": 12, "title": "On data", "posts": [said, {**said, "post_number": 2, "user_id": 9}, 5]}, {"id": 13}],
    }  # fmt: skip

    found = [(each.id, each.author, each.title, each.title_sure) for each in messages(export)]
    assert found == [("12/1", "Ana Díaz", "On data", True), ("12/2", "", "On data", True)]


def test_posts_beside_their_topic_belong_to_it_and_wide_signs_are_read() -> None:
    beside = {"topic": {"id": 15, "title": "On code"}, "posts": [{**post(1), "topic_id": None}]}
    document = read_json("t.json", json.dumps(beside).encode("utf-16"))

    assert [(each.id, each.title) for each in messages(document)] == [("15/1", "On code")]
