"""When drafts come or go, messages stand beside the draft of their time, and that is on record where anything moved."""

import pytest
from flask import Flask
from sqlalchemy import select

from consensus.archive.models import Mention, Message
from consensus.archive.placing import place_turn
from consensus.drafts.actions import withdraw_draft
from consensus.drafts.queries import draft_named
from consensus.kit.db import db, transaction
from consensus.ledger import SETUP
from consensus.ledger.queries import newest_entries
from tests.factories import make_draft

from .views.test_browsing import DRAFT, bring, said


def beside() -> list[tuple[str | None, int]]:
    """Each message's draft, and how many clauses it mentions."""
    db.session.rollback()
    mentions = [each.message_id for each in db.session.scalars(select(Mention))]
    rows = db.session.scalars(select(Message).order_by(Message.id)).all()
    return [(each.draft.version if each.draft else None, mentions.count(each.id)) for each in rows]


def placings() -> int:
    return len(newest_entries(verb="archive.placed").items)


@pytest.mark.both_databases
def test_messages_that_came_before_the_drafts_find_their_place(app: Flask) -> None:
    bring(said(1, "On data-description."), said(2, "On data-description.", at="2024-09-01T00:00:00Z"))
    before = beside()
    make_draft("0.1", DRAFT.format(month="08", others="others"))
    done = [place_turn(), place_turn()]

    assert (before, done, beside(), placings()) == (
        [(None, 0), (None, 0)],
        [2, 0],
        [(None, 0), ("0.1", 1)],
        1,
    )


def test_a_draft_that_is_withdrawn_lets_go_of_them(app: Flask) -> None:
    make_draft("0.1", DRAFT.format(month="06", others="others"))
    make_draft("0.2", DRAFT.format(month="06", others="everybody"))
    bring(said(1, "On data-description."))
    with transaction():
        withdraw_draft(draft_named("0.2"), reason="By mistake.", by=SETUP)
    place_turn()

    assert (beside(), placings()) == ([("0.1", 1)], 1)


def test_a_draft_of_a_later_date_moves_nothing_and_is_not_on_record(app: Flask) -> None:
    make_draft("0.1", DRAFT.format(month="06", others="others"))
    bring(said(1, "On data-description."))
    make_draft("0.2", DRAFT.format(month="12", others="everybody"))

    assert ([place_turn(), place_turn()], beside(), placings()) == ([1, 0], [("0.1", 1)], 0)
