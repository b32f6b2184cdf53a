"""Two published drafts to feed on."""

import pytest
from flask import Flask

from consensus.drafts.models import Draft
from consensus.ledger import SETUP
from tests.api.texts import FIRST, SECOND, published


@pytest.fixture
def drafts(app: Flask) -> tuple[Draft, Draft]:
    """0.0.1, and 0.0.2 which is open."""
    return published(FIRST, by=SETUP), published(SECOND, by=SETUP)
