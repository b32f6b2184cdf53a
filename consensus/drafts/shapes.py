"""Drafts as plain data, with the fields of ``/api/v1``: what the API answers, ``--json`` prints and ``.json`` pages hold.

Each builder asks a fixed number of queries, however many clauses there are.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from ..kit.clock import rfc3339
from ..kit.errors import Refused
from .actions.mapping import told
from .changes import ChangeFound, ChangeKind
from .models import Clause, Draft
from .pieces import Kind
from .planning import plan_of, prepared
from .plans import Plan, PlanError, Row, headings
from .queries import (
    ClauseRow,
    aliases_of,
    changes_into,
    changes_of,
    history_of,
    lineage_of,
    preparation_of,
    redline_between,
    rows_of,
)
from .queries.changes import Compared
from .queries.facts import DraftFacts, changes_through, descendants_of, facts_of

Shape = dict[str, Any]
NOTHING_SAID = {"tally": None, "comments": 0, "objections": 0, "status": None}


def draft_shapes(drafts: Sequence[Draft]) -> list[Shape]:
    """Drafts without their clauses, as they stand in a list."""
    facts = facts_of(drafts)
    return [_summary(draft, facts[draft.id]) for draft in drafts]


def draft_summary_shape(draft: Draft) -> Shape:
    """One draft without its clauses."""
    return draft_shapes([draft])[0]


def draft_shape(draft: Draft, *, plan: Plan | None = None) -> Shape:
    """One draft with its clauses; ``plan`` saves making it again. Raises Refused for a map that cannot stand."""
    return draft_summary_shape(draft) | {"clauses": clause_shapes(draft, plan=plan)}


def prepared_shape(draft: Draft) -> Shape:
    """A draft just prepared: the draft with its clauses, and its map. Raises Refused for a map that cannot stand."""
    plan = _plan_of(draft)
    rest = map_shape(draft, plan=plan)
    return draft_shape(draft, plan=plan) | {
        name: rest[name] for name in ("map", "aliases", "cautions", "dropped")
    }


def clause_shapes(draft: Draft, *, plan: Plan | None = None) -> list[Shape]:
    """A draft's clauses in reading order. Raises Refused for a map that cannot stand."""
    if draft.publication is None:
        return _prepared_clauses(draft, plan or _plan_of(draft))
    rows, changes = rows_of(draft), changes_into(draft)
    by_order = {row.order: row for row in rows}
    return [_clause(row, by_order, changes.get(row.key)) for row in rows]


def map_shape(draft: Draft, *, plan: Plan | None = None) -> Shape:
    """What became of each clause: as proposed and decided while prepared, as stored once published.

    Raises Refused for a map that cannot stand.
    """
    (facts,) = facts_of([draft]).values()
    shape = {"from": facts.previous, "to": draft.version, "status": facts.status, "revision": facts.revision}
    if draft.publication is None:
        return shape | _proposed_map(draft, plan or _plan_of(draft))
    return shape | {"map": _stored_map(draft), "aliases": {}, "cautions": [], "dropped": []}


def compare_shape(compared: Compared) -> Shape:
    """Two drafts: every clause of the newer in order, then the removed, each with its redline."""
    rows = [
        _change(change, _number(compared.new, compared.old, change))
        | {"spans": [[op, text] for op, text in redline_between(compared, change)]}
        for change in compared.changes
    ]
    return {"from": compared.older.version, "to": compared.newer.version, "map": rows, "flips": []}


def clause_history_shape(clause: Clause) -> Shape:
    """A clause's identity, and its wording in every published draft, the oldest first."""
    history, changes = history_of(clause), changes_through(clause)
    wordings = [_wording(draft, row, changes.get(draft.id)) for draft, row in history]
    return {
        "key": clause.key,
        "aliases": list(aliases_of(clause)),
        "since": history[0][0].version if history else None,
        "until": history[-1][0].version if history else None,
        "came_from": [key for key in lineage_of(clause) if key != clause.key],
        "became": list(descendants_of(clause)),
        "wordings": wordings,
    }


def _summary(draft: Draft, facts: DraftFacts) -> Shape:
    return {
        "version": draft.version,
        "title": draft.title,
        "status": facts.status,
        "date": draft.date.isoformat() if draft.date else None,
        "published_at": _moment(draft.published_at),
        "comment_until": _moment(facts.comment_until),
        "summary": draft.summary,
        "language": draft.language,
        "source": draft.source,
        "digest": draft.digest,
        "previous": facts.previous,
        "parts": [part.slug for part in facts.parts],
        "part_list": [
            {"slug": part.slug, "title": part.title, "kind": str(part.kind)} for part in facts.parts
        ],
        "revision": facts.revision,
    }


def _clause(row: ClauseRow, by_order: Mapping[int, ClauseRow], change: ChangeFound | None) -> Shape:
    parent = by_order.get(row.parent_order) if row.parent_order is not None else None
    above = []
    step = parent
    while step is not None:
        if step.kind == Kind.HEADING:
            above.append(step.text)
        step = by_order.get(step.parent_order) if step.parent_order is not None else None
    return _placed(
        row, row.key, row.digest, row.normative, change, parent=parent.key if parent else None, above=above
    )


def _prepared_clauses(draft: Draft, plan: Plan) -> list[Shape]:
    outline = prepared(draft).outline
    rows = [row for row in plan.rows if row.clause is not None]
    final = {row.clause.order: row.key for row in rows if row.clause}
    shapes = []
    for row in rows:
        clause = row.clause
        assert clause is not None
        parent = final[outline.clauses[clause.parent].order] if clause.parent is not None else None
        above = list(reversed(headings(outline, clause)))
        shapes.append(
            _placed(clause, row.key, clause.digest, row.normative, row.change, parent=parent, above=above)
        )
    return shapes


def _placed(
    clause: Any,
    key: str,
    wording: str,
    normative: bool,
    change: ChangeFound | None,
    *,
    parent: str | None,
    above: Sequence[str],
) -> Shape:
    """``clause`` is a stored row or a clause of an outline; ``above`` the headings from the nearest up."""
    return {
        "key": key,
        "number": clause.number,
        "part": clause.part,
        "kind": str(clause.kind),
        "depth": clause.depth,
        "parent": parent,
        "heading": list(reversed(above)),
        "markdown": clause.markdown,
        "wording": wording,
        "normative": normative,
        "required": clause.required,
        "change": str(change.kind) if change else None,
        "moved": change.moved if change else False,
        "surroundings": change.surroundings if change else False,
        "significance": _significance(change),
        "from": list(change.sources) if change else [],
        **NOTHING_SAID,
    }


def _plan_of(draft: Draft) -> Plan:
    try:
        return plan_of(draft)
    except PlanError as error:
        raise Refused(told(error)) from error


def _proposed_map(draft: Draft, plan: Plan) -> Shape:
    found, preparation = prepared(draft), preparation_of(draft)
    assert preparation is not None
    outline = found.outline
    old = {row.key: row.number for row in rows_of(found.against)} if found.against else {}
    warned = preparation.outline.get("warnings", [])
    cautions = [{"file": each.file, "line": each.line, "message": each.message} for each in outline.cautions]
    return {
        "map": [_map_row(row, old) for row in plan.rows],
        "aliases": dict(plan.aliases),
        "cautions": cautions + [{"file": file, "line": None, "message": message} for file, message in warned],
        "dropped": [
            {"line": each.line, "text": each.text, "reason": each.reason} for each in outline.dropped
        ],
    }


def _map_row(row: Row, old: Mapping[str, str]) -> Shape:
    said = row.declaration
    number = row.clause.number if row.clause else old.get(row.key)
    declared = {
        "significance": said.significance, "by": said.by, "reason": said.reason, "seconded_by": said.seconded_by,
    } if said else None  # fmt: skip
    return _change(row.change, number, key=row.key) | {
        "prepared_key": row.prepared_key,
        "normative": row.normative if row.clause else None,
        "risks": list(row.change.risks),
        "declared": declared,
    }


def _stored_map(draft: Draft) -> list[Shape]:
    new = {row.key: row for row in rows_of(draft)}
    old = {row.key: row for row in rows_of(draft.previous)} if draft.previous else {}
    rows = []
    for change in changes_of(draft):
        row = new.get(change.key) if change.kind != ChangeKind.REMOVED else None
        more = {
            "prepared_key": None,
            "normative": row.normative if row else None,
            "risks": list(change.risks),
        }
        rows.append(_change(change, _number(new, old, change)) | more | {"declared": None})
    return rows


def _change(change: ChangeFound, number: str | None, *, key: str | None = None) -> Shape:
    gone = change.kind == ChangeKind.REMOVED
    return {
        "key": key or change.key,
        "kind": str(change.kind),
        "moved": change.moved,
        "surroundings": change.surroundings,
        "from": [change.key] if gone else list(change.sources),
        "significance": _significance(change),
        "confidence": round(change.confidence, 3),
        "reason": change.reason,
        "number": number,
    }


def _number(new: Mapping[str, ClauseRow], old: Mapping[str, ClauseRow], change: ChangeFound) -> str | None:
    row = (old if change.kind == ChangeKind.REMOVED else new).get(change.key)
    return row.number if row else None


def _wording(draft: Draft, row: ClauseRow, change: Any) -> Shape:
    return {
        "draft": draft.version,
        "date": draft.date.isoformat() if draft.date else None,
        "published_at": _moment(draft.published_at),
        "withdrawn": draft.withdrawal is not None,
        "number": row.number,
        "part": row.part,
        "kind": str(row.kind),
        "markdown": row.markdown,
        "text": row.text,
        "wording": row.digest,
        "normative": row.normative,
        "change": change.kind if change else None,
        "moved": change.moved if change else False,
        "surroundings": change.surroundings if change else False,
        "significance": change.significance if change else None,
        "from": list(change.sources) if change else [],
    }


def _significance(change: ChangeFound | None) -> str | None:
    return str(change.significance) if change and change.significance else None


def _moment(at: datetime | None) -> str | None:
    return rfc3339(at) if at else None
