"""Forms are the border: strings or JSON become one typed, frozen input, or sentences per field."""

from enum import StrEnum
from typing import Any

import marshmallow as ma
import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from consensus.kit.errors import Invalid
from consensus.kit.web.forms import Form, length, line, paragraph, tidy_text


class Colour(StrEnum):
    """What may be chosen."""

    RED = "red"
    BLUE = "blue"


class NoteForm(Form):
    """A form with a field of every kind."""

    title = line(most=20, required=True)
    body = paragraph(most=100, least=3)
    copies = ma.fields.Integer(validate=ma.validate.Range(1, 9), load_default=1)
    loud = ma.fields.Boolean(load_default=False)
    colour = ma.fields.Enum(Colour, by_value=True)
    tags = ma.fields.List(ma.fields.String(validate=length(1, 5)))


def errors_of(data: dict[str, Any]) -> dict[str, list[str]]:
    """The sentences that refuse some input."""
    with pytest.raises(Invalid) as refused:
        NoteForm.take(data)
    return {name: [str(text) for text in texts] for name, texts in refused.value.errors.items()}


@pytest.fixture(autouse=True)
def context(app: Flask) -> None:
    """Sentences need an application."""


def test_what_is_given_is_typed_and_what_is_not_has_its_default() -> None:
    given = NoteForm.take({"title": " Hello\n world ", "body": "one\r\ntwo\r", "colour": "red"})

    assert given.as_dict() == {
        "title": "Hello world",
        "body": "one\ntwo",
        "copies": 1,
        "loud": False,
        "colour": Colour.RED,
        "tags": None,
    }


def test_what_is_given_does_not_change() -> None:
    given = NoteForm.take({"title": "Hello"})

    with pytest.raises(AttributeError):
        given.title = "Bye"
    with pytest.raises(AttributeError):
        given.author  # noqa: B018
    assert given.title == "Hello"


def test_every_fault_has_its_sentence_at_its_field() -> None:
    assert errors_of(
        {"title": "x" * 21, "body": "ab", "copies": "many", "loud": "maybe", "colour": "green"}
    ) == {
        "title": ["This is 21 characters long; 20 is the most."],
        "body": ["Please write at least 3 characters."],
        "copies": ["This is no whole number."],
        "loud": ["This is neither yes nor no."],
        "colour": ["Choose one of those offered."],
    }


@pytest.mark.parametrize("title", [None, "", "  ", "\n\t"])
def test_what_is_required_must_be_filled_in(title: Any) -> None:
    data = {} if title is None else {"title": title}

    assert errors_of(data) == {"title": ["Please fill this in."]}


def test_what_was_typed_is_kept_for_the_form_to_show_again() -> None:
    with pytest.raises(Invalid) as refused:
        NoteForm.take({"title": "x" * 21, "body": "abc"})

    assert refused.value.values == {"title": "x" * 21, "body": "abc"}


def test_what_the_form_does_not_know_is_left_out() -> None:
    assert "csrf_token" not in NoteForm.take({"title": "Hello", "csrf_token": "x"}).as_dict()


def test_a_page_sends_strings_and_lists(app: Flask) -> None:
    data = {"title": "Hello", "copies": "3", "loud": "on", "tags": ["a", "b"], "colour": ""}
    with app.test_request_context(method="POST", data=data):
        given = NoteForm.read()

    assert (given.copies, given.loud, given.tags, given.colour) == (3, True, ["a", "b"], None)


def test_a_program_sends_json(app: Flask) -> None:
    with app.test_request_context(method="POST", json={"title": "Hello", "copies": 3, "tags": ["a"]}):
        given = NoteForm.read()

    assert (given.copies, given.tags) == (3, ["a"])


@pytest.mark.parametrize("body", ["[]", "1", "null", "{", "", '"title"'])
def test_a_body_that_is_no_json_object_is_refused(app: Flask, body: str) -> None:
    with (
        app.test_request_context(method="POST", data=body, content_type="application/json"),
        pytest.raises(Invalid) as refused,
    ):
        NoteForm.read()
    assert list(refused.value.errors) == ["body"]


@pytest.mark.parametrize(
    "data",
    [
        {"title": 7},
        {"title": ["a"]},
        {"title": {"a": "b"}},
        {"title": "a", "tags": "b"},
        {"title": "a", "tags": [1]},
    ],
)
def test_json_of_another_type_is_refused_and_never_a_fault(data: dict[str, Any]) -> None:
    assert list(errors_of(data)) == ["tags" if "tags" in data else "title"]


def test_control_characters_and_marks_that_turn_the_direction_are_dropped() -> None:
    assert tidy_text("a\x00b\x07c\ud800d\u202ee\uffff") == "abcde"
    assert tidy_text("a\r\nb\rc\n") == "a\nb\nc\n"
    assert tidy_text("e\u0301") == "é"
    assert NoteForm.take({"title": "a\x00b", "tags": ["c\u202e"]}).as_dict()["title"] == "ab"


@given(st.text())
def test_tidied_text_can_be_stored_and_stays_as_it_is(text: str) -> None:
    tidied = tidy_text(text)

    assert tidy_text(tidied) == tidied
    assert "\x00" not in tidied
    tidied.encode("utf-8")


@given(st.dictionaries(st.sampled_from(["title", "body", "copies", "loud", "colour", "tags"]), st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=4,
)))  # fmt: skip
def test_any_json_is_taken_or_refused(data: dict[str, Any]) -> None:
    try:
        given = NoteForm.take(data)
    except Invalid as error:
        assert set(error.errors) <= set(NoteForm().load_fields)
    else:
        assert 1 <= len(given.title) <= 20


@pytest.mark.parametrize("body", ["[" * 100_000, '{"tags":' + "[" * 900 + "]" * 900 + "}"])
def test_json_nested_too_deeply_is_refused_and_never_a_fault(app: Flask, body: str) -> None:
    with (
        app.test_request_context(method="POST", data=body, content_type="application/json"),
        pytest.raises(Invalid) as refused,
    ):
        NoteForm.read()
    assert list(refused.value.errors) == ["body"]


@pytest.mark.parametrize("title", ["", "  ", "\u200b", " \u200d \n\u2060", "\u00ad"])
def test_what_nobody_can_see_counts_as_not_given(title: str) -> None:
    assert errors_of({"title": title}) == {"title": ["Please fill this in."]}
    assert NoteForm.take({"title": "Hello", "body": title}).body is None
