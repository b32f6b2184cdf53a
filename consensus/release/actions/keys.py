"""The site's keys: made on first need, put in another's place on record, each signed by the one before."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask_babel import gettext as _

from ...kit.clock import now
from ...kit.db import again_on_a_race, db
from ...kit.errors import Invalid
from ...ledger import FOLLOWER, Actor, record
from ...ledger.actions import hold_head
from ..errors import NoSiteKey
from ..keys import drop_key, new_key, private_key
from ..models import SiteKey
from ..queries.keys import current_key, next_position
from ..signing import key_id, key_text, public_of, signed
from ..verbs import Verb


def ensure_key(*, by: Actor = FOLLOWER) -> SiteKey:
    """The key in use; the first one is made where there is none. It opens a transaction of its own, outside another's.

    Raises NoKeyFile when the folder of keys cannot be written.
    """
    found = current_key()
    if found is not None:
        return found
    private = new_key()
    kept = again_on_a_race(lambda: _first(private, by=by))
    if kept.public != public_of(private):
        drop_key(private)
    return kept


def _first(private: Ed25519PrivateKey, *, by: Actor) -> SiteKey:
    hold_head()  # whoever else makes one now waits here, and then finds it
    return current_key() or set_key(private, by=by)


def rotate_key(private: Ed25519PrivateKey, *, reason: str, lost: bool = False, by: Actor) -> SiteKey:
    """Put another key in the place of the one in use, which signs it. ``lost``: the former's file is gone for good, so that
    nothing vouches for the new one but the record.

    Raises NoSiteKey, Invalid without a reason, and NoKeyFile while the former key cannot be read and is not said to be lost.
    """
    if not reason.strip():
        raise Invalid({"reason": _("Say why another key is taken. It stands beside the keys, in public.")})
    hold_head()
    former = current_key()
    if former is None:
        raise NoSiteKey
    signer = None if lost else private_key(former.id)
    former.retired_at = now()
    db.session.flush()
    return set_key(private, former=former, signer=signer, reason=reason.strip(), by=by)


def set_key(
    private: Ed25519PrivateKey, *, former: SiteKey | None = None, signer: Ed25519PrivateKey | None = None,
    reason: str = "", by: Actor,
) -> SiteKey:  # fmt: skip
    """Have the site sign with a key from now on, on record; part of making and rotating one."""
    public = public_of(private)
    vouching = former if signer else None
    text = key_text(public=public, previous=vouching.id if vouching else None)
    key = SiteKey(
        id=key_id(public), position=next_position(), public=public, reason=reason, by=by.actor_id, at=now(),
        previous_id=vouching.id if vouching else None, signature=signed(text, private=signer) if signer else None,
    )  # fmt: skip
    db.session.add(key)
    db.session.flush()
    record(Verb.KEY_SET, by, key, public=public, previous=key.previous_id, signature=key.signature)
    return key
