"""Pure: the clauses of a draft as a tree that can be changed while edits are applied."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import count

from ..drafts.footnotes import marks_in
from ..drafts.pieces import Kind, OutlineClause
from ..kit.text import words

MOST_OF_KEY = 40


@dataclass(frozen=True, slots=True)
class At:
    """A place: right after ``previous`` in reading order, hanging from ``parent``, of the kind and level of ``like``."""

    like: OutlineClause
    parent: str | None
    previous: str | None


class Tree:
    """Clauses in reading order, by key, with what each hangs from."""

    def __init__(self, clauses: Sequence[OutlineClause]) -> None:
        self.order = [clause.key for clause in clauses]
        self.by_key = {clause.key: clause for clause in clauses}
        self.parents = {
            clause.key: None if clause.parent is None else clauses[clause.parent].key for clause in clauses
        }

    def __contains__(self, key: object) -> bool:
        return key in self.by_key

    def at(self, key: str) -> OutlineClause:
        """The clause as it stands now."""
        return self.by_key[key]

    def place(self, key: str) -> int:
        """Its place in reading order."""
        return self.order.index(key)

    def put(self, clause: OutlineClause) -> None:
        """Other words in the place of a clause."""
        self.by_key[clause.key] = clause

    def branch(self, key: str) -> list[str]:
        """A clause and everything that hangs from it, in order, but for footnotes, which stand at the end of the part."""
        found = [key]
        for other in self.order[self.place(key) + 1 :]:
            if self.by_key[other].kind is Kind.FOOTNOTE:
                continue
            if not self._hangs_from(other, key):
                break
            found.append(other)
        return found

    def hanging(self, clause: OutlineClause) -> list[str]:
        """What hangs from a clause itself; a footnote that other clauses refer to does not count."""
        return [
            key
            for key in self.order
            if self.parents[key] == clause.key and not self._is_cited_elsewhere(key, clause)
        ]

    def columns(self, clause: OutlineClause) -> int:
        """How many cells the widest row of a clause's table has."""
        table = [one for one in self.by_key.values() if (one.file, one.table) == (clause.file, clause.table)]
        return max(len(one.cells) for one in table)

    def same_words(self, clause: OutlineClause, at: At) -> OutlineClause | None:
        """The clause that stands at a place already, with the same words."""
        after = self.order[self._index_after(at.previous) :]
        there = self.by_key[after[0]] if after else None
        if there is None or (there.kind, there.digest) != (clause.kind, clause.digest):
            return None
        return there if self.parents[there.key] == at.parent else None

    def insert(self, clause: OutlineClause, at: At, *, taken: Collection[str]) -> OutlineClause:
        """Put in a new clause, under a key that nothing had before."""
        first = clause.cells[0] if clause.cells else clause.markdown
        base = words.slug(words.visible_words(first), most=MOST_OF_KEY)
        names = (base if n == 1 else f"{base}-{n}" for n in count(1))
        key = next(name for name in names if name not in taken and name not in self)
        self.by_key[key] = made = replace(clause, key=key)
        self.parents[key] = at.parent
        self.order.insert(self._index_after(at.previous), key)
        return made

    def takes_a_list(self, at: At, *, without: Collection[str]) -> bool:
        """Whether a list or a table follows right after a place, which would then hang from what is put in there."""
        following = (key for key in self.order[self._index_after(at.previous) :] if key not in without)
        key = next(following, None)
        loose = key is not None and self.parents[key] == at.parent and at.like.level == 0
        return loose and key is not None and self.by_key[key].kind in (Kind.ITEM, Kind.GROUP, Kind.ROW)

    def stands(self, clause: OutlineClause, at: At) -> bool:
        """Whether a clause is at a place already."""
        before = [key for key in self.order[: self.place(clause.key)] if self._is_in_line(key)]
        same = (at.like.kind, at.like.level, at.parent) == (
            clause.kind,
            clause.level,
            self.parents[clause.key],
        )
        return same and (before[-1] if before else None) == at.previous

    def move(self, clause: OutlineClause, at: At) -> set[str]:
        """Put a clause, with everything that hangs from it, elsewhere; the keys of all that moved."""
        branch, deeper = self.branch(clause.key), at.like.level - clause.level
        self.order = [key for key in self.order if key not in branch]
        start = self._index_after(at.previous)
        self.order[start:start] = branch
        for key in branch[1:]:
            one = self.by_key[key]
            level = one.level + deeper if one.kind in (clause.kind, Kind.PARAGRAPH) else one.level
            self.by_key[key] = replace(one, level=level, file=at.like.file, part=at.like.part)
        self.by_key[clause.key], self.parents[clause.key] = at.like, at.parent
        return set(branch)

    def remove(self, clause: OutlineClause) -> None:
        """Take a clause out; what hung from it is out already, but for footnotes that others refer to."""
        self.order.remove(clause.key)
        del self.by_key[clause.key], self.parents[clause.key]
        for key, parent in self.parents.items():
            if parent == clause.key:
                self.parents[key] = None

    def clauses(self) -> tuple[OutlineClause, ...]:
        """The clauses as they stand now, counted anew; numbers are given when they are read."""
        index = {key: place for place, key in enumerate(self.order)}
        found: list[OutlineClause] = []
        for place, key in enumerate(self.order):
            clause, above = self.by_key[key], self.parents[key]
            found_at = index.get(above, place) if above is not None else place
            parent = (
                found_at if found_at < place else None
            )  # a footnote's clause may have gone to a later part
            depth = found[parent].depth + 1 if parent is not None else min(clause.depth, 1)
            found.append(replace(clause, order=place, parent=parent, depth=depth))
        return tuple(found)

    def end_of(self, key: str, *, without: Collection[str] = ()) -> str | None:
        """The last clause of a branch, or what stands before what is left out of it."""
        line = [other for other in self.order if self._is_in_line(other)]
        last = line.index(self.branch(key)[-1])
        return next((other for other in line[last::-1] if other not in without), None)

    def _hangs_from(self, key: str, above: str) -> bool:
        parent = self.parents[key]
        while parent is not None and parent != above:
            parent = self.parents[parent]
        return parent is not None

    def _is_cited_elsewhere(self, key: str, clause: OutlineClause) -> bool:
        note = self.by_key[key]
        return note.kind is Kind.FOOTNOTE and any(
            note.marker in marks_in(other.markdown)
            for other in self.by_key.values()
            if other.key not in (clause.key, key)
        )

    def _is_in_line(self, key: str) -> bool:
        return self.by_key[key].kind is not Kind.FOOTNOTE

    def _index_after(self, previous: str | None) -> int:
        return 0 if previous is None else self.place(previous) + 1
