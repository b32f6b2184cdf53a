"""Lists put together from several short ones, so that a page costs what it shows, however much lies at its places.

Each place has an arm of its own, which an index answers in order and which ends after one page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Row, Select, select, tuple_, union_all
from sqlalchemy.orm import InstrumentedAttribute

from ...kit.db import db
from ...kit.errors import Invalid
from ...kit.web.paging import LARGEST, make_cursor, read_cursor
from ..models import Comment

MOST = 100
Arm: TypeAlias = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Order:
    """By which whole numbers, together unique, a list is ordered, and whether the greatest come first."""

    keys: tuple[InstrumentedAttribute[Any], ...]
    falling: bool = False

    def by(self) -> list[ColumnElement[Any]]:
        """For ``order_by``."""
        return [key.desc() if self.falling else key.asc() for key in self.keys]

    def beyond(self, values: Sequence[int]) -> ColumnElement[bool]:
        """The condition that a row comes after the one with these values."""
        if len(self.keys) == 1:
            return self.keys[0] < values[0] if self.falling else self.keys[0] > values[0]
        place, there = tuple_(*self.keys), tuple_(*values)
        return place < there if self.falling else place > there

    def values(self, row: Row[Any]) -> tuple[int, ...]:
        """What a row is ordered by."""
        return tuple(getattr(row, key.key) for key in self.keys)


OLDEST = Order((Comment.id,))
NEWEST = Order((Comment.id,), falling=True)
STRONGEST = Order((Comment.cosigned, Comment.id), falling=True)


def together(
    arms: Sequence[Arm], order: Order, *, cursor: str | None, limit: int
) -> tuple[list[Row[Any]], str | None]:
    """A page of what the arms select, which all have the columns of the order, and the cursor of the next page.

    Raises Invalid for a cursor that this did not make.
    """
    if cursor:
        beyond = order.beyond(numbers_in(cursor, len(order.keys)))
        arms = [arm.where(beyond) for arm in arms]
    ready = [arm.order_by(*order.by()).limit(limit + 1) for arm in arms]
    rows = sorted(fetched(ready), key=order.values, reverse=order.falling)
    next_ = make_cursor(order.values(rows[limit - 1])) if len(rows) > limit else None
    return rows[:limit], next_


def fetched(arms: Sequence[Arm]) -> list[Row[Any]]:
    """The rows of all arms, in as few statements as databases take."""
    rows: list[Row[Any]] = []
    for start in range(0, len(arms), MOST):
        some = arms[start : start + MOST]
        whole = union_all(*(select(arm.subquery()) for arm in some)) if len(some) > 1 else some[0]
        rows += db.session.execute(whole).all()
    return rows


def numbers_in(cursor: str, length: int) -> list[int]:
    """The whole numbers that a cursor holds. Raises Invalid when it holds something else."""
    values = read_cursor(cursor)
    if len(values) != length or not all(type(each) is int and abs(each) < LARGEST for each in values):
        raise Invalid({"cursor": _("This cursor was not made here; start from the first page.")})
    return values
