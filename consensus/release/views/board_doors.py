"""What the doors of the board share: the blueprint, and what addresses name."""

from flask import Blueprint

from ...drafts.models import Draft
from ...drafts.queries import draft_named
from ...kit.web.limits import limiter
from ..errors import NoSuchSeal
from ..models import Seal
from ..queries.seals import newest_seal, seal_of_bundle

bp = Blueprint("sealing", __name__)
by_member = limiter.shared_limit("60 per minute", scope="sealing")


def draft_at(version: str) -> Draft:
    """The published draft of an address. Raises NoSuchDraft."""
    return draft_named(version)


def seal_at(version: str) -> Seal:
    """The bundle that lies before the board, or lay there last. Raises NoSuchDraft, NoSuchSeal."""
    found = newest_seal(draft_named(version))
    if found is None:
        raise NoSuchSeal
    return found


def seal_called(version: str, digest: str) -> Seal:
    """The seal on a bundle, by its digest. Raises NoSuchDraft, NoSuchSeal."""
    found = seal_of_bundle(draft_named(version), digest)
    if found is None:
        raise NoSuchSeal
    return found
