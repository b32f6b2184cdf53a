"""Publishing: a prepared draft becomes the current text in one transaction, and is immutable from then on.

Its cost is the number of clauses, never the number of comments or positions. What is slow (planning, rendering) is
done by :func:`plan_publication` before the lock; :func:`publish_draft` refuses a plan that is no longer true.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select

from ...kit.clock import now, rfc3339
from ...kit.db import db
from ...kit.errors import Invalid
from ...kit.slow import slow
from ...kit.text.rendered import finish, keep_finished
from ...ledger import Actor, record
from ..attachments import check_attachments
from ..bundle import File
from ..errors import AlreadyPublished, AlreadyWithdrawn, AnotherDraftCameFirst, MapIsStale, OnlyTheLatest
from ..models import Draft, Part, PartKind, Period, Publication, Withdrawal
from ..moves import shown_redline
from ..pieces import TAKES_POSITIONS
from ..planning import plan_of, prepared
from ..plans import Plan
from ..queries import files_of, latest_draft, meanings_in, preparation_of
from ..verbs import Verb
from . import placing
from .lineage import extend_lineage, rewrite_lineage
from .preparing import check_above_latest
from .sealing import check_not_sealed
from .shelving import Terms, put_terms


@dataclass(frozen=True, slots=True)
class PublicationPlan:
    """All that publishing will write, thought out before the lock, and what it was based on."""

    revision: int
    against_id: int | None
    outline: Any
    plan: Plan
    finished: tuple[tuple[str, str], ...]


@slow
def plan_publication(draft: Draft) -> PublicationPlan:
    """Think publishing through: the final map and the finished HTML of every clause and redline.

    Where another draft came first and nothing had been decided about the map, the map made anew is taken. Raises
    AlreadyPublished, VersionTooLow, AnotherDraftCameFirst, and Invalid where a check of an attached file refuses.
    """
    preparation = preparation_of(draft)
    if preparation is None:
        raise AlreadyPublished
    check_above_latest(draft.version)
    found = prepared(draft)
    if found.stale and any((preparation.decisions or {}).values()):
        raise AnotherDraftCameFirst
    keys = {clause.key for clause in found.outline.clauses}
    check_attachments([File(file.name, file.content) for file in files_of(draft)], keys)
    plan = plan_of(draft, found=found)
    old = placing.old_markdown(found.against)
    finished = finish(
        inline=_texts(found.outline),
        redlines=[
            (before, row.clause.markdown) for row in plan.rows if row.clause and (before := _before(row, old))
        ],
        redline=shown_redline,
    )
    return PublicationPlan(
        found.revision, found.against.id if found.against else None, found.outline, plan, tuple(finished)
    )


def _texts(outline: Any) -> list[str]:
    cells = [cell for clause in outline.clauses for cell in clause.cells]
    return [clause.markdown for clause in outline.clauses] + cells


def _before(row: Any, old: dict[str, str]) -> str | None:
    if row.change.kind in ("new", "same", "moved"):
        return None
    return "\n".join(old[source] for source in row.change.sources if source in old) or None


def publish_draft(
    draft: Draft, plan: PublicationPlan, *, by: Actor, at: datetime | None = None, terms: Terms | None = None
) -> Draft:
    """Publish a prepared draft: clauses, wordings, placements, changes, lineage and meanings, in one transaction.

    ``terms`` are kept first; without them those kept before hold. Raises AlreadyPublished, MapIsStale when something
    was decided since the plan was made, AnotherDraftCameFirst.
    """
    preparation = preparation_of(draft)
    if preparation is None or draft.publication is not None:
        raise AlreadyPublished
    if preparation.revision != plan.revision:
        raise MapIsStale
    latest = latest_draft()
    if (latest.id if latest else None) != plan.against_id:
        raise AnotherDraftCameFirst
    at = at or now()
    put_terms(draft, preparation, terms)
    until = preparation.comment_until
    _publication(draft, latest, until, at=at, by=by)
    placed = placing.place_clauses(draft, latest, plan.outline, plan.plan, _parts(draft, plan.outline))
    extend_lineage(draft)
    keep_finished(plan.finished)
    db.session.delete(preparation)
    db.session.flush()
    record(
        Verb.PUBLISHED,
        by,
        draft,
        touches=[latest] if latest else [],
        digest=draft.digest,
        previous=latest.version if latest else None,
        date=draft.date.isoformat() if draft.date else None,
        comment_until=rfc3339(until) if until else None,
        clauses=[list(triple) for triple in placed],
        **_told_of_map(plan.plan, latest),
    )
    return draft


def _told_of_map(plan: Plan, latest: Draft | None) -> dict[str, Any]:
    """What a recount needs besides the words: which clauses are normative and take positions, and where clauses come from
    that do not simply go on under their own key (or, without one in the draft before, begin).
    """
    rows = [(row, row.clause) for row in plan.rows if row.clause is not None]
    before = meanings_in(latest)
    return {
        "normative": [row.key for row, clause in rows if row.normative and clause.kind in TAKES_POSITIONS],
        "sources": [
            [row.key, list(row.change.sources)]
            for row, _clause in rows
            if list(row.change.sources) != [row.key] * (row.key in before)
        ],
    }


def withdraw_draft(draft: Draft, *, reason: str, by: Actor) -> None:
    """Withdraw the latest draft. Its version is spent, its keys stay reserved; the one before is current again.

    Raises OnlyTheLatest, AlreadyWithdrawn, DraftIsSealed, Invalid without a reason.
    """
    if draft.withdrawal is not None:
        raise AlreadyWithdrawn
    check_not_sealed(draft)
    if draft.publication is None or latest_draft() is not draft:
        raise OnlyTheLatest
    if not reason.strip():
        raise Invalid({"reason": _("Say why the draft is withdrawn; the reason is public.")})
    db.session.add(Withdrawal(draft=draft, at=now(), by=by.actor_id, reason=reason.strip()))
    db.session.flush()
    rewrite_lineage()
    touched = [draft.previous] if draft.previous else []
    record(Verb.WITHDRAWN, by, draft, touches=touched)


def _publication(
    draft: Draft, latest: Draft | None, until: datetime | None, *, at: datetime, by: Actor
) -> None:
    position = (db.session.scalar(select(func.max(Publication.position))) or 0) + 1
    db.session.add(Publication(draft=draft, position=position, at=at, by=by.actor_id))
    db.session.add(
        Period(draft_id=draft.id, opens_at=at, closes_at=until, by=by.actor_id, at=at, reason=None)
    )
    draft.previous_id = latest.id if latest else None
    db.session.flush()


def _parts(draft: Draft, outline: Any) -> dict[str, int]:
    for order, part in enumerate(outline.parts):
        db.session.add(
            Part(draft_id=draft.id, slug=part.slug, title=part.title, kind=PartKind(part.kind), order=order)
        )
    db.session.flush()
    return dict(db.session.execute(select(Part.slug, Part.id).where(Part.draft_id == draft.id)).all())
