"""Hashing passwords."""

import pytest

from consensus.accounts.passwords import fits, hashed
from consensus.kit.db import transaction
from consensus.kit.slow import InsideTheLock


def test_a_password_fits_its_own_hash_only():
    stored = hashed("correct horse battery")

    assert stored.startswith("$argon2id$")
    assert (fits("correct horse battery", stored), fits("Correct horse battery", stored)) == (True, False)


def test_nothing_fits_where_nothing_is_stored_or_what_is_stored_is_no_hash():
    assert (fits("this password belongs to nobody", None), fits("x", "rubbish")) == (False, False)


def test_hashing_never_happens_while_others_wait_for_the_lock(app):
    with pytest.raises(InsideTheLock), transaction():
        hashed("correct horse battery")
    with pytest.raises(InsideTheLock), transaction():
        fits("correct horse battery", None)
