"""The whole mission: from a first draft with its stops, comments, positions and systems to one that the board seals, and to a
dump that a program of a stranger verifies. Every criterion is seen failing, and then passing for its own reason.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask

from consensus.ledger import SETUP
from consensus.release.actions.keys import ensure_key

from .mission import FIRST, GROUPS, HOST, NEXT, Browser, Mission
from .mission_acts import (
    agree_and_disagree,
    announce_it,
    ask_and_answer,
    call_it,
    criteria_are_set,
    endorse_it,
    judge_it,
    object_and_ask,
    object_and_let_go,
    publish,
    review_it,
    take_part,
    the_stop_opens_and_closes,
    too_early_for_a_candidate,
    wonder_and_answer,
)
from .mission_seal import (
    a_stranger_verifies_it,
    chidi_leaves,
    it_is_sealed,
    it_lies_before_the_board,
    it_turns_red_between_reading_and_signing,
    nothing_about_it_changes,
    only_the_seal_is_missing,
    too_early,
)
from .windows import Window, served

BEGINS = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def clock() -> Iterator[Any]:
    """Monday morning; time goes on."""
    with time_machine.travel(BEGINS) as clock:
        yield clock


@pytest.fixture
def window(request: pytest.FixtureRequest, app: Flask) -> Iterator[Any]:
    """What people open pages with: Chromium, or a client without script."""
    if request.param == "client":
        yield Browser
        return
    chrome = request.getfixturevalue("chrome")
    others = set(chrome.contexts)
    with served(app) as address:
        yield lambda client: Window(chrome, address, HOST, client)
        for context in set(chrome.contexts) - others:
            context.close()


@pytest.fixture
def mission(clock: Any, app: Flask, client: Any, run: Any, window: Any) -> Mission:
    """A site that has a key and nothing else, with its people."""
    app.config["WTF_CSRF_ENABLED"] = True
    app.config["PUBLIC_URL"] = "http://localhost"
    ensure_key(by=SETUP)
    found = Mission(client, run, window=window)
    found.person("Rosa", role="maintainer")
    found.person("Mara", role="maintainer")
    found.person("Kai", role="chair")
    for name in ("Bola", "Carlos", "Dina"):
        found.person(name, role="board")
    found.person("Ana", stakeholder_group=GROUPS[0], country="KE")
    found.person("Ben", stakeholder_group=GROUPS[1], country="BR")
    found.person("Chidi", stakeholder_group=GROUPS[1], country="NG")
    return found


@pytest.mark.parametrize(
    ("window", "thorough"),
    [("chromium", False), pytest.param("client", True, marks=pytest.mark.soak)],
    ids=["short", "long"],
    indirect=["window"],
)
def test_from_a_first_draft_to_a_sealed_one(
    mission: Mission, clock: Any, tmp_path: Path, thorough: bool
) -> None:
    mission.thorough = thorough
    criteria_are_set(mission)
    publish(mission, "0.0.8", FIRST)
    nothing_is_known_yet(mission)
    the_stop_opens_and_closes(mission)
    objection, question = object_and_ask(mission)
    review_it(mission, "0.0.8")

    clock.shift(20 * DAY)
    publish(mission, "0.0.9", NEXT)
    what_was_said_waits_for_an_answer(mission)
    ask_and_answer(mission, question)
    object_and_let_go(mission, objection)
    review_it(mission, "0.0.9")
    agree_and_disagree(mission)
    wonder_and_answer(mission)
    take_part(mission)
    endorse_it(mission)
    judge_it(mission)
    too_early_for_a_candidate(mission)
    call_it(mission, clock)
    announce_it(mission)
    too_early(mission)
    clock.shift(20 * DAY)
    only_the_seal_is_missing(mission)
    it_lies_before_the_board(mission)
    it_turns_red_between_reading_and_signing(mission)
    it_is_sealed(mission)
    nothing_about_it_changes(mission)
    every_criterion_was_seen_failing_and_passing(mission)
    chidi_leaves(mission)
    a_stranger_verifies_it(mission, tmp_path)


def nothing_is_known_yet(mission: Mission) -> None:
    """Nobody has said anything of it: what can be counted is missing, what has to be seen first is not known."""
    gate = mission.gate("0.0.8")

    assert {id: state for id, (state, _value, _threshold) in gate.stands.items()} == {
        "clauses": "fail", "objections": "pass", "comments": "pass", "systems": "unknown", "disagreements": "unknown",
        "examples": "unknown", "surprises": "unknown", "stops": "pass", "participation": "unknown",
        "usable-reference": "unknown", "endorsements": "fail", "seal": "fail",
    }  # fmt: skip
    assert gate.stands["clauses"] == ("fail", 0, 4)
    assert mission.gate("0.0.8", "candidate").passes is False


def what_was_said_waits_for_an_answer(mission: Mission) -> None:
    """The objection came along to the words that took its words' place; what was asked on 0.0.8 waits on 0.0.9 too."""
    gate = mission.gate("0.0.9")

    assert (gate.stands["objections"], gate.stands["comments"]) == (("fail", 1, 0), ("fail", 2, 0))
    assert gate.stands["systems"] == (
        "fail",
        0,
        1,
    )  # what was answered of the former words has to be answered anew


def every_criterion_was_seen_failing_and_passing(mission: Mission) -> None:
    """Each of a stable release, on the faces of which all agreed every time."""
    of_stable = {name: states for name, states in mission.seen.items() if name.startswith("stable:")}

    assert len(of_stable) == 12
    assert {name for name, states in of_stable.items() if not {"pass", "fail"} <= states} == set()
