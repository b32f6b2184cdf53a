"""Organisations that belong together endorse a draft once: maintainers say which, on record."""

from collections.abc import Collection

from flask_babel import gettext as _
from sqlalchemy import delete, select, update

from ...accounts.models import Organisation
from ...drafts.models import Draft
from ...kit.clock import now
from ...kit.db import db
from ...kit.errors import Invalid
from ...ledger import Actor, record
from ..models import Endorsement, Family, Standing, StandingState
from ..queries.endorsements import effective
from ..verbs import Verb


def set_family(organisation: Organisation, *, head: Organisation | None, by: Actor) -> None:
    """Say to which organisation another belongs, or with None that it belongs to itself.

    What belonged to it goes along. Where both endorse a draft, the earlier endorsement stands and the later lapses.
    Raises Invalid where it would belong to itself.
    """
    above = _head(head.id) if head else None
    if organisation.id in (above, head.id if head else None):
        raise Invalid({"head": _("An organisation cannot belong to itself, or to one that belongs to it.")})
    moved = [organisation.id]
    if above is not None:
        members = select(Family.organisation_id).where(Family.head_id == organisation.id)
        moved += db.session.scalars(members).all()
    db.session.execute(delete(Family).where(Family.organisation_id.in_(moved)))
    if above is not None:
        db.session.add_all(
            Family(organisation_id=id, head_id=above, by=str(by.actor_id), at=now()) for id in moved
        )
    db.session.flush()
    record(Verb.FAMILY_SET, by, organisation, head=head.slug if head else None)
    _move(moved, f"family:{above or organisation.id}", by=by)


def _head(id: int) -> int:
    return db.session.scalar(select(Family.head_id).where(Family.organisation_id == id)) or id


def _move(organisations: Collection[int], holder: str, *, by: Actor) -> None:
    """Let their endorsements be of one family; of two that are confirmed for a draft the later lapses."""
    theirs = select(Endorsement.id).where(Endorsement.organisation_id.in_(organisations))
    rows = (
        select(Standing)
        .where(Standing.endorsement_id.in_(theirs) | (Standing.holder == holder))
        .where(effective(), Standing.confirmed)
    )
    first: dict[int, int] = {}
    twice: dict[Draft, list[Standing]] = {}
    for each in db.session.scalars(rows.order_by(Standing.endorsement_id).with_for_update(of=Standing)):
        if first.setdefault(each.draft_id, each.endorsement_id) != each.endorsement_id:
            each.state = StandingState.LAPSED
            twice.setdefault(each.draft, []).append(each)
    db.session.flush()
    db.session.execute(
        update(Standing).where(Standing.endorsement_id.in_(theirs)).values(holder=holder),
        execution_options={"synchronize_session": False},
    )
    for draft, some in twice.items():
        refs = [f"endorsement:{each.endorsement_id}" for each in some]
        names = {"from": draft.version, "to": draft.version}
        record(Verb.LAPSED, by, draft, touches=refs, endorsements=refs, **names)
