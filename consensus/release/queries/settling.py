"""Which endorsements have to be settled for a draft: those of the draft before that were neither carried to it nor lapsed at it,
those of withdrawn drafts, and those that were carried over what a corrected map calls substantive."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import aliased, joinedload

from ...drafts.models import Draft
from ...drafts.queries import drafts_published
from ...drafts.verbs import Verb as DraftVerb
from ...kit.db import db
from ...ledger.models import Entry
from ..models import Endorsement, Standing, StandingState
from ..substance import Substance
from ..verbs import Verb
from .endorsements import effective
from .substance import substance_of

# After these, endorsements may have to be settled: also after one of a draft that another succeeded in the same moment.
OPENING = (DraftVerb.PUBLISHED, DraftVerb.WITHDRAWN, DraftVerb.CORRECTED, Verb.ENDORSED)
MOST = 100
_there = aliased(Standing)


@dataclass(frozen=True, slots=True)
class Step:
    """Some endorsements of a draft that are carried to another, or lapse at it because of what changed there.

    ``again``: they were carried before. ``of``: the entry that is the last of those after which one looks.
    """

    of: int
    older: Draft
    newer: Draft
    lapses: bool
    again: bool
    substance: Substance
    endorsements: Sequence[Endorsement]


def last_opening(verbs: Sequence[str] = OPENING) -> int:
    """The number of the last entry after which something may have to be settled; 0: there is none."""
    return (
        db.session.scalar(select(func.max(Entry.n)).where(Entry.verb.in_([str(each) for each in verbs]))) or 0
    )


def next_step(of: int) -> Step | None:
    """What is to be done next, draft by draft, the earliest first; None: everything is settled."""
    published = drafts_published()
    for position, draft in enumerate(published):
        if draft.withdrawal is None and draft.previous is not None:
            between = published[published.index(draft.previous) + 1 : position]
            found = _step(
                of, draft, draft.previous, [each for each in between if each.withdrawal is not None]
            )
            if found is not None:
                return found
    return None


def _step(of: int, draft: Draft, before: Draft, withdrawn: Sequence[Draft]) -> Step | None:
    if stray := _some(
        _unsettled(draft).where(Standing.draft_id.in_([each.id for each in withdrawn]), _made())
    ):
        older = next(each for each in withdrawn if each.id == stray[0].draft_id)
        some = [each for each in stray if each.draft_id == older.id]
        return Step(of, older, draft, True, False, Substance(), some)
    if waiting := _some(_unsettled(draft).where(Standing.draft_id == before.id)):
        changed = substance_of(draft)
        return Step(of, before, draft, bool(changed), False, changed, waiting)
    if wrongly := _some(_carried_from_lapsed(draft, before)):
        return Step(of, before, draft, True, True, Substance(), wrongly)
    carried = _some(_of(draft).where(Standing.draft_id == draft.id, Standing.state == StandingState.CARRIED))
    if carried and (changed := substance_of(draft)):
        return Step(of, before, draft, True, True, changed, carried)
    return None


def _of(draft: Draft) -> Select[Endorsement]:
    query = select(Endorsement).join(Standing, Standing.endorsement_id == Endorsement.id).where(effective())
    return query.options(joinedload(Endorsement.account), joinedload(Endorsement.draft))


def _unsettled(draft: Draft) -> Select[Endorsement]:
    here = select(_there.draft_id).where(_there.endorsement_id == Endorsement.id, _there.draft_id == draft.id)
    return _of(draft).where(~here.exists())


def _carried_from_lapsed(draft: Draft, before: Draft) -> Select[Endorsement]:
    lapsed = select(_there.draft_id).where(
        _there.endorsement_id == Endorsement.id,
        _there.draft_id == before.id,
        _there.state == StandingState.LAPSED,
    )
    here = _of(draft).where(Standing.draft_id == draft.id, Standing.state == StandingState.CARRIED)
    return here.where(lapsed.exists())


def _made() -> ColumnElement[bool]:
    return Standing.state == StandingState.MADE


def _some(query: Select[Endorsement]) -> Sequence[Endorsement]:
    return db.session.scalars(query.order_by(Endorsement.id).limit(MOST)).all()
