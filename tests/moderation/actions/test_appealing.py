"""Appeals: one against one folding, ruled on publicly."""

from typing import Any

import pytest

from consensus.moderation.errors import AlreadyRuled, NoAppeal, NotHidden, StillHeld
from consensus.moderation.queries import appeal_of, appeals_waiting, hiding_of

from ..acting import appeal, decided, fold, hold, recorded, restore, rule

pytestmark = pytest.mark.both_databases


def test_an_appeal_waits_and_is_on_record_without_its_words(scene: Any) -> None:
    fold(scene.note, by=scene.mo)
    appeal(scene.note, by=scene.ana)

    assert appeals_waiting([scene.note])["note:a"].reason == "It was a joke."
    assert decided()[1:] == [("appealed", "note:a", scene.ana.actor_id, "")]
    assert recorded()[1:] == [("moderation.appealed", "note:a", scene.ana.actor_id, {})]


def test_as_long_as_nobody_ruled_the_words_can_be_rewritten(scene: Any) -> None:
    fold(scene.note, by=scene.mo)
    appeal(scene.note, by=scene.ana)
    appeal(scene.note, by=scene.ana, reason="I sell nothing.")

    assert appeals_waiting([scene.note])["note:a"].reason == "I sell nothing."
    assert [verb for verb, *_ in recorded()] == ["moderation.hidden", "moderation.appealed"]


@pytest.mark.parametrize(
    "upheld, act, outcome", [(True, "upheld", "stays folded"), (False, "overturned", "unfolded")]
)
def test_a_ruling_is_public_and_decides(scene: Any, upheld: bool, act: str, outcome: str) -> None:
    fold(scene.note, by=scene.mo)
    appeal(scene.note, by=scene.ana)
    rule(scene.note, by=scene.mia, upheld=upheld)

    assert (hiding_of(scene.note) is not None) is upheld
    assert decided()[2:] == [(act, "note:a", scene.mia.actor_id, "I have looked.")]
    assert recorded()[2:] == [("moderation.ruled", "note:a", scene.mia.actor_id, {"outcome": outcome})]
    found = appeal_of(scene.ana, thing=scene.note)
    assert found is not None and (found.upheld, found.ruling) == (upheld, "I have looked.")


def test_there_is_no_second_appeal_against_one_folding_but_one_against_the_next(scene: Any) -> None:
    fold(scene.note, by=scene.mo)
    appeal(scene.note, by=scene.ana)
    rule(scene.note, by=scene.mia, upheld=True)
    with pytest.raises(AlreadyRuled):
        appeal(scene.note, by=scene.ana)

    restore(scene.note, by=scene.mia)
    fold(scene.note, by=scene.mo)
    appeal(scene.note, by=scene.ana, reason="Again?")

    assert appeals_waiting([scene.note])["note:a"].reason == "Again?"


def test_what_is_open_or_held_needs_no_appeal(scene: Any) -> None:
    with pytest.raises(NotHidden):
        appeal(scene.note, by=scene.ana)
    hold(scene.note)
    with pytest.raises(StillHeld):
        appeal(scene.note, by=scene.ana)


def test_only_an_appeal_that_waits_is_ruled_on(scene: Any) -> None:
    with pytest.raises(NotHidden):
        rule(scene.note, by=scene.mia, upheld=True)
    fold(scene.note, by=scene.mo)
    with pytest.raises(NoAppeal):
        rule(scene.note, by=scene.mia, upheld=False)

    assert hiding_of(scene.note) is not None
