"""Hashing that is slow on purpose would only make these tests slow."""

import pytest
from argon2 import PasswordHasher

from consensus.accounts import passwords


@pytest.fixture(autouse=True)
def quick_hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
