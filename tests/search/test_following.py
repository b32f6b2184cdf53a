"""In step with the record: what is said is found, what is gone is not, and doing it twice does no harm."""

import logging
from dataclasses import replace

import pytest

from consensus.kit.refs import Ref
from consensus.kit.turns import until_done
from consensus.search import following, registry
from consensus.search.index import engine
from consensus.search.index.folders import current, locked, root
from consensus.search.index.shape import Bookmark
from consensus.search.opened import open_anew, opened
from consensus.search.verifying import differences, status
from tests.search.shelf import Notes, ids, note


def found(asked: str = "word") -> list[str]:
    reader = opened()
    return sorted(ids(reader, asked)) if reader else []


def test_the_first_turn_takes_up_everything(notes: Notes, catch_up) -> None:
    before = found()
    catch_up()

    assert (before, found()) == ([], ["note:1", "note:2", "note:3"])
    assert list(differences()) == []
    assert status().state == "in step"


def test_what_was_said_changed_or_removed_is_so_after_the_next_turn(notes: Notes, say, catch_up) -> None:
    catch_up()
    notes[4] = note(4, "word number4")
    notes[1] = note(1, "other text")
    del notes[2]
    say(1, 2, 4)
    behind = status().behind
    catch_up()

    assert behind == 3
    assert (found(), found("other")) == (["note:3", "note:4"], ["note:1"])
    assert (status().behind, list(differences())) == (0, [])


def test_acts_that_change_nothing_are_followed_without_a_commit(notes: Notes, say, catch_up) -> None:
    catch_up()
    folder = current(engine().name)
    before = engine().generation(folder)
    say(1, 2, subject=Ref("spoon", "7"))
    catch_up()

    assert status().behind == 0
    assert engine().generation(folder) == before
    say(3)
    notes[3] = note(3, "changed")
    catch_up()
    assert (status().behind, found("changed")) == (0, ["note:3"])


def test_following_twice_from_an_old_bookmark_leaves_everything_once(notes: Notes, say, catch_up) -> None:
    catch_up()
    notes[4] = note(4, "word")
    say(4)
    catch_up()
    folder = current(engine().name)
    writer = engine().writer(folder)
    writer.commit(Bookmark(0))
    catch_up()

    assert (len(found()), list(differences()), status().behind) == (4, [], 0)


def test_many_subjects_reached_by_one_act_are_looked_at_in_parts(
    notes: Notes, say, catch_up, monkeypatch
) -> None:
    monkeypatch.setattr(following, "MOST_SUBJECTS", 4)

    @registry.reaches("import")
    def messages(ref, after):
        last = int(after.partition(":")[2]) if after else 0
        return (Ref("note", str(id)) for id in sorted(notes) if id > last)

    catch_up()
    notes.update({id: note(id, "word") for id in range(1, 11)})
    say(1, subject=Ref("import", "list"))
    following.turn()
    place, some = open_anew(current(engine().name)).bookmark(), len(found())
    turns = catch_up()

    assert (place.n, place.after, some < 10) == (1, "0 note:3", True)
    assert (len(found()), turns, list(differences())) == (10, 2, [])


def test_what_a_person_said_is_looked_at_again_when_their_account_changes(
    notes: Notes, say, catch_up, monkeypatch
) -> None:
    monkeypatch.setattr(following, "MOST_SUBJECTS", 2)
    notes.update({id: note(id, "word", author="p:anaanaana") for id in range(1, 6)})
    catch_up()
    notes.update({id: replace(notes[id], author=None) for id in notes})
    say(subject=Ref("account", "p:anaanaana"))
    catch_up()

    assert (found("author:p:anaanaana"), list(differences())) == ([], [])


def test_what_is_touched_is_looked_at_unless_its_kind_says_otherwise(notes: Notes, monkeypatch) -> None:
    registry.searchable("big", subjects=list, when_touched=False)(lambda refs: [])
    touched = [Ref("note", "2"), Ref("big", "1"), Ref("spoon", "1")]

    assert [str(ref) for _mark, ref in registry.subjects_of(Ref("note", "1"), touched)] == [
        "note:1",
        "note:2",
    ]


def test_what_changes_without_an_act_is_looked_at_when_a_follower_starts(notes: Notes, app, catch_up) -> None:
    registry.searchable("note", subjects=notes.subjects, at_start=True)(notes.documents)
    catch_up()
    notes[1] = note(1, "changed")
    catch_up()
    unseen = found("changed")
    app.extensions[following.NAME] = following.Following()
    catch_up()

    assert (unseen, found("changed")) == ([], ["note:1"])


def test_one_that_cannot_be_read_keeps_nothing_else_from_being_found(
    notes: Notes, say, catch_up, caplog
) -> None:
    catch_up()

    def failing(refs):
        if Ref("note", "2") in refs:
            raise ValueError("a note like no other")
        return notes.documents(refs)

    registry.searchable("note", subjects=notes.subjects)(failing)
    notes.update({id: note(id, "changed") for id in notes})
    say(1, 2, 3)
    with caplog.at_level(logging.CRITICAL, logger="consensus.search.following"):
        catch_up()

    assert (found("changed"), found("word")) == (["note:1", "note:3"], ["note:2"])
    assert status().behind == 0


def test_while_another_writes_nobody_waits(notes: Notes, say, catch_up, engine_name: str) -> None:
    catch_up()
    notes[4] = note(4, "word")
    say(4)
    with locked(engine_name) as mine:
        meanwhile = following.turn(), len(found())

    assert (mine, meanwhile) == (True, (0, 3))
    assert following.turn() > 0
    assert len(found()) == 4


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
def test_a_damaged_index_is_built_anew(notes: Notes, catch_up, engine_name: str, caplog) -> None:
    catch_up()
    for each in current(engine_name).iterdir():
        if each.is_file():
            each.write_bytes(b"something else")
    with caplog.at_level(logging.CRITICAL, logger="consensus.search.following"):
        catch_up()

    assert (len(found()), list(differences())) == (3, [])


def test_an_index_that_is_removed_is_built_anew(notes: Notes, catch_up, engine_name: str) -> None:
    catch_up()
    (root() / f"current-{engine_name}").unlink()
    gone = found()
    until_done()

    assert (gone, len(found())) == ([], 3)


def test_a_fill_that_was_broken_off_is_finished_without_anything_twice(
    notes: Notes, app, catch_up, monkeypatch
) -> None:
    monkeypatch.setattr(following, "MOST_SUBJECTS", 2)
    notes.update({id: note(id, "word") for id in range(1, 8)})
    following.turn()
    half = status()
    app.extensions[following.NAME] = following.Following()
    catch_up()

    assert (half.state, half.documents, half.followed) == ("filling", 2, 0)
    assert (len(found()), list(differences()), status().state) == (7, [], "in step")


def test_an_index_of_another_record_is_built_anew(
    notes: Notes, say, catch_up, engine_name: str, caplog
) -> None:
    say(1, 2)
    catch_up()
    folder = current(engine_name)
    writer = engine().writer(folder)
    writer.commit(Bookmark(2, hash="f" * 64))
    other = status().state
    with caplog.at_level(logging.CRITICAL, logger="consensus.search.following"):
        catch_up()

    assert (other, status().state, current(engine_name) != folder) == ("broken", "in step", True)
    assert (len(found()), list(differences())) == (3, [])
