"""A little of everything that the release keeps, put into its tables as they are: for tests of what is kept, not of acts."""

from typing import Any

from consensus.accounts.actions import create_organisation
from consensus.accounts.models import Account, Organisation, Sector
from consensus.drafts.models import Draft
from consensus.kit.clock import now
from consensus.kit.db import db, transaction
from consensus.ledger import SETUP
from consensus.release.models import (
    Endorsement,
    EndorsementChallenge,
    EndorsementKind,
    Finding,
    Judgement,
    Seal,
    Signature,
    Stance,
    Standing,
    StandingState,
)

GROUP = "regulator"


def stored(*rows: Any) -> Any:
    """Rows in their tables. → the first."""
    with transaction():
        db.session.add_all(rows)
        db.session.flush()
    return rows[0]


def an_organisation(name: str = "Open Data Lab") -> Organisation:
    """An organisation."""
    with transaction():
        return create_organisation(name, sector=Sector.NONPROFIT, by=SETUP)


def an_endorsement(
    draft: Draft,
    by: Account,
    *,
    organisation: Organisation | None = None,
    confirmed: bool = True,
    **given: Any,
) -> Endorsement:
    """An endorsement as it was made."""
    kind = EndorsementKind.ORGANISATION if organisation else EndorsementKind.INDIVIDUAL
    values: dict[str, Any] = {
        "digest": draft.digest, "name": organisation.name if organisation else by.name, "stakeholder_group": GROUP,
        "statement": "We will use it.", "conditions": "The tables stay.", "salt": "5a" * 16, "at": now(),
        "confirmed_at": now() if confirmed else None,
    }  # fmt: skip
    made = Endorsement(
        draft_id=draft.id, kind=kind, account_id=by.id,
        organisation_id=organisation.id if organisation else None, **(values | given),
    )  # fmt: skip
    return stored(made)


def standing(endorsement: Endorsement, draft: Draft, **given: Any) -> Standing:
    """That it stands for a draft."""
    holder = (
        f"family:{endorsement.organisation_id}"
        if endorsement.organisation_id
        else f"account:{endorsement.account_id}"
    )
    values: dict[str, Any] = {"state": StandingState.MADE, "confirmed": endorsement.is_confirmed, "at": now()}
    return stored(
        Standing(endorsement_id=endorsement.id, draft_id=draft.id, holder=holder, **(values | given))
    )


def a_challenge(endorsement: Endorsement, by: Account, **given: Any) -> EndorsementChallenge:
    """That somebody challenges it."""
    values = {"reason": "They make systems.", "evidence": "https://example.org/about", "salt": "6b" * 16}
    made = EndorsementChallenge(
        endorsement_id=endorsement.id, account_id=by.id, stakeholder_group=endorsement.stakeholder_group, at=now(),
        **(values | given),
    )  # fmt: skip
    return stored(made)


def a_judgement(draft: Draft, by: Account, **given: Any) -> Judgement:
    """What somebody found."""
    values: dict[str, Any] = {
        "criterion": "usable-reference",
        "finding": Finding.PASS,
        "reason": "I used it.",
    }
    made = Judgement(draft_id=draft.id, by=by.actor_id, salt="7c" * 16, at=now(), **(values | given))
    return stored(made)


def a_seal(draft: Draft, **given: Any) -> Seal:
    """A bundle before the board."""
    values: dict[str, Any] = {
        "bundle": "ab" * 32, "core": "cd" * 32, "size": 10, "lines": 2, "needed": 2, "board": 3, "head_n": 1,
        "head_hash": "ef" * 32, "target_version": 1, "opened_at": now(), "opened_by": "system:setup",
    }  # fmt: skip
    return stored(Seal(draft_id=draft.id, **(values | given)))


def a_signature(seal: Seal, by: Account, stance: Stance = Stance.DISSENT, **given: Any) -> Signature:
    """What a member of the board said of it."""
    values = {"reason": "Too early.", "salt": "8d" * 16, "at": now()}
    return stored(Signature(seal_id=seal.id, by=by.actor_id, stance=stance, **(values | given)))
