"""Building anew beside the one in use."""

from contextlib import suppress

import pytest

from consensus.kit.errors import Refused
from consensus.search import building, following
from consensus.search.index.folders import current, locked, point_to, root, size_of, sweep
from consensus.search.opened import opened
from consensus.search.verifying import differences
from tests.search.shelf import Notes, ids, note


def test_a_new_index_takes_the_place_of_the_old_one(notes: Notes, catch_up, engine_name: str) -> None:
    catch_up()
    before, told = current(engine_name), []
    documents = building.rebuild(told.append)

    assert (documents, sum(told)) == (3, 3)
    assert current(engine_name) != before
    assert before.is_dir(), "whoever reads it goes on"
    assert (list(differences()), len(ids(opened(), "word"))) == ([], 3)


def test_what_is_said_meanwhile_is_in_it(notes: Notes, say, catch_up, engine_name: str) -> None:
    catch_up()

    def say_more(done: int) -> None:
        notes[4] = note(4, "word")
        say(4)
        following.turn()

    assert building.rebuild(say_more) == 4
    assert list(differences()) == []


def test_only_one_builds_at_a_time(notes: Notes, engine_name: str) -> None:
    with locked(f"{engine_name}-rebuild"), pytest.raises(Refused):
        building.rebuild()


def test_a_build_that_is_broken_off_leaves_the_old_one(notes: Notes, catch_up, engine_name: str) -> None:
    def stop(done: int) -> None:
        raise KeyboardInterrupt

    catch_up()
    before = current(engine_name)
    with suppress(KeyboardInterrupt):
        building.rebuild(stop)

    assert current(engine_name) == before
    assert [each for each in root().iterdir() if each.is_dir()] == [before]
    assert (list(differences()), len(ids(opened(), "word"))) == ([], 3)


def test_what_nobody_uses_is_swept_up_after_a_while(
    notes: Notes, catch_up, engine_name: str, monkeypatch
) -> None:
    catch_up()
    building.rebuild()
    monkeypatch.setattr("consensus.search.index.folders.STAYS", -60)
    sweep(engine_name)

    kept = [each for each in root().iterdir() if each.is_dir()]
    assert (kept, size_of(kept[0]) > 0) == ([current(engine_name)], True)


def test_an_index_of_another_schema_is_not_used(notes: Notes, catch_up, engine_name: str) -> None:
    catch_up()
    other = root() / f"{engine_name}-0-abc"
    other.mkdir()
    point_to(other, engine_name)

    assert current(engine_name) is None
    catch_up()
    assert len(ids(opened(), "word")) == 3
