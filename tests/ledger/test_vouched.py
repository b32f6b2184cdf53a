"""The ledger asks whoever signs where it ends; while nobody does, there is nothing to tell."""

from flask import Flask

from consensus.ledger import SETUP, vouched
from consensus.ledger.vouched import checkpoint_after, latest_checkpoint
from consensus.release.checkpointing import sign_head
from tests.factories import make_account


def test_the_first_at_or_after_an_entry_and_the_newest(app: Flask) -> None:
    first = sign_head(by=SETUP)
    make_account("Max", role="maintainer")
    second = sign_head(by=SETUP)

    assert (checkpoint_after(1), latest_checkpoint()) == (first, second)
    assert checkpoint_after(second.n + 1) is None


def test_without_anybody_who_signs_there_is_none(app: Flask) -> None:
    finder = vouched._FINDER.pop("checkpoint")

    assert (checkpoint_after(1), latest_checkpoint()) == (None, None)
    vouched.vouched_by(finder)
