"""The table of licences that comes with the program, read once. What reads it, and what asks it, is pure."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from .answers import Answer
from .licences import Book, read_book
from .terms import Terms, found_terms

TABLE = Path(__file__).with_name("licences.toml")


@cache
def licence_book() -> Book:
    """The book of licences; the same one at every call."""
    return read_book(TABLE.read_text(encoding="utf-8"))


@cache
def table_digest() -> str:
    """The digest of the table: with another one, other assessments may come out."""
    return sha256(TABLE.read_bytes()).hexdigest()


def found_by_book(answer: Answer, framework: str) -> tuple[Terms, Terms | None]:
    """The terms of an answer by this table, and the reviewer's own finding where it contradicts them."""
    return found_terms(answer, framework, book=licence_book())
