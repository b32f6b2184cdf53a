"""What is done with a prepared draft besides its text and its map: its terms, showing it, a set time, discarding it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from flask_babel import gettext as _

from ...kit.clock import now
from ...kit.db import db
from ...kit.errors import Invalid
from ...ledger import Actor, record
from ...ledger.queries import entries_around
from ..errors import AlreadyPublished, MapIsStale
from ..models import Draft, DraftFile, Preparation
from ..queries import preparation_of
from ..verbs import Verb


@dataclass(frozen=True, slots=True)
class Terms:
    """What is said of a draft when it is published: the summary of its changes, and until when it is open."""

    summary: str
    comment_until: datetime | None


def set_terms(draft: Draft, terms: Terms, *, revision: int | None = None, by: Actor) -> None:
    """Keep a prepared draft's summary and period for later. Raises AlreadyPublished, MapIsStale."""
    preparation = preparation_at(draft, revision)
    put_terms(draft, preparation, terms)
    touch(preparation, by=by)


def put_terms(draft: Draft, preparation: Preparation, terms: Terms | None) -> None:
    """Write terms without more ado; part of publishing."""
    if terms is not None:
        draft.summary, preparation.comment_until = terms.summary.strip(), terms.comment_until


def show_draft(draft: Draft, *, shown: bool, by: Actor) -> None:
    """Show a prepared draft in public as an editors' draft, or stop showing it."""
    preparation = preparation_at(draft, None)
    if preparation.shown is not shown:
        preparation.shown = shown
        record(Verb.SHOWN if shown else Verb.UNSHOWN, by, draft, digest=draft.digest)


def schedule_draft(
    draft: Draft, *, at: datetime | None, terms: Terms | None = None, revision: int | None = None, by: Actor
) -> None:
    """Have a prepared draft published at a set time, or (None) no longer.

    Raises AlreadyPublished, MapIsStale, and Invalid for a time that is past or not before the period's end.
    """
    preparation = preparation_at(draft, revision)
    put_terms(draft, preparation, terms)
    if at is not None and at <= now():
        raise Invalid({"publish_at": _("This time is past. Choose a later one, or publish now.")})
    if at is not None and preparation.comment_until is not None and preparation.comment_until <= at:
        raise Invalid({"comment_until": _("The period would be over before the draft is published.")})
    before, preparation.publish_at = preparation.publish_at, at
    touch(preparation, by=by)
    if at == before:
        return
    if at is not None:
        record(
            Verb.SCHEDULED,
            by,
            draft,
            digest=draft.digest,
            at=at.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        )
    else:
        record(Verb.UNSCHEDULED, by, draft)


def discard_draft(draft: Draft, *, revision: int | None = None, by: Actor) -> None:
    """Throw a prepared draft away. Where the public record knows of it, it also says that it was discarded."""
    preparation = preparation_at(draft, revision)
    if entries_around([str(draft.ref)], most=1):
        record(Verb.DISCARDED, by, draft)
    for file in db.session.query(DraftFile).filter_by(draft_id=draft.id):
        db.session.delete(file)
    db.session.delete(preparation)
    db.session.flush()
    db.session.delete(draft)


def preparation_at(draft: Draft, revision: int | None) -> Preparation:
    """What is stored of a prepared draft. Raises AlreadyPublished, and MapIsStale for another revision than this."""
    preparation = preparation_of(draft)
    if preparation is None:
        raise AlreadyPublished
    if revision is not None and revision != preparation.revision:
        raise MapIsStale
    return preparation


def touch(preparation: Preparation, *, by: Actor) -> None:
    """Note that somebody changed something, so that a page shown before cannot be stored over it."""
    with db.session.no_autoflush:  # asking who it is may read, and a new preparation is not whole yet
        preparation.changed_by, preparation.changed_at = by.actor_id, now()
    preparation.revision += 1
    db.session.flush()
