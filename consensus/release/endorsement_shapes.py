"""Endorsements as plain data, for programs."""

from collections.abc import Sequence
from typing import Any

from ..kit.clock import rfc3339
from ..kit.web.addresses import base_url
from ..moderation.queries import hidings_of
from ..systems.shapes.said import author_shape
from .models import Endorsement
from .queries.endorsements import challenges_of, shown_state, stands_on

Shape = dict[str, Any]


def endorsement_shape(endorsement: Endorsement) -> Shape:
    """One endorsement."""
    return endorsement_shapes([endorsement])[0]


def endorsement_shapes(endorsements: Sequence[Endorsement]) -> list[Shape]:
    """Several, for as many statements as one. Folded words are null."""
    hidden = set(hidings_of(endorsements)) if endorsements else set()
    challenges = challenges_of(endorsements) if endorsements else {}
    return [_shape(each, str(each.ref) in hidden, bool(challenges.get(each.id))) for each in endorsements]


def name_of_endorser(endorsement: Endorsement) -> str:
    """Whom it is listed under: the organisation, or the person as they are called now."""
    return endorsement.organisation.name if endorsement.organisation else endorsement.account.name


def _shape(each: Endorsement, hidden: bool, challenged: bool) -> Shape:
    said = {"authority": each.authority, "conditions": each.conditions, "statement": each.statement}
    return {
        "id": each.id,
        "url": f"{base_url()}/endorsements/{each.id}",
        "draft": each.draft.version,
        "digest": each.digest,
        "kind": str(each.kind),
        "name": name_of_endorser(each),
        "organisation": each.organisation.slug if each.organisation else None,
        "group": each.stakeholder_group,
        **{name: None if hidden else words for name, words in said.items()},
        "confirmed": each.is_confirmed,
        "confirmed_at": rfc3339(each.confirmed_at) if each.confirmed_at else None,
        "domain": each.domain,
        "state": shown_state(each),
        "stands_on": stands_on(each),
        "challenged": challenged,
        "author": author_shape(each.account),
        "at": rfc3339(each.at),
        "withdrawn_at": rfc3339(each.withdrawn_at) if each.withdrawn_at else None,
        "hidden": hidden,
    }
