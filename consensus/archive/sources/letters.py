"""Pure: one mail as a message. Real ones: unknown charsets, HTML only, attachments, no date, footers of lists."""

import hashlib
import re
from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from ..plain import (
    ATTACHED,
    CUT,
    MOST_NOTES,
    MOST_REPLIES,
    Dated,
    Found,
    Left,
    PlainMessage,
    bare_subject,
    bounded,
    key_of,
    moment,
    one_line,
    storable,
    web_address,
)
from .charsets import decoded
from .footers import without_footer
from .html_words import as_markdown

MOST_LETTER = 1_000_000  # bytes of one letter that are read; attachments go on for longer
MOST_HEADER = 20_000
MOST_PARTS = 200
ID = re.compile(r"<([^<>\s]{1,500})>")
ANGLED = re.compile(r"<\s*(https?://[^<>\s]+)\s*>")
NAMED = re.compile(r"^\S+ at \S+ \(([^()]+)\)$|^\S+@\S+ \(([^()]+)\)$")
SEEN = re.compile(r"^From \S+(?: at \S+)?\s+(.*)$")
WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)\w*,?\s+", re.IGNORECASE)
ASCTIME = re.compile(
    r"^([A-Z][a-z]{2})\s+(\d{1,2})\s+(\d{1,2}:\d{2}(?::\d{2})?)\s+(?:[A-Z]{2,5}\s+)?(\d{4})(?:\s+([+-]\d{4}))?"
)
FLOWED = re.compile(r"(?<=\S) \n(?![ >\n]|From |-- )")
BROKEN = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    MessageError,
    RecursionError,
    OverflowError,
)


def read_letter(place: str, data: bytes, *, envelope: bytes = b"", cut: bool = False) -> Found:
    """A mail as a message, or why it was left out. ``envelope``: the line before it in its mailbox."""
    try:
        mail = message_from_bytes(data)
    except BROKEN:
        return Left(place, "It is nested too deeply to be a letter.")
    if not mail.keys():
        return Left(place, "It has no head: no sender, no date, no subject.")
    words, markdown, notes = _words(mail)
    body, shortened = bounded(without_footer(words))
    if not body.strip():
        return Left(place, "It has no words, only what is attached." if notes else "It has no words.")
    if shortened or cut:
        notes = (*notes, CUT)
    at, dated = _date(mail, envelope)
    subject = one_line(_said(mail, "Subject")) or "(no subject)"
    return PlainMessage(
        id=_id(mail, body),
        author=_author(mail),
        at=at,
        subject=subject,
        body=body,
        markdown=markdown,
        url=_url(mail),
        language=one_line(_said(mail, "Content-Language").split(",")[0])[:12],
        title=bare_subject(subject) or subject,
        replies_to=_replies(mail),
        dated=dated,
        notes=notes[-MOST_NOTES:],
        place=place,
    )


def _said(mail: Message, name: str) -> str:
    """A header as text, whatever was done to it; the empty text where there is none."""
    raw = next((str(value) for each, value in mail.raw_items() if each.lower() == name.lower()), "")
    plain = decoded(raw[:MOST_HEADER].encode("utf-8", "surrogateescape"), None)
    try:
        words = "".join(_piece(*each) for each in decode_header(plain)) if "=?" in plain else plain
    except BROKEN:
        words = plain
    return one_line(words, most=MOST_HEADER)


def _piece(piece: bytes | str, charset: str | None) -> str:
    return decoded(piece, charset) if isinstance(piece, bytes) else piece


def _words(mail: Message) -> tuple[str, bool, tuple[str, ...]]:
    """What a mail says, whether as Markdown, and what was left out of it."""
    plain: list[str] = []
    html: list[str] = []
    notes: list[str] = []
    for part in _parts(mail):
        kind, name = _kind(part), _file_name(part)
        if kind.startswith("text/") and (name is None or kind == "text/plain") and not _is_attached(part):
            (html if kind == "text/html" else plain).append(_text(part))
        elif kind not in ("application/pgp-signature", "application/pkcs7-signature"):
            notes.append(f"{ATTACHED}{name or kind}")
    said = "\n\n".join(text.strip("\n") for text in plain if text.strip())
    if said:
        return said, False, tuple(notes[:MOST_NOTES])
    return "\n\n".join(as_markdown(each) for each in html), True, tuple(notes[:MOST_NOTES])


def _kind(part: Message) -> str:
    """What a part is; one that claims to have parts and names no line between them is words."""
    kind = part.get_content_type()
    try:
        whole = kind.startswith("multipart/") and not part.is_multipart() and part.get_boundary() is None
    except BROKEN:
        return kind
    return "text/plain" if whole else kind


def _parts(mail: Message) -> Iterator[Message]:
    """The parts that are no containers, in order; what was forwarded whole is one part."""
    waiting, seen = [mail], 0
    while waiting and seen < MOST_PARTS:
        part, seen = waiting.pop(), seen + 1
        inner = part.get_payload()
        if part.is_multipart() and isinstance(inner, list) and part.get_content_maintype() != "message":
            waiting += [each for each in reversed(inner) if isinstance(each, Message)]
        else:
            yield part


def _is_attached(part: Message) -> bool:
    try:
        return part.get_content_disposition() == "attachment"
    except BROKEN:
        return False


def _file_name(part: Message) -> str | None:
    try:
        name = part.get_filename()
    except BROKEN:
        return None
    return one_line(name, most=100) if name else None


def _text(part: Message) -> str:
    try:
        payload, charset = part.get_payload(decode=True), part.get_content_charset()
        flowed = str(part.get_param("format", "")).lower() == "flowed"
    except BROKEN:
        return ""
    text = storable(decoded(payload if isinstance(payload, bytes) else b"", charset))
    return FLOWED.sub(" ", text) if flowed else text


def _author(mail: Message) -> str:
    """The name of whoever wrote; of an address alone what stands before its ``@``. Addresses are not shown."""
    said = _said(mail, "From")
    if found := NAMED.match(said):
        return one_line(found[1] or found[2])
    try:
        name, address = parseaddr(said)
    except BROKEN:
        name, address = said.partition("<")[0], ""
    shown = one_line(name).strip("\"' ")
    if "@" in shown or not shown:
        shown = (address or shown).partition("@")[0].partition(" at ")[0]
    return one_line(shown)


def _id(mail: Message, body: str) -> str:
    """Its own id; where it has none, a digest of what it is."""
    said = _said(mail, "Message-ID")
    if found := ID.search(said):
        return key_of(found[1])
    if said.strip("<> "):
        return key_of(said.strip("<> "))
    parts = [_said(mail, name) for name in ("From", "Date", "Subject")]
    return "sha256:" + hashlib.sha256("\x1f".join([*parts, body]).encode("utf-8", "replace")).hexdigest()


def _replies(mail: Message) -> tuple[str, ...]:
    """The ids it may reply to, the nearest first: what it names itself, then its references from the last to the first."""
    references = ID.findall(_said(mail, "References"))
    nearest = [*ID.findall(_said(mail, "In-Reply-To"))[:1], *reversed(references)]
    found = list(dict.fromkeys(key_of(each) for each in nearest))
    return (*found[: MOST_REPLIES - 1], *found[MOST_REPLIES - 1 :][-1:])


def _url(mail: Message) -> str:
    said = _said(mail, "Archived-At") or _said(mail, "X-Archived-At")
    found = ANGLED.search(said)
    return web_address(found[1] if found else said)


def _date(mail: Message, envelope: bytes) -> tuple[datetime | None, Dated]:
    if at := _moment(_said(mail, "Date")):
        return at, Dated.SAID
    try:
        received = [str(each).rpartition(";")[2] for each in mail.get_all("Received", [])]
    except BROKEN:
        received = []
    for each in reversed(received):
        if at := _moment(each):
            return at, Dated.RECEIVED
    seen = SEEN.match(envelope.decode("ascii", "replace").strip())
    at = _moment(seen[1]) if seen else None
    return (at, Dated.RECEIVED) if at else (None, Dated.UNKNOWN)


def _moment(text: str) -> datetime | None:
    """A moment as mails write it, or as mailboxes do."""
    text = one_line(text)
    if not text:
        return None
    if found := ASCTIME.match(WEEKDAY.sub("", text)):
        month, day, hour, year, zone = found.groups()
        text = f"{day} {month} {year} {hour} {zone or '+0000'}"
    try:
        return moment(parsedate_to_datetime(text))
    except BROKEN:
        return None
