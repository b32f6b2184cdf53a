"""Endorsements in the small world of the house's tests: Paul's own, which somebody challenges; Rosa's for an organisation, which
waits to be confirmed; and what makes each of their lists longer by one.
"""

from collections.abc import Callable
from typing import Any

from consensus.accounts.actions import create_organisation
from consensus.accounts.keys import digest_of, new_secret
from consensus.accounts.models import Account, Sector
from consensus.accounts.queries import organisation_called
from consensus.drafts.models import Draft
from consensus.kit.clock import now
from consensus.kit.db import db, transaction
from consensus.release.actions import challenge_endorsement, endorse, rule_on_challenge, set_family
from consensus.release.given import EndorsementGiven
from consensus.release.models import Endorsement
from consensus.release.queries.endorsements import endorsement_called
from tests.factories import make_account

OF_ROSA = {
    "endorsements.withdrawal", "endorsements.withdraw", "endorsements.asking", "endorsements.ask",
    "api-endorsements.delete_endorsement",
}  # fmt: skip
SINGLE_OF_ENDORSEMENTS = {
    "api-endorsements.show_endorsement", "endorsements.asking", "endorsements.challenging", "endorsements.confirming",
    "endorsements.make", "endorsements.ruling", "endorsements.withdrawal",
}  # fmt: skip


def endorsements_made(rosa: Account, paul: Account, draft: Draft) -> dict[str, Any]:
    """Both of them, and the challenge. → their numbers."""
    with transaction():
        create_organisation("Σύλλογος", sector=Sector.NONPROFIT, by=rosa)
    said = {"conditions": "Οι όροι μένουν.", "statement": "Το στηρίζουμε."}
    own = EndorsementGiven("individual", "licensee", **said)
    claim = EndorsementGiven("organisation", "regulator", name="Σύλλογος", authority="Το διοικώ.", **said)
    with transaction():
        made = endorse(draft, given=own, by=paul)
        others = endorse(draft, given=claim, by=rosa)
    with transaction():
        challenge_endorsement(made, reason="Το πουλά.", evidence="Εδώ.", by=make_account("Έλλη της έρευνας"))
    return {"endorsement": made.id, "claim": others.id}


def value_of_endorsements(endpoint: str, name: str, values: dict[str, Any]) -> Any:
    """What an address of endorsements speaks of."""
    if not endpoint.startswith(("endorsements.", "api-endorsements.")):
        return None
    if name == "secret":
        return _secret(values["claim"])
    return values["claim"] if endpoint in OF_ROSA else values["endorsement"]


def _secret(id: int) -> str:
    secret = new_secret()
    with transaction():
        claim = db.session.get_one(Endorsement, id)
        claim.secret, claim.address, claim.asked_at = digest_of(secret), "grafeio@example.org", now()
    return secret


def another_endorsement(world: Any, n: int) -> None:
    """Another person endorses the draft, and another organisation; both are challenged."""
    who = make_account(f"Έλλη {n}")
    said = {"conditions": f"Όρος {n}.", "statement": f"Ναι {n}."}
    with transaction():
        made = endorse(world.drafts[1], given=EndorsementGiven("individual", "subject", **said), by=who)
        given = EndorsementGiven(
            "organisation", "subject", name=f"Σωματείο {n}", authority="Το διοικώ.", **said
        )
        endorse(world.drafts[1], given=given, by=who)
    with transaction():
        challenge_endorsement(made, reason="Όχι.", evidence="Εκεί.", by=world.paul)


def another_of_rosas(world: Any, n: int) -> None:
    """Rosa endorses for another organisation."""
    given = EndorsementGiven("organisation", "subject", name=f"Σωματείο {n}", authority="Το διοικώ.")
    with transaction():
        endorse(world.drafts[1], given=given, by=world.rosa)


def another_challenge(world: Any, n: int) -> None:
    """The challenge of Paul's endorsement is ruled on, and another one made."""
    with transaction():
        made = endorsement_called(world.values["endorsement"])
        rule_on_challenge(made, upheld=False, reason="Όχι.", by=make_account(f"Άρης {n}"))
        challenge_endorsement(made, reason="Όχι.", evidence="Εκεί.", by=make_account(f"Έλλη {n}"))


def another_family(world: Any, n: int) -> None:
    """Another organisation belongs to Rosa's, and another endorsement is challenged."""
    another_endorsement(world, n)
    with transaction():
        head = organisation_called("Σύλλογος")
        set_family(organisation_called(f"Σωματείο {n}"), head=head, by=world.rosa)  # type: ignore[arg-type]


LISTS_OF_ENDORSEMENTS: dict[str, Callable[[Any, int], Any]] = {
    "api-endorsements.list_endorsements": another_endorsement,
    "endorsements.desk": another_family,
    "endorsements.index": another_endorsement,
    "endorsements.mine": another_of_rosas,
    "endorsements.one": another_challenge,
    "feeds.endorsements": another_endorsement,
}
