"""Whoosh: one segment, read fast. Postings are taken block by block, and what documents are counted by is kept in memory.

Whoosh's own matchers look at one posting at a time, which is ten times slower. This reads attributes that are private
in Whoosh 2.7.4, the last release there will be.
"""

from array import array
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate
from typing import Any

from whoosh.columns import NumericColumn
from whoosh.reading import TermNotFound
from whoosh.util.numeric import byte_to_length

from ..prepared import FIELDS
from .shape import K1, B
from .whoosh_files import AMONG, BETWEEN

SCORED = ("words", "title", "exact")
Scores = dict[int, float]
Block = tuple[Sequence[int], Sequence[float], Sequence[bytes]]
LENGTHS = tuple(byte_to_length(byte) or 0 for byte in range(256))


class Segment:
    """A segment's documents, numbered from 0: order, id, subject, digest, byline, and the values of each field."""

    def __init__(self, leaf: Any) -> None:
        self.many: int = leaf.doc_count_all()
        self.order = array("Q")
        self.ids: list[str] = []
        self.subjects: list[str] = []
        self.digests: list[str] = []
        self.bylines: list[frozenset[str]] = []
        self.values: dict[str, list[tuple[str, ...]]] = {name: [] for name in FIELDS}
        self.real: list[int] = []
        self._read(leaf)
        self.lengths = {name: _lengths(leaf, name, self.many) for name in SCORED}

    def _read(self, leaf: Any) -> None:
        known: dict[str, tuple[str, ...]] = {"": ()}
        bylines: dict[str, frozenset[str]] = {"": frozenset()}
        nothing = BETWEEN.join(["0"] + [""] * (4 + len(FIELDS)))
        columns = [self.values[name] for name in FIELDS]
        for number, said in enumerate(leaf.column_reader("facts", translate=False)):
            line = bytes(said).decode() or nothing
            order, id, subject, digest, byline, *values = line.split(BETWEEN)
            self.order.append(int(order))
            self.ids.append(id)
            self.subjects.append(subject)
            self.digests.append(digest)
            self.bylines.append(bylines.get(byline) or bylines.setdefault(byline, frozenset(byline.split())))
            for column, value in zip(columns, values, strict=True):
                found = known.get(value)
                column.append(known.setdefault(value, tuple(value.split(AMONG))) if found is None else found)
            if id:
                self.real.append(number)


def _lengths(leaf: Any, field: str, many: int) -> bytes:
    name = f"_{field}_len"
    if not leaf._perdoc.has_column(name):
        return bytes(many)
    column = leaf._perdoc.column_reader(name, NumericColumn("B", default=0))
    return bytes(column._dbfile.get(column._basepos, column._count)).ljust(many, b"\0")


class Leaf:
    """A segment as it is at one commit: without what was deleted since it was written."""

    def __init__(self, leaf: Any, segment: Segment) -> None:
        self.leaf = leaf
        self.segment = segment
        self.deleted = frozenset(leaf.segment().deleted_docs())
        self.live = [number for number in segment.real if number not in self.deleted]

    def blocks(self, field: str, term: str, *, among: Sequence[int] | None = None) -> Iterator[Block]:
        """The postings of a term: numbers of documents, how often, and where.

        ``among``: numbers in order; a block in which none of them can be is not read.
        """
        try:
            encoded = term.encode()
            matcher = self.leaf._terms.matcher(field, encoded, self.leaf.schema[field].format)
        except (TermNotFound, UnicodeEncodeError):
            return
        if not hasattr(matcher, "_next_block"):
            yield matcher._ids, matcher._weights or [1.0] * len(matcher._ids), matcher._values
            return
        seen = 0
        while matcher.is_active() and (among is None or seen < len(among)):
            here = 1 if among is None else bisect_right(among, matcher._maxid, seen) - seen
            if here:
                yield _read(matcher)
            seen += here
            matcher._next_block()

    def numbers(self, field: str, term: str) -> set[int]:
        """The documents that hold a term."""
        found: set[int] = set()
        for ids, _weights, _values in self.blocks(field, term):
            found.update(ids)
        return found - self.deleted if self.deleted else found

    def scores(
        self, field: str, term: str, weight: float, norms: Sequence[float], among: Collection[int] | None
    ) -> Scores:
        """Each document that holds a term, with its part of BM25; of some alone, where these are given."""
        found: Scores = {}
        lengths = self.segment.lengths[field]
        for ids, weights, _values in self.blocks(field, term):
            for number, n in zip(ids, weights, strict=True):
                if among is None or number in among:
                    found[number] = weight * n / (n + norms[lengths[number]])
        for number in self.deleted & found.keys():
            del found[number]
        return found

    def runs(self, terms: Sequence[str], among: Collection[int]) -> dict[int, int]:
        """In which of some documents terms stand side by side, and how often."""
        found: dict[int, int] = {}
        left = sorted(among)
        known: dict[str, dict[int, Sequence[int]]] = {}
        for term in sorted(set(terms), key=lambda term: self.frequency("exact", term)):
            known[term] = self._places(term, left)
            left = sorted(known[term])
        places = [known[term] for term in terms]
        for number in left:
            starts = set(places[0][number])
            for step, at in enumerate(places[1:], 1):
                starts.intersection_update([place - step for place in at[number]])
                if not starts:
                    break
            if starts:
                found[number] = len(starts)
        return found

    def _places(self, term: str, among: Sequence[int]) -> dict[int, Sequence[int]]:
        """Where a term stands in some documents, which are in order; those without it are left out."""
        found: dict[int, Sequence[int]] = {}
        wanted = frozenset(among)
        for ids, _weights, values in self.blocks("exact", term, among=among):
            for number, value in zip(ids, values, strict=True):
                if number in wanted:
                    found[number] = array("I", value)
        return found

    def frequency(self, field: str, term: str) -> int:
        """In how many documents a term stands, deleted ones too."""
        return int(self.leaf.doc_frequency(field, term.encode("utf-8", "replace")))

    def beginning(self, field: str, prefix: str) -> Iterator[tuple[str, int]]:
        """The terms with a beginning, and in how many documents each stands."""
        encoded = prefix.encode("utf-8", "replace")
        for (name, term), info in self.leaf._terms.items_from(field, encoded):
            if name != field or not term.startswith(encoded):
                break
            yield term.decode(), info.doc_frequency()


def _read(matcher: Any) -> Block:
    """A block of postings; how often is one number where it is the same for all."""
    matcher._read_data()
    ids, weights, values = matcher._data
    numbers = tuple(ids if matcher._byteids else accumulate(ids))
    if weights is None or isinstance(weights, float):
        return numbers, [1.0 if weights is None else weights] * len(numbers), values
    return numbers, weights, values


def norms(average: float) -> list[float]:
    """What the length of a field does to a score, for each length as Whoosh keeps it: in one byte."""
    return [K1 * (1 - B + B * length / average) if average else K1 for length in LENGTHS]
