"""What waits, longest first, counted right; what was decided; who is paused."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from consensus.accounts.person_rows import PERSON_ROWS
from consensus.kit.clock import now
from consensus.moderation.models import Rule
from consensus.moderation.queries import (
    Counts,
    decisions,
    decisions_about,
    how_many_now,
    how_many_wait,
    pauses,
    rules_reported,
    waiting,
)

from .acting import appeal, dismiss, fold, hold, pause, report, restore, rule
from .notes import make_note

pytestmark = pytest.mark.both_databases


def queue(limit: int = 20) -> list[tuple[str, int, int, int]]:
    """Everything that waits, over all its pages."""
    found, cursor = [], None
    while True:
        page = waiting(cursor=cursor, limit=limit)
        found += [(row.ref, row.reports, row.held, row.appeals) for row in page.items]
        cursor = page.next
        if cursor is None:
            return found


def furnish(scene: Any) -> None:
    """Of five notes: one reported twice, one held and reported, one appealed, one answered, one folded."""
    notes = {name: make_note(name, by=scene.ana) for name in "abcde"}
    report(notes["d"], by=scene.ben)
    hold(notes["b"])
    fold(notes["c"], by=scene.mo)
    report(notes["a"], by=scene.ben), report(notes["a"], by=scene.mia, rule=Rule.ILLEGAL)
    appeal(notes["c"], by=scene.ana)
    dismiss(notes["d"], by=scene.mo)
    fold(notes["e"], by=scene.mo)


@pytest.mark.parametrize("limit", [1, 2, 20])
def test_each_thing_waits_once_the_longest_first_page_by_page(scene: Any, limit: int) -> None:
    furnish(scene)

    assert queue(limit) == [("note:b", 0, 1, 0), ("note:a", 2, 0, 0), ("note:c", 0, 0, 1)]


def test_what_waits_is_counted_in_all_and_for_each_reason(scene: Any) -> None:
    assert how_many_wait() == Counts(0, 0, 0, 0)

    furnish(scene)
    assert how_many_wait() == Counts(things=3, reported=1, held=1, appealed=1)

    note = make_note("f", by=scene.ana)
    report(note, by=scene.ben), hold(note)
    assert how_many_wait() == Counts(things=4, reported=2, held=2, appealed=1)


def test_what_is_decided_waits_no_more(scene: Any) -> None:
    furnish(scene)
    restore(make_note("b", by=scene.ana), by=scene.mo)
    fold(make_note("a", by=scene.ana), by=scene.mo)
    rule(make_note("c", by=scene.ana), by=scene.mia, upheld=True)

    assert (queue(), how_many_wait()) == ([], Counts(0, 0, 0, 0))


def test_reports_are_counted_by_rule(scene: Any) -> None:
    furnish(scene)

    assert rules_reported(["note:a", "note:b", "note:d"]) == {"note:a": {"illegal": 1, "spam": 1}}


def test_decisions_come_newest_first_and_about_one_thing_alone(scene: Any) -> None:
    furnish(scene)

    told = [(str(row.act), row.ref) for row in decisions().items]
    assert told == [("hidden", "note:e"), ("appealed", "note:c"), ("hidden", "note:c"), ("held", "note:b")]
    assert [str(row.act) for row in decisions_about(["note:c"])] == ["appealed", "hidden"]
    assert how_many_now() == (3, 0)


def test_those_who_are_paused_now_are_listed(scene: Any) -> None:
    pause(scene.ana, until=now() + timedelta(days=1), by=scene.mo)
    pause(scene.ben, until=now() + timedelta(days=5), by=scene.mo)
    first = pauses(limit=1)

    assert [row.account for row in (*first.items, *pauses(limit=1, cursor=first.next).items)] == [
        scene.ben,
        scene.ana,
    ]
    assert how_many_now() == (0, 2)
    with time_machine.travel(now() + timedelta(days=2)):
        assert [row.account for row in pauses().items] == [scene.ben]


def test_what_is_kept_of_a_person_can_be_taken_along(scene: Any) -> None:
    export = PERSON_ROWS["moderation"].export
    assert export is not None
    report(make_note("b"), by=scene.ben)
    dismiss(make_note("b"), by=scene.mo)
    pause(scene.ben, until=now() + timedelta(days=1), by=scene.mo)

    told = export(scene.ben)
    assert [(each["ref"], each["answer"]) for each in told["reports"]] == [
        ("note:b", "They are good watches.")
    ]
    assert (told["appeals"], told["pause"]["rule"]) == ([], "harassment")
