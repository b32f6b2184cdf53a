"""What became of each clause from one draft to the next: its kind of change, what it keeps, whether it
matters.

A change is substantive until declared editorial. Whatever is split or merged, and whatever hangs from
something that changed in substance, stays substantive: votes must not slide into another rule.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .reasons import reason
from .risks import risky_words
from .sides import HEADING, Book, Join, Side, book, name_of
from .successors import keepers

SUBSTANTIVE = "substantive"
EDITORIAL = "editorial"


class ChangeKind(StrEnum):
    """In the order in which they are tried; the first that fits."""

    NEW = "new"
    SPLIT = "split"
    MERGED = "merged"
    RENAMED = "renamed"
    EDITED = "edited"
    MOVED = "moved"
    SAME = "same"
    REMOVED = "removed"


WORDS_CHANGED = frozenset({ChangeKind.SPLIT, ChangeKind.MERGED, ChangeKind.RENAMED, ChangeKind.EDITED})


@dataclass(frozen=True, slots=True)
class ChangeFound:
    """One row of the map. `key` is the newer clause's, or the older one's when it was removed.

    `surroundings`: what it hangs from changed in substance. `significance`: "substantive", "editorial", or
    None where nothing changed. `keeps`: the older key whose identity it continues; None: a clause of its
    own.
    """

    key: str
    kind: ChangeKind
    sources: tuple[str, ...]
    moved: bool
    surroundings: bool
    significance: str | None
    risks: tuple[str, ...]
    confidence: float
    reason: str
    keeps: str | None
    reason_code: str = ""
    reason_params: tuple[tuple[str, int | str], ...] = ()


def describe(
    old: Sequence[Side],
    new: Sequence[Side],
    joins: Sequence[Join],
    *,
    declared: Mapping[str, str] | None = None,
    terms: Sequence[str] = (),
) -> tuple[ChangeFound, ...]:
    """Every newer clause in reading order, then every older one that is nobody's source.

    `declared`: newer key to "editorial" or "substantive", by maintainers. `terms`: defined terms, for the
    marks. Sources that are not in `old` are left out. Run it again after every correction of the joins.
    """
    return _Describing(old, new, joins, declared=declared or {}, terms=terms).all()


class _Describing:
    """The two drafts and their joins, and what has been found out so far, in reading order."""

    def __init__(
        self,
        old: Sequence[Side],
        new: Sequence[Side],
        joins: Sequence[Join],
        *,
        declared: Mapping[str, str],
        terms: Sequence[str],
    ) -> None:
        self.old, self.new = book(old), book(new)
        self.joins = {join.key: join for join in joins}
        self.sources = {side.key: self._sources_of(side.key) for side in self.new.sides}
        self.successors: dict[str, list[Side]] = defaultdict(list)
        for side in self.new.sides:
            for source in self.sources[side.key]:
                self.successors[source].append(side)
        self.keepers = keepers(self.old, self.new, self.sources)
        self.declared, self.terms = declared, terms
        self.found: dict[str, ChangeFound] = {}

    def all(self) -> tuple[ChangeFound, ...]:
        """Newer clauses in reading order, so that what governs is found first; then the removed ones."""
        for side in self.new.sides:
            self.found[side.key] = self._change(side)
        removed = (_removed(side) for side in self.old.sides if side.key not in self.successors)
        return (*self.found.values(), *removed)

    def _sources_of(self, key: str) -> tuple[str, ...]:
        join = self.joins.get(key)
        known = (source for source in (join.sources if join else ()) if source in self.old.index)
        return tuple(dict.fromkeys(known))

    def _change(self, side: Side) -> ChangeFound:
        sources = self.sources[side.key]
        join = self.joins.get(side.key) or Join(side.key, (), 0.0, "")
        moved = bool(sources) and self._moved(side, self._older(sources[0]))
        surroundings = bool(sources) and self._surroundings(side, self._older(sources[0]))
        kind = self._kind(side, sources, moved=moved)
        return ChangeFound(
            key=side.key,
            kind=kind,
            sources=sources,
            moved=moved,
            surroundings=surroundings,
            significance=self._significance(side, kind, surroundings=surroundings),
            risks=self._risks(side, sources) if kind in WORDS_CHANGED else (),
            confidence=join.confidence,
            reason=join.reason,
            keeps=self.keepers.get(side.key),
            reason_code=join.reason_code,
            reason_params=join.reason_params,
        )

    def _kind(self, side: Side, sources: Sequence[str], *, moved: bool) -> ChangeKind:
        if not sources:
            return ChangeKind.NEW
        if any(len(self.successors[source]) > 1 for source in sources):
            return ChangeKind.SPLIT
        if len(sources) > 1:
            return ChangeKind.MERGED
        older = self._older(sources[0])
        if side.digest != older.digest:
            return ChangeKind.RENAMED if _renamed(side, older) else ChangeKind.EDITED
        if side.markdown != older.markdown:
            return ChangeKind.EDITED
        return ChangeKind.MOVED if moved else ChangeKind.SAME

    def _significance(self, side: Side, kind: ChangeKind, *, surroundings: bool) -> str | None:
        if surroundings or kind in (ChangeKind.NEW, ChangeKind.SPLIT, ChangeKind.MERGED):
            return SUBSTANTIVE
        if kind in (ChangeKind.SAME, ChangeKind.MOVED):
            return SUBSTANTIVE if self.declared.get(side.key) == SUBSTANTIVE else None
        only_marks = side.digest == self._older(self.sources[side.key][0]).digest
        return self.declared.get(side.key, EDITORIAL if only_marks else SUBSTANTIVE)

    def _risks(self, side: Side, sources: Sequence[str]) -> tuple[str, ...]:
        """Marked words between all that it comes from and all that came of it, so that a split loses no
        word.
        """
        family = {one.key: one.text for source in sources for one in self.successors[source]}
        old = "\n".join(self._older(source).text for source in sources)
        return risky_words(old, "\n".join(family.values()), terms=self.terms)

    def _moved(self, side: Side, older: Side) -> bool:
        """Whether it stands in another part, or hangs from something else."""
        above, was_above = self._parent(self.new, side), self._parent(self.old, older)
        if above is None or was_above is None:
            return above is not was_above or self._other_part(side, older)
        return was_above.key not in self.sources[above.key] or self._other_part(side, older)

    def _other_part(self, side: Side, older: Side) -> bool:
        if side.part == older.part:
            return False
        root, was_root = _root(self.new, side), _root(self.old, older)
        return root.kind != HEADING or was_root.key not in self.sources[root.key]

    def _surroundings(self, side: Side, older: Side) -> bool:
        """Whether what governs it (lead sentence, table, group, required or not) changed in substance.

        A heading organises and does not govern.
        """
        if side.required != older.required:
            return True
        above, was_above = self._governing(self.new, side), self._governing(self.old, older)
        if above is None or was_above is None:
            return above is not was_above
        if was_above.key not in self.sources[above.key]:
            return True
        change = self.found[above.key]
        return change.significance == SUBSTANTIVE

    def _governing(self, of: Book, side: Side) -> Side | None:
        above = self._parent(of, side)
        return None if above is None or above.kind == HEADING else above

    def _parent(self, of: Book, side: Side) -> Side | None:
        above = of.parents[of.index[side.key]]
        return None if above is None else of.sides[above]

    def _older(self, key: str) -> Side:
        return self.old.sides[self.old.index[key]]


def _renamed(side: Side, older: Side) -> bool:
    """Both have a heading, group name or lead term, and it is another one."""
    name, former = name_of(side), name_of(older)
    return bool(name) and bool(former) and name != former


def _root(of: Book, side: Side) -> Side:
    position = of.index[side.key]
    while (above := of.parents[position]) is not None:
        position = above
    return of.sides[position]


def _removed(side: Side) -> ChangeFound:
    why = reason("removed")
    return ChangeFound(
        key=side.key,
        kind=ChangeKind.REMOVED,
        sources=(),
        moved=False,
        surroundings=False,
        significance=SUBSTANTIVE,
        risks=(),
        confidence=1.0,
        reason=why.text,
        keeps=None,
        reason_code=why.code,
        reason_params=why.params,
    )
