"""Taking a suggestion into a draft being prepared, by one act that links the two; and undoing the link.

What it makes of the files is thought out before the lock. Nothing is taken in by halves.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from ...drafts.actions import Reading, prepare_draft, read_files, revise_draft
from ...drafts.actions.shelving import preparation_at, touch
from ...drafts.errors import AlreadyPublished
from ...drafts.models import Draft
from ...kit.clock import now
from ...kit.db import db
from ...kit.refs import Ref
from ...kit.slow import slow
from ...ledger import Actor, record
from ..applying import Applied, Fate, Settled
from ..errors import (
    AlreadyAccepted,
    CommentIsDeleted,
    NoSuggestion,
    NotAccepted,
    SuggestionCannotBeWritten,
    SuggestionDoesNotFit,
)
from ..grounds import Preparing, held_against
from ..models import Acceptance, Comment
from ..queries.answers import acceptances_of
from ..rewriting import CannotBeWritten, Rewritten, Wanted, rewrite
from ..verbs import Verb

UNTOUCHED = frozenset({Fate.THERE, Fate.BY_HAND})


@dataclass(frozen=True, slots=True)
class Taken:
    """What a suggestion would make of a draft. ``made`` None: the files stay as they are, or it does not fit."""

    into: Preparing
    applied: Applied
    made: Rewritten | None = None
    unwritable: bool = False


@dataclass(frozen=True, slots=True)
class AcceptancePlan:
    """A suggestion in its place, and the reading to be stored; None: what it suggests stands in the draft already."""

    taken: Taken
    reading: Reading | None


def try_suggestion(
    comment: Comment, into: Preparing, *, settled: Mapping[int, Settled] | None = None
) -> Taken:
    """What a suggestion would make of a draft; stores nothing. ``settled``: conflicts, by number of edit.

    Raises NoSuggestion.
    """
    applied = held_against([comment], into.ground, settled=settled).get(comment.id)
    if applied is None:
        raise NoSuggestion
    if not applied.whole or all(each.fate in UNTOUCHED for each in applied.told):
        return Taken(into, applied)
    try:
        wanted = Wanted(applied.clauses, applied.moved, into.names)
        return Taken(into, applied, rewrite(into.files, into.outline, wanted))
    except CannotBeWritten:
        return Taken(into, applied, unwritable=True)


@slow
def plan_acceptance(
    comment: Comment, into: Preparing, *, settled: Mapping[int, Settled] | None = None
) -> AcceptancePlan:
    """Think out what accepting a suggestion stores, before the lock.

    Raises NoSuggestion, SuggestionDoesNotFit, SuggestionCannotBeWritten, and Invalid for a version that is none.
    """
    taken = try_suggestion(comment, into, settled=settled)
    if not taken.applied.whole:
        raise SuggestionDoesNotFit
    if taken.unwritable:
        raise SuggestionCannotBeWritten
    if taken.made is None and into.draft is not None:
        return AcceptancePlan(taken, None)
    date = into.draft.date.isoformat() if into.draft and into.draft.date else None
    files = taken.made.files if taken.made else into.files
    return AcceptancePlan(taken, read_files(files, version=into.version, date=date))


def accept_suggestion(
    comment: Comment, plan: AcceptancePlan, *, revision: int | None = None, by: Actor
) -> Acceptance:
    """Take a suggestion into the draft it was planned for, which is begun where there is none yet, and link the two.

    ``revision``: of the draft as the page showed it. Raises CommentIsDeleted, AlreadyAccepted, AlreadyPublished, and
    MapIsStale when somebody changed the draft meanwhile.
    """
    into = plan.taken.into
    if comment.deleted_at is not None:
        raise CommentIsDeleted
    _check_not_accepted(comment, into.draft)
    draft = _stored(plan, revision, by)
    acceptance = Acceptance(
        comment_id=comment.id,
        draft_id=draft.id,
        by=by.actor_id,
        at=now(),
        fitted=plan.taken.applied.fitted,
    )
    db.session.add(acceptance)
    db.session.flush()
    keys = list(dict.fromkeys(told.key for told in plan.taken.applied.told if told.key))
    lasting = [into.names.get(key, key) for key in keys]
    _tell(Verb.ACCEPTED, comment, draft, by, fitted=acceptance.fitted, clauses=lasting)
    return acceptance


def release_suggestion(comment: Comment, draft: Draft, *, by: Actor) -> None:
    """Undo the link between a suggestion and a prepared draft; its text stays as it is, to be mended by hand.

    Raises NotAccepted, AlreadyPublished.
    """
    if draft.publication is not None:
        raise AlreadyPublished
    acceptance = db.session.get(Acceptance, (comment.id, draft.id))
    if acceptance is None:
        raise NotAccepted
    db.session.delete(acceptance)
    db.session.flush()
    _tell(Verb.RELEASED, comment, draft, by)


def _stored(plan: AcceptancePlan, revision: int | None, by: Actor) -> Draft:
    """The draft with the suggestion in it, at the revision for which all was thought out."""
    into = plan.taken.into
    if into.draft is None:
        assert plan.reading is not None
        return prepare_draft(plan.reading, by=by)
    preparation = preparation_at(into.draft, into.revision if revision is None else revision)
    if plan.reading is None:
        touch(preparation, by=by)
        return into.draft
    named = plan.taken.made.named if plan.taken.made else {}
    return revise_draft(into.draft, plan.reading, revision=into.revision, named=named, by=by)


def _check_not_accepted(comment: Comment, draft: Draft | None) -> None:
    """Once into a draft, and no more once a draft with it was published, unless that was withdrawn. Raises AlreadyAccepted."""
    for acceptance in acceptances_of([comment]).get(comment.id, ()):
        known = acceptance.draft
        stands = known.publication is not None and known.withdrawal is None
        if stands or known is draft:
            raise AlreadyAccepted(
                _("This suggestion was taken into draft %(version)s already.", version=known.version)
            )


def _tell(verb: Verb, comment: Comment, draft: Draft, by: Actor, **details: object) -> None:
    about = [each.ref for each in (comment.clause, comment.after) if each is not None]
    touches = [*about, draft.ref, Ref("comment", str(comment.root_id))]
    record(verb, by, comment, touches=touches, draft=draft.version, **details)
