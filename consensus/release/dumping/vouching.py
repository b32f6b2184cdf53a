"""The site's signature of a dump: of its list of files, and of where the record ended."""

from typing import Any

from ..keys import private_key
from ..queries.keys import current_key
from ..signing import dump_text, signed

Signed = dict[str, Any]


def check_key() -> None:
    """See to it, before the work begins, that a dump can be signed in the end. Raises NoKeyFile where the key's file is gone."""
    key = current_key()
    if key is not None:
        private_key(key.id)


def signature_of(manifest: str, *, n: int, hash: str) -> Signed:
    """What is signed, and the signature; both None where the site has no key. Raises NoKeyFile where its file is gone."""
    key = current_key()
    if key is None:
        return {"signed": None, "signature": None}
    said = {"type": "dump", "manifest": manifest, "n": n, "hash": hash, "key": key.id}
    text = dump_text(manifest=manifest, n=n, hash=hash, key=key.id)
    return {"signed": said, "signature": signed(text, private=private_key(key.id))}
