"""Pure: the canonical form of an entry, the link to the one before, and the check of a whole chain.

The canonical form is RFC 8785 (JSON Canonicalization Scheme). Details hold strings, integers, booleans, null, lists
and objects with ASCII keys, never floats; for those, RFC 8785 equals ``json.dumps`` with sorted keys, no white space
and no escapes beyond what JSON demands.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

START = "0" * 64
LARGEST = 2**53 - 1
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
FIELDS = ("n", "at", "verb", "by", "subject", "details", "previous")


@dataclass(frozen=True, slots=True)
class Break:
    """The first entry that does not fit, and why."""

    n: int
    why: str


def canonical(value: Any) -> str:
    """A value in canonical JSON.

    Raises ValueError for what has no such form, or more than one: a float, an integer that a double cannot hold, a key
    that is not ASCII text, text with control characters other than line ends and tabs, another type.
    """
    _check(value)
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def link(entry: Mapping[str, Any]) -> str:
    """SHA-256, lower hex, over the canonical JSON of the entry's fields other than ``hash``."""
    fields = {name: entry[name] for name in FIELDS}
    return hashlib.sha256(canonical(fields).encode("utf-8")).hexdigest()


def first_break(entries: Iterable[Mapping[str, Any]]) -> Break | None:
    """The first entry whose number, previous hash or own hash is wrong; None when the chain holds."""
    previous, expected = START, 1
    for entry in entries:
        if entry["n"] != expected:
            return Break(expected, f"entry {expected} is missing; entry {entry['n']} stands in its place")
        if entry["previous"] != previous:
            return Break(expected, f"entry {expected} does not continue the entry before it")
        if entry["hash"] != link(entry):
            return Break(
                expected, f"entry {expected} is not what was recorded: its hash does not fit its words"
            )
        previous, expected = entry["hash"], expected + 1
    return None


def _check(value: Any) -> None:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if not isinstance(key, str) or not key.isascii():
                raise ValueError(f"a key must be ASCII text: {key!r}")
            _check(key)
            _check(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _check(inner)
    elif isinstance(value, str):
        if UNFIT.search(value):
            raise ValueError(f"text with a control character cannot stand in the ledger: {value[:40]!r}")
    elif isinstance(value, int):
        if abs(value) > LARGEST:
            raise ValueError(f"the number is too large for the ledger: {value}")
    elif value is not None:
        raise ValueError(f"{type(value).__name__} cannot stand in the ledger")
