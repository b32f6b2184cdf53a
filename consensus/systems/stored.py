"""Pure: answers, reasons and assessments as JSON that is stored, and back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from typing import Any

from .answers import Answer
from .combining import Combined, Difference
from .expressions import State
from .found import Link, Rating, SystemFound
from .reasons import REASONS, Why
from .scoring import MISSING, NOTHING, Cell, Evaluation, Known, Reason, Verdict

NAMES = tuple(field.name for field in fields(Answer))
EMPTY = Answer("")
KNOWN = {State.MISSING: MISSING, State.UNKNOWN: NOTHING, State.TERMS: Known(1, 1), State.MET: Known(2, 2)}


def json_of(answers: Iterable[Answer]) -> list[dict[str, str]]:
    """Answers as they are stored: what says nothing is left out."""
    return [
        {
            name: value
            for name in NAMES
            if (value := getattr(answer, name)) != getattr(EMPTY, name) or name == "component"
        }
        for answer in answers
    ]


def answers_of(stored: Iterable[Mapping[str, str]]) -> tuple[Answer, ...]:
    """The inverse."""
    return tuple(Answer(**{name: each[name] for name in NAMES if name in each}) for each in stored)


def answer_json(answer: Answer) -> dict[str, str]:
    """One answer with every field, as programs read it."""
    return asdict(answer)


def why_json(why: Iterable[Why]) -> list[Any]:
    """Reasons as they are stored."""
    return [[each.code, dict(each.params)] for each in why]


def whys_of(stored: Iterable[Any]) -> tuple[Why, ...]:
    """The inverse. A code that is no longer known is left out."""
    return tuple(Why(code, tuple(sorted(params.items()))) for code, params in stored if code in REASONS)


def reasons_json(evaluation: Evaluation) -> list[dict[str, Any]]:
    """What an assessment says of each requirement, as it is stored."""
    return [
        {
            "requirement": each.requirement,
            "clause": each.clause,
            "known": [each.cell.known.low, each.cell.known.high],
            "why": why_json(each.cell.why),
            "against": why_json(each.cell.contradiction),
            "decides": each.decides,
            "spared_by": each.spared_by,
        }
        for each in evaluation.reasons
    ]


def evaluation_of(verdict: Verdict | str | None, reasons: Iterable[Mapping[str, Any]]) -> Evaluation:
    """The inverse."""
    return Evaluation(Verdict(verdict) if verdict else None, tuple(_reason(each) for each in reasons))


def _reason(stored: Mapping[str, Any]) -> Reason:
    cell = Cell(Known(*stored["known"]), whys_of(stored["why"]), whys_of(stored["against"]))
    return Reason(stored["requirement"], stored["clause"], cell, stored["decides"], stored["spared_by"])


def summary_json(combined: Combined, *, reviewers: int) -> dict[str, Any]:
    """What several reviewers come to, as it is stored: their number, verdicts, what decides, and where they differ."""
    return {
        "reviewers": reviewers,
        "without_makers": combined.without_makers,
        "verdicts": [[who, verdict] for who, verdict in combined.verdicts],
        "deciding": [[each.requirement, each.clause, each.state] for each in combined.evaluation.deciding],
        "differences": [
            {
                "requirement": each.requirement,
                "clause": each.clause,
                "said": [list(said) for said in each.said],
            }
            for each in combined.differences
        ],
    }


def decided_of(verdict: Verdict | str | None, summary: Mapping[str, Any]) -> Evaluation:
    """An assessment with no more than the reasons that decide it."""
    reasons = (
        Reason(requirement, clause, Cell(KNOWN[State(state)], ()), decides=True)
        for requirement, clause, state in summary["deciding"]
    )
    return Evaluation(Verdict(verdict) if verdict else None, tuple(reasons))


def differences_of(summary: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Where reviewers differ."""
    return tuple(
        Difference(
            each["requirement"], each["clause"], tuple((who, State(state)) for who, state in each["said"])
        )
        for each in summary["differences"]
    )


def links_json(links: Iterable[Link]) -> list[dict[str, str]]:
    """Links as they are stored."""
    return [{"url": each.url, "title": each.title} for each in links]


def ratings_json(ratings: Iterable[Rating]) -> list[dict[str, Any]]:
    """What another registry says of its own criteria, as it is stored."""
    return [
        {
            "criterion": each.criterion,
            "value": each.value,
            "note": each.note,
            "links": links_json(each.links),
        }
        for each in ratings
    ]


def record_digest(found: SystemFound) -> str:
    """The digest of everything a file tells of a system, so that the same file is known again."""
    return digest(asdict(found))


def digest(value: Any) -> str:
    """SHA-256 of a value as canonical JSON."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
