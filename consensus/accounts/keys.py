"""Random secrets for links and tokens, and the digest that is stored of them. They are long, so that a
plain hash does.
"""

import hashlib
import secrets


def new_secret(prefix: str = "") -> str:
    """A secret of 256 random bits, to be shown once."""
    return prefix + secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """What is stored of a secret: its SHA-256 in hex."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
