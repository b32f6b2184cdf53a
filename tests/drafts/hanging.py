"""The tree of a draft in numbers that tell what hangs from what: `2.1.3` is the third below the first of part 2."""

from collections import Counter


def paths(draft):
    """One for each clause, in order. What stands before the parts is below 0."""
    parts = {part.slug: place for place, part in enumerate(draft.parts, start=draft.parts[0].slug != "notes")}
    found, children = [], Counter()
    for clause in draft.clauses:
        above = str(parts[clause.part]) if clause.parent is None else found[clause.parent]
        if clause.depth:
            children[above] += 1
            above = f"{above}.{children[above]}"
        found.append(above)
    return found
