"""What a moderator sees of what waits."""

from typing import Any

import pytest

from consensus.moderation import hideable
from consensus.moderation.cases import case_of, cases
from consensus.moderation.queries import waiting

from .acting import appeal, fold, report
from .notes import NOTES, make_note


def test_a_case_tells_what_is_said_by_whom_and_what_is_reported(scene: Any) -> None:
    report(scene.note, by=scene.ben)

    [case] = cases(waiting().items, viewer=scene.mo)

    assert (case.ref, case.author, case.author_name, case.excerpt) == (
        "note:a", scene.ana.actor_id, "Ana", "Buy watches!"
    )  # fmt: skip
    assert (case.reports, case.rules, case.hiding, case.appeal) == (1, {"spam": 1}, None, None)
    assert (case.argues, case.folded_it) == (False, False)


def test_it_says_whether_the_viewer_argues_there_or_folded_it(scene: Any) -> None:
    note = make_note("b", by=scene.ana, argue=[scene.mo])
    fold(note, by=scene.mo)
    appeal(note, by=scene.ana)

    seen = [case_of(note, viewer=viewer) for viewer in (scene.mo, scene.mia, scene.ana)]

    assert [(case.argues, case.folded_it) for case in seen] == [(True, True), (False, False), (True, False)]
    assert [case.appeal is not None for case in seen] == [True] * 3


def test_a_case_that_does_not_wait_is_told_as_well(scene: Any) -> None:
    case = case_of(scene.note, viewer=scene.mo)

    assert (case.since, case.reports, case.rules) == (None, 0, {})


def test_a_thing_that_is_gone_still_has_its_row(scene: Any) -> None:
    report(scene.note, by=scene.ben)
    NOTES.clear()

    [case] = cases(waiting().items, viewer=scene.mo)

    assert (case.ref, case.author_name, case.excerpt, case.argues) == ("note:a", None, "", False)


@pytest.mark.parametrize("together", [True, False])
def test_a_feature_may_answer_for_many_things_at_once(scene: Any, together: bool) -> None:
    asked: list[str] = []

    def load(name: str) -> Any:
        asked.append("one")
        return NOTES.get(name)

    def load_all(names: Any) -> Any:
        asked.append("all")
        return {name: NOTES[name] for name in names if name in NOTES}

    more: Any = {
        "load_all": load_all,
        "parties_of_all": lambda notes: {str(note.ref): note.parties for note in notes},
    }
    hideable("note", load=load, parties=lambda note: note.parties, **(more if together else {}))
    for name in "bcd":
        report(make_note(name, argue=[scene.mo]), by=scene.ben)

    found = cases(waiting().items, viewer=scene.mo)

    assert asked == (["all"] if together else ["one"] * 3)
    assert [(case.ref, case.argues) for case in found] == [
        ("note:b", True),
        ("note:c", True),
        ("note:d", True),
    ]
