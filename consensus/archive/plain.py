"""Pure: what readers of archives give: messages as plain values, and what they left out and why."""

import hashlib
import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from ..kit.text.words import WHITE

MOST_BODY = 100_000  # characters of one message; the rest is at its source
MOST_LINE = 300  # of a subject, a name, a link's words
MOST_URL = 2_000
MOST_KEY = 180  # of an id; longer ones are known by their digest
MOST_REPLIES = 20
MOST_NOTES = 20
ATTACHED, CUT, UNREAD = "attached:", "cut", "front-matter"  # notes: what was left out of a message
NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)
YEARS = range(1971, 2200)
UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
WEB = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
REPLYING = re.compile(
    r"^\s*(?:(?:re|aw|antw|sv|vs|ref|rif|res|r|回复|回覆|答复|返信|رد)(?:\[\d+\])?\s*[:：]|\[[^\]]{1,40}\])\s*",
    re.IGNORECASE,
)


class Dated(StrEnum):
    """Where a message's date comes from: said by itself, by a machine that passed it on, from the message before, nowhere."""

    SAID = "said"
    RECEIVED = "received"
    NEARBY = "nearby"
    UNKNOWN = "unknown"


class NotReadable(Exception):
    """A source that cannot be read at all; the message is one sentence that says why and what to do."""


@dataclass(frozen=True, slots=True)
class Left:
    """Something of a source that was left out: where it stands, and why."""

    place: str
    why: str


@dataclass(frozen=True, slots=True)
class PlainMessage:
    """One message of a source.

    ``id``: what it is known by there, the same each time it is read. ``thread``: the key of its thread where the source
    has one; ``title``: of that thread, ``title_sure`` when the source says so. ``replies_to``: ids it may reply to, the
    nearest first. ``markdown``: its words are Markdown, else plain text. ``notes``: what was left out of it: ``attached:NAME``, ``cut``, ``front-matter``.
    """

    id: str
    author: str
    at: datetime | None
    subject: str
    body: str
    markdown: bool = False
    url: str = ""
    language: str = ""
    thread: str | None = None
    title: str = ""
    title_sure: bool = False
    replies_to: tuple[str, ...] = ()
    dated: Dated = Dated.SAID
    notes: tuple[str, ...] = ()
    place: str = field(default="", compare=False)

    @property
    def digest(self) -> str:
        """Of everything that is stored, so that a message that did not change is known as such."""
        at = self.at.isoformat() if self.at else None
        said = [
            self.author, at, self.subject, self.body, self.markdown, self.url, self.language, self.thread, self.title,
            self.replies_to, self.dated, self.notes,
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode("utf-8")).hexdigest()


Found = PlainMessage | Left


def storable(text: str) -> str:
    """Text that any database takes: no control signs, no halves of signs, one kind of line end."""
    return UNSTORABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str, *, most: int = MOST_LINE) -> str:
    """Text on one line, cut where it is too long."""
    line = WHITE.sub(" ", storable(text[: most * 8])).strip()
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def bounded(body: str) -> tuple[str, bool]:
    """A body as it is stored, and whether something of it was cut off."""
    text = storable(body).strip("\n")
    return (text, False) if len(text) <= MOST_BODY else (text[:MOST_BODY].rstrip(), True)


def key_of(id: str) -> str:
    """An id that can be stored and looked up, whatever its length."""
    bare = id.strip()
    line = one_line(bare, most=MOST_KEY * 2)
    whole = line == bare and len(line) <= MOST_KEY
    return line if whole and line else "sha256:" + hashlib.sha256(bare.encode("utf-8", "replace")).hexdigest()


def web_address(text: object) -> str:
    """A link to the web as it may be stored; the empty text for anything else."""
    found = WEB.fullmatch(text.strip()) if isinstance(text, str) else None
    return found[0] if found and len(found[0]) <= MOST_URL else ""


def moment(at: datetime | None) -> datetime | None:
    """A moment in UTC; None where it cannot be one: no date, or one far from any discussion."""
    if at is None:
        return None
    try:
        utc = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (OverflowError, ValueError):
        return None
    return utc if utc.year in YEARS else None


def moment_said(text: object) -> datetime | None:
    """A moment as machines write it, or a day alone; None for anything else."""
    if not isinstance(text, str):
        return None
    try:
        return moment(datetime.fromisoformat(text.strip()))
    except ValueError:
        return None


def bare_subject(subject: str) -> str:
    """A subject without "Re:" and the list's name in brackets."""
    rest = one_line(subject)
    while found := REPLYING.match(rest):
        rest = rest[found.end() :]
    return rest.strip()


def subject_key(subject: str) -> str:
    """What a subject is compared by: without "Re:", whatever its case."""
    return one_line(bare_subject(subject).casefold())


def is_reply(subject: str) -> bool:
    """Whether a subject says that it replies."""
    rest = one_line(subject)
    while found := REPLYING.match(rest):
        if not found[0].strip().startswith("["):
            return True
        rest = rest[found.end() :]
    return False
