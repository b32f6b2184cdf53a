"""What members of the board say of the bundle before them; and the seal, when enough have signed."""

from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask_babel import format_date
from flask_babel import gettext as _

from ...accounts.models import Account, Role
from ...accounts.rules import holds
from ...drafts.actions import mark_sealed
from ...kit.clock import now
from ...kit.db import db
from ...ledger import RULE, record
from ...ledger.actions import hold_head, when_numbered
from ..bundling import Looked, look
from ..errors import (
    AlreadySealed,
    AlreadySigned,
    BundleChanged,
    NoSiteKey,
    NotOnTheBoard,
    NotTheBundleRead,
    OtherKey,
    SealedUnderOtherCriteria,
    SealIsNotOpen,
)
from ..models import Ending, Seal, Signature, Stance
from ..queries.keys import current_key
from ..queries.seals import last_term_of, said_of, seal_in_hand, signature_of
from ..signing import key_id, public_of, seal_text, signed
from ..verbs import Verb
from ..words import new_salt, salted
from .sealing import check_draft, check_gate, checked_words


def sign_bundle(
    seal: Seal, *, stance: Stance, digest: str, reason: str = "", looked: Looked, key: Ed25519PrivateKey, by: Account
) -> Signature:  # fmt: skip
    """Say once, as a member of the board, what one says of a bundle; who dissents or abstains says why. The signature that is
    still missing completes the seal.

    ``digest``: of the bundle that was read. ``looked``: see ``look``; if anything happened since, it is looked at again.
    Raises NotOnTheBoard, AlreadySealed, SealIsNotOpen, NotTheBundleRead, AlreadySigned, Invalid, and what
    ``check_unchanged`` raises.
    """
    n, _hash = hold_head()
    seal = seal_in_hand(seal)
    _check_member(by)
    _check_open(seal, digest=digest, by=by)
    words = _checked_reason(stance, reason)
    check_unchanged(seal, looked if looked.n == n else look(seal.draft))
    said = Signature(
        seal=seal, by=by.actor_id, stance=stance, reason=words, salt=new_salt() if words else "", at=now()
    )
    db.session.add(said)
    db.session.flush()
    record(
        Verb.SEAL_SIGNED, by, seal.draft, touches=[seal, said], bundle=seal.bundle, stance=str(stance),
        words=salted(said.salt, words=words),
    )  # fmt: skip
    when_numbered(said.numbered)
    if said_of(seal)[Stance.SIGN] >= seal.needed:
        _complete(seal, key=key)
    return said


def check_unchanged(seal: Seal, looked: Looked) -> None:
    """See to it that what is signed is what was frozen, and that it may still be sealed.

    Raises BundleChanged, SealedUnderOtherCriteria, GateIsRed, AlreadySealed, OnlyTheLatestDraft, StillOpen.
    """
    check_draft(seal.draft)
    check_gate(looked)
    if looked.evaluated.version != seal.target_version:
        raise SealedUnderOtherCriteria
    if looked.core != seal.core:
        raise BundleChanged


def _check_member(by: Account) -> None:
    db.session.refresh(by, ["grants"])
    if holds(by, Role.BOARD):
        return
    term = last_term_of(by)
    ended = _ended(term.revoked_at, term.until) if term else None
    if ended is None:
        raise NotOnTheBoard
    raise NotOnTheBoard(
        _(
            "Your term on the board ended on %(day)s, so you cannot sign. Only members of now do.",
            day=format_date(ended),
        )
    )


def _ended(*moments: datetime | None) -> datetime | None:
    return min((each for each in moments if each is not None and each <= now()), default=None)


def _check_open(seal: Seal, *, digest: str, by: Account) -> None:
    if seal.how is Ending.COMPLETED:
        raise AlreadySealed
    if signature_of(seal, by.actor_id) is not None:
        raise AlreadySigned
    if not seal.is_open:
        raise SealIsNotOpen
    if digest != seal.bundle:
        raise NotTheBundleRead


def _checked_reason(stance: Stance, reason: str) -> str:
    if stance is Stance.SIGN and not reason.strip():
        return ""
    sentence = _("Say why you do not sign. Your reason is public, and stays with the seal.")
    return checked_words(reason, sentence=sentence)


def _complete(seal: Seal, *, key: Ed25519PrivateKey) -> None:
    """The site's own signature, the draft's new state, and the entry that announces both."""
    current = current_key()
    if current is None:
        raise NoSiteKey
    if key_id(public_of(key)) != current.id:
        raise OtherKey
    said = said_of(seal)
    text = seal_text(draft=seal.draft.version, bundle=seal.bundle, key=current.id)
    seal.signature, seal.key_id = signed(text, private=key), current.id
    seal.ended_at, seal.ended_by, seal.how, seal.slot = now(), RULE.actor_id, Ending.COMPLETED, None
    db.session.flush()
    mark_sealed(seal.draft, bundle=seal.bundle, by=RULE)
    record(
        Verb.SEAL_COMPLETED, RULE, seal.draft, touches=[seal], bundle=seal.bundle, key=current.id,
        signature=seal.signature, signed=said[Stance.SIGN], dissent=said[Stance.DISSENT], abstain=said[Stance.ABSTAIN],
    )  # fmt: skip
