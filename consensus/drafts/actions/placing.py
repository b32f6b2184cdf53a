"""Writing the clauses of a draft that is being published: in bulk, a handful of statements however many there are."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import insert, select

from ...kit.db import db
from ...kit.db.dialects import upsert
from ..changes import ChangeFound, ChangeKind
from ..meanings import NEW, Meant, assign_meanings, surroundings_digest
from ..models import (
    Alias,
    Change,
    ChangeSource,
    Clause,
    Draft,
    Meaning,
    Placement,
    Wording,
)
from ..plans import Plan, Row
from ..queries import former_meanings, meanings_in, rows_of

BATCH = 400


def old_markdown(draft: Draft | None) -> dict[str, str]:
    """Key → exact Markdown in a draft; nothing for None."""
    return {row.key: row.markdown for row in rows_of(draft)} if draft else {}


def place_clauses(
    draft: Draft, latest: Draft | None, outline: Any, plan: Plan, parts: Mapping[str, int]
) -> list[tuple[str, str, int]]:
    """Write everything a published draft has. → ``(key, wording digest, meaning)`` in order, for the ledger."""
    rows = [row for row in plan.rows if row.clause is not None]
    clause_ids = _clauses(draft, rows, plan)
    wording_ids = _wordings(rows, clause_ids)
    around = surroundings_of(outline, plan)
    meanings = _meanings(draft, latest, rows, around, clause_ids)
    db.session.execute(
        insert(Placement),
        [_placement(draft, row, parts, clause_ids, wording_ids, meanings, around, outline) for row in rows],
    )
    _changes(draft, plan, clause_ids)
    return [(row.key, row.clause.digest, meanings[row.key]) for row in rows if row.clause]


def surroundings_of(outline: Any, plan: Plan) -> dict[str, str]:
    """Final key → digest of what governs the clause: its chain of parents that are not headings, required or not."""
    final = plan.keys()
    named = {row.clause.order: row.key for row in plan.rows if row.clause is not None}
    assert len(final) == len(named)
    found = {}
    for clause in outline.clauses:
        chain, parent = [], clause.parent
        while parent is not None:
            above = outline.clauses[parent]
            if above.kind != "heading":
                chain.append(above.digest)
            parent = above.parent
        found[named[clause.order]] = surroundings_digest(chain, clause.required)
    return found


def _clauses(draft: Draft, rows: Sequence[Row], plan: Plan) -> dict[str, int]:
    keys = [row.key for row in rows] + [source for row in plan.rows for source in row.change.sources]
    keys += [row.key for row in plan.rows]
    upsert(
        db.session,
        Clause.__table__,  # type: ignore[arg-type]
        [{"key": row.key, "draft_id": draft.id} for row in rows],
        key=["key"],
        update=[],
    )
    ids: dict[str, int] = {}
    for some in _batches(sorted(set(keys))):
        ids.update(db.session.execute(select(Clause.key, Clause.id).where(Clause.key.in_(some))).all())
    if plan.aliases:
        made = [{"key": key, "clause_id": ids[to], "draft_id": draft.id} for key, to in plan.aliases.items()]
        upsert(db.session, Alias.__table__, made, key=["key"], update=[])  # type: ignore[arg-type]
    return ids


def _wordings(rows: Sequence[Row], clause_ids: Mapping[str, int]) -> dict[str, int]:
    made = [
        {"clause_id": clause_ids[row.key], "digest": row.clause.digest, "text": row.clause.text}
        for row in rows
        if row.clause
    ]
    upsert(db.session, Wording.__table__, made, key=["clause_id", "digest"], update=[])  # type: ignore[arg-type]
    by_id = {(clause_ids[row.key], row.clause.digest): row.key for row in rows if row.clause}
    ids = {}
    for some in _batches(sorted(clause_ids[row.key] for row in rows)):
        query = select(Wording.id, Wording.clause_id, Wording.digest).where(Wording.clause_id.in_(some))
        for id, clause_id, digest in db.session.execute(query):
            if (clause_id, digest) in by_id:
                ids[by_id[clause_id, digest]] = id
    return ids


def _meanings(
    draft: Draft,
    latest: Draft | None,
    rows: Sequence[Row],
    around: Mapping[str, str],
    clause_ids: Mapping[str, int],
) -> dict[str, int]:
    keys = [row.key for row in rows]
    former: dict[tuple[str, str, str], int] = {}
    for some in _batches(keys):
        former.update(former_meanings(list(some)))
    assigned = assign_meanings(
        [lasting_change(row) for row in rows],
        {row.key: (row.clause.digest, around[row.key]) for row in rows if row.clause},
        {key: Meant(*meant) for key, meant in meanings_in(latest).items()},
        former,
    )
    opened = [key for key in keys if assigned[key] == NEW]
    made = (
        db.session.scalars(
            insert(Meaning).returning(Meaning.id, sort_by_parameter_order=True),
            [{"clause_id": clause_ids[key], "draft_id": draft.id} for key in opened],
        ).all()
        if opened
        else []
    )
    fresh = dict(zip(opened, made, strict=True))
    return {key: fresh[key] if key in fresh else int(assigned[key]) for key in keys}


def lasting_change(row: Row) -> ChangeFound:
    """What became of a clause, under its final key."""
    return (
        row.change
        if row.change.kind == ChangeKind.REMOVED
        else replace(row.change, key=row.key, keeps=row.key)
    )


def _placement(
    draft: Draft,
    row: Row,
    parts: Mapping[str, int],
    clause_ids: Mapping[str, int],
    wording_ids: Mapping[str, int],
    meanings: Mapping[str, int],
    around: Mapping[str, str],
    outline: Any,
) -> dict[str, Any]:
    clause = row.clause
    assert clause is not None
    return {
        "draft_id": draft.id,
        "clause_id": clause_ids[row.key],
        "wording_id": wording_ids[row.key],
        "meaning_id": meanings[row.key],
        "part_id": parts[clause.part],
        "parent_order": outline.clauses[clause.parent].order if clause.parent is not None else None,
        "order": clause.order,
        "number": clause.number,
        "kind": clause.kind,
        "depth": clause.depth,
        "level": clause.level,
        "marker": clause.marker,
        "table": clause.table,
        "lead": clause.lead,
        "markdown": clause.markdown,
        "cells": list(clause.cells),
        "normative": row.normative,
        "required": clause.required,
        "surroundings": around[row.key],
        "file": clause.file,
        "line": clause.line,
    }


def _changes(draft: Draft, plan: Plan, clause_ids: Mapping[str, int]) -> None:
    declared_by = {row.key: row.declaration.by for row in plan.rows if row.declaration}
    write_changes(draft, [replace(row.change, key=row.key) for row in plan.rows], clause_ids, declared_by)


def write_changes(
    draft: Draft,
    changes: Sequence[ChangeFound],
    clause_ids: Mapping[str, int],
    declared_by: Mapping[str, str | None],
) -> None:
    """Write what became of each clause, under its final key; the newer clauses in order, then the removed."""
    rows = [
        {
            "draft_id": draft.id,
            "clause_id": clause_ids[change.key],
            "order": order,
            "kind": change.kind,
            "moved": change.moved,
            "surroundings": change.surroundings,
            "significance": change.significance,
            "declared_by": declared_by.get(change.key) if change.kind != ChangeKind.REMOVED else None,
            "confidence": round(change.confidence * 1000),
            "reason": change.reason,
            "reason_code": change.reason_code,
            "reason_params": [list(pair) for pair in change.reason_params],
            "risks": list(change.risks),
        }
        for order, change in enumerate(changes)
    ]
    db.session.execute(insert(Change), rows)
    ids = dict(
        db.session.execute(select(Change.clause_id, Change.id).where(Change.draft_id == draft.id)).all()
    )
    sources = [
        {"change_id": ids[clause_ids[change.key]], "order": order, "clause_id": clause_ids[source]}
        for change in changes
        if change.kind != ChangeKind.REMOVED
        for order, source in enumerate(change.sources)
    ]
    if sources:
        db.session.execute(insert(ChangeSource), sources)


def _batches(values: Sequence[Any]) -> list[Sequence[Any]]:
    return [values[start : start + BATCH] for start in range(0, len(values), BATCH)]
