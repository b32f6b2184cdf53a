"""Pure: the canonical form of a final bundle, and its digests.

A bundle is lines of canonical JSON, each with a ``section``; sections stand in a fixed order, and the last line tells
where the public record ended when it was made, and how many lines there are of each section. Its digest is the SHA-256 of the whole file, so that ``sha256sum``
suffices to check it. The *core* is the file without that last line: what must not change between reading and signing,
while the record goes on. Lines come from an iterator and go to one, so that memory stays small.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..ledger.chain import canonical

SECTIONS = (
    "draft", "files", "clauses", "map", "policy", "tallies", "calls", "dispositions", "systems", "endorsements", "criteria",
)  # fmt: skip
HEAD = "head"
Line = tuple[str, Mapping[str, Any]]
PIECE = 1 << 17


class OutOfOrder(ValueError):
    """Lines came in another order than that of the form."""


@dataclass(frozen=True, slots=True)
class Digests:
    """What a bundle is known by: the digest of the whole, of its core, its size in bytes, and its lines by section."""

    bundle: str
    core: str
    size: int
    lines: Mapping[str, int]


class Bundling:
    """Reckons the digests of a bundle while its text passes through."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self._at = 0
        self._size = 0
        self._lines: dict[str, int] = dict.fromkeys(SECTIONS, 0)

    def core(self, lines: Iterable[Line]) -> Iterator[str]:
        """The text of the core, line by line. Raises OutOfOrder, and ValueError for what has no canonical form."""
        for section, fields in lines:
            if section not in SECTIONS[self._at :]:
                raise OutOfOrder(section)
            self._at = SECTIONS.index(section)
            self._lines[section] += 1
            yield self._counted(_line(section, fields))

    @property
    def core_digest(self) -> str:
        """The digest of what has passed so far."""
        return self._hash.hexdigest()

    def head(self, *, n: int, hash: str) -> tuple[str, Digests]:
        """The last line, and what the finished bundle is known by."""
        core = self.core_digest
        last = self._counted(_line(HEAD, {"n": n, "hash": hash, "lines": dict(self._lines)}))
        return last, Digests(self._hash.hexdigest(), core, self._size, dict(self._lines))

    def _counted(self, line: str) -> str:
        raw = line.encode("utf-8")
        self._hash.update(raw)
        self._size += len(raw)
        return line


def core_digest(lines: Iterable[Line]) -> str:
    """The digest of a core, when its text is not wanted."""
    bundling = Bundling()
    for _ in bundling.core(lines):
        pass
    return bundling.core_digest


def in_pieces(lines: Iterable[str], *, size: int = PIECE) -> Iterator[str]:
    """Text in pieces of about a size, for storing it; a long line makes several."""
    waiting, length = [], 0
    for line in lines:
        waiting.append(line)
        length += len(line)
        if length >= size:
            whole = "".join(waiting)
            full = length - length % size
            yield from (whole[at : at + size] for at in range(0, full, size))
            waiting, length = [whole[full:]], length - full
    if length:
        yield "".join(waiting)


def _line(section: str, fields: Mapping[str, Any]) -> str:
    return canonical({"section": section, **fields}) + "\n"
