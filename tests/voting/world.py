"""Where the people of the house's world stand: what its addresses of positions, calls and challenges lead to."""

from datetime import timedelta
from typing import Any

from consensus.accounts.models import Account, Role
from consensus.drafts.models import Draft
from consensus.drafts.queries import clause_in, parts_of
from consensus.kit.clock import now
from consensus.kit.db import db, transaction
from consensus.voting.actions import announce_last_call, appeal_call, make_call
from consensus.voting.models import Challenge
from tests.factories import make_account
from tests.voting.acting import take

# Whose number an address speaks of.
OF_CALLS = {
    "voting.call", "voting.appeal_form", "voting.appeal", "voting.appeal_ruling_form", "voting.rule_on_appeal",
}  # fmt: skip
OF_CHALLENGES = {"voting.challenge", "voting.ruling_form", "voting.rule"}
NAMED = {"voting.last_call": "last-call", "voting.numbered": "position"}
OF_PARTS = {"voting.rest", "voting.live_with_rest", "api-positions.show_rest", "api-positions.live_with_rest"}


def value_of(endpoint: str, name: str, values: dict[str, Any]) -> Any:
    """What an address of positions speaks of; None where it is what the others speak of."""
    if name == "n" and endpoint.startswith("voting."):
        return values["receipt"]
    if name == "id" and endpoint in OF_CALLS:
        return values["call"]
    if name == "id" and endpoint in OF_CHALLENGES:
        return values["challenge"]
    if name == "id" and endpoint in NAMED:
        return values[NAMED[endpoint]]
    if name == "slug" and endpoint in OF_PARTS:
        return a_part(values["version"])
    return None


def a_part(version: str) -> str:
    """The last part of a draft."""
    from consensus.drafts.queries import draft_named

    return parts_of(draft_named(version))[-1].slug


def where_people_stand(paul: Account, draft: Draft) -> dict[str, Any]:
    """Paul objects and appeals, others take positions, a chair calls; one change is challenged. → the numbers of it all."""
    chair = make_account("Λένα", role=Role.CHAIR, email="lena@example.org")
    own = take(draft, "use", "object", paul, reason="Όχι έτσι.").position
    for n in range(3):
        take(
            draft,
            "study",
            ("support", "accept", "abstain")[n],
            make_account(f"Νίκος {n}", stakeholder_group="licensee"),
        )
    take(draft, "share", "support", chair)
    with transaction():
        call = make_call(
            draft, clause_in(draft, "use"), finding="contested", reason="Μία ένσταση μένει.", by=chair
        )
        appeal_call(call, reason="Δεν το είδε.", by=paul)
        until = now() + timedelta(days=20)
        last = announce_last_call(
            draft, clause_in(draft, "why"), ends_at=until, reason="Τελευταία φορά.", by=chair
        )
        challenge = a_challenge(draft, "share", own.voter)
    return {
        "receipt": own.taken_n, "position": own.id, "call": call.id, "challenge": challenge.id, "last-call": last.id,
    }  # fmt: skip


def a_challenge(draft: Draft, key: str, voter: str) -> Challenge:
    """A challenge, as if the change of a clause had been called editorial."""
    row = clause_in(draft, key)
    made = Challenge(
        draft_id=draft.id, draft=draft, clause_id=row.clause_id, meaning_id=row.meaning_id, voter=voter,
        declared_by=None, reason="Αλλάζει το νόημα.", at=now(),
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    return made


def a_position(world: Any, n: int) -> None:
    """Another person's position on the same clause, of their own organisation and stakeholder group."""
    who = make_account(
        f"Έλλη {n}", stakeholder_group=("regulator", "subject", "end-user", "licensee")[n % 4], country="GR"
    )
    take(world.drafts[1], "study", "object", who, reason=f"Όχι {n}.")


def a_position_of_rosas(world: Any, n: int) -> None:
    """Another clause on which Rosa says something."""
    take(world.drafts[1], ("why", "what", "share")[n - 1], "support", world.rosa)


def another_mind_of_rosas(world: Any, n: int) -> None:
    """Another thing that Rosa says of the same clause."""
    take(world.drafts[1], "study", ("support", "accept", "abstain")[n - 1], world.rosa)


def an_appellant(world: Any, n: int) -> None:
    """Another participant who appeals against the same call."""
    from consensus.voting.queries.decided import call_called

    who = make_account(f"Έλλη {n}")
    with transaction():
        appeal_call(call_called(world.values["call"]), reason=f"Όχι {n}.", by=who)


def something_to_decide(world: Any, n: int) -> None:
    """Another call with an appeal, another challenge, another last call."""
    key = ("study", "what", "why")[n - 1]
    chair, who = make_account(f"Έλλη {n}", role=Role.CHAIR), make_account(f"Άρης {n}")
    taken = take(world.drafts[1], key, "object", who)
    with transaction():
        call = make_call(
            world.drafts[1], clause_in(world.drafts[1], key), finding="contested", reason="Μένει.", by=chair
        )
        appeal_call(call, reason="Όχι.", by=who)
        a_challenge(world.drafts[1], key, taken.position.voter)
