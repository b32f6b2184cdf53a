"""Pure: what a preparation stores of a draft, as plain data, and back: its outline, its proposed map, decisions."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from .pieces import Caution, Dropped, Kind, Outline, OutlineClause, OutlinePart
from .plans import Decisions, Declaration
from .sides import Join


def outline_to_json(outline: Outline) -> dict[str, Any]:
    """An outline as plain data."""
    data = asdict(outline)
    data["fields"] = dict(outline.fields)
    return data


def outline_from_json(data: Mapping[str, Any]) -> Outline:
    """The inverse of :func:`outline_to_json`."""
    return Outline(
        fields=dict(data["fields"]),
        parts=tuple(OutlinePart(**part) for part in data["parts"]),
        clauses=tuple(
            OutlineClause(**{**clause, "kind": Kind(clause["kind"]), "cells": tuple(clause["cells"])})
            for clause in data["clauses"]
        ),
        cautions=tuple(Caution(**caution) for caution in data["cautions"]),
        dropped=tuple(Dropped(**dropped) for dropped in data["dropped"]),
    )


def joins_to_json(joins: Iterable[Join]) -> list[dict[str, Any]]:
    """Proposed joins as plain data; confidence in thousandths, since stored documents hold no fractions."""
    return [
        {
            **asdict(join),
            "confidence": round(join.confidence * 1000),
            "reason_params": [list(p) for p in join.reason_params],
        }
        for join in joins
    ]


def joins_from_json(data: Iterable[Mapping[str, Any]]) -> list[Join]:
    """The inverse of :func:`joins_to_json`."""
    return [
        Join(
            row["key"],
            tuple(row["sources"]),
            row["confidence"] / 1000,
            row["reason"],
            row["reason_code"],
            tuple((name, value) for name, value in row["reason_params"]),
        )
        for row in data
    ]


def decisions_to_json(decisions: Decisions) -> dict[str, Any]:
    """Decisions as plain data."""
    return {
        "joins": {key: [kind, list(sources)] for key, (kind, sources) in decisions.joins.items()},
        "significance": {key: asdict(said) for key, said in decisions.significance.items()},
        "normative": dict(decisions.normative),
    }


def decisions_from_json(data: Mapping[str, Any] | None) -> Decisions:
    """The inverse of :func:`decisions_to_json`."""
    data = data or {}
    return Decisions(
        joins={key: (kind, tuple(sources)) for key, (kind, sources) in data.get("joins", {}).items()},
        significance={key: _declaration(said) for key, said in data.get("significance", {}).items()},
        normative=dict(data.get("normative", {})),
    )


def _declaration(said: Mapping[str, Any]) -> Declaration:
    sources = said.get("sources")
    return Declaration(**{**said, "sources": None if sources is None else tuple(sources)})
