"""The board in the small world of the house's tests: a bundle that lies before it, a checkpoint; and what makes lists longer."""

from typing import Any

from consensus.accounts.actions import grant_role
from consensus.accounts.models import Account, Role
from consensus.drafts.models import Draft
from consensus.kit.clock import now
from consensus.kit.db import db, transaction
from consensus.ledger import SETUP
from consensus.release.actions.keys import rotate_key
from consensus.release.actions.sealing import freeze
from consensus.release.bundling import make_bundle
from consensus.release.checkpointing import sign_head
from consensus.release.keys import new_key
from consensus.release.models import Seal, Signature, Stance
from consensus.release.queries.seals import newest_seal
from tests.factories import make_account, make_comment

SINGLE_OF_SEALING = {
    "sealing.bundle", "sealing.bundle_file", "sealing.end_form", "sealing.sign_form", "site_keys.checkpoint",
    "site_keys.checkpoint_file",
}  # fmt: skip


def a_bundle_and_a_checkpoint(rosa: Account, draft: Draft) -> dict[str, Any]:
    """A bundle of the draft, frozen though it is still open, so that its pages show one; and where the record ends, signed."""
    made = make_bundle(draft)
    with transaction():
        seal = freeze(db.session.get_one(Draft, draft.id), made, needed=2, board=3, by=rosa)
        said(seal, make_account("Ζωή της σφραγίδας"))
    return {"digest": seal.bundle, "checkpoint": sign_head(by=SETUP).n}


def value_of_sealing(endpoint: str, name: str, values: dict[str, Any]) -> Any:
    """What an address of the board, of keys and checkpoints speaks of."""
    if endpoint.startswith("site_keys.") and name == "n":
        return values["checkpoint"]
    return values["digest"] if endpoint.startswith("sealing.") and name == "digest" else None


def said(seal: Seal, by: Account) -> None:
    """Somebody dissents."""
    signature = Signature(
        seal_id=seal.id, by=by.actor_id, stance=Stance.DISSENT, reason=f"Όχι ακόμη, λέει {by.name}.", salt="9e" * 16,
        at=now(), n=1,
    )  # fmt: skip
    db.session.add(signature)


def another_signature(world: Any, n: int) -> None:
    """Another member of the board, who dissents."""
    seal = newest_seal(world.drafts[1])
    assert seal is not None
    member = another_member(world, n)
    with transaction():
        said(seal, member)


def another_member(world: Any, n: int) -> Account:
    """Another member of the board."""
    member = make_account(f"Μέλος {n}")
    with transaction():
        grant_role(member, Role.BOARD, by=SETUP)
    return member


def another_on_paper(world: Any, n: int) -> None:
    """Another objection, and another member who dissents."""
    make_comment("0.0.2", "study", f"Ούτε αυτό, {n}.", kind="objection", by=make_account(f"Νίκος {n}"))
    another_signature(world, n)


def another_checkpoint(world: Any, n: int) -> None:
    """The record moves, and is signed again, with another key."""
    private = new_key()
    with transaction():
        rotate_key(private, reason=f"Νέο κλειδί {n}", by=SETUP)
    sign_head(by=SETUP)


LISTS_OF_SEALING: dict[str, Any] = {
    "sealing.index": another_signature,
    "sealing.open_form": another_member,
    "sealing.paper": another_on_paper,
    "sealing.seal_data": another_signature,
    "site_keys.index": another_checkpoint,
    "site_keys.keys": another_checkpoint,
}
