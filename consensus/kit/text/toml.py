"""Pure: TOML as people send it. What would take minutes to read, or is nested deeper than can be read, is refused."""

import re
import tomllib
from collections.abc import Callable
from typing import Any

MOST_PARTS = 40  # of one key; reading costs the square of them
LONG_KEY = re.compile(
    rf"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){{{MOST_PARTS},}}""", re.ASCII
)


def read_toml(text: str, *, parse_float: Callable[[str], Any] = float) -> dict[str, Any]:
    """The tables of a text. Raises ValueError (a TOMLDecodeError where a line can be named) with why it cannot be read."""
    if found := LONG_KEY.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise tomllib.TOMLDecodeError(f"A key has more than {MOST_PARTS} parts (at line {line}, column 1)")
    try:
        return tomllib.loads(text, parse_float=parse_float)
    except RecursionError as error:
        raise tomllib.TOMLDecodeError("This is nested too deep") from error
