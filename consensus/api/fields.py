"""Fields of what the API answers: always there, with a description."""

from typing import Any

import marshmallow as ma
from marshmallow import fields


def said(what: str) -> dict[str, str]:
    """A field's description, as it stands in the OpenAPI document."""
    return {"description": what} if what else {}


def a_text(what: str = "", **options: Any) -> fields.String:
    """A string that is always there."""
    return fields.String(required=True, metadata=said(what), **options)


def a_choice(values: Any, what: str = "", *, empty: bool = False) -> fields.String:
    """One of some words; or null."""
    words = [str(value) for value in values] + ([None] if empty else [])
    return a_text(what, validate=ma.validate.OneOf(words), allow_none=empty)


def texts(what: str = "") -> "fields.List[Any]":
    """A list of strings."""
    return fields.List(fields.String(), required=True, metadata=said(what))


def a_flag(what: str = "", **options: Any) -> fields.Boolean:
    """A boolean that is always there."""
    return fields.Boolean(required=True, metadata=said(what), **options)


def a_number(what: str = "", **options: Any) -> fields.Integer:
    """An integer that is always there."""
    return fields.Integer(required=True, metadata=said(what), **options)


def a_day(what: str) -> fields.Date:
    """A date, or null."""
    return fields.Date(required=True, allow_none=True, metadata=said(what))


def a_moment(what: str, *, empty: bool = True) -> fields.DateTime:
    """A time, RFC 3339 in UTC; or null."""
    return fields.DateTime(required=True, allow_none=empty, metadata=said(what))


def a_list(schema: Any, what: str = "") -> "fields.List[Any]":
    """A list of things."""
    return fields.List(fields.Nested(schema), required=True, metadata=said(what))


def list_of(schema: type[ma.Schema], name: str) -> type[ma.Schema]:
    """The schema of a list and the address of its next page."""
    next_page = fields.Url(
        required=True, allow_none=True, metadata=said("Where the next page is; null on the last.")
    )
    return ma.Schema.from_dict({"items": a_list(schema), "next": next_page}, name=name)  # type: ignore[return-value]
