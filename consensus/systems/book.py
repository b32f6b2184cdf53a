"""The table of licences that comes with the program, read once. What reads it, and what asks it, is pure."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from .licences import Book, read_book

TABLE = Path(__file__).with_name("licences.toml")


@cache
def licence_book() -> Book:
    """The book of licences; the same one at every call."""
    return read_book(TABLE.read_text(encoding="utf-8"))
