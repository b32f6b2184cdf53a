"""Folding, holding, unfolding: on record with the rule, in the public log with the reason."""

from typing import Any

import pytest

from consensus.kit.db import db
from consensus.ledger.models import Touch
from consensus.moderation.errors import AlreadyHidden, NotHidden
from consensus.moderation.models import Rule
from consensus.moderation.queries import hiding_of

from ..acting import appeal, decided, fold, hold, recorded, restore

pytestmark = pytest.mark.both_databases


def test_folding_is_in_the_log_with_its_reason_and_on_record_without_it(scene: Any) -> None:
    fold(scene.note, by=scene.mo)

    hiding = hiding_of(scene.note)
    assert hiding is not None
    assert (hiding.by, hiding.rule, hiding.reason) == (scene.mo.actor_id, "spam", "It sells watches.")
    assert decided() == [("hidden", "note:a", scene.mo.actor_id, "It sells watches.")]
    assert recorded() == [("moderation.hidden", "note:a", scene.mo.actor_id, {"rule": "spam"})]


def test_what_shows_the_thing_is_touched_with_it(scene: Any) -> None:
    fold(scene.note, by=scene.mo)

    touched = {touch.ref for touch in db.session.query(Touch)}
    assert {"note:a", "draft:0.0.9"} <= touched


def test_folding_twice_is_refused(scene: Any) -> None:
    fold(scene.note, by=scene.mo)

    with pytest.raises(AlreadyHidden):
        fold(scene.note, by=scene.mia)
    assert len(decided()) == 1


def test_what_a_rule_holds_is_held_once_by_the_site(scene: Any) -> None:
    hold(scene.note), hold(scene.note)

    hiding = hiding_of(scene.note)
    assert hiding is not None
    assert (hiding.by, hiding.rule) == ("system:rule", "held")
    assert recorded() == [("moderation.held", "note:a", "system:rule", {"rule": "held"})]


def test_what_is_folded_by_a_moderator_is_not_held_besides(scene: Any) -> None:
    fold(scene.note, by=scene.mo)
    hold(scene.note)

    assert [act for act, *_ in decided()] == ["hidden"]


def test_a_held_thing_is_released_or_folded_for_good(scene: Any) -> None:
    hold(scene.note)
    restore(scene.note, by=scene.mo)
    assert hiding_of(scene.note) is None

    hold(scene.note)
    fold(scene.note, by=scene.mo, rule=Rule.ILLEGAL)

    hiding = hiding_of(scene.note)
    assert hiding is not None and (hiding.by, hiding.rule) == (scene.mo.actor_id, "illegal")
    assert [act for act, *_ in decided()] == ["held", "restored", "held", "hidden"]


def test_unfolding_is_on_record_and_what_is_open_cannot_be_unfolded(scene: Any) -> None:
    fold(scene.note, by=scene.mo)
    restore(scene.note, by=scene.mia)

    assert hiding_of(scene.note) is None
    assert decided()[1:] == [("restored", "note:a", scene.mia.actor_id, "I was wrong.")]
    assert recorded()[1:] == [("moderation.restored", "note:a", scene.mia.actor_id, {})]
    with pytest.raises(NotHidden):
        restore(scene.note, by=scene.mia)


def test_unfolding_grants_the_appeal_that_waits(scene: Any) -> None:
    from consensus.moderation.queries import appeal_of

    fold(scene.note, by=scene.mo)
    appeal(scene.note, by=scene.ana)
    restore(scene.note, by=scene.mo)

    found = appeal_of(scene.ana, thing=scene.note)
    assert found is not None
    assert (found.upheld, found.ruled_by, found.ruling) == (False, scene.mo.actor_id, "I was wrong.")
