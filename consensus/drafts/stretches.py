"""Pure: whose words a clause inherits, and of which drafts: the closure of changes as stretches of positions.

A stretch ``(ancestor, since, first, until)`` of a clause says: what was said of the ancestor on a draft published at a
position ``first`` ≤ p < ``until`` belongs to the clause in drafts at ``since`` and later. Of itself a clause has all.
"""

from collections.abc import Iterable, Mapping

EVER = 2_000_000_000
Stretch = tuple[int, int, int, int]
Closure = dict[int, set[Stretch]]


def extended(
    known: Mapping[int, Iterable[Stretch]], own: Iterable[int], steps: Mapping[int, Iterable[int]], *, at: int
) -> Closure:
    """The stretches of the clauses of one more draft.

    ``known``: clause → its stretches so far; ``own``: the clauses of the draft; ``steps``: clause → its sources in the
    draft before; ``at``: the position of the draft. → each clause of ``own`` with all of its stretches.
    """
    return {clause: _of(clause, known, steps.get(clause, ()), at=at) for clause in own}


def _of(
    clause: int, known: Mapping[int, Iterable[Stretch]], sources: Iterable[int], *, at: int
) -> set[Stretch]:
    found = set(known.get(clause, ())) | {(clause, 0, 0, EVER)}
    for source in sources:
        if source == clause:
            continue
        for ancestor, _since, first, until in {*known.get(source, ()), (source, 0, 0, EVER)}:
            fresh = _fresh(found, ancestor, first, min(until, at))
            found |= {(ancestor, at, *fresh)} if fresh and ancestor != clause else set()
    return found


def _fresh(found: Iterable[Stretch], ancestor: int, first: int, until: int) -> tuple[int, int] | None:
    """What of ``first`` … ``until`` the clause does not have of this ancestor yet; stretches only grow at their end."""
    have = max((end for one, _since, _first, end in found if one == ancestor), default=0)
    start = max(first, have)
    return (start, until) if start < until else None
