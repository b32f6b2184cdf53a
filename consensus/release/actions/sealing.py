"""Laying a draft before the board, anew or no longer. Each act holds the head of the record while it decides, so that what it
finds is what everybody finds at that entry.
"""

from flask_babel import gettext as _

from ...drafts.models import Draft
from ...drafts.queries import latest_draft, status_of
from ...kit.clock import now
from ...kit.db import db
from ...kit.errors import Invalid
from ...kit.web.forms import tidy_text
from ...ledger import Actor, record
from ...ledger.actions import hold_head, when_numbered
from ...voting.queries.results import result_of
from ...voting.queries.tallies import breakdowns_of
from ..bundling import Looked, Made, make_bundle
from ..errors import (
    AlreadySealed,
    GateIsRed,
    OnlyTheLatestDraft,
    ResultNotKept,
    SealIsNotOpen,
    SealIsOpen,
    StillOpen,
    TooFewMembers,
)
from ..models import Ending, Seal, SealChunk, Target
from ..queries.seals import members_now, open_seal, seal_in_hand
from ..verbs import Verb
from ..words import new_salt, salted

LONGEST_REASON = 5_000


def lay_before_board(draft: Draft, made: Made, *, by: Actor) -> Seal:
    """Open the sealing of a draft: the bundle is frozen, and the board reads and signs it. ``made``: see ``make_bundle``;
    if anything happened since, it is made anew.

    Raises OnlyTheLatestDraft, StillOpen, AlreadySealed, SealIsOpen, ResultNotKept, GateIsRed, TooFewMembers.
    """
    n, _hash = hold_head()
    if open_seal() is not None:
        raise SealIsOpen
    check_draft(draft)
    if result_of(draft) is None and breakdowns_of(draft, whole=False):
        raise ResultNotKept
    made = made if made.looked.n == n else make_bundle(draft)
    needed, board = check_gate(made.looked), len(members_now())
    if needed > board:
        raise TooFewMembers(needed=needed, of=board)
    seal = freeze(draft, made, needed=needed, board=board, by=by)
    record(
        Verb.SEAL_OPENED, by, draft, touches=[seal], bundle=seal.bundle, core=seal.core, needed=needed, of=board,
        head=seal.head_n, target=str(Target.STABLE), version=seal.target_version,
    )  # fmt: skip
    when_numbered(seal.numbered)
    return seal


def lay_anew(seal: Seal, made: Made, *, reason: str, by: Actor) -> Seal:
    """End an open sealing and lay the draft before the board again, on a bundle of now, with a reason.

    Raises what laying it before the board raises, SealIsNotOpen, and Invalid without a reason.
    """
    _end(seal, Ending.REOPENED, verb=Verb.SEAL_REOPENED, reason=reason, by=by)
    return lay_before_board(seal.draft, made, by=by)


def abandon_seal(seal: Seal, *, reason: str, by: Actor) -> Seal:
    """Give an open sealing up, with a reason. What was said of its bundle stays. Raises SealIsNotOpen, Invalid."""
    return _end(seal, Ending.ABANDONED, verb=Verb.SEAL_ABANDONED, reason=reason, by=by)


def check_draft(draft: Draft) -> None:
    """See to it that a draft can be sealed now. Raises AlreadySealed, OnlyTheLatestDraft, StillOpen."""
    status = status_of(draft)
    if status == "sealed":
        raise AlreadySealed
    if latest_draft() is not draft:
        raise OnlyTheLatestDraft
    if status != "closed":
        raise StillOpen


def check_gate(looked: Looked) -> int:
    """How many signatures are needed, when every criterion but the board's own passes. Raises GateIsRed."""
    missing = [f"{each.title}: {each.why}" for each in looked.missing]
    if looked.needed is None:
        missing.append(_("The criteria do not say how many members of the board have to sign."))
    if missing or looked.needed is None:
        raise GateIsRed(missing=missing)
    return looked.needed


def checked_words(reason: str, *, sentence: str) -> str:
    """A reason as it is stored, in public. Raises Invalid without one, with a sentence that says why it is asked."""
    words = tidy_text(reason).strip()
    if not words:
        raise Invalid({"reason": sentence})
    if len(words) > LONGEST_REASON:
        raise Invalid({"reason": _("Use at most %(n)s characters.", n=LONGEST_REASON)})
    return words


def freeze(draft: Draft, made: Made, *, needed: int, board: int, by: Actor) -> Seal:
    """Store a bundle before the board, with its text in pieces; part of laying a draft before it."""
    known = made.digests
    seal = Seal(
        draft=draft, bundle=known.bundle, core=known.core, size=known.size, lines=sum(known.lines.values()) + 1,
        needed=needed, board=board, head_n=made.looked.n, head_hash=made.looked.hash,
        target_version=made.looked.evaluated.version, opened_at=now(), opened_by=by.actor_id,
    )  # fmt: skip
    db.session.add(seal)
    db.session.flush()
    for order, content in enumerate(made.pieces()):
        db.session.add(SealChunk(seal_id=seal.id, order=order, content=content))
        db.session.flush()
    return seal


def _end(seal: Seal, how: Ending, *, verb: Verb, reason: str, by: Actor) -> Seal:
    hold_head()
    seal = seal_in_hand(seal)
    if not seal.is_open:
        raise SealIsNotOpen
    words = checked_words(reason, sentence=_("Say why. The reason is public and stays beside the bundle."))
    seal.ended_by, seal.ended_at, seal.how, seal.slot = by.actor_id, now(), how, None
    seal.reason, seal.salt = words, new_salt()
    db.session.flush()
    record(verb, by, seal.draft, touches=[seal], bundle=seal.bundle, words=salted(seal.salt, words=words))
    return seal
