"""Maps of drafts that are not neighbours, put together from the maps in between."""

from collections.abc import Mapping, Sequence

from .changes import EDITORIAL, SUBSTANTIVE, ChangeFound, ChangeKind, describe
from .reasons import Reason, reason
from .sides import Join, Side

Step = Mapping[str, ChangeFound]


def compose(
    chain: Sequence[Sequence[ChangeFound]],
    old_sides: Sequence[Side],
    new_sides: Sequence[Side],
    *,
    terms: Sequence[str] = (),
) -> tuple[ChangeFound, ...]:
    """One map from the oldest to the newest draft of a chain of maps, oldest first, all with lasting keys.

    Sources are followed back through every map; kinds are found anew from the two ends, so that words which
    came back are the same. What was editorial in every map is editorial; anything else that differs is
    substantive. A clause that was away in between and came back under its key is joined to itself.
    """
    steps = [
        {change.key: change for change in changes if change.kind != ChangeKind.REMOVED} for changes in chain
    ]
    oldest = {side.key for side in old_sides}
    joins, declared = [], {}
    for side in new_sides:
        path = _path(side.key, steps)
        joins.append(_join(side.key, path, steps=len(steps), oldest=oldest))
        significance = _significance(path, steps=len(steps))
        if significance is not None:
            declared[side.key] = significance
    return describe(old_sides, new_sides, joins, declared=declared, terms=terms)


def _path(key: str, steps: Sequence[Step]) -> list[list[ChangeFound]]:
    """The changes that lead to a clause, from the newest map to the oldest, one list for each map."""
    path: list[list[ChangeFound]] = []
    wanted = [key]
    for step in reversed(steps):
        path.append([step[one] for one in wanted if one in step])
        wanted = list(dict.fromkeys(source for change in path[-1] for source in change.sources))
    return path


def _join(key: str, path: Sequence[Sequence[ChangeFound]], *, steps: int, oldest: set[str]) -> Join:
    sources = tuple(dict.fromkeys(source for change in path[-1] for source in change.sources)) if path else ()
    confidence = min((change.confidence for changes in path for change in changes), default=1.0)
    if not sources and steps > 1 and key in oldest:
        why, sources, confidence = reason("id"), (key,), 1.0
    elif steps == 1 and path[0]:
        why = Reason(path[0][0].reason_code, path[0][0].reason_params)
        return Join(key, sources, confidence, path[0][0].reason, why.code, why.params)
    else:
        why = reason("composed", steps=steps) if sources else reason("new")
    return Join(key, sources, confidence, why.text, why.code, why.params)


def _significance(path: Sequence[Sequence[ChangeFound]], *, steps: int) -> str | None:
    """As declared in a single map; through several, editorial when nothing on the way was substantive."""
    found = {change.significance for changes in path for change in changes}
    if steps == 1:
        return next(iter(found), None)
    return EDITORIAL if EDITORIAL in found and SUBSTANTIVE not in found else None
