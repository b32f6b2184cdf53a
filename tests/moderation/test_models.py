"""What the tables keep true."""

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from consensus.moderation.queries import hiding_of, hidings_of

from .conftest import People, hide

pytestmark = pytest.mark.both_databases


def test_a_thing_is_folded_once(app: Flask) -> None:
    hide("comment:1")

    with pytest.raises(IntegrityError):
        hide("comment:1")


@pytest.mark.parametrize("reason", ["", "  "])
def test_nothing_is_folded_without_a_reason(app: Flask, reason: str) -> None:
    with pytest.raises(IntegrityError):
        hide("comment:1", reason=reason)
    assert hiding_of("comment:1") is None


def test_a_person_reports_a_thing_once(people: People) -> None:
    from consensus.kit.clock import now
    from consensus.kit.db import db, transaction
    from consensus.moderation.models import Flag

    with pytest.raises(IntegrityError), transaction():
        db.session.add(Flag(ref="comment:1", account_id=people.ana.id, rule="spam", reason="again", at=now()))


def test_what_is_folded_is_found_by_ref_alone_or_among_others(app: Flask) -> None:
    hide("comment:1", "comment:3")

    found = hiding_of("comment:1")
    assert found is not None
    assert (found.rule, found.reason) == ("spam", "It sells watches.")
    assert hiding_of("comment:2") is None
    assert set(hidings_of(["comment:1", "comment:2", "comment:3"])) == {"comment:1", "comment:3"}
