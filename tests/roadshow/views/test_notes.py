"""Notes at the scribe's desk: written down, gathered into one comment with a count, or set aside with a reason."""

from sqlalchemy import select

from consensus.kit.db import db
from consensus.roadshow.models import Note
from tests.drafts.views.browsing import fill, form_at, words
from tests.roadshow.papers import comments
from tests.roadshow.views.scribes import a_desk

NOTES, GATHER, ASIDE = (f"/roadshow/dakar/notes/{name}" for name in ("", "gather", "aside"))


def write(browser, body, **fields):
    form = form_at(browser.get(NOTES), NOTES)
    return browser.post(NOTES, data=fill(form, body=body, **fields))


def notes():
    return list(db.session.scalars(select(Note).order_by(Note.id)))


def test_a_note_is_written_down_once_however_often_it_is_sent(client):
    desk = a_desk(client)
    form = fill(
        form_at(desk.maria.get(NOTES), NOTES), body="Who decides?", key="use", label="a teacher", count="3"
    )

    for _again in range(2):
        assert desk.maria.post(NOTES, data=form).status_code == 303

    [note] = notes()
    assert (note.body, note.clause_key, note.label, note.count, note.scribed) == (
        "Who decides?", "use", "a teacher", 3, True,
    )  # fmt: skip


def test_an_empty_note_comes_back(client):
    answer = write(a_desk(client).maria, " ", label="a teacher")

    assert (answer.status_code, form_at(answer, NOTES)["label"]) == (422, "a teacher")


def test_several_notes_become_one_comment_with_a_count_and_are_kept(client):
    desk = a_desk(client)
    write(desk.maria, "Who decides?", key="use", count="3")
    write(desk.maria, "Say who decides.", key="use")
    page = desk.maria.get(GATHER + "?" + "&".join(f"note={note.id}" for note in notes()))
    form = form_at(page, GATHER)

    answer = desk.maria.post(GATHER, data=form)

    assert form["body"].strip().splitlines() == [
        "4 people in the room said:", "", "- Who decides? (3)", "- Say who decides.",
    ]  # fmt: skip
    assert (form["key"], answer.status_code) == ("use", 303)
    [(kind, body, channel)] = comments()
    assert (kind, body.splitlines()[0], channel) == ("comment", "4 people in the room said:", "stop:dakar")
    assert len({note.comment_id for note in notes()}) == 1
    assert "No note waits to become a comment." in words(desk.maria.get(NOTES))


def test_a_comment_without_words_comes_back_with_its_notes(client):
    desk = a_desk(client)
    write(desk.maria, "Who decides?")
    form = form_at(desk.maria.get(f"{GATHER}?note={notes()[0].id}"), GATHER)

    answer = desk.maria.post(GATHER, data=fill(form, body=" "))

    assert (answer.status_code, form_at(answer, GATHER)["note"]) == (422, str(notes()[0].id))


def test_notes_are_set_aside_with_a_reason(client):
    desk = a_desk(client)
    write(desk.maria, "Where is lunch?")
    form = form_at(desk.maria.get(f"{GATHER}?note={notes()[0].id}"), ASIDE)

    without = desk.maria.post(ASIDE, data=form)
    done = desk.maria.post(ASIDE, data=fill(form, reason="Not about the text."))

    assert (without.status_code, done.status_code) == (422, 303)
    assert (str(notes()[0].state), notes()[0].reason) == ("set-aside", "Not about the text.")


def test_without_any_chosen_it_leads_back_to_all_of_them(client):
    maria = a_desk(client).maria

    assert (maria.get(GATHER).location, maria.get(f"{GATHER}?note=999").status_code) == (NOTES, 404)
