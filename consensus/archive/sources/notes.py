"""Pure: notes as Markdown, as HackMD and folders of files have them: one message each, with what their front matter says."""

import json
import re
from datetime import UTC, datetime

from ...drafts.pieces import SourceError
from ...systems.sources.plain import Row, Table, Value, read_table
from ..plain import (
    CUT,
    UNREAD,
    Dated,
    Found,
    Left,
    PlainMessage,
    bounded,
    key_of,
    moment,
    moment_said,
    one_line,
    storable,
    web_address,
)
from .charsets import decoded
from .mbox import what_it_is

MOST_BYTES = 2_000_000
FRONT = re.compile(
    r"\A(?:\ufeff)?\s{0,100}---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL
)
HEADING = re.compile(r"^#{1,2}[ \t]+(\S[^\n]{0,300}?)[ \t]*#*[ \t]*$", re.MULTILINE)
DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_./]?(0[1-9]|1[0-2])[-_./]?(0[1-9]|[12]\d|3[01])(?!\d)")
IN_WORDS = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y")
DATES = ("date", "created", "created_at", "published", "updated", "modified")
LINKS = ("source", "url", "link", "permalink", "canonical_url")
AUTHORS = ("author", "authors", "by", "creator")


def read_note(name: str, data: bytes) -> Found:
    """One file as a message, or why it was left out. ``name``: its path in its folder, by which it is known."""
    if what := what_it_is(data[:4096]) or _another_kind(name, data):
        return Left(name, f"It is {what}, not Markdown.")
    if len(data) > MOST_BYTES:
        return Left(
            name, f"It is larger than {MOST_BYTES:,} bytes, which is the most that is read of one note."
        )
    text = storable(decoded(data.removeprefix(b"\xef\xbb\xbf"), None))
    fields, rest, notes = _front(name, text)
    title = _first(fields, ("title",)) or _heading(rest) or _from_name(name)
    body, cut = bounded(_without_heading(rest, title))
    if not body.strip():
        return Left(name, "It has no words.")
    at, dated = _date(fields, name, title)
    return PlainMessage(
        id=key_of(_first(fields, ("id",)) or name),
        author=one_line(", ".join(_all(fields, AUTHORS))),
        at=at,
        subject=one_line(title),
        body=body,
        markdown=True,
        url=next(filter(None, map(web_address, _all(fields, LINKS))), ""),
        language=one_line(_first(fields, ("language", "lang")))[:12],
        thread=f"note:{key_of(name)}",
        title=one_line(title),
        title_sure=True,
        dated=dated,
        notes=(*notes, CUT) if cut else notes,
        place=name,
    )


def _another_kind(name: str, data: bytes) -> str | None:
    """What a text is that is no note: JSON or a page; None when it may be one."""
    begins = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:200].lower()
    if begins.startswith((b"<!doctype html", b"<html", b"<?xml")):
        return "a page in HTML or XML"
    if name.lower().endswith(".json") or (begins.startswith((b"{", b"[{")) and _is_json(data)):
        return "JSON"
    return None


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


def _front(name: str, text: str) -> tuple[dict[str, Value], str, tuple[str, ...]]:
    """The front matter by names in small letters, the text after it, and what was odd."""
    found = FRONT.match(text)
    if found is None:
        return {}, text, ()
    try:
        table: Table = read_table(name, found[1])
    except SourceError:
        return {}, text, (UNREAD,)
    return {key.lower(): value for key, value in table.values.items()}, text[found.end() :], ()


def _all(fields: dict[str, Value], names: tuple[str, ...]) -> list[str]:
    found: list[str] = []
    for name in names:
        value = fields.get(name)
        for each in value.items if isinstance(value, Row) else [value]:
            if isinstance(each, str) and each.strip():
                found.append(each.strip())
    return found


def _first(fields: dict[str, Value], names: tuple[str, ...]) -> str:
    return next(iter(_all(fields, names)), "")


def _heading(text: str) -> str:
    found = HEADING.search(text)
    return found[1] if found else ""


def _without_heading(text: str, title: str) -> str:
    """The text without a first heading that only says its title again."""
    found = HEADING.match(text.lstrip())
    rest = text.lstrip()[found.end() :] if found and one_line(found[1]) == one_line(title) else text
    return rest if rest.strip() else text


def _from_name(name: str) -> str:
    last = re.split(r"[/\\]", name)[-1]
    return re.sub(r"[-_]+", " ", last.rpartition(".")[0] or last).strip().capitalize()


def _date(fields: dict[str, Value], name: str, title: str) -> tuple[datetime | None, Dated]:
    for said in _all(fields, DATES):
        if at := moment_said(said) or _day(said) or _day_in_words(said):
            return at, Dated.SAID
    at = _day(name) or _day(title)
    return (at, Dated.SAID) if at else (None, Dated.UNKNOWN)


def _day(text: str) -> datetime | None:
    """A day that is named in a text, as its beginning in UTC."""
    for year, month, day in DAY.findall(text):
        try:
            return moment(datetime(int(year), int(month), int(day), tzinfo=UTC))
        except ValueError:
            continue
    return None


def _day_in_words(text: str) -> datetime | None:
    """A day with the name of its month in English: ``10 February 2024``, ``Feb 10, 2024``."""
    for written in IN_WORDS:
        try:
            return moment(datetime.strptime(text.strip(), written).replace(tzinfo=UTC))
        except ValueError:
            continue
    return None
