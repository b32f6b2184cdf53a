"""Checkpoints: where the record ends, signed; one for each place, none for an empty record."""

import pytest
from flask import Flask

from consensus.kit.clock import rfc3339
from consensus.kit.db import db, transaction
from consensus.ledger import SETUP
from consensus.ledger.queries import head
from consensus.release.actions.checkpoints import make_checkpoint
from consensus.release.actions.keys import ensure_key, rotate_key
from consensus.release.checkpointing import sign_head
from consensus.release.errors import NothingToSign, OtherKey
from consensus.release.keys import new_key, private_key
from consensus.release.models import SiteKey
from consensus.release.queries.checkpoints import checkpoint_for, newest_checkpoints
from consensus.release.queries.keys import all_keys
from consensus.release.signing import checkpoint_text, is_signed
from tests.factories import make_account


def test_it_is_signed_with_the_key_in_use(app: Flask) -> None:
    made = sign_head(by=SETUP)

    key = all_keys()[0]
    text = checkpoint_text(n=made.n, hash=made.hash, at=rfc3339(made.at), key=key.id)
    assert (made.n, made.hash) == head()
    assert is_signed(text, signature=made.signature, public=key.public) is True


def test_the_moment_that_was_signed_is_the_one_that_is_handed_out_later(app: Flask) -> None:
    made = sign_head(by=SETUP)
    db.session.expire_all()

    assert checkpoint_for(None) == made
    assert set(made.as_dict()) == {"type", "n", "hash", "at", "key", "signature"}


def test_the_same_place_is_signed_once(app: Flask) -> None:
    assert sign_head(by=SETUP) == sign_head(by=SETUP)
    assert len(newest_checkpoints(9)) == 1


def test_an_entry_is_covered_by_the_first_checkpoint_at_or_after_it(app: Flask) -> None:
    first = sign_head(by=SETUP)
    make_account("Max", role="maintainer")
    second = sign_head(by=SETUP)

    found = [checkpoint_for(n) for n in (1, first.n, first.n + 1, second.n, second.n + 1)]
    assert found == [first, first, second, second, None]


def test_an_empty_record_is_not_signed(app: Flask) -> None:
    with pytest.raises(NothingToSign), transaction():
        make_checkpoint(new_key(), key=SiteKey(id="x"))


def test_a_key_that_was_changed_in_between_signs_nothing(app: Flask) -> None:
    former = ensure_key()
    private, id = private_key(former.id), former.id
    with transaction():
        rotate_key(new_key(), reason="A new year", by=SETUP)

    with pytest.raises(OtherKey), transaction():
        make_checkpoint(private, key=db.session.get_one(SiteKey, id))
    assert newest_checkpoints(9) == []
