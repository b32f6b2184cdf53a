"""Pure: what is handed to the actions of the roadshow, as values; and which names a stop cannot have."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# Addresses under /roadshow/ that are no stops.
RESERVED = frozenset(
    ("calendar", "desk", "kit", "map", "new", "participation", "people", "sittings", "stops", "world")
)
LONGEST_LINE, LONGEST_TEXT, MOST_HEADS = 200, 4_000, 100_000
LONGEST_NAME, LONGEST_NONCE, MOST_VOICES = 80, 64, 1_000
# The version of the text that people agree to when they join; another text gets another number.
CONSENT = "1"


@dataclass(frozen=True, slots=True)
class StopGiven:
    """A stop as it is described: an event, its days in its own time zone, and where it is."""

    slug: str
    event: str
    starts: date
    ends: date
    timezone: str
    city: str = ""
    country: str | None = None
    continent: str | None = None
    venue: str = ""
    online: bool = False
    language: str = "en"
    latitude: float | None = None
    longitude: float | None = None
    url: str | None = None
    source: str = ""
    note: str = ""
    capacity: int | None = None

    @property
    def digest(self) -> str:
        """What tells whether it says the same as before."""
        fields = {name: str(value) if value is not None else None for name, value in asdict(self).items()}
        return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class SittingGiven:
    """A sitting as it is planned. ``agenda``: keys of clauses, in order; none: the whole draft."""

    title: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    agenda: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Joining:
    """What somebody says who joins: how they want to be called, and as much of themselves as they like.

    ``consent``: the version of the text that they agreed to. ``nonce``: of the form, so that sending it twice is once.
    """

    name: str
    consent: str
    stakeholder_group: str | None = None
    country: str | None = None
    language: str | None = None
    nonce: str | None = None


@dataclass(frozen=True, slots=True)
class NoteGiven:
    """A note: what was said, of which clause (None: of the draft as a whole), by whom as far as one needs to know, how often."""

    body: str
    clause_key: str | None = None
    language: str | None = None
    label: str = ""
    stakeholder_group: str | None = None
    count: int = 1
    nonce: str | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading a file of stops did: slugs that are new, changed, the same, and left alone as people changed them."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def title_of(event: str, city: str) -> str:
    """The event, and where it is, unless its name says that: ``Deep Learning Indaba, Dakar``, ``Evening in Nairobi``."""
    return f"{event}, {city}" if city and not _names(event, city) else event


def _names(text: str, word: str) -> bool:
    """Whether a text has a word or several in it, in whatever case and with or without accents."""
    return f" {_plain(word)} " in f" {_plain(text)} "


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return " ".join(re.findall(r"\w+", letters))


def slug_for(event: str, city: str, year: int) -> str:
    """An address for a stop: ``"OSCA"``, ``"Lagos"``, 2024 → ``osca-lagos-2024``; nothing is in it twice."""
    words = title_of(event, city)
    return slug_from(words if _names(words, str(year)) else f"{words} {year}")


def slug_from(text: str) -> str:
    """``"OSCA Lagos 2024"`` → ``"osca-lagos-2024"``: signs without accents; empty where nothing is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].rstrip("-")


def one_line(text: str) -> str:
    """A text in one line, trimmed."""
    return " ".join(text.split())


def tidied(given: StopGiven) -> StopGiven:
    """A description without white space around; a country in capitals; what is blank is not given."""
    return replace(
        given,
        slug=given.slug.strip(), event=one_line(given.event), city=one_line(given.city), venue=one_line(given.venue),
        timezone=given.timezone.strip(), language=given.language.strip(), source=one_line(given.source),
        note=given.note.strip(), url=(given.url or "").strip() or None, continent=given.continent or None,
        country=(given.country or "").strip().upper() or None,
    )  # fmt: skip
