"""Whoosh: an index as it was at one commit. Whoosh's readers are not for several threads, so these take turns."""

import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ..bounding import Begun, begun_in, bounded, denied, most_read
from ..sought import Sought
from .shape import (
    BOOKMARK,
    DIGITS,
    MOST_NEAR,
    Bookmark,
    Hit,
    Kept,
    Key,
    Looked,
    Sort,
    bookmark_from,
)  # fmt: skip
from .whoosh_finding import Fitting, count, count_only_what_is_found, fitting, terms_in
from .whoosh_looking import Looking, Statistics, held_in, phrases_in
from .whoosh_segments import SCORED, Leaf, Segment, norms

MOST_WORDS, MOST_SCANNED = 40, 100_000
Row = tuple[float, int, str, Leaf, int]


class WhooshReader:
    """Reads one commit."""

    def __init__(self, reader: Any, known: Mapping[str, Segment]) -> None:
        self.reader = reader
        self.lock = threading.RLock()
        self.segments: dict[str, Segment] = {}
        self.leaves: list[Leaf] = []
        for leaf, _offset in reader.leaf_readers():
            if leaf.doc_count_all() == 0:  # of an index without documents, which has no segments
                continue
            name = str(leaf.segment().segment_id())
            self.segments[name] = known.get(name) or Segment(leaf)
            self.leaves.append(Leaf(leaf, self.segments[name]))
        self.many = sum(leaf.segment.many for leaf in self.leaves)
        self.norms = {name: norms(self._average(name)) for name in SCORED}

    def _average(self, name: str) -> float:
        return (
            float(sum(leaf.leaf.field_length(name) for leaf in self.leaves)) / self.many if self.many else 0.0
        )

    def find(
        self,
        sought: Sought,
        *,
        sort: Sort = "relevance",
        after: Key | None = None,
        limit: int = 20,
        facets: bool = True,
    ) -> Looked:
        """A page of what fits, after a place in the list."""
        with self.lock:
            most = most_read(self.size())
            if refused := denied(sought, self._frequency, most=most):
                return Looked(0, (), more=False, refused=refused)
            sought, common = bounded(sought, self._frequency, most=most)
            begun = begun_in(sought, self._beginning)
            statistics = self._statistics(sought, begun)
            looks = [Looking(leaf, sought, statistics) for leaf in self.leaves]
            fits = [fitting(look, facets=facets) for look in looks]
            if any(look.narrowly for look in looks):
                count_only_what_is_found(fits)
            order = sort if sought.groups or sort == "oldest" else "newest"
            rows = _first(fits, order, after, limit + 1) if limit else []
            hits = tuple(Hit(_key(row), row[3].leaf.stored_fields(row[4])["kept"]) for row in rows[:limit])
            total = sum(len(each.numbers) for each in fits)
            broad = tuple(each for each, words in begun.items() if words.cut)
            partly = tuple(sorted({" ".join(phrase) for look in looks for phrase in look.partly}))
            return Looked(
                total, hits, len(rows) > limit, count(fits) if facets else {}, broad, common, partly
            )

    def _statistics(self, sought: Sought, begun: Mapping[str, Begun]) -> Statistics:
        found = {each: self._frequency(*each) for each in terms_in(sought)}
        words = {each: words.words for each, words in begun.items()}
        held = {each: sum(held_in(leaf, each) for leaf in self.leaves) for each in phrases_in(sought)}
        return Statistics(self.many, self.norms, found, words, held)

    def _frequency(self, field: str, term: str) -> int:
        return sum(leaf.frequency(field, term) for leaf in self.leaves)

    def frequencies(self, words: Sequence[str]) -> dict[str, int]:
        """Term → in how many documents it stands."""
        with self.lock:
            return {word: self._frequency("words", word) for word in words}

    def beginning(self, prefix: str, most: int) -> list[tuple[str, int]]:
        """Words with a beginning, the most frequent first."""
        with self.lock:
            return self._beginning("exact", prefix, most)

    def _beginning(self, field: str, prefix: str, most: int) -> list[tuple[str, int]]:
        counted: Counter[str] = Counter()
        for leaf in self.leaves:
            for word, n in leaf.beginning(field, prefix):
                counted[word] += n
        return nsmallest(most, counted.items(), key=lambda each: (-each[1], each[0]))

    def near(self, word: str) -> list[tuple[str, int]]:
        """Words that differ by few signs, and begin with one of the first two."""
        with self.lock:
            words = {
                each: n
                for first in set(word[:2])
                for each, n in self._beginning("exact", first, MOST_SCANNED)
            }
        near = process.extract(
            word, words.keys(), scorer=OSA.distance, score_cutoff=MOST_NEAR, limit=MOST_WORDS
        )
        return [(each, words[each]) for each, _distance, _at in near]

    def size(self) -> int:
        """How many documents there are."""
        return sum(len(leaf.live) for leaf in self.leaves)

    def bookmark(self) -> Bookmark | None:
        """How far it has followed."""
        with self.lock:
            for leaf in self.leaves:
                for number in leaf.numbers("subject", BOOKMARK):
                    return bookmark_from(leaf.leaf.stored_fields(number)["kept"])
        return None

    def kept_of(self, subjects: Iterable[str]) -> dict[str, list[Kept]]:
        """What is kept of some subjects."""
        found: dict[str, list[Kept]] = {}
        with self.lock:
            for subject in subjects:
                for leaf in self.leaves:
                    for number in leaf.numbers("subject", subject):
                        found.setdefault(subject, []).append(_kept(leaf, number))
        return found

    def contents(self) -> Iterator[Kept]:
        """Everything that is kept."""
        for leaf in self.leaves:
            for number in leaf.live:
                yield _kept(leaf, number)

    def close(self) -> None:
        """Let go of the files."""
        with self.lock:
            self.reader.close()


def _kept(leaf: Leaf, number: int) -> Kept:
    segment = leaf.segment
    return Kept(segment.subjects[number], segment.ids[number], segment.digests[number])


def _first(fits: Iterable[Fitting], sort: Sort, after: Key | None, most: int) -> list[Row]:
    """The first of everything that fits, after a place in the list."""
    place = _place(after, sort) if after else None
    rows = (row for each in fits for row in _rows(each, sort) if place is None or row[:3] > place)
    return nsmallest(most, rows, key=lambda row: row[:3])


def _rows(each: Fitting, sort: Sort) -> Iterator[Row]:
    """From the newest on where these come first: then hardly any row displaces one of those already found."""
    order, ids, scores, leaf = each.leaf.segment.order, each.leaf.segment.ids, each.scores, each.leaf
    if sort == "relevance":
        return ((-round(scores[n], DIGITS), -order[n], ids[n], leaf, n) for n in reversed(each.numbers))
    if sort == "newest":
        return ((0.0, -order[n], ids[n], leaf, n) for n in reversed(each.numbers))
    return ((0.0, order[n], ids[n], leaf, n) for n in each.numbers)


def _place(key: Key, sort: Sort) -> tuple[float, int, str]:
    if sort == "relevance":
        return (-key.score, -key.order, key.id)
    return (0.0, -key.order if sort == "newest" else key.order, key.id)


def _key(row: Row) -> Key:
    return Key(abs(row[0]), abs(row[1]), row[2])
