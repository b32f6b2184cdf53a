"""Stops are found by event, city, venue and note."""

from datetime import timedelta

from flask import Flask

from consensus.discussion.actions import delete_comment
from consensus.discussion.texts import prepare_text
from consensus.kit.clock import now
from consensus.kit.refs import Ref, parse
from consensus.ledger import SETUP
from consensus.ledger.queries import entries_after
from consensus.moderation.actions import hide_thing
from consensus.moderation.models import Rule
from consensus.roadshow import actions
from consensus.roadshow.documents import all_stops, stops_changed
from consensus.roadshow.models import Task
from consensus.search import following
from consensus.search.queries import find, read
from consensus.search.registry import documents_of, subjects_of
from tests.factories import make_account
from tests.roadshow.acting import a_draft, a_stop, act, joined, last_number, noted, on_duty, opened

STOP = Ref("stop", "dakar")


def notes_in(ref=STOP):
    return [each for each in documents_of([ref])[ref] if each.kind == "note"]


def reached(n):
    return [str(each) for entry in entries_after(n) for _m, each in subjects_of(parse(entry.subject), ())]


def test_a_stop_is_one_document(app: Flask) -> None:
    a_stop(venue="Hall 3", note="Bring a cup.")
    a_stop("online", online=True, city="", country=None, latitude=None, longitude=None)
    refs = list(all_stops())
    [document] = documents_of(refs)[refs[0]]

    assert refs == [Ref("stop", "dakar"), Ref("stop", "online")]
    assert (document.url, document.title) == ("/roadshow/dakar/", "Deep Learning Indaba, Dakar")
    assert document.stop == "dakar"
    assert document.text.split("\n") == ["Deep Learning Indaba", "Dakar", "Hall 3", "Bring a cup."]
    assert documents_of([Ref("stop", "gone")]) == {Ref("stop", "gone"): []}


def test_a_note_the_room_was_shown_is_found_and_others_are_not(app: Flask) -> None:
    a_draft()
    sitting = opened()
    awa = joined(sitting).account
    shown, _waiting, aside = (
        noted(sitting, awa, f"Note {n}.", clause_key="use", language="en") for n in "123"
    )
    act(actions.approve_note, shown, by=SETUP)
    act(actions.approve_note, aside, by=SETUP)
    act(actions.set_note_aside, aside, reason="Said twice.", by=SETUP)

    [found] = notes_in()

    assert (found.id, found.url, found.title, found.text) == (
        f"note:{shown.id}", f"/roadshow/dakar/report/#note-{shown.id}", "Note 1.", "Note 1.",
    )  # fmt: skip
    assert (found.subject, found.stop, found.clause, found.draft, found.language) == (
        "stop:dakar", "dakar", "use", "0.1", "en",
    )  # fmt: skip
    assert (found.author, found.byline, found.at) == (None, None, shown.at)


def test_a_folded_note_is_not_found_and_its_stop_is_looked_at_again(app: Flask) -> None:
    a_draft()
    sitting = opened()
    note = noted(sitting, joined(sitting).account)
    act(actions.approve_note, note, by=SETUP)
    before, n = len(notes_in()), last_number()
    act(hide_thing, note, rule=Rule.SPAM, reason="It sells.", by=make_account("Mo", role="moderator"))

    assert (before, notes_in()) == (1, [])
    assert "stop:dakar" in reached(n)


def test_a_note_goes_with_the_comment_it_became(app: Flask) -> None:
    a_draft()
    sitting = opened()
    omar = on_duty(sitting.stop, Task.SCRIBE, name="Omar")
    note = noted(sitting, omar)
    act(actions.approve_note, note, by=SETUP)
    comment = act(actions.turn_notes, [note], key="use", text=prepare_text("They say so."), by=omar)
    before, n = len(notes_in()), last_number()
    [said] = documents_of([comment.ref])[comment.ref]
    act(delete_comment, comment, by=omar)

    assert (before, said.stop, notes_in()) == (1, "dakar", [])
    assert "stop:dakar" in reached(n)


def test_what_is_shown_or_set_aside_without_an_act_is_followed(app: Flask) -> None:
    a_draft()
    sitting = opened()
    note = noted(sitting, joined(sitting).account, "Rien sans les données.")

    def found() -> int:
        while following.turn():
            pass
        return find(read("kind:note données")).total

    before = found()
    act(actions.approve_note, note, by=SETUP)
    shown = found()
    act(actions.set_note_aside, note, reason="A slip.", by=SETUP)

    assert (before, shown, found()) == (0, 1, 0)
    assert (list(stops_changed(now() - timedelta(hours=1))), list(stops_changed(now() + timedelta(hours=1)))) == (
        [STOP], [],
    )  # fmt: skip
