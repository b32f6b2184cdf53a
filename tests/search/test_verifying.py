"""Proof that the index shows what there is."""

from consensus.search.index import engine
from consensus.search.index.folders import current
from consensus.search.index.shape import Bookmark
from consensus.search.verifying import Status, differences, status
from tests.search.shelf import Notes, change, note


def test_whatever_differs_is_told(notes: Notes, catch_up) -> None:
    catch_up()
    notes[1] = note(1, "changed without a word")
    notes[4] = note(4, "new without a word")
    del notes[3]

    assert sorted(differences()) == [
        ("note:1", "different"), ("note:3", "left over"), ("note:4", "missing"),
    ]  # fmt: skip


def test_what_is_there_twice_is_told(notes: Notes, catch_up) -> None:
    catch_up()
    writer = engine().writer(current(engine().name))
    writer.put(change(notes[2]), known=False)
    writer.commit(Bookmark(0))

    assert list(differences()) == [("note:2", "twice")]


def test_it_says_how_it_is(notes: Notes, say, catch_up, engine_name: str) -> None:
    missing = status()
    catch_up()
    whole = status()
    say(1, 2)

    assert (missing.state, missing.documents) == ("missing", 0)
    assert (whole.engine, whole.state, whole.documents, whole.behind) == (engine_name, "in step", 3, 0)
    assert whole.size > 0
    assert (status().state, status().behind) == ("behind", 2)


def test_whoosh_is_outgrown_by_some_fifty_thousand() -> None:
    assert Status("whoosh", 1, "in step", documents=50_000).outgrown is True
    assert Status("whoosh", 1, "in step", documents=49_999).outgrown is False
    assert Status("tantivy", 1, "in step", documents=50_000).outgrown is False
