"""The screen on the wall: the code only for whoever leads, the clause for everybody."""

from typing import Any

import pytest
from flask import Flask

from consensus.ledger import SETUP
from consensus.roadshow import actions
from consensus.roadshow.codes import spaced
from consensus.roadshow.models import Sitting
from consensus.roadshow.queries import live_code
from tests.roadshow.acting import a_draft, a_stop, act, on_duty, opened

SCREEN = "/roadshow/dakar/screen/"


@pytest.fixture
def sitting(app: Flask) -> Sitting:
    """An open sitting."""
    a_draft()
    return opened()


def test_the_code_is_shown_only_where_somebody_leads(client: Any, sitting: Sitting) -> None:
    code = live_code(sitting)
    assert code is not None
    fatou = on_duty(sitting.stop)
    pages = [client.as_(who).get(SCREEN).text for who in (fatou, None)]

    assert [spaced(code.code) in page for page in pages] == [True, False]
    assert ['class="qr"' in page for page in pages] == [True, False]


def test_the_clause_is_shown_to_everybody_with_what_it_hangs_from(client: Any, sitting: Sitting) -> None:
    act(actions.show_clause, sitting, "use", by=SETUP)
    text = client.get(SCREEN).text

    assert "it for any purpose" in text
    assert "A system is open when one may" in text


def test_before_the_sitting_it_says_so_and_asks_again(client: Any) -> None:
    a_stop()
    text = client.get(SCREEN).text

    assert "No sitting is open here yet." in text
    assert 'data-again="5000"' in text
