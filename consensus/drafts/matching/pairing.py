"""Pairs newer clauses with older ones, the surest first; each pair makes its neighbours surer."""

from collections import Counter, defaultdict
from heapq import heapify, heappop, heappush

from ..sides import ORGANISING, Book, name_of
from ..words.vocabulary import words
from .candidates import by_rank, by_words
from .judging import LEAST_RATIO, Found, Judge
from .neighbourhood import REACH, Pairs

NOTHING_LESS = 1e-9  # rounding, when a promise is compared with what is found


class Pairing:
    """Finds the pairs between two drafts: `run()`, then ask `pairs`; `judge` says why."""

    def __init__(self, old: Book, new: Book) -> None:
        """Weigh all words; nothing is paired yet."""
        self.old, self.new = old, new
        self.pairs = Pairs(old, new)
        self.judge = Judge(self.pairs)
        self.pinned: set[int] = set()
        self.candidates: dict[int, set[int]] = defaultdict(set)
        self._queue: list[tuple[float, int, int, int]] = []
        self._ranks = _ranks(old), _ranks(new)

    def run(self) -> None:
        """Pair by id, then what has the same words once in each draft, then best first."""
        self._pin()
        self._pair_same_words()
        self._look_around()
        heapify(self._queue)
        while self._queue:
            promise, _, newer, older = heappop(self._queue)
            if self.pairs.free(newer, older):
                self._consider(newer, older, promised=-promise)

    def rivals(self, newer: int) -> list[Found]:
        """Older clauses that were looked at for a newer one and came from nowhere else."""
        free = (older for older in sorted(self.candidates[newer]) if self.pairs.of_old[older] is None)
        return [self.judge.found(newer, older) for older in free]

    def _pin(self) -> None:
        for newer, side in enumerate(self.new.sides):
            older = self.old.index.get(side.key) if side.given else None
            if older is not None and self.pairs.free(newer, older):
                self.pinned.add(newer)
                self.pairs.add(newer, older)

    def _pair_same_words(self) -> None:
        several: list[tuple[int, int]] = []
        for newer, older in self._same_words():
            if len(newer) == len(older) == 1:
                self.pairs.add(newer[0], older[0])
            else:
                several += by_rank(newer, older)
        for one, other in several:
            self._queue_pair(one, other)

    def _same_words(self) -> list[tuple[list[int], list[int]]]:
        """Free clauses with the same words, newer and older, in reading order."""
        newer = _free_by_digest(self.new, self.pairs.of_new)
        older = _free_by_digest(self.old, self.pairs.of_old)
        return [(newer[digest], older[digest]) for digest in newer if digest in older]

    def _look_around(self) -> None:
        wanted = [
            newer
            for newer, older in enumerate(self.pairs.of_new)
            if older is None and newer not in self.candidates
        ]
        offered = [older for older, newer in enumerate(self.pairs.of_old) if newer is None]
        bags = self.judge.lexicon
        for newer, chosen in by_words(wanted, offered, ours=bags.new, theirs=bags.old).items():
            for older in chosen:
                self._queue_pair(newer, older)
        for newer, partner in enumerate(self.pairs.of_new):
            if partner is not None:
                self._queue_standing_alike(newer, partner)

    def _consider(self, newer: int, older: int, *, promised: float) -> None:
        """Pair two free clauses, or put them back when they hold less than they promised."""
        margin = self.judge.found(newer, older).margin
        if margin < promised - NOTHING_LESS:
            self._push(newer, older, margin=margin)
        elif margin > 0:
            newer = self._head(newer, older)
            self.pairs.add(newer, older)
            self._queue_standing_alike(newer, older)
            self._queue_near(newer)

    def _head(self, newer: int, older: int) -> int:
        """The clause that takes over a lead term: not the examples below it, though they may have more of
        the words.
        """
        head = self.new.parents[newer]
        if self.new.sides[newer].digest == self.old.sides[older].digest:
            return newer
        if head is None or self.pairs.of_new[head] is not None or name_of(self.new.sides[newer]):
            return newer
        ours, theirs = (set(words(name_of(side))) for side in (self.new.sides[head], self.old.sides[older]))
        passable = ours == theirs or self.judge.likeness(head, older).ratio >= LEAST_RATIO
        return head if passable and ours & theirs and self.new.sides[head].kind not in ORGANISING else newer

    def _queue_standing_alike(self, newer: int, older: int) -> None:
        """Clauses before, after, above and below a new pair may be pairs too, whatever words they share."""
        self._queue_pair(newer - 1, older - 1)
        self._queue_pair(newer + 1, older + 1)
        for one, other in zip(self.new.children[newer], self.old.children[older], strict=False):
            self._queue_pair(one, other)
        above, over = self.new.parents[newer], self.old.parents[older]
        if above is not None and over is not None:
            self._queue_pair(above, over)

    def _queue_near(self, newer: int) -> None:
        """A new pair makes its neighbours surer: look at what they were compared with again."""
        beside = range(max(0, newer - REACH), min(len(self.new), newer + REACH + 1))
        family = (*self.new.children[newer], *self.new.siblings[newer], self.new.parents[newer])
        for one in sorted({*beside, *(position for position in family if position is not None)}):
            if self.pairs.of_new[one] is None:
                for other in sorted(self.candidates[one]):
                    self._queue_pair(one, other)

    def _queue_pair(self, newer: int, older: int) -> None:
        pairs = self.pairs
        if 0 <= newer < len(pairs.of_new) and 0 <= older < len(pairs.of_old) and pairs.free(newer, older):
            self.candidates[newer].add(older)
            self._push(newer, older, margin=self.judge.found(newer, older).margin)

    def _push(self, newer: int, older: int, *, margin: float) -> None:
        if margin > 0:
            apart = abs(self._ranks[1][newer] - self._ranks[0][older])
            heappush(self._queue, (-margin, apart, newer, older))


def _free_by_digest(book: Book, partners: list[int | None]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for position, side in enumerate(book.sides):
        if partners[position] is None:
            found[side.digest].append(position)
    return found


def _ranks(book: Book) -> list[int]:
    """Of each clause, how many before it have the same words."""
    seen: Counter[str] = Counter()
    ranks = []
    for side in book.sides:
        ranks.append(seen[side.digest])
        seen[side.digest] += 1
    return ranks
