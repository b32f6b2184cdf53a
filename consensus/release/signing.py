"""Pure: what the site signs, in canonical JSON, and Ed25519 over it. No file, no database, no clock.

A key is known by the first sixteen hex digits of the SHA-256 of its raw public part. Signed texts are small objects of
four types, so that a signature on one can never be taken for a signature on another.
"""

import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from ..ledger.chain import canonical

ID_LENGTH = 16


def key_id(public: str) -> str:
    """What a key is called: sixteen hex digits. Raises ValueError for what is no public key in hex."""
    return hashlib.sha256(_raw(public, 32)).hexdigest()[:ID_LENGTH]


def public_of(private: Ed25519PrivateKey) -> str:
    """The public part of a key, 64 hex digits."""
    return private.public_key().public_bytes_raw().hex()


def checkpoint_text(*, n: int, hash: str, at: str, key: str) -> str:
    """What is signed for a checkpoint: where the record ended, and when."""
    return canonical({"type": "checkpoint", "n": n, "hash": hash, "at": at, "key": key})


def seal_text(*, draft: str, bundle: str, key: str) -> str:
    """What is signed for a completed seal: the draft and the digest of its bundle."""
    return canonical({"type": "seal", "draft": draft, "bundle": bundle, "key": key})


def dump_text(*, manifest: str, n: int, hash: str, key: str) -> str:
    """What is signed for a dump: the digest of its manifest, and where the record ended."""
    return canonical({"type": "dump", "manifest": manifest, "n": n, "hash": hash, "key": key})


def key_text(*, public: str, previous: str | None) -> str:
    """What the former key signs when another takes its place."""
    return canonical({"type": "key", "public": public, "previous": previous})


def signed(text: str, *, private: Ed25519PrivateKey) -> str:
    """The signature on a text, 128 hex digits."""
    return private.sign(text.encode("utf-8")).hex()


def is_signed(text: str, *, signature: str, public: str) -> bool:
    """Whether a signature was made on exactly this text with the key of this public part."""
    try:
        key = Ed25519PublicKey.from_public_bytes(_raw(public, 32))
        key.verify(_raw(signature, 64), text.encode("utf-8"))
    except (InvalidSignature, ValueError):
        return False
    return True


def _raw(digits: str, length: int) -> bytes:
    """Bytes from hex digits, written in one way only: lower case, no spaces."""
    raw = bytes.fromhex(digits)
    if len(raw) != length or raw.hex() != digits:
        raise ValueError(f"not {2 * length} hex digits in lower case")
    return raw
