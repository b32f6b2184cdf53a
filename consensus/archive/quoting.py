"""Pure: a message cut into what its author says and what they quote, so that a reader may fold the latter.

Quotes are lines that begin with ``>``, Discourse's ``[quote]``, and everything below what mail programs put over a whole
letter. A signature is kept apart too.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

MOST_SIGNATURE = 12  # lines
MOST_ATTRIBUTION = 3
FENCE = re.compile(r"^ {0,3}(```|~~~)")
OPENS = re.compile(r"^\[quote(?:=(?:\"([^\"\]]*)\"?|([^\]]*)))?\]$", re.IGNORECASE)
CLOSES = re.compile(r"^\[/quote\]$", re.IGNORECASE)
INLINE = re.compile(r"[ \t]*\n?[ \t]*(\[/?quote(?:=[^\]\n]{0,300})?\])[ \t]*\n?", re.IGNORECASE)
WHOLE = re.compile(
    r"^\s*(?:-{2,}\s*(?:original message|forwarded message|message d'origine|mensaje original|mensagem original"
    r"|ursprüngliche nachricht)\s*-{2,}|_{20,})\s*$",
    re.IGNORECASE,
)
OUTLOOK = re.compile(r"^\*?(?:from|de|von|da|发件人)\*?\s*[:：]", re.IGNORECASE)
ATTRIBUTES = re.compile(
    r"(?:wrote|writes|said|a écrit|écrit|escribió|escreveu|schrieb|scrisse|ha scritto|написал\w*|كتب|写道|書きました)"
    r"[^:：\n]{0,120}[:：]\s*$",
    re.IGNORECASE,
)
PICTURE = re.compile(r"!\[([^\]|\n]{0,200})(?:\|[^\]\n]{0,60})?\]\(upload://[^)\s]{0,200}\)")


class Kind(StrEnum):
    """What a piece of a message is."""

    SAID = "said"
    QUOTED = "quoted"
    SIGNED = "signed"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some lines of a message. ``by``: whom a quote is attributed to, as it stands there."""

    kind: Kind
    text: str
    by: str = ""

    @property
    def lines(self) -> int:
        """How many lines it has."""
        return self.text.count("\n") + 1


def pieces_of(body: str, *, markdown: bool) -> list[Piece]:
    """A message in pieces, in order; pieces without words are left out."""
    text = PICTURE.sub(r"\1", INLINE.sub(r"\n\1\n", body)) if markdown else body
    lines = text.split("\n")
    ended = len(lines) if markdown else _signature(lines)
    found = [*_cut(lines[:ended], fences=markdown)]
    signed = "\n".join(lines[ended + 1 :]).strip()
    if signed:
        found.append(Piece(Kind.SIGNED, signed))
    return _attributed([each for each in found if each.text.strip()])


def own_words(body: str, *, markdown: bool) -> str:
    """What its author says, without quotes and signature."""
    return "\n\n".join(each.text for each in pieces_of(body, markdown=markdown) if each.kind is Kind.SAID)


def _signature(lines: Sequence[str]) -> int:
    """Where the line of a signature stands; the end, where there is none."""
    for at in range(len(lines) - 1, max(0, len(lines) - MOST_SIGNATURE) - 1, -1):
        if lines[at].rstrip() == "--" and at > 0:
            return at
    return len(lines)


def _cut(lines: Sequence[str], *, fences: bool) -> Iterator[Piece]:
    said: list[str] = []
    at, fence = 0, ""
    while at < len(lines):
        line = lines[at]
        mark = FENCE.match(line) if fences else None
        if mark and fence in ("", mark[1]):
            fence = "" if fence else mark[1]
        quoted = None if fence or mark else _quote(lines, at)
        if quoted is None:
            said.append(line)
            at += 1
            continue
        yield Piece(Kind.SAID, "\n".join(said).strip("\n"))
        said, (piece, at) = [], quoted
        yield piece
    yield Piece(Kind.SAID, "\n".join(said).strip("\n"))


def _quote(lines: Sequence[str], at: int) -> tuple[Piece, int] | None:
    """The quote that begins at a line, and the line after it."""
    line = lines[at]
    if line.startswith(">"):
        return _by_signs(lines, at)
    if line.startswith("[") and (found := OPENS.match(line)):
        return _in_brackets(lines, at, (found[1] or found[2] or "").partition(",")[0].strip())
    if WHOLE.match(line) and (not line.strip().startswith("_") or _is_head(lines, at + 1)):
        return Piece(Kind.QUOTED, "\n".join(lines[at + 1 :]).strip("\n")), len(lines)
    return None


def _is_head(lines: Sequence[str], at: int) -> bool:
    return any(OUTLOOK.match(line) for line in lines[at : at + 2])


def _by_signs(lines: Sequence[str], at: int) -> tuple[Piece, int]:
    quoted, end = [], at
    while end < len(lines) and (lines[end].startswith(">") or _goes_on(lines, end)):
        quoted.append(re.sub(r"^> ?", "", lines[end]))
        end += 1
    return Piece(Kind.QUOTED, "\n".join(quoted).strip("\n")), end


def _goes_on(lines: Sequence[str], at: int) -> bool:
    """Whether a blank line stands between two lines of one quote."""
    return not lines[at].strip() and at + 1 < len(lines) and lines[at + 1].startswith(">")


def _in_brackets(lines: Sequence[str], at: int, by: str) -> tuple[Piece, int] | None:
    depth = 0
    for end in range(at, len(lines)):
        if not lines[end].startswith("["):
            continue
        depth += bool(OPENS.match(lines[end])) - bool(CLOSES.match(lines[end]))
        if depth == 0:
            inner = (each for each in lines[at + 1 : end] if not (OPENS.match(each) or CLOSES.match(each)))
            return Piece(Kind.QUOTED, "\n".join(inner).strip("\n"), by), end + 1
    return None


def _attributed(pieces: Sequence[Piece]) -> list[Piece]:
    """Lines like "On Monday Ana wrote:" go with the quote below them."""
    done: list[Piece] = []
    for piece in pieces:
        if piece.kind is Kind.QUOTED and done and done[-1].kind is Kind.SAID and not piece.by:
            rest, by = _parted(done[-1].text)
            if by:
                done[-1:] = [Piece(Kind.SAID, rest)] if rest else []
                piece = Piece(piece.kind, piece.text, by)
        done.append(piece)
    return done


def _parted(text: str) -> tuple[str, str]:
    """What is said before an attribution, and the attribution; the empty text where there is none."""
    lines = text.rstrip().split("\n")
    if not ATTRIBUTES.search(lines[-1]):
        return text, ""
    first = len(lines) - 1
    while first > 0 and lines[first - 1].strip() and len(lines) - first < MOST_ATTRIBUTION:
        first -= 1
    return "\n".join(lines[:first]).strip("\n"), " ".join(line.strip() for line in lines[first:])
