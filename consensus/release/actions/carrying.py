"""What becomes of endorsements when another draft is published, or its map is corrected: carried on where nothing changed in
substance, else lapsed, and asked for again. A lapse is for good: nothing later revives it.

A batch is settled in one transaction, by rows that say so, its entry and its letters; so it may die at any point.
"""

from collections.abc import Collection, Mapping

from sqlalchemy import select

from ...following.actions.mailing import Letter
from ...following.models import Bookmark
from ...kit.clock import now
from ...kit.db import db
from ...kit.db.dialects import upsert
from ...kit.mail import post
from ...ledger import RULE, record
from ..models import Endorsement, Standing, StandingState
from ..queries.endorsements import effective
from ..queries.settling import OPENING, Step, last_opening
from ..verbs import Verb

BOOKMARK = "endorsements"
Letters = Mapping[int, Letter | None]


def settle(step: Step, *, letters: Letters) -> int:
    """Carry endorsements to a draft, or let them lapse at it, unless a map was corrected or a draft published meanwhile.

    ``letters``: endorsement → what is written to whoever made it. → how many were settled.
    """
    if last_opening([each for each in OPENING if each != Verb.ENDORSED]) > step.of:
        return 0
    held = _locked([each.id for each in step.endorsements])
    done = _lapse_again(step, held) if step.again else _settle_anew(step, held)
    db.session.flush()
    lapsed = [standing for standing in done if standing.state is StandingState.LAPSED]
    for standing in lapsed:
        _ask_again(standing, letters.get(standing.endorsement_id))
    db.session.flush()
    _tell(Verb.CARRIED, step, [each for each in done if each not in lapsed])
    _tell(Verb.LAPSED, step, lapsed)
    return len(done)


def all_settled(n: int) -> None:
    """Remember that everything up to an entry is settled."""
    kept = [{"name": BOOKMARK, "n": n}]
    upsert(db.session, Bookmark.__table__, kept, key=["name"], update=["n"])  # type: ignore[arg-type]  # __table__ is a table here


def _settle_anew(step: Step, held: Collection[Endorsement]) -> list[Standing]:
    """A row for each that has none; who endorsed the newer draft afresh meanwhile keeps that one."""
    rows = select(Standing).where(Standing.endorsement_id.in_([each.id for each in held]))
    rows = rows.where(Standing.draft_id.in_([step.older.id, step.newer.id])).execution_options(
        populate_existing=True
    )
    known = {(each.endorsement_id, each.draft_id): each for each in db.session.scalars(rows)}
    taken, made = _holders(step), []
    for each in held:
        before = known.get((each.id, step.older.id))
        over = before is None or before.ended_at is not None or before.state is StandingState.LAPSED
        if before is None or over or (each.id, step.newer.id) in known:
            continue
        lapses = step.lapses or (before.confirmed and before.holder in taken)
        standing = Standing(
            endorsement=each, draft=step.newer, holder=before.holder, confirmed=before.confirmed, at=now(),
            state=StandingState.LAPSED if lapses else StandingState.CARRIED,
        )  # fmt: skip
        taken |= {before.holder} if before.confirmed and not lapses else set()
        db.session.add(standing)
        made.append(standing)
    return made


def _lapse_again(step: Step, held: Collection[Endorsement]) -> list[Standing]:
    """What was carried turns out to be something else: it lapses after all."""
    rows = select(Standing).where(
        Standing.endorsement_id.in_([each.id for each in held]), Standing.draft_id == step.newer.id,
        Standing.state == StandingState.CARRIED, effective(),
    )  # fmt: skip
    found = list(db.session.scalars(rows.execution_options(populate_existing=True)))
    for each in found:
        each.state = StandingState.LAPSED
    return found


def _locked(ids: Collection[int]) -> list[Endorsement]:
    query = select(Endorsement).where(Endorsement.id.in_(ids)).order_by(Endorsement.id)
    return list(
        db.session.scalars(
            query.with_for_update(of=Endorsement).execution_options(populate_existing=True)
        ).unique()
    )


def _holders(step: Step) -> set[str]:
    query = select(Standing.holder).where(Standing.draft_id == step.newer.id, Standing.confirmed, effective())
    return set(db.session.scalars(query))


def _ask_again(standing: Standing, letter: Letter | None) -> None:
    if letter is not None:
        standing.asked_at = now()
        post(
            letter.recipient, subject=letter.subject, text=letter.text, html=letter.html, headers=letter.headers
        )  # fmt: skip


def _tell(verb: Verb, step: Step, some: Collection[Standing]) -> None:
    if some:
        refs = [f"endorsement:{each.endorsement_id}" for each in some]
        names = {"from": step.older.version, "to": step.newer.version}
        record(verb, RULE, step.newer, touches=refs, endorsements=refs, **names)
