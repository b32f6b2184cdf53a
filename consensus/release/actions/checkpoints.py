"""Checkpoints: where the record ends now, signed with the site's key. They are no entries: nothing happens by them."""

from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ...kit.clock import now, rfc3339
from ...kit.db import db
from ...ledger.actions import hold_head
from ..errors import NothingToSign, OtherKey
from ..models import Checkpoint, SiteKey
from ..queries.checkpoints import SignedHead, shown
from ..queries.keys import current_key
from ..signing import checkpoint_text, signed


def make_checkpoint(private: Ed25519PrivateKey, *, key: SiteKey) -> SignedHead:
    """Sign where the record ends. The same place is signed once: asked again, the same checkpoint comes back.

    Raises NothingToSign while the record is empty, and OtherKey when the key was changed in between.
    """
    n, hash = hold_head()
    if n == 0:
        raise NothingToSign
    found = db.session.get(Checkpoint, n)
    if found is not None:
        return shown(found)
    if current_key() is not db.session.get(SiteKey, key.id):
        raise OtherKey
    kept = _signed(n, hash, at=now(), private=private, key=key)
    db.session.add(kept)
    db.session.flush()
    return shown(kept)


def _signed(n: int, hash: str, *, at: datetime, private: Ed25519PrivateKey, key: SiteKey) -> Checkpoint:
    text = checkpoint_text(n=n, hash=hash, at=rfc3339(at), key=key.id)
    return Checkpoint(n=n, hash=hash, at=at, key_id=key.id, signature=signed(text, private=private))
