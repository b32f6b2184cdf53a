"""What may stand in an address: whole numbers that a database can hold, and references; anything else leads nowhere."""

from typing import Any

from flask import Flask
from werkzeug.routing import BaseConverter, IntegerConverter, Map

from ..refs import Ref, parse, ref

LARGEST = 2**31 - 1


class Number(IntegerConverter):
    """``<int:n>``, from 0 to the largest number that both databases keep in an integer column."""

    regex = r"[0-9]{1,10}"

    def __init__(self, map: Map, **given: Any) -> None:
        super().__init__(map, **({"max": LARGEST} | given))


class Reference(BaseConverter):
    """``<ref:thing>``: ``comment:12``, which the view gets as a Ref; from a thing, its Ref or its text to an address."""

    regex = r"[a-z][a-z-]*:[^/\s]{1,200}"
    part_isolating = True

    def to_python(self, value: str) -> Ref:
        """A Ref."""
        return parse(value)

    def to_url(self, value: Any) -> str:
        """The text of a thing's ref."""
        return super().to_url(str(ref(value)))


def init_app(app: Flask) -> None:
    """Bind the converters; before any address is registered."""
    app.url_map.converters["int"] = Number
    app.url_map.converters["ref"] = Reference
