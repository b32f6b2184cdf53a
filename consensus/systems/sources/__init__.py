"""Pure: readers of systems as registries publish them: Model Openness Tool, European Open Source AI Index, our own."""

from __future__ import annotations

import re
from collections.abc import Callable

from ...drafts.pieces import Caution, SourceError
from ..found import ReviewFound, SystemFound
from .mot import is_list_of_components, is_mot, read_mot
from .native import is_native, is_review, read_native
from .native import read_review as _read_review
from .osai import is_list_of_criteria, is_osai, read_osai
from .plain import MOST_BYTES, Table, read_table

__all__ = [
    "FORMATS",
    "MOST_BYTES",
    "Caution",
    "NoSystem",
    "SourceError",
    "is_system_file",
    "read",
    "read_review",
    "sniff",
]

FORMATS: dict[str, Callable[[str, Table], SystemFound]] = {
    "mot": read_mot,
    "osai": read_osai,
    "native": read_native,
}
SYSTEM_FILE = re.compile(r"(?!_|\.)[^/\\]+\.ya?ml", re.I)


class NoSystem(SourceError):
    """A file that is in order and holds no system, such as a registry's list of criteria: to be skipped."""


def is_system_file(name: str) -> bool:
    """Whether a folder's file is looked at: YAML whose name does not begin with an underscore or a point."""
    return SYSTEM_FILE.fullmatch(re.split(r"[/\\]", name)[-1]) is not None


def read(name: str, data: bytes | str, *, format: str | None = None) -> SystemFound:
    """One file as a system.

    `name`: for messages, for the record's id in its registry, and for its name where it has none. `format`: mot, osai
    or native; None: by content. Raises SourceError with file and line; NoSystem for what is no record at all.
    """
    table = read_table(name, data)
    reader = FORMATS.get(format or sniff(name, table))
    if reader is None:
        raise SourceError(name, 1, f"unknown format {format}; known are {', '.join(FORMATS)}")
    return reader(name, table)


def sniff(name: str, table: Table) -> str:
    """The format of a file, by its content."""
    if is_mot(table):
        return "mot"
    if is_osai(table):
        return "osai"
    if is_native(table):
        return "native"
    if is_review(table):
        raise SourceError(name, table.line, "a review, not a system: `consensus review import` reads it")
    if is_list_of_components(table) or is_list_of_criteria(table):
        raise NoSystem(
            name, table.line, "a registry's list of what it asks for; no system is described in it"
        )
    raise SourceError(name, table.line, "no system is described here, in any of the formats that are read")


def read_review(name: str, data: bytes | str) -> tuple[ReviewFound, tuple[Caution, ...]]:
    """One review of a file of its own, and what was odd. Raises SourceError with file and line."""
    table = read_table(name, data)
    if not is_review(table) and (is_native(table) or is_mot(table) or is_osai(table)):
        raise SourceError(name, table.line, "a system, not a review: `consensus system import` reads it")
    return _read_review(name, table)
