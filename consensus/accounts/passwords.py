"""Passwords: argon2id with the parameters of RFC 9106's second recommendation (64 MiB, three passes).

Slow on purpose, so always before the lock; and never more than two at a time, so that a flood of sign-ins
costs time, not memory.
"""

from functools import lru_cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from ..kit.slow import slow

hasher = PasswordHasher()
_at_once = BoundedSemaphore(2)


@slow
def hashed(password: str) -> str:
    """A password → what is stored of it."""
    with _at_once:
        return hasher.hash(password)


@slow
def fits(password: str, stored: str | None) -> bool:
    """True when the password is the one stored. Takes as long where nothing is stored, and is then False."""
    with _at_once:
        try:
            hasher.verify(stored or _nobodys(), password)
        except (VerificationError, InvalidHashError):
            return False
    return stored is not None


@lru_cache(maxsize=1)
def _nobodys() -> str:
    return hasher.hash("this password belongs to nobody")
