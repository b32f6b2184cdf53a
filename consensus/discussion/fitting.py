"""Pure: a suggestion that was made on some words, fitted onto what they have become since.

Both sides are compared with the words the suggestion was made on. Where only one side changed something, that is
taken; where both changed the same place, or places that touch, and not in the same way, that is a conflict.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..drafts.words.differences import agreements
from ..drafts.words.tidying import changes
from ..drafts.words.tokens import Token, tokens


class Conflict(NamedTuple):
    """One place that both sides changed: what stood there, what is suggested, and what stands there now."""

    base: str
    suggested: str
    current: str


@dataclass(frozen=True, slots=True)
class Fitted:
    """``text`` is the current text with the suggestion in it; None, and not ``clean``, when there are conflicts."""

    text: str | None
    clean: bool
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class _Chunk:
    """What stands between two kept words, on each side; and the kept word after it, None at the end."""

    base: Sequence[Token]
    suggested: Sequence[Token]
    current: Sequence[Token]
    kept: tuple[Token, Token, Token] | None


def fit(base: str, suggested: str, current: str) -> Fitted:
    """Merge by words: the suggestion was made on ``base``, the clause says ``current`` now.

    Exact when one of the sides changed nothing; what was already done is clean.
    """
    if suggested in (base, current):
        return Fitted(current, clean=True)
    if base == current:
        return Fitted(suggested, clean=True)
    written: list[str] = []
    conflicts: list[Conflict] = []
    for chunk in _chunks(tokens(base), tokens(suggested), tokens(current)):
        taken = _taken(chunk)
        if taken is None:
            conflicts.append(_conflict(chunk))
        else:
            written += (token.text for token in taken)
        if chunk.kept:
            written.append(_kept(*chunk.kept))
    if conflicts:
        return Fitted(None, clean=False, conflicts=tuple(conflicts))
    return Fitted("".join(written), clean=True)


def _chunks(base: list[Token], suggested: list[Token], current: list[Token]) -> Iterator[_Chunk]:
    in_suggested, in_current = _matches(base, suggested), _matches(base, current)
    i = j = k = 0
    for at in range(len(base)):
        if at not in in_suggested or at not in in_current:
            continue
        to_j, to_k = in_suggested[at], in_current[at]
        yield _Chunk(
            base[i:at], suggested[j:to_j], current[k:to_k], (base[at], suggested[to_j], current[to_k])
        )
        i, j, k = at + 1, to_j + 1, to_k + 1
    yield _Chunk(base[i:], suggested[j:], current[k:], None)


def _matches(base: Sequence[Token], other: Sequence[Token]) -> dict[int, int]:
    """From each word of the base that the other side kept to where it stands there, as a redline would show it."""
    said, there = [token.said for token in base], [token.said for token in other]
    found: dict[int, int] = {}
    i = j = 0
    for change in changes(agreements(said, there), old=said, new=there):
        found.update(zip(range(i, change.i1), range(j, change.j1), strict=True))
        i, j = change.i2, change.j2
    found.update(zip(range(i, len(said)), range(j, len(there)), strict=True))
    return found


def _taken(chunk: _Chunk) -> Sequence[Token] | None:
    """The side that changed something; None when both did, differently."""
    base, suggested, current = _said(chunk.base), _said(chunk.suggested), _said(chunk.current)
    if suggested in (base, current):
        return chunk.current
    return chunk.suggested if base == current else None


def _kept(base: Token, suggested: Token, current: Token) -> str:
    """A kept word with the white space before it, which a side may have changed too."""
    space = suggested.space if current.space == base.space else current.space
    return space + current.said


def _conflict(chunk: _Chunk) -> Conflict:
    return Conflict(*(_text(side) for side in (chunk.base, chunk.suggested, chunk.current)))


def _said(side: Sequence[Token]) -> list[str]:
    return [token.said for token in side]


def _text(side: Sequence[Token]) -> str:
    return "".join(token.text for token in side).strip()
