"""Pure: what a prepared draft would be once published, from its outline, the proposed map and maintainers' decisions.

A plan is made anew from the same three things for the desk's map, for the preview and for publishing, so that what a
maintainer saw is what readers get.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from .changes import ChangeFound, ChangeKind, describe
from .clauses import Kind, Outline, OutlineClause
from .reasons import reason
from .sides import Join, Side
from .terms import defined_terms

BY_HAND = reason("by-hand").text


class PlanError(ValueError):
    """A decision that cannot stand: the clause's key and the sentence."""

    def __init__(self, key: str, code: str, **params: Any) -> None:
        self.key, self.code, self.params = key, code, params
        super().__init__(f"{key}: {code} {params}")


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a maintainer declared a change to be; a risky one counts once a second maintainer agreed.

    It was said of a change from certain ``sources`` (None: from any); with others it no longer holds.
    """

    significance: str
    by: str
    reason: str | None = None
    seconded_by: str | None = None
    sources: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Decisions:
    """What maintainers decided about a proposed map, by key as prepared."""

    joins: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    significance: Mapping[str, Declaration] = field(default_factory=dict)
    normative: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the map: a newer clause (or a removed older one) and what became of it."""

    key: str
    prepared_key: str | None
    change: ChangeFound
    clause: OutlineClause | None
    normative: bool
    declaration: Declaration | None
    decided: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole map with final keys, in order, and the aliases it makes."""

    rows: tuple[Row, ...]
    aliases: Mapping[str, str]

    def keys(self) -> dict[str, str]:
        """Key as prepared → final key."""
        return {row.prepared_key: row.key for row in self.rows if row.prepared_key is not None}


def make_plan(
    outline: Outline,
    old: Sequence[Side],
    joins: Sequence[Join],
    decisions: Decisions,
    *,
    taken: Collection[str],
    aliases: Mapping[str, str],
    returns: Mapping[str, str] | None = None,
) -> Plan:
    """The map of a draft.

    ``old`` are the clauses of the draft before under their lasting keys; ``taken`` all keys ever given; ``aliases``
    other keys → lasting ones; ``returns`` key as prepared → lasting key of a clause that comes back. Raises PlanError.
    """
    new = new_sides(outline, aliases)
    settled = settle_joins(joins, decisions, {side.key: side for side in old})
    decisions = replace(decisions, significance=_still_said(decisions.significance, settled))
    terms = [
        term.term for term in defined_terms(outline.clauses, {part.slug: part.kind for part in outline.parts})
    ]
    changes = describe(old, new, settled, terms=terms)
    declared = _counting(decisions.significance, {change.key: change.risks for change in changes})
    if declared:
        changes = describe(old, new, settled, declared=declared, terms=terms)
    return _named(outline, changes, decisions, taken=taken, aliases=aliases, returns=returns or {}, old=old)


def _still_said(declared: Mapping[str, Declaration], joins: Sequence[Join]) -> dict[str, Declaration]:
    """What was declared of changes that are still from the same sources."""
    sources = {join.key: join.sources for join in joins}
    return {key: said for key, said in declared.items() if said.sources in (None, sources.get(key))}


def _counting(declared: Mapping[str, Declaration], risks: Mapping[str, Collection[str]]) -> dict[str, str]:
    """What was declared, but for risky changes called editorial by one maintainer alone."""
    return {
        key: said.significance
        for key, said in declared.items()
        if said.significance != "editorial" or said.seconded_by or not risks.get(key)
    }


def new_sides(outline: Outline, aliases: Mapping[str, str]) -> list[Side]:
    """The newer clauses as alignment sees them; a key known as an alias stands for its lasting clause."""
    lasting = lasting_keys(outline, aliases)
    sides = []
    for clause in outline.clauses:
        parent = outline.clauses[clause.parent].key if clause.parent is not None else None
        sides.append(
            _side(clause, lasting[clause.key], lasting[parent] if parent else None, headings(outline, clause))
        )
    return sides


def lasting_keys(outline: Outline, aliases: Mapping[str, str]) -> dict[str, str]:
    """Key in the file → lasting key, where the file uses an alias; otherwise the key itself."""
    own = {clause.key for clause in outline.clauses}
    found = {}
    for clause in outline.clauses:
        target = aliases.get(clause.key) if clause.given else None
        found[clause.key] = target if target and target not in own else clause.key
    return found


def headings(outline: Outline, clause: OutlineClause) -> tuple[str, ...]:
    """The words of the headings above a clause, from the top."""
    above: list[str] = []
    parent = clause.parent
    while parent is not None:
        if outline.clauses[parent].kind == Kind.HEADING:
            above.append(outline.clauses[parent].text)
        parent = outline.clauses[parent].parent
    return tuple(reversed(above))


def settle_joins(joins: Sequence[Join], decisions: Decisions, old: Mapping[str, Side]) -> list[Join]:
    """Proposals, with what was decided put over them. An older clause decided to go somewhere goes only there."""
    claimed = {
        source for kind, sources in decisions.joins.values() if kind != ChangeKind.SPLIT for source in sources
    }
    settled = []
    for join in joins:
        if join.key in decisions.joins:
            kind, sources = decisions.joins[join.key]
            _check_kind(join.key, kind, sources, old)
            settled.append(Join(join.key, sources, 1.0, BY_HAND, "by-hand", ()))
        elif claimed.intersection(join.sources):
            left = tuple(source for source in join.sources if source not in claimed)
            settled.append(
                replace(
                    join, sources=left, reason=reason("taken").text, reason_code="taken", reason_params=()
                )
            )
        else:
            settled.append(join)
    return settled


def _check_kind(key: str, kind: str, sources: tuple[str, ...], old: Mapping[str, Side]) -> None:
    unknown = [source for source in sources if source not in old]
    if unknown:
        raise PlanError(key, "unknown-source", source=unknown[0])
    wanted = {ChangeKind.NEW: (0, 0), ChangeKind.MERGED: (2, 50)}.get(ChangeKind(kind), (1, 1))
    if kind == ChangeKind.SPLIT:
        wanted = (1, 50)
    if not wanted[0] <= len(sources) <= wanted[1]:
        raise PlanError(key, "wrong-number-of-sources", kind=kind, n=len(sources))


def _named(
    outline: Outline,
    changes: Sequence[ChangeFound],
    decisions: Decisions,
    *,
    taken: Collection[str],
    aliases: Mapping[str, str],
    returns: Mapping[str, str],
    old: Sequence[Side],
) -> Plan:
    lasting = lasting_keys(outline, aliases)
    clauses = {lasting[clause.key]: clause for clause in outline.clauses}
    kept = {change.keeps for change in changes if change.keeps}
    used, made, rows = set(kept), {}, []
    current = {side.key for side in old}
    for change in changes:
        clause = clauses.get(change.key) if change.kind != ChangeKind.REMOVED else None
        if clause is None:
            rows.append(Row(change.key, None, change, None, False, None, False))
            continue
        key = change.keeps or returns.get(change.key) or _fresh(clause, taken, used, current)
        used.add(key)
        if clause.given and clause.key != key and clause.key not in taken:
            made[clause.key] = key
        said = decisions.significance.get(change.key)
        rows.append(
            Row(
                key,
                change.key,
                change,
                clause,
                decisions.normative.get(change.key, clause.normative),
                said,
                change.key in decisions.joins or said is not None,
            )
        )
    return Plan(tuple(rows), made)


def _fresh(
    clause: OutlineClause, taken: Collection[str], used: Collection[str], current: Collection[str]
) -> str:
    if clause.key not in used and (clause.key not in taken or (clause.given and clause.key not in current)):
        return clause.key
    n = 2
    while f"{clause.key}-{n}" in taken or f"{clause.key}-{n}" in used:
        n += 1
    return f"{clause.key}-{n}"


def _side(clause: OutlineClause, key: str, parent: str | None, above: tuple[str, ...]) -> Side:
    return Side(
        key=key,
        given=clause.given,
        kind=str(clause.kind),
        text=clause.text,
        markdown=clause.markdown,
        digest=clause.digest,
        lead=clause.lead,
        part=clause.part,
        parent=parent,
        required=clause.required,
        order=clause.order,
        headings=above,
    )
