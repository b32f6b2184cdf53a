"""tantivy: an index as it was at one commit. Any number of threads may read it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA
from tantivy import DocAddress, Index, Occur, Order, Query

from ..bounding import begun_in, bounded, denied, most_read
from ..prepared import FACETS, shown
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
from .tantivy_files import BETWEEN
from .tantivy_finding import Clause, between, filters, text_query

MOST_WORDS, MOST_VALUES = 40, 5_000
SLACK, MOST_ALIKE = 64, 20_000  # hits around a page; hits of one and the same score that are put in order
Found = tuple[float, int, DocAddress]


class TantivyReader:
    """Reads one commit."""

    def __init__(self, index: Index) -> None:
        self.schema = index.schema
        self.searcher = index.searcher()
        self.bookmarked = self._bookmark()

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
        most = most_read(self.size())
        if refused := denied(sought, self.searcher.doc_freq, most=most):
            return Looked(0, (), more=False, refused=refused)
        sought, common = bounded(sought, self.searcher.doc_freq, most=most)
        begun = begun_in(sought, self._beginning)
        clauses = text_query(self.schema, sought, {each: words.words for each, words in begun.items()})
        every = [*clauses, *filters(self.schema, sought)]
        query = Query.boolean_query(every)
        counted: Any = self.searcher.search(query, limit=1, count=True)
        if sort == "relevance" and sought.groups:
            found = self._by_score(query, after, limit + 1)
        else:
            found = self._by_time(every, sort == "oldest", after, limit + 1)
        hits, total = (
            tuple(self._hit(each, after, n) for n, each in enumerate(found[:limit], 1)),
            counted.count,
        )
        broad = tuple(each for each, words in begun.items() if words.cut)
        return Looked(
            total,
            hits,
            len(found) > limit,
            self._facets(sought, clauses, query) if facets else {},
            broad,
            common,
        )

    def _beginning(self, field: str, beginning: str, most: int) -> list[tuple[str, int]]:
        return list(self.searcher.terms_with_prefix(field, beginning, limit=most))

    def _hit(self, found: Found, after: Key | None, n: int) -> Hit:
        kept = self._stored(found[2], "kept")
        return Hit(Key(found[0], found[1], shown(kept)["id"], (after.seen if after else 0) + n), kept)

    def _stored(self, address: DocAddress, name: str) -> bytes:
        return bytes(self.searcher.doc(address)[name][0])

    def _by_time(self, every: Sequence[Clause], rising: bool, after: Key | None, most: int) -> list[Found]:
        clauses = list(every)
        if after is not None:
            bounds = (after.order, None) if rising else (None, after.order + 1)
            clauses.append((Occur.Must, between(self.schema, *bounds)))
        answer = self.searcher.search(
            Query.boolean_query(clauses), limit=most + SLACK, count=False, order_by_field="order",
            order=Order.Asc if rising else Order.Desc,
        )  # fmt: skip
        found = [(0.0, int(order), address) for order, address in answer.hits]
        if after is not None:
            found = [each for each in found if each[1] != after.order or self._id(each[2]) > after.id]
        return found[:most]

    def _id(self, address: DocAddress) -> str:
        return str(shown(self._stored(address, "kept"))["id"])

    def _by_score(self, query: Query, after: Key | None, most: int) -> list[Found]:
        """The best after a place. Those of one score stand by time, so a whole such group must be at hand."""
        seen = min(after.seen, int(self.searcher.num_docs)) if after else 0
        start, many = max(seen - SLACK, 0), most + 2 * SLACK
        while True:
            hits = self.searcher.search(query, limit=many, count=False, offset=start).hits
            scores = [round(float(score), DIGITS) for score, _address in hits]
            if after is not None and start and (not scores or scores[0] <= after.score):
                start, many = 0, many + start
                continue
            found = self._in_order(hits, scores, after)
            whole = len(hits) < many or (len(found) >= most and found[most - 1][0] > scores[-1])
            if whole or many > MOST_ALIKE + most + start:
                return found[:most]
            many *= 2

    def _in_order(self, hits: Sequence[Any], scores: Sequence[float], after: Key | None) -> list[Found]:
        orders = self.searcher.fast_field_values("order", [address for _score, address in hits])
        found = [
            (score, int(order or 0), hit[1]) for score, order, hit in zip(scores, orders, hits, strict=True)
        ]
        found.sort(key=lambda each: (-each[0], -each[1]))
        if after is None:
            return found
        place = (-after.score, -after.order)
        later = [each for each in found if (-each[0], -each[1]) >= place]
        return [each for each in later if (-each[0], -each[1]) > place or self._id(each[2]) > after.id]

    def _facets(
        self, sought: Sought, clauses: Sequence[Clause], query: Query
    ) -> Mapping[str, Mapping[str, int]]:
        chosen = [name for name in FACETS if name in sought.only]
        found = self._count(query, [name for name in FACETS if name not in chosen])
        for name in chosen:
            wider = Query.boolean_query([*clauses, *filters(self.schema, sought, without=name)])
            found |= self._count(wider, [name])
        return found

    def _count(self, query: Query, names: Sequence[str]) -> dict[str, Mapping[str, int]]:
        asked = {
            name: {"terms": {"field": name, "size": MOST_VALUES, "segment_size": MOST_VALUES}}
            for name in names
        }
        answer = self.searcher.aggregate(query, asked) if asked else {}
        return {name: {each["key"]: each["doc_count"] for each in answer[name]["buckets"]} for name in names}

    def frequencies(self, words: Sequence[str]) -> dict[str, int]:
        """Term → in how many documents it stands."""
        return {word: self.searcher.doc_freq("words", word) for word in words}

    def beginning(self, prefix: str, most: int) -> list[tuple[str, int]]:
        """Words with a beginning, the most frequent first."""
        return list(self.searcher.terms_with_prefix("exact", prefix, limit=most))

    def near(self, word: str) -> list[tuple[str, int]]:
        """Words that differ by few signs, and begin with one of the first two."""
        words = {
            each: n for first in set(word[:2]) for each, n in self.searcher.terms_with_prefix("exact", first)
        }
        near = process.extract(
            word, words.keys(), scorer=OSA.distance, score_cutoff=MOST_NEAR, limit=MOST_WORDS
        )
        return [(each, words[each]) for each, _distance, _at in near]

    def size(self) -> int:
        """How many documents there are."""
        return int(self.searcher.num_docs) - (1 if self.bookmarked else 0)

    def bookmark(self) -> Bookmark | None:
        """How far it has followed."""
        return self.bookmarked

    def _bookmark(self) -> Bookmark | None:
        query = Query.term_query(self.schema, "subject", BOOKMARK, "basic")
        for _score, address in self.searcher.search(query, limit=1, count=False).hits:
            return bookmark_from(self._stored(address, "kept").decode())
        return None

    def kept_of(self, subjects: Iterable[str]) -> dict[str, list[Kept]]:
        """What is kept of some subjects."""
        found: dict[str, list[Kept]] = {}
        wanted = sorted(set(subjects))
        if wanted:
            for each in self._kept(Query.term_set_query(self.schema, "subject", wanted)):
                found.setdefault(each.subject, []).append(each)
        return found

    def contents(self) -> Iterator[Kept]:
        """Everything that is kept."""
        return self._kept(Query.all_query())

    def _kept(self, query: Query) -> Iterator[Kept]:
        answer = self.searcher.search(query, limit=max(int(self.searcher.num_docs), 1), count=False)
        for _score, address in answer.hits:
            for line in self.searcher.doc(address)["line"] or ():
                yield Kept(*bytes(line).decode().split(BETWEEN))

    def close(self) -> None:
        """Nothing: the files are let go of with the last search."""
