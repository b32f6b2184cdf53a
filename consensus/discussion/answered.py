"""Dispositions as pages show them: with finished reasons, and the names of who gave them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from ..kit.text.words import excerpt
from .models import Addressing, Disposition
from .plain import plain_words

EXCERPT = 180


@dataclass(frozen=True, slots=True)
class AnswerView:
    """A disposition: outcome and reason, where it was resolved, until when the author may answer, and what they said."""

    id: int
    outcome: str
    reason_html: Markup
    excerpt: str
    by: str
    by_name: str
    at: datetime
    answer_by: datetime
    resolved_in: str | None
    clauses: tuple[str, ...]
    duplicate_of: int | None
    answer: str | None
    answer_reason_html: Markup | None
    answered_at: datetime | None
    addressed_by: str | None
    addressed_reason_html: Markup | None
    addressed_at: datetime | None


def answer_view(
    given: Disposition, addressing: Addressing | None, names: Mapping[str, str], html: Mapping[str, Markup]
) -> AnswerView:
    """A disposition as it is shown; ``names`` by actor, ``html`` by text."""
    said = given.answers[-1] if given.answers else None
    return AnswerView(
        id=given.id,
        outcome=str(given.outcome),
        reason_html=html[given.reason],
        excerpt=excerpt(plain_words(html[given.reason]), most=EXCERPT),
        by=given.by,
        by_name=names[given.by],
        at=given.at,
        answer_by=given.answer_by,
        resolved_in=given.resolved_in.version if given.resolved_in else None,
        clauses=tuple(clause.key for clause in given.clauses),
        duplicate_of=given.duplicate_of_id,
        answer=str(said.answer) if said else None,
        answer_reason_html=html[said.reason] if said and said.reason else None,
        answered_at=said.at if said else None,
        addressed_by=names[addressing.by] if addressing else None,
        addressed_reason_html=html[addressing.reason] if addressing else None,
        addressed_at=addressing.at if addressing else None,
    )
