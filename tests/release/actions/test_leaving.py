"""What becomes of endorsements, judgements and signatures when somebody is erased."""

import json

import pytest
from flask import Flask

from consensus.accounts.actions import erase
from consensus.accounts.models import Account
from consensus.accounts.person_rows import export_of
from consensus.drafts.models import Draft
from consensus.kit.db import transaction
from consensus.ledger import SETUP
from tests.factories import make_account, make_draft

from ..making import (
    a_challenge,
    a_judgement,
    a_seal,
    a_signature,
    an_endorsement,
    an_organisation,
    standing,
)

pytestmark = pytest.mark.both_databases


@pytest.fixture
def draft(app: Flask) -> Draft:
    """A published draft."""
    return make_draft("0.0.8", "# The definition\n\nEverybody may use it.\n")


@pytest.fixture
def ana(draft: Draft) -> Account:
    """Somebody with a role."""
    return make_account("Ana", role="board")


def erased(account: Account) -> None:
    """Forget who it is."""
    with transaction():
        erase(account, by=SETUP)


def test_an_endorsement_stays_counted_by_nobody_in_no_words(draft: Draft, ana: Account) -> None:
    made = an_endorsement(
        draft, ana, authority="I lead it.", address="ana@lab.example", secret="s", language="en"
    )
    stands = standing(made, draft)

    erased(ana)

    said = (made.name, made.statement, made.conditions, made.authority, made.salt)
    assert said == ("", "", "", "", "")
    assert (made.address, made.secret, made.language) == (None, None, None)
    assert (stands.ended_at, stands.confirmed, made.stakeholder_group) == (None, True, "regulator")


def test_the_name_of_an_organisation_stays(draft: Draft, ana: Account) -> None:
    made = an_endorsement(draft, ana, organisation=an_organisation())

    erased(ana)

    assert (made.name, made.statement) == ("Open Data Lab", "")


def test_what_was_judged_and_signed_stays_without_its_reason(draft: Draft, ana: Account) -> None:
    ben = make_account("Ben", role="board")
    judged, others = a_judgement(draft, ana), a_judgement(draft, ben)
    signed = a_signature(a_seal(draft), ana)

    erased(ana)

    assert (str(judged.finding), judged.reason, judged.salt) == ("pass", "", "")
    assert (str(signed.stance), signed.reason, signed.salt) == ("dissent", "", "")
    assert (others.reason, others.salt) == ("I used it.", "7c" * 16)


def test_a_challenge_loses_its_salt_and_keeps_its_evidence(draft: Draft, ana: Account) -> None:
    challenge = a_challenge(an_endorsement(draft, make_account("Ben")), ana)

    erased(ana)

    assert (challenge.salt, challenge.evidence) == ("", "https://example.org/about")


def test_it_is_all_there_to_take_along(draft: Draft, ana: Account) -> None:
    made = an_endorsement(draft, ana, address="ana@lab.example")
    standing(made, draft)
    a_challenge(an_endorsement(draft, make_account("Ben")), ana)
    a_judgement(draft, ana)
    a_signature(a_seal(draft), ana)

    kept = export_of(ana)["release"]

    assert json.loads(json.dumps(kept)) == kept
    assert {name: len(rows) for name, rows in kept.items()} == {
        "endorsements": 1, "challenges": 1, "judgements": 1, "signatures": 1,
    }  # fmt: skip
    [endorsed] = kept["endorsements"]
    assert (endorsed["address"], endorsed["stands"]) == (
        "ana@lab.example",
        [{"draft": "0.0.8", "state": "made"}],
    )
    assert kept["signatures"][0]["reason"] == "Too early."
