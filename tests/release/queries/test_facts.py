"""Signatures of the board as a criterion counts them, put into their tables as they are."""

import pytest
from flask import Flask

from consensus.drafts.models import Draft
from consensus.kit.clock import now
from consensus.kit.db import db, transaction
from consensus.release.models import Ending, Seal, Stance
from tests.drafts.making import published
from tests.factories import make_account
from tests.release.gates import figure, set_by_hand
from tests.release.making import a_seal, a_signature


@pytest.fixture
def draft(app: Flask) -> Draft:
    set_by_hand("seal")
    return published()


def test_the_seal_counts_signatures_of_the_bundle_that_lies_before_the_board(draft):
    eva, kim, lea = (make_account(name, role="board") for name in ("Eva", "Kim", "Lea"))
    before = figure(draft, "seal")
    seal = a_seal(draft)
    a_signature(seal, eva, Stance.SIGN)
    a_signature(seal, lea, Stance.DISSENT)
    one = figure(draft, "seal")
    a_signature(seal, kim, Stance.SIGN)

    assert (before, one, figure(draft, "seal")) == (("fail", 0, 2), ("fail", 1, 2), ("pass", 2, 2))


def test_signatures_of_a_bundle_that_was_given_up_do_not_count(draft):
    seal = a_seal(draft)
    a_signature(seal, make_account("Eva", role="board"), Stance.SIGN)
    before = figure(draft, "seal")
    with transaction():
        given_up = db.session.get_one(Seal, seal.id)
        given_up.slot, given_up.how, given_up.ended_at, given_up.ended_by = (
            None,
            Ending.ABANDONED,
            now(),
            "p:x",
        )

    assert (before, figure(draft, "seal")) == (("fail", 1, 2), ("fail", 0, 2))
