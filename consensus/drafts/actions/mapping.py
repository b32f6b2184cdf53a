"""Deciding about a prepared map: what became of each clause, whether a change is editorial, what is normative."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext as _

from ...kit.errors import Invalid
from ...ledger import Actor
from ..changes import ChangeFound, ChangeKind
from ..errors import AlreadyPublished, AnotherDraftCameFirst, NeedsASecondMaintainer
from ..models import Draft, Preparation
from ..planning import Prepared, plan_of, prepared
from ..plans import Decisions, Declaration, Plan, PlanError, Row
from ..queries import latest_draft, preparation_of
from ..stored import decisions_to_json, joins_to_json
from .shelving import preparation_at, touch


@dataclass(frozen=True, slots=True)
class Alignment:
    """A map made anew before the lock: the draft it was made against, and its proposals."""

    against_id: int | None
    joins: tuple[Any, ...]
    decisions: Decisions


def decide_map(
    draft: Draft,
    changes: Sequence[Mapping[str, Any]],
    *,
    revision: int | None = None,
    alignment: Alignment | None = None,
    by: Actor,
) -> Plan:
    """Take decisions about a prepared map and answer with the map they make.

    Each change names a ``key`` as prepared (or its final one) and any of ``kind`` with ``from``, ``significance``
    (with ``reason``), ``normative``; or ``proposed``, which takes back what was decided about it. ``alignment`` is
    stored first. Raises MapIsStale, AnotherDraftCameFirst, Invalid (per key) and NeedsASecondMaintainer; on any of
    them nothing is stored.
    """
    preparation = preparation_at(draft, revision)
    if alignment is not None and alignment.against_id != preparation.against_id:
        _put(preparation, alignment, by=by)
    found = prepared_now(draft, preparation)
    named = _by_any_key(plan_of(draft, found=found))
    rows = [(_named(named, change), change) for change in changes]
    decisions = found.decisions
    for row, change in rows:
        decisions = _joined(decisions, row, change)
    plan = _plan(draft, decisions, found)
    said = [(row.prepared_key, change) for row, change in rows if change.get("significance") is not None]
    if said:
        named = _by_any_key(plan)
        for key, change in said:
            decisions = _declared(decisions, named[str(key)], change, by=by)
        plan = _plan(draft, decisions, found)
    preparation.decisions = decisions_to_json(decisions)
    touch(preparation, by=by)
    return plan


def second_editorial(draft: Draft, key: str, *, revision: int | None = None, by: Actor) -> Plan:
    """Agree, as a second maintainer, that a risky change is editorial."""
    return decide_map(draft, [{"key": key, "significance": "editorial"}], revision=revision, by=by)


def declare_normative(
    draft: Draft, normative: Mapping[str, bool], *, revision: int | None = None, by: Actor
) -> Plan:
    """Settle which clauses are normative."""
    changes = [{"key": key, "normative": value} for key, value in normative.items()]
    return decide_map(draft, changes, revision=revision, by=by)


def align_again(draft: Draft) -> Alignment | None:
    """The map of a prepared draft made anew, where another draft has become the latest since; else None. Slow."""
    if preparation_of(draft) is None:
        raise AlreadyPublished
    found = prepared(draft)
    if not found.stale:
        return None
    return Alignment(found.against.id if found.against else None, tuple(found.joins), found.decisions)


def realign_draft(draft: Draft, alignment: Alignment, *, revision: int | None = None, by: Actor) -> None:
    """Store a map made anew against what is the latest draft now. Decisions that can still stand are kept.

    Raises MapIsStale, AnotherDraftCameFirst when yet another one came.
    """
    preparation = preparation_at(draft, revision)
    _put(preparation, alignment, by=by)
    prepared_now(draft, preparation)


def prepared_now(draft: Draft, preparation: Preparation) -> Prepared:
    """What is stored of a prepared draft. Raises AnotherDraftCameFirst when it was aligned with another draft."""
    latest = latest_draft()
    if (latest.id if latest else None) != preparation.against_id:
        raise AnotherDraftCameFirst
    return prepared(draft)


def always_substantive(change: ChangeFound) -> str | None:
    """Why a change cannot be called editorial, whoever says so; None when it can."""
    if change.kind in (ChangeKind.NEW, ChangeKind.SPLIT, ChangeKind.MERGED):
        return _("What is new, split or merged is always substantive.")
    if change.surroundings:
        return _("What it hangs from changed in substance, so this did too.")
    return None


def told(error: PlanError) -> str:
    """A decision's refusal as a sentence."""
    if error.code == "unknown-source":
        return _("The draft before has no clause “%(source)s”.", source=str(error.params["source"])[:60])
    return _("%(kind)s does not fit %(n)s earlier clauses.", kind=error.params["kind"], n=error.params["n"])


def _put(preparation: Preparation, alignment: Alignment, *, by: Actor) -> None:
    preparation.against_id = alignment.against_id
    preparation.joins = joins_to_json(alignment.joins)
    preparation.decisions = decisions_to_json(alignment.decisions)
    touch(preparation, by=by)


def _plan(draft: Draft, decisions: Decisions, found: Prepared) -> Plan:
    try:
        return plan_of(draft, decisions=decisions, found=found)
    except PlanError as error:
        raise Invalid({error.key: told(error)}) from error


def _named(rows: Mapping[str, Row], change: Mapping[str, Any]) -> Row:
    key = str(change.get("key", ""))
    if key not in rows:
        raise Invalid({"key": _("There is no clause “%(key)s” in this draft.", key=key[:60])})
    return rows[key]


def _by_any_key(plan: Plan) -> dict[str, Row]:
    """Rows by their key as prepared, else as in the file, else by their final one."""
    rows = [row for row in plan.rows if row.clause is not None]
    named = {row.key: row for row in rows}
    named.update({row.clause.key: row for row in rows if row.clause is not None})
    named.update({row.prepared_key: row for row in rows if row.prepared_key is not None})
    return named


def _joined(decisions: Decisions, row: Row, change: Mapping[str, Any]) -> Decisions:
    """Decisions with what one change says of where its clause comes from and whether it is normative."""
    key = str(row.prepared_key)
    if change.get("proposed"):
        return Decisions(
            joins=_without(decisions.joins, key),
            significance=_without(decisions.significance, key),
            normative=_without(decisions.normative, key),
        )
    if "from" in change or "kind" in change:
        decisions = replace(decisions, joins={**decisions.joins, key: _join(row, change)})
    if change.get("normative") is not None:
        decisions = replace(decisions, normative={**decisions.normative, key: bool(change["normative"])})
    return decisions


def _without(values: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name != key}


def _join(row: Row, change: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    sources = tuple(dict.fromkeys(change.get("from", row.change.sources) or ()))
    kind = change.get("kind") or (
        ChangeKind.NEW if not sources else "merged" if len(sources) > 1 else "edited"
    )
    if kind not in set(ChangeKind) or kind == ChangeKind.REMOVED:
        kinds = ", ".join(str(kind) for kind in ChangeKind if kind != ChangeKind.REMOVED)
        raise Invalid({str(row.prepared_key): _("Say one of %(kinds)s.", kinds=kinds)})
    return str(kind), sources if kind != ChangeKind.NEW else ()


def _declared(decisions: Decisions, row: Row, change: Mapping[str, Any], *, by: Actor) -> Decisions:
    declared = _declaration(row, change, by=by)
    return replace(decisions, significance={**decisions.significance, str(row.prepared_key): declared})


def _declaration(row: Row, change: Mapping[str, Any], *, by: Actor) -> Declaration:
    """What is declared of the change that a row says now. A risky one called editorial waits for a second maintainer."""
    significance, reason = str(change["significance"]), str(change.get("reason") or "").strip() or None
    if significance not in ("substantive", "editorial"):
        raise Invalid({str(row.prepared_key): _("A change is substantive or editorial.")})
    if significance == "editorial" and (refusal := always_substantive(row.change)):
        raise Invalid({str(row.prepared_key): refusal})
    fresh = Declaration(significance, by.actor_id, reason, sources=row.change.sources)
    if significance == "substantive" or not row.change.risks:
        return fresh
    former = row.declaration
    if former is not None and former.significance == "editorial" and former.by != by.actor_id:
        return former if former.seconded_by else replace(former, seconded_by=by.actor_id)
    if former is not None and former.significance == "editorial" and reason in (None, former.reason):
        return former
    if reason is None:
        raise NeedsASecondMaintainer(_needs_two(row))
    return fresh


def _needs_two(row: Row) -> str:
    return _(
        "%(key)s changes %(risks)s. Calling that editorial takes a sentence of reason and a second maintainer.",
        key=row.key,
        risks=", ".join(row.change.risks),
    )
