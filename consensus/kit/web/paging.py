"""Pages by key, never by offset: a page costs what it shows, however deep it lies."""

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from flask import request
from flask_babel import gettext as _
from sqlalchemy import Select, tuple_

from ..clock import parse_rfc3339, rfc3339
from ..db import db
from ..errors import Invalid

T = TypeVar("T")
MOST = 200
LARGEST = 2**63


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list, and the cursor of the next one (None at the end)."""

    items: Sequence[T]
    next: str | None


def page_of(
    query: Select[Any],
    keys: Sequence[Any],
    *,
    cursor: str | None = None,
    limit: int = 50,
    newest_first: bool = False,
    whole_rows: bool = False,
) -> Page[Any]:
    """One page of a select, ordered by ``keys`` (columns whose values together are unique).

    Of each row its first value is given, or the whole row, which then has the keys among its names. Raises Invalid
    for a cursor that this did not make.
    """
    order = [key.desc() if newest_first else key.asc() for key in keys]
    if cursor:
        place = tuple_(*keys)
        values = tuple_(*_typed(keys, cursor))
        query = query.where(place < values if newest_first else place > values)
    asked = db.session.execute(query.order_by(*order).limit(limit + 1))
    rows: list[Any] = list(asked if whole_rows else asked.scalars())
    more = len(rows) > limit
    rows = rows[:limit]
    return Page(rows, make_cursor([getattr(rows[-1], key.key) for key in keys]) if more else None)


def cut(items: Sequence[T], *, key: Callable[[T], Any], cursor: str | None, limit: int) -> Page[T]:
    """The same for a sequence in memory, in the order of ``key``."""
    after = read_cursor(cursor)[0] if cursor else None
    try:
        rest = [item for item in items if after is None or key(item) > after]
    except TypeError as error:
        raise _bad_cursor() from error
    more = len(rest) > limit
    return Page(rest[:limit], make_cursor([key(rest[limit - 1])]) if more else None)


def make_cursor(values: Sequence[Any]) -> str:
    """Values of the last row → an opaque text."""
    plain = [_plain(value) for value in values]
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return rfc3339(value)
    return value.isoformat() if isinstance(value, date) else value


def read_cursor(cursor: str) -> list[Any]:
    """The inverse. Raises Invalid."""
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, UnicodeError, RecursionError) as error:
        raise _bad_cursor() from error
    if not isinstance(values, list) or not values:
        raise _bad_cursor()
    return values


def _typed(keys: Sequence[Any], cursor: str) -> list[Any]:
    values = read_cursor(cursor)
    if len(values) != len(keys):
        raise _bad_cursor()
    try:
        return [_as(key.type.python_type, value) for key, value in zip(keys, values, strict=True)]
    except (TypeError, ValueError) as error:
        raise _bad_cursor() from error


def _as(kind: type[Any], value: Any) -> Any:
    if kind is datetime:
        return parse_rfc3339(value)
    if kind is date:
        return date.fromisoformat(value)
    fits = type(value) is kind
    if (
        not fits
        or (kind is int and abs(value) >= LARGEST)
        or (kind is str and b"\x00" in value.encode("utf-8"))
    ):
        raise ValueError(value)
    return value


def _bad_cursor() -> Invalid:
    return Invalid({"cursor": _("This cursor was not made here; start from the first page.")})


def asked_limit(default: int = 50) -> int:
    """``?limit=`` between 1 and 200. Raises Invalid."""
    text = request.args.get("limit", str(default))
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= MOST):
        raise Invalid({"limit": _("A whole number between 1 and %(most)s.", most=MOST)})
    return int(text)
