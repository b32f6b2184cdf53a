"""Why is this word here? In which draft each word of the newest wording came in, from redline to redline."""

from collections.abc import Sequence

from .moves import moved_words
from .words.differences import agreements
from .words.tokens import Token, tokens


def origins(history: Sequence[tuple[str, str]]) -> list[str]:
    """For each word of the newest text the version in which it came in.

    `history` is [(version, text), …] from the oldest to the newest wording of one clause (texts of several
    sources joined by a newline); words are what `str.split()` gives. Moved words keep their version.
    """
    if not history:
        return []
    version, text = history[0]
    older = tokens(text, whole_marks=False)
    versions = [version] * len(older)
    for version, text in history[1:]:
        newer = tokens(text, whole_marks=False)
        versions = _carried(older, newer, versions, version=version)
        older = newer
    return [versions[number] for number in _first_tokens(history[-1][1], older)]


def why_word(history: Sequence[tuple[str, str]], word_index: int) -> str:
    """The version in which one word of the newest text came in; words are counted from 0. Raises
    IndexError.
    """
    return origins(history)[word_index]


def _carried(
    old: Sequence[Token], new: Sequence[Token], versions: Sequence[str], *, version: str
) -> list[str]:
    said_old, said_new = [token.said for token in old], [token.said for token in new]
    carried: list[str | None] = [None] * len(new)
    gone, came = set(range(len(old))), set(range(len(new)))
    for i, j, size in agreements(said_old, said_new):
        carried[j : j + size] = versions[i : i + size]
        gone.difference_update(range(i, i + size))
        came.difference_update(range(j, j + size))
    out, into = sorted(gone), sorted(came)
    for move in moved_words([[said_old[at] for at in out]], [[said_new[at] for at in into]]):
        for step in range(move.length):
            carried[into[move.came_at + step]] = versions[out[move.gone_at + step]]
    return [version if known is None else known for known in carried]


def _first_tokens(text: str, found: Sequence[Token]) -> list[int]:
    """For each word of a text the token that says most about it: its first one with a letter or digit."""
    chosen: list[int] = []
    word_end = 0
    for number, token in enumerate(found):
        if not token.said:
            continue
        start = token.start + len(token.space)
        if start >= word_end or not chosen:
            word_end = _end_of_word(text, start)
            chosen.append(number)
        elif not _says(found[chosen[-1]]) and _says(token):
            chosen[-1] = number
    return chosen


def _end_of_word(text: str, start: int) -> int:
    while start < len(text) and not text[start].isspace():
        start += 1
    return start


def _says(token: Token) -> bool:
    return any(letter.isalnum() for letter in token.said)
