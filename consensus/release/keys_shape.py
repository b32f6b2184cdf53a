"""The site's public keys as data: the well-known document, the command's answer, the dump's file."""

from collections.abc import Iterable
from typing import Any

from ..kit.clock import rfc3339
from .models import SiteKey


def keys_shape(keys: Iterable[SiteKey]) -> dict[str, Any]:
    """Every key the site ever signed with, the first first."""
    return {"keys": [_key(each) for each in keys]}


def _key(key: SiteKey) -> dict[str, str | None]:
    return {
        "id": key.id, "algorithm": "Ed25519", "public": key.public, "previous": key.previous_id,
        "signature": key.signature, "since": rfc3339(key.at),
        "until": rfc3339(key.retired_at) if key.retired_at else None, "reason": key.reason or None,
    }  # fmt: skip
