"""Whoosh: one segment, read fast. Postings are taken block by block, and what documents are counted by is kept in memory.

Whoosh's own matchers look at one posting at a time, which is ten times slower. This reads attributes that are private
in Whoosh 2.7.4, the last release there will be.
"""

from array import array
from collections.abc import Collection, Iterator, Sequence, Set
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

    def blocks(self, field: str, term: str, *, weights: bool = True) -> Iterator[Block]:
        """The postings of a term: numbers of documents, how often unless that is not needed, and places."""
        try:
            encoded = term.encode()
            matcher = self.leaf._terms.matcher(field, encoded, self.leaf.schema[field].format)
        except (TermNotFound, UnicodeEncodeError):
            return
        if not hasattr(matcher, "_next_block"):
            yield matcher._ids, matcher._weights or [1.0] * len(matcher._ids), matcher._values
            return
        while matcher.is_active():
            matcher.id()
            if weights:
                matcher.weight()
            yield (
                matcher._ids,
                matcher._weights if weights else (),
                () if field != "exact" else _values(matcher),
            )
            matcher._next_block()

    def numbers(self, field: str, term: str) -> set[int]:
        """The documents that hold a term."""
        return {
            number for ids, _weights, _values in self.blocks(field, term, weights=False) for number in ids
        } - self.deleted

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

    def places(self, term: str, among: Set[int] | None = None) -> dict[int, Sequence[int]]:
        """Where a term stands in documents; of some alone, where these are given."""
        found: dict[int, Sequence[int]] = {}
        for ids, _weights, values in self.blocks("exact", term, weights=False):
            for number, value in zip(ids, values, strict=True):
                if number in among if among is not None else number not in self.deleted:
                    found[number] = array("I", value)
        return found

    def runs(self, terms: Sequence[str]) -> dict[int, int]:
        """Documents in which terms stand side by side, with how often."""
        known: dict[str, dict[int, Sequence[int]]] = {}
        numbers: Set[int] | None = None
        for term in sorted(set(terms), key=lambda term: self.frequency("exact", term)):
            known[term] = self.places(term, numbers)
            numbers = known[term].keys()
            if not numbers:
                return {}
        places = [known[term] for term in terms]
        found = {}
        for number in numbers or ():
            starts = set(places[0][number])
            for step, at in enumerate(places[1:], 1):
                starts.intersection_update([place - step for place in at[number]])
                if not starts:
                    break
            if starts:
                found[number] = len(starts)
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


def _values(matcher: Any) -> Sequence[bytes]:
    if matcher._values is None:
        matcher._read_values()
    values: Sequence[bytes] = matcher._values
    return values


def norms(average: float) -> list[float]:
    """What the length of a field does to a score, for each length as Whoosh keeps it: in one byte."""
    return [K1 * (1 - B + B * length / average) if average else K1 for length in LENGTHS]
