"""Salted digests: how what people say stands in the record without being told by it. The salt goes when they leave."""

import hashlib
import secrets


def new_salt() -> str:
    """What keeps a digest from telling the words: deleted with them."""
    return secrets.token_hex(16)


def salted(salt: str, *, words: str) -> str | None:
    """The salted digest of somebody's words, in lower hex; None where nothing was said."""
    return hashlib.sha256((salt + words).encode("utf-8")).hexdigest() if words else None
