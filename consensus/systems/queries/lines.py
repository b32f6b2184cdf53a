"""The registry as a list: every system with its assessment under a draft; a fixed number of statements."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

from sqlalchemy import ColumnElement, Select, case, func, or_, select

from ...drafts.models import Draft
from ...kit.db import db
from ..found import Outcome
from ..models import Evaluation, OpinionAnswer, Stance, System, SystemVersion, VerdictOpinion
from ..scoring import Evaluation as Assessment
from ..stored import decided_of

NO_DRAFT = -1


class Named(Protocol):
    """What has a name and a slug."""

    @property
    def name(self) -> str: ...

    @property
    def slug(self) -> str: ...


N = TypeVar("N", bound=Named)


@dataclass(frozen=True, slots=True)
class Voices:
    """How many agree and disagree with an assessment as it is now, with one as it was before, and hold up the path."""

    agree: int = 0
    disagree: int = 0
    stale: int = 0
    holding_up: int = 0


@dataclass(frozen=True, slots=True)
class SystemLine:
    """One system in a list. ``deciding``: (requirement, clause, state) to which it owes its verdict."""

    id: int
    slug: str
    name: str
    maker: str
    kind: str
    version: str
    date: str
    verdict: str | None
    basis: str
    at: datetime | None
    reviewers: int
    without_makers: str | None
    deciding: tuple[tuple[str, str, str], ...]
    published: Outcome | None
    voices: Voices = Voices()

    @property
    def agree(self) -> int:
        return self.voices.agree

    @property
    def disagree(self) -> int:
        return self.voices.disagree

    @property
    def holding_up(self) -> int:
        return self.voices.holding_up


def lines(
    draft: Draft | None,
    *,
    verdict: str | None = None,
    maker: str | None = None,
    kind: str | None = None,
    words: str = "",
) -> list[SystemLine]:
    """Systems by name, those that are asked for. Without a draft, or without an assessment under it: no verdict."""
    query = _asked(_lines(draft), verdict=verdict, maker=maker, kind=kind, words=words)
    voices = voices_under(draft) if draft else {}
    return by_name(_line(*row, voices=voices) for row in db.session.execute(query))


def by_name(found: Iterable[N]) -> list[N]:
    """In the order of their names, which is the same on every database."""
    return sorted(found, key=lambda each: (each.name.casefold(), each.slug))


def line_of(system: System, *, draft: Draft) -> SystemLine:
    """One system."""
    row = db.session.execute(_lines(draft).where(System.id == system.id)).one()
    return _line(*row, voices=voices_under(draft, system=system))


def verdict_counts(draft: Draft) -> dict[str | None, int]:
    """How many systems have which verdict under a draft."""
    query = (
        select(Evaluation.verdict, func.count())
        .join(SystemVersion, (SystemVersion.id == Evaluation.version_id) & SystemVersion.leading)
        .where(Evaluation.draft_id == draft.id)
        .group_by(Evaluation.verdict)
    )
    return {str(verdict) if verdict else None: n for verdict, n in db.session.execute(query)}


def voices_under(draft: Draft, *, system: System | None = None) -> dict[int, Voices]:
    """System → how many agree and disagree with its assessment under a draft."""
    now = VerdictOpinion.basis == Evaluation.basis
    endorses, disputes = VerdictOpinion.stance == Stance.ENDORSE, VerdictOpinion.stance == Stance.DISPUTE
    query = (
        select(
            VerdictOpinion.system_id, _sum(now & endorses), _sum(now & disputes), _sum(~now),
            _sum(now & disputes & is_grounded()),
        )
        .join(SystemVersion, (SystemVersion.system_id == VerdictOpinion.system_id) & SystemVersion.leading)
        .join(
            Evaluation,
            (Evaluation.version_id == SystemVersion.id) & (Evaluation.draft_id == VerdictOpinion.draft_id),
        )
        .where(VerdictOpinion.draft_id == draft.id, VerdictOpinion.ended_at.is_(None))
        .group_by(VerdictOpinion.system_id)
    )  # fmt: skip
    if system is not None:
        query = query.where(VerdictOpinion.system_id == system.id)
    return {id: Voices(*map(int, counts)) for id, *counts in db.session.execute(query)}


def is_grounded() -> ColumnElement[bool]:
    """Of a disagreement: that it names a requirement and evidence, and that nobody has answered it."""
    answered = select(OpinionAnswer.id).where(OpinionAnswer.opinion_id == VerdictOpinion.id).exists()
    named = VerdictOpinion.requirement.is_not(None) & VerdictOpinion.evidence.is_not(None)
    return named & ~answered


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _lines(draft: Draft | None) -> Select[Any]:
    return (
        select(
            System.id, System.slug, System.name, System.maker, System.kind, System.published, SystemVersion.version,
            SystemVersion.date, Evaluation.verdict, Evaluation.basis, Evaluation.at, Evaluation.summary,
        )
        .join(SystemVersion, (SystemVersion.system_id == System.id) & SystemVersion.leading)
        .outerjoin(
            Evaluation,
            (Evaluation.version_id == SystemVersion.id)
            & (Evaluation.draft_id == (draft.id if draft else NO_DRAFT)),
        )
    )  # fmt: skip


def _asked(
    query: Select[Any], *, verdict: str | None, maker: str | None, kind: str | None, words: str
) -> Select[Any]:
    if verdict is not None:
        query = query.where(Evaluation.verdict == verdict)
    if maker is not None:
        query = query.where(System.maker == maker)
    if kind is not None:
        query = query.where(of_kind(kind))
    if words.strip():
        query = query.where(
            or_(
                *(
                    column.icontains(words.strip(), autoescape=True)
                    for column in (System.name, System.maker, System.slug)
                )
            )
        )
    return query


def of_kind(kind: str) -> ColumnElement[bool]:
    """Whether a system is of a kind, perhaps among others."""
    return ("," + System.kind + ",").contains(f",{kind},", autoescape=True)


def _line(
    id: int, slug: str, name: str, maker: str, kind: str, published: Any, version: str, date: str,
    verdict: str | None, basis: str | None, at: datetime | None, summary: Mapping[str, Any] | None,
    *, voices: Mapping[int, Voices],
) -> SystemLine:  # fmt: skip
    said = summary or {"reviewers": 0, "without_makers": None, "deciding": []}
    return SystemLine(
        id, slug, name, maker, kind, version, date, str(verdict) if verdict else None, basis or "", at,
        said["reviewers"], said["without_makers"], tuple((a, b, c) for a, b, c in said["deciding"]),
        outcome_of(published), voices.get(id, Voices()),
    )  # fmt: skip


def outcome_of(published: Mapping[str, str] | None) -> Outcome | None:
    """The outcome that was published of a system."""
    return Outcome(published["draft"], published["outcome"], published["source"]) if published else None


def decided_under(drafts: Sequence[Draft]) -> dict[str, dict[str, Assessment]]:
    """Draft → slug → assessment with what decides it, of every leading version; one statement."""
    query = (
        select(Draft.version, System.slug, Evaluation.verdict, Evaluation.summary)
        .join(Draft, Draft.id == Evaluation.draft_id)
        .join(SystemVersion, (SystemVersion.id == Evaluation.version_id) & SystemVersion.leading)
        .join(System, System.id == Evaluation.system_id)
        .where(Evaluation.draft_id.in_([draft.id for draft in drafts]))
        .order_by(System.id)
    )
    found: dict[str, dict[str, Assessment]] = {draft.version: {} for draft in drafts}
    for version, slug, verdict, summary in db.session.execute(query):
        found[version][slug] = decided_of(verdict, summary)
    return found


@dataclass(frozen=True, slots=True)
class Badge:
    """What a badge says of a system: under which draft, and when that was found."""

    slug: str
    name: str
    version: str
    verdict: str | None
    draft: str
    date: date | None


def badge(system: System, *, draft: Draft) -> Badge:
    """The badge of a system under a draft."""
    line = line_of(system, draft=draft)
    day = line.at.date() if line.at else None
    return Badge(line.slug, line.name, line.version, line.verdict, draft.version, day)
