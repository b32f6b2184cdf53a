"""What may stand in an address: whole numbers that a database can hold; any other one leads nowhere."""

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

LARGEST = 2**31 - 1


class Number(IntegerConverter):
    """``<int:n>``, from 0 to the largest number that both databases keep in an integer column."""

    regex = r"[0-9]{1,10}"

    def __init__(self, map: Map, **given: Any) -> None:
        super().__init__(map, **({"max": LARGEST} | given))


def init_app(app: Flask) -> None:
    """Bind the converters; before any address is registered."""
    app.url_map.converters["int"] = Number
