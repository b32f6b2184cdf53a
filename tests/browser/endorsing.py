"""Who endorses the draft on the site the browser looks at: Kwame, challenged by Ana; Ana for her federation; Rosa for a society
that has not confirmed it yet.
"""

from typing import Any

from consensus.accounts.keys import digest_of, new_secret
from consensus.accounts.models import Account
from consensus.drafts.queries import draft_named
from consensus.kit.clock import now
from consensus.kit.db import transaction
from consensus.release.actions import challenge_endorsement, endorse, rule_on_challenge
from consensus.release.given import EndorsementGiven

SAID = (
    "We have built on openly licensed systems for ten years, and taught with them.\n\n"
    "What convinced us is that a skilled person can start from the data information. We would have liked the data "
    "itself; this is a text that most can live with, and that can be improved."
)


def endorsed(rosa: Account, kwame: Account, ana: Account) -> dict[str, Any]:
    """Everything above. → the numbers, and the secret of the link that was mailed for Rosa's."""
    draft, society = draft_named("1.0"), "Sällskapet för öppen teknik"
    with transaction():
        own = endorse(draft, given=EndorsementGiven("individual", "system-creator", statement=SAID), by=kwame)
        for_many = EndorsementGiven(
            "organisation", "subject", name="FIASTDA", authority="I chair it; the assembly voted on 3 May.",
            conditions="The sentence on data that cannot be shared stays as it is.", statement=SAID,
        )  # fmt: skip
        many = endorse(draft, given=for_many, by=ana)
        given = EndorsementGiven("organisation", "licensee", name=society, authority="I am its secretary.")
        claim = endorse(draft, given=given, by=rosa)
        secret = new_secret()
        claim.secret, claim.address, claim.asked_at = digest_of(secret), "styrelsen@sallskapet.example", now()
    with transaction():
        challenge_endorsement(
            many,
            reason="A federation of associations is not itself affected.",
            evidence="Its statutes.",
            by=kwame,
        )
    with transaction():
        rule_on_challenge(
            many, upheld=False, reason="It speaks for people who are; see its statutes, §2.", by=rosa
        )
    with transaction():
        challenge_endorsement(
            own, reason="He only reviews systems.", evidence="https://example.org/kwame", by=ana
        )
    return {"endorsement": own.id, "confirmed": many.id, "claim_made": claim.id, "to_confirm": secret}
