"""Pure: the edits of a suggestion, applied to the clauses of a draft that may have changed since. All or nothing.

Words that changed meanwhile are fitted by three-way merge. Whatever cannot be taken in without guessing is named, with
the words it was made on, those suggested and those that stand now; then nothing is applied.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from ..drafts.pieces import Kind, OutlineClause
from .clause_trees import Tree
from .fitting import fit
from .positions import Spot, spot_for_inserted, spot_for_moved
from .proposed import IN_TABLES, Unreadable, proposed, standing


class Fate(StrEnum):
    """What became of one edit."""

    CLEAN = "clean"
    FITTED = "fitted"
    BY_HAND = "by-hand"
    THERE = "there"
    CONFLICT = "conflict"
    GONE = "gone"


class Why(StrEnum):
    """Why an edit is not taken in."""

    NONE = ""
    WORDS = "words"  # both sides changed the same words
    CHANGED = "changed"  # what is to be deleted says something else now
    CHILDREN = "children"  # something hangs from what is to be deleted
    REMOVED = "removed"
    SPLIT = "split"
    MERGED = "merged"
    AFTER = "after"  # what it is to stand after is gone
    PLACE = "place"  # it cannot stand there as what it is
    UNREADABLE = "unreadable"


REFUSED = frozenset({Fate.CONFLICT, Fate.GONE})


@dataclass(frozen=True, slots=True)
class Target:
    """A clause that an edit names, by its lasting ``key``, and the keys of what it is ``now`` in the draft.

    ``others``: what it was merged with on the way.
    """

    key: str
    now: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """How a maintainer settled a conflict: with these words ("" deletes); None: it was put into the files by hand."""

    text: str | None


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit: ``base`` and ``digest`` are the words it was made on; ``after`` None is the beginning of the draft."""

    n: int
    op: str
    target: Target | None = None
    base: str = ""
    digest: str = ""
    text: str = ""
    after: Target | None = None
    settled: Settled | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one edit: the clause ``key`` that it changes or makes, and the words on each side.

    ``named``: the clauses that stand in its way, or that its clause became.
    """

    edit: Edit
    fate: Fate
    key: str = ""
    current: str = ""
    text: str = ""
    why: Why = Why.NONE
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Applied:
    """The clauses as they are to stand, and what became of each edit. ``moved``: keys of what stands elsewhere now."""

    clauses: tuple[OutlineClause, ...]
    told: tuple[Told, ...]
    moved: frozenset[str] = frozenset()

    @property
    def whole(self) -> bool:
        """Every edit could be taken in; otherwise the clauses are as they were."""
        return all(each.fate not in REFUSED for each in self.told)

    @property
    def fitted(self) -> bool:
        """The words had to be fitted to newer ones, or a maintainer settled them."""
        return any(each.fate in (Fate.FITTED, Fate.BY_HAND) for each in self.told)


def apply(clauses: Sequence[OutlineClause], edits: Iterable[Edit], *, taken: Collection[str]) -> Applied:
    """Apply edits to the clauses of a draft. ``taken``: keys that a new clause may not get."""
    edits = sorted(edits, key=lambda edit: edit.n)
    work = _Work(Tree(clauses), frozenset(taken), deleted=_to_delete(edits))
    by_n = {edit.n: told for edit, told in work.through(edits)}
    told = tuple(by_n[edit.n] for edit in edits)
    if any(each.fate in REFUSED for each in told):
        return Applied(tuple(clauses), told)
    return Applied(work.tree.clauses(), told, frozenset(work.moved))


def _to_delete(edits: Iterable[Edit]) -> frozenset[str]:
    return frozenset(key for edit in edits if edit.op == "delete" and edit.target for key in edit.target.now)


@dataclass(slots=True)
class _Work:
    """The clauses while edits are applied: words first, then places, deletions last, so that each still finds its way."""

    tree: Tree
    taken: frozenset[str]
    deleted: frozenset[str]
    moved: set[str] = field(default_factory=set)
    tails: dict[str | None, str] = field(default_factory=dict)

    def through(self, edits: Sequence[Edit]) -> Iterator[tuple[Edit, Told]]:
        """What becomes of each edit."""
        for ops in (("replace",), ("insert", "move"), ("delete",)):
            for edit in edits:
                if edit.op in ops:
                    yield edit, self._one(edit)

    def _one(self, edit: Edit) -> Told:
        if edit.settled is not None and edit.settled.text is None:
            return Told(edit, Fate.BY_HAND, key=edit.target.key if edit.target else "")
        if edit.op == "insert":
            return self._insert(edit)
        assert edit.target is not None
        lost = _lost(edit, edit.target)
        if lost is not None:
            return lost
        if edit.target.now[0] not in self.tree:  # another edit has taken it out
            return Told(edit, Fate.THERE, edit.target.now[0], why=Why.REMOVED)
        clause = self.tree.at(edit.target.now[0])
        return {"replace": self._replace, "move": self._move, "delete": self._delete}[edit.op](edit, clause)

    def _replace(self, edit: Edit, clause: OutlineClause) -> Told:
        now = clause.markdown
        try:
            wanted = standing(clause, proposed(edit.text, clause.kind))
            fate, text = _fitted(edit, wanted.markdown, now)
            if text is None:
                return Told(edit, Fate.CONFLICT, clause.key, now, why=Why.WORDS)
            changed = standing(clause, proposed(text, clause.kind))
        except Unreadable:
            return Told(edit, Fate.CONFLICT, clause.key, now, why=Why.UNREADABLE)
        if clause.kind in IN_TABLES and not self._keeps_table(clause, changed.cells):
            return Told(edit, Fate.CONFLICT, clause.key, now, why=Why.UNREADABLE)
        if changed.markdown == now and edit.settled is not None:  # left as it was: nothing is settled
            return Told(edit, Fate.CONFLICT, clause.key, now, why=Why.WORDS)
        if changed.markdown == now:
            return Told(edit, Fate.THERE, clause.key, now, now)
        self.tree.put(changed)
        return Told(edit, fate, clause.key, now, changed.markdown)

    def _keeps_table(self, clause: OutlineClause, cells: Sequence[str]) -> bool:
        """As many cells as before, or as a row of the table has, and none that holds a bar, which would part it."""
        fits = len(cells) == len(clause.cells) or self._fits_table(clause, cells)
        return fits and not any("|" in cell for cell in clause.cells)

    def _fits_table(self, clause: OutlineClause, cells: Sequence[str]) -> bool:
        """A row says more than one thing where the table has several columns: one alone would name a group."""
        columns = self.tree.columns(clause)
        return min(columns, 2) <= len(cells) <= columns

    def _insert(self, edit: Edit) -> Told:
        spot = self._spot_after(edit)
        if spot is None:
            return Told(edit, Fate.GONE, why=Why.AFTER)
        try:
            said = proposed(edit.text, Kind.ROW if spot.beside and spot.beside.kind in IN_TABLES else None)
        except Unreadable:
            return Told(edit, Fate.CONFLICT, why=Why.UNREADABLE)
        at = spot_for_inserted(self.tree, said.kind, spot, tail=self.tails.get(_name(spot)))
        if at is None or (said.cells and not self._fits_table(at.like, said.cells)):
            return Told(edit, Fate.CONFLICT, why=Why.PLACE)
        present = self.tree.same_words(standing(at.like, said), at)
        if present is not None:
            return Told(edit, Fate.THERE, present.key, present.markdown, present.markdown)
        made = self.tree.insert(standing(at.like, said), at, taken=self.taken)
        self.tails[_name(spot)] = made.key
        return Told(edit, Fate.CLEAN, made.key, "", made.markdown)

    def _move(self, edit: Edit, clause: OutlineClause) -> Told:
        spot = self._spot_after(edit)
        if spot is None:
            return Told(edit, Fate.GONE, clause.key, clause.markdown, why=Why.AFTER)
        if self.tails.get(_name(spot)) == clause.key:  # an earlier edit has put it there
            return Told(edit, Fate.THERE, clause.key, clause.markdown, clause.markdown)
        at = spot_for_moved(self.tree, clause, spot, tail=self.tails.get(_name(spot)))
        if at is None:
            return Told(edit, Fate.CONFLICT, clause.key, clause.markdown, why=Why.PLACE)
        if self.tree.stands(clause, at):
            return Told(edit, Fate.THERE, clause.key, clause.markdown, clause.markdown)
        branch = self.tree.move(clause, at)
        self.moved |= branch
        self.tails = {name: tail for name, tail in self.tails.items() if tail not in branch}
        self.tails[_name(spot)] = clause.key
        return Told(edit, Fate.CLEAN, clause.key, clause.markdown, clause.markdown)

    def _delete(self, edit: Edit, clause: OutlineClause) -> Told:
        sure = edit.settled is not None
        told = Told(edit, Fate.FITTED if sure else Fate.CLEAN, clause.key, clause.markdown)
        left = tuple(key for key in self.tree.hanging(clause) if key not in self.deleted)
        if left:
            return replace(told, fate=Fate.CONFLICT, why=Why.CHILDREN, named=left)
        if clause.digest != edit.digest and not sure:
            return replace(told, fate=Fate.CONFLICT, why=Why.CHANGED)
        self.tree.remove(clause)
        return told

    def _spot_after(self, edit: Edit) -> Spot | None:
        """What an edit is to stand after; None: it is gone."""
        if edit.after is None:
            return Spot(None)
        standing_now = [key for key in edit.after.now if key in self.tree]
        return Spot(self.tree.at(max(standing_now, key=self.tree.place))) if standing_now else None


def _lost(edit: Edit, target: Target) -> Told | None:
    """What is told of an edit whose clause is not one clause of its own any more."""
    if not target.now:
        return Told(edit, Fate.THERE if edit.op == "delete" else Fate.GONE, target.key, why=Why.REMOVED)
    if len(target.now) > 1:
        return Told(edit, Fate.GONE, target.key, why=Why.SPLIT, named=target.now)
    if target.others:
        return Told(edit, Fate.GONE, target.now[0], why=Why.MERGED, named=target.others)
    return None


def _fitted(edit: Edit, suggested: str, now: str) -> tuple[Fate, str | None]:
    if edit.settled is not None:
        return Fate.FITTED, edit.settled.text
    if edit.base == now:
        return Fate.CLEAN, suggested
    return Fate.FITTED, fit(edit.base, suggested, now).text


def _name(spot: Spot) -> str | None:
    return spot.beside.key if spot.beside else None
