"""The report of a stop: the notes that its room was shown stand below their clause, as search finds them."""

from typing import Any

import pytest
from flask import Flask

from consensus.ledger import SETUP
from consensus.moderation.actions import hide_thing
from consensus.moderation.models import Rule
from consensus.roadshow import actions
from consensus.roadshow.documents import stop_documents
from consensus.roadshow.models import Sitting
from tests.factories import make_account
from tests.roadshow.acting import a_draft, act, joined, noted, opened

REPORT = "/roadshow/dakar/report/"


@pytest.fixture
def sitting(app: Flask) -> Sitting:
    """An open sitting."""
    a_draft()
    return opened()


def test_notes_that_the_room_was_shown_are_in_the_report_and_no_others(client: Any, sitting: Sitting) -> None:
    guest = joined(sitting).account
    shown, whole, waiting, folded = (
        noted(sitting, guest, body, clause_key=key)
        for body, key in (
            ("Très juste.", "use"),
            ("De tout.", None),
            ("Attendez.", "use"),
            ("Insulte.", "use"),
        )
    )
    for note in (shown, whole, folded):
        act(actions.approve_note, note, by=SETUP)
    act(hide_thing, folded, rule=Rule.PERSONAL_DATA, reason="Non.", by=make_account("Mo", role="moderator"))
    page = client.get(REPORT).text

    assert [word in page for word in ("Très juste.", "De tout.", "Attendez.", "Insulte.")] == [
        True,
        True,
        False,
        False,
    ]
    assert f'id="note-{waiting.id}"' not in page
    urls = [each.url for each in stop_documents([sitting.stop.ref]) if each.kind == "note"]
    assert urls == [f"{REPORT}#note-{note.id}" for note in (shown, whole)]
    assert [f'id="{url.partition("#")[2]}"' in page for url in urls] == [True, True]
