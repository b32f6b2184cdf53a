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
    """What a clause has, and what its sources bring of each ancestor that it does not have yet.

    The stretches of a pair follow on each other from the first draft on, so that only their end matters; whatever the
    order of the sources, a draft adds one of each ancestor at most.
    """
    found = set(known.get(clause, ())) | {(clause, 0, 0, EVER)}
    reach: dict[int, int] = {}
    for source in sources:
        for ancestor, _since, _first, until in {*known.get(source, ()), (source, 0, 0, EVER)}:
            reach[ancestor] = max(reach.get(ancestor, 0), min(until, at))
    for ancestor, until in reach.items():
        have = max((end for one, _since, _first, end in found if one == ancestor), default=0)
        found |= {(ancestor, at, have, until)} if have < until else set()
    return found
