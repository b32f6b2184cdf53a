"""Pages of a list that is in memory, by a key that stays: cursors that are not ours are refused."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from flask import request
from flask_babel import gettext as _

from ..kit.errors import Invalid
from ..kit.web.paging import make_cursor, read_cursor

T = TypeVar("T")
Key = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Cut(Generic[T]):
    """Some items of a list, and the query arguments of the next page (None at the end)."""

    items: Sequence[T]
    next: dict[str, str] | None


def page_of_sequence(items: Sequence[T], *, key: Callable[[T], Key], limit: int) -> Cut[T]:
    """The asked page of a list that stands in the order of its keys. Raises Invalid for a strange cursor."""
    cursor = request.args.get("cursor")
    after = _after(cursor) if cursor else None
    rest = [item for item in items if after is None or key(item) > after]
    more = len(rest) > limit
    return Cut(
        rest[:limit], {"cursor": make_cursor([int(n) for n in key(rest[limit - 1])])} if more else None
    )


def _after(cursor: str) -> Key:
    values: list[Any] = read_cursor(cursor)
    if not all(isinstance(value, int) for value in values):
        raise Invalid({"cursor": _("This cursor was not made here; start from the first page.")})
    return tuple(values)
