"""Assessments are computed from public reviews: in the transaction of an act for its system, by the follower for all.

What the follower computes it computes before the lock; in the transaction it is kept only where nobody's review came in
between. The number of statements grows with hundreds of systems, not with systems. On record they are by rule, not by whoever
caused them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, select

from ...drafts.verbs import Verb as DraftVerb
from ...following.models import Bookmark
from ...following.queries import bookmark_at
from ...kit.clock import now
from ...kit.db import db
from ...kit.db.dialects import upsert
from ...kit.refs import Ref
from ...kit.slow import slow
from ...ledger import RULE, record
from ...ledger.models import Entry
from ..assessing import Assessed, assess
from ..book import found_by_book
from ..models import Evaluation
from ..queries.editions import Editions, editions
from ..queries.sheets import Standing, public_now, public_sheets, standing_versions
from ..scoring import Verdict
from ..stored import reasons_json, summary_json
from ..verbs import Verb
from .keeping import locked_all

BOOKMARK = "evaluations"
# After these, assessments under other drafts may be needed, or come out differently.
OPENING = (DraftVerb.PUBLISHED, DraftVerb.WITHDRAWN, DraftVerb.CORRECTED)
Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """One assessment to be kept, and what stood before: verdict (``was``) and basis; None also where there was none."""

    standing: Standing
    draft: str
    draft_id: int
    edition: str
    assessed: Assessed
    was: str | None
    was_basis: str | None
    new: bool

    @property
    def verdict(self) -> Verdict | None:
        return self.assessed.combined.evaluation.verdict

    @property
    def differs(self) -> bool:
        """Whether there is something to tell: another verdict, or the same on other grounds."""
        return self.new or (self.was, self.was_basis) != (self.verdict, self.assessed.basis)


@dataclass(frozen=True, slots=True)
class Plan:
    """Assessments computed before the lock, from which reviews, as of an entry of the record."""

    n: int
    rows: tuple[Row, ...]
    reviews: Mapping[int, Sequence[tuple[int, int]]]


def evaluate(systems: Collection[int], *, anew: Collection[int] = (), together: bool = False) -> None:
    """Compute the assessments of some systems under every draft, and record what changed.

    ``anew``: systems of which another version leads now, told in any case. ``together``: one entry a draft, for many.
    """
    standing = standing_versions(systems)
    _forget(systems, standing)
    rows = _rows(editions(), standing, public_sheets([each.version_id for each in standing]), everything=True)
    _keep(rows)
    told = [row for row in rows if row.differs or row.standing.system_id in anew]
    _tell_together(told) if together else _tell(told)


@slow
def plan_evaluations(*, look: bool = False) -> Plan | None:
    """What has to be computed since drafts were published, withdrawn or their maps corrected; None: nothing happened.

    ``look``: look for it also where none of this happened, because the table of licences may be another one.
    """
    n, done = _last_opening(), bookmark_at(BOOKMARK)
    if n <= done and not look:
        return None
    known, standing = editions(), standing_versions()
    reviews = public_now([each.version_id for each in standing])
    rows = _rows(known, standing, public_sheets(), everything=False)
    return Plan(n, tuple(rows), reviews) if rows or n > done else None


def keep_evaluations(plan: Plan) -> int:
    """Keep what was computed, unless a review came in between: that act computed its system's itself. → assessments."""
    locked_all({row.standing.system_id for row in plan.rows})
    held = public_now({row.standing.version_id for row in plan.rows})
    standing = {each.version_id for each in standing_versions()}
    rows = [
        row
        for row in plan.rows
        if row.standing.version_id in standing
        and held.get(row.standing.version_id) == plan.reviews.get(row.standing.version_id)
    ]
    _keep(rows)
    _tell_together([row for row in rows if row.differs])
    _bookmark(plan.n)
    return len(rows)


def _rows(
    known: Editions, standing: Iterable[Standing], sheets: Mapping[int, Any], *, everything: bool
) -> list[Row]:
    """The assessments that are missing, or computed from other checklists and maps; all with ``everything``."""
    each_of = list(standing)
    stored = _stored([each.version_id for each in each_of])
    rows = []
    for each in each_of:
        wanted = {
            version
            for version, id in known.ids.items()
            if everything or stored.get((each.version_id, id), ("", "", ""))[1] != known.digests[version]
        }
        found = assess(known.rows, sheets.get(each.version_id, ()), wanted=wanted, terms=found_by_book)
        for draft, assessed in found.items():
            id = known.ids[draft]
            was = stored.get((each.version_id, id))
            verdict, _edition, basis = was or (None, None, None)
            rows.append(Row(each, draft, id, known.digests[draft], assessed, verdict, basis, was is None))
    return rows


def _stored(versions: Sequence[int]) -> dict[Key, tuple[str | None, str, str]]:
    """(version, draft) → verdict, edition and basis of what is kept."""
    query = select(
        Evaluation.version_id, Evaluation.draft_id, Evaluation.verdict, Evaluation.edition, Evaluation.basis
    )
    if len(versions) <= 500:
        query = query.where(Evaluation.version_id.in_(versions))
    return {
        (version, draft): (verdict, edition, basis)
        for version, draft, verdict, edition, basis in db.session.execute(query)
    }


def _keep(rows: Sequence[Row]) -> None:
    at = now()
    upsert(
        db.session,
        Evaluation.__table__,  # type: ignore[arg-type]
        [_values(row) | {"at": at} for row in rows],
        key=["version_id", "draft_id"],
        update=["system_id", "verdict", "reasons", "cells", "summary", "basis", "edition", "at"],
    )
    for kept in [each for each in db.session.identity_map.values() if isinstance(each, Evaluation)]:
        db.session.expire(kept)


def _values(row: Row) -> dict[str, Any]:
    combined = row.assessed.combined
    return {
        "version_id": row.standing.version_id,
        "draft_id": row.draft_id,
        "system_id": row.standing.system_id,
        "verdict": row.verdict,
        "reasons": reasons_json(combined.evaluation),
        "cells": {id: str(state) for id, state in row.assessed.cells.items()},
        "summary": summary_json(combined, reviewers=len(row.assessed.held)),
        "basis": row.assessed.basis,
        "edition": row.edition,
    }


def _forget(systems: Collection[int], standing: Sequence[Standing]) -> None:
    """Versions that neither lead nor have reviews any more have no assessment."""
    kept = [each.version_id for each in standing]
    gone = delete(Evaluation).where(
        Evaluation.system_id.in_(sorted(systems)), Evaluation.version_id.not_in(kept)
    )
    db.session.execute(gone)


def _tell(rows: Sequence[Row]) -> None:
    for row in rows:
        record(
            Verb.EVALUATED, RULE, Ref("system", row.standing.slug), touches=[Ref("draft", row.draft)],
            draft=row.draft, version=row.standing.version, before=row.was,
            verdict=row.verdict, basis=row.assessed.basis, leads=row.standing.leading,
        )  # fmt: skip


def _tell_together(rows: Sequence[Row]) -> None:
    by_draft: dict[str, list[Row]] = {}
    for row in rows:
        by_draft.setdefault(row.draft, []).append(row)
    for draft, some in by_draft.items():
        systems = [
            [row.standing.slug, row.standing.version, row.verdict, row.assessed.basis, row.standing.leading]
            for row in some
        ]
        touched = sorted({f"system:{row.standing.slug}" for row in some})
        record(Verb.COUNTED, RULE, Ref("draft", draft), touches=touched, systems=systems)


def _bookmark(n: int) -> None:
    kept = [{"name": BOOKMARK, "n": n}]
    upsert(db.session, Bookmark.__table__, kept, key=["name"], update=["n"])  # type: ignore[arg-type]


def _last_opening() -> int:
    query = select(func.max(Entry.n)).where(Entry.verb.in_([str(verb) for verb in OPENING]))
    return db.session.scalar(query) or 0
