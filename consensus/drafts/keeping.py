"""Pure: which of the maintainers' decisions still hold when a prepared draft's files, or the draft before,
changed.

Half-done work is kept; a decision never slides onto words it was not made about.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from .pieces import Outline, OutlineClause
from .plans import Decisions, lasting_keys


def keep_for_files(
    decisions: Decisions,
    before: Outline,
    after: Outline,
    *,
    aliases: Mapping[str, str],
    named: Mapping[str, str] | None = None,
) -> Decisions:
    """Decisions about the clauses of ``before``, for a new reading ``after`` of the same draft.

    A decision goes with its clause: by the id in the file (``named``: key before → id that was written into the file
    since), or by its very words. What was declared about a change (editorial, substantive) holds only for the very
    words it was said of.
    """
    old, new = _named(before, aliases), _named(after, aliases)
    sure = {key: id for key, id in (named or {}).items() if key in old and id in new}
    goes = sure | _successors(
        {key: clause for key, clause in old.items() if key not in sure},
        {key: clause for key, clause in new.items() if key not in sure.values()},
    )
    same = {key for key, to in goes.items() if old[key].digest == new[to].digest}
    return Decisions(
        joins={goes[key]: said for key, said in decisions.joins.items() if key in goes},
        significance={goes[key]: said for key, said in decisions.significance.items() if key in same},
        normative={goes[key]: said for key, said in decisions.normative.items() if key in goes},
    )


def keep_for_draft(decisions: Decisions, older: Collection[str]) -> Decisions:
    """Decisions made against one older draft, for another whose clauses have the keys ``older``.

    Joins stand where every source is still there; what was declared about a change was said of other words
    and falls.
    """
    joins = {key: said for key, said in decisions.joins.items() if set(said[1]) <= set(older)}
    return replace(decisions, joins=joins, significance={})


def _named(outline: Outline, aliases: Mapping[str, str]) -> dict[str, OutlineClause]:
    lasting = lasting_keys(outline, aliases)
    return {lasting[clause.key]: clause for clause in outline.clauses}


def _successors(old: Mapping[str, OutlineClause], new: Mapping[str, OutlineClause]) -> dict[str, str]:
    goes = {key: key for key, clause in old.items() if key in new and _is_same_clause(clause, new[key])}
    left = _only_ones((key, clause) for key, clause in old.items() if key not in goes)
    free = _only_ones((key, clause) for key, clause in new.items() if key not in goes.values())
    return goes | {key: free[digest] for digest, key in left.items() if digest in free}


def _is_same_clause(one: OutlineClause, other: OutlineClause) -> bool:
    return one.digest == other.digest or (one.given and other.given)


def _only_ones(clauses: Iterable[tuple[str, OutlineClause]]) -> dict[str, str]:
    """Digest → key, where the words stand once."""
    found: dict[str, list[str]] = {}
    for key, clause in clauses:
        found.setdefault(clause.digest, []).append(key)
    return {digest: keys[0] for digest, keys in found.items() if len(keys) == 1}
