"""The stops of the content folder, which setup loads: read before the lock, from a TOML file of ``[[stop]]`` tables."""

from dataclasses import MISSING, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

from flask_babel import gettext as _

from ..kit.db import again_on_a_race
from ..kit.errors import Invalid
from ..kit.slow import slow
from ..kit.text.toml import read_toml
from ..ledger import Actor
from .actions import load_stops
from .given import Loaded, StopGiven

KNOWN = {each.name: each for each in fields(StopGiven)}
NEEDED = {name for name, each in KNOWN.items() if each.default is MISSING}
TEXTS = {
    "slug",
    "event",
    "timezone",
    "city",
    "country",
    "continent",
    "venue",
    "language",
    "url",
    "source",
    "note",
}
NUMBERS = {"latitude", "longitude"}


@slow
def read_stops(text: str) -> list[StopGiven]:
    """The stops that a file describes. Raises Invalid under ``stops`` with every stop that is wrong, and what is."""
    try:
        tables = read_toml(text).get("stop", [])
    except ValueError as error:
        raise Invalid({"stops": _("This is no TOML file: %(why)s", why=error)}) from error
    found, wrong, seen = [], [], set()
    for number, table in enumerate(tables if isinstance(tables, list) else [tables], 1):
        problem = _problem(table)
        name = str(table.get("slug") or number) if isinstance(table, dict) else str(number)
        if not problem and name in seen:
            problem = _("it is there twice")
        seen.add(name)
        if problem:
            wrong.append(_("Stop %(name)s: %(why)s.", name=name, why=problem))
        else:
            found.append(StopGiven(**table))
    if wrong:
        raise Invalid({"stops": wrong})
    return found


def load_file(path: Path, *, by: Actor) -> Loaded:
    """Take the stops of a file, if there is one. Raises Invalid."""
    if not path.is_file():
        return Loaded()
    rows = read_stops(path.read_text("utf-8"))
    return again_on_a_race(lambda: load_stops(rows, by=by))


def _problem(table: Any) -> str:
    if not isinstance(table, dict):
        return _("it is no table")
    if unknown := sorted(table.keys() - KNOWN.keys()):
        return _("nothing is called %(names)s", names=", ".join(unknown))
    if missing := sorted(NEEDED - table.keys()):
        return _("it lacks %(names)s", names=", ".join(missing))
    odd = sorted(name for name, value in table.items() if not _fits(name, value))
    return _("it cannot be read: %(names)s", names=", ".join(odd)) if odd else ""


def _fits(name: str, value: Any) -> bool:
    if name in TEXTS:
        return isinstance(value, str)
    if name in ("starts", "ends"):
        return isinstance(value, date) and not isinstance(value, datetime)
    if name in NUMBERS:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, bool) if name == "online" else type(value) is int
