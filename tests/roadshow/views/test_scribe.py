"""The scribe's page: one person at a time, stored at once, and filled in again where something is wrong."""

import pytest

from tests.drafts.views.browsing import fill, form_at, words
from tests.roadshow.papers import a_drawn_sheet, comments, how_many_people, positions, the_row, undrawn
from tests.roadshow.views.scribes import a_desk, key

SCRIBE = "/roadshow/dakar/scribe/"


@pytest.mark.parametrize("at", ["scribe/", "batches/", "keying/", "differences/", "notes/"])
def test_the_pages_are_for_those_on_duty(client, at):
    desk = a_desk(client)

    found = [who.get(f"/roadshow/dakar/{at}").status_code for who in (desk.maria, desk.other)]

    assert found == [200, 403]


def test_a_sheet_is_typed_and_the_next_number_is_ready(client):
    desk, [sheet] = a_desk(client), undrawn("use")
    form = fill(
        form_at(desk.maria.get(SCRIBE), SCRIBE), sheet=sheet, participant="Ana", group="licensee", p__use="2",
        w__use="It will do.",
    )  # fmt: skip

    answer = desk.maria.post(SCRIBE, data=form)
    page = desk.maria.get(answer.location)

    assert answer.status_code == 303
    assert positions() == [("use", "accept", "stop:dakar", desk.account.actor_id)]
    assert comments() == [("comment", "It will do.", "stop:dakar")]
    assert form_at(page, SCRIBE)["sheet"] == str(int(sheet) + 1)
    assert f"Sheet {sheet}: 1 row counts." in words(page)
    assert the_row(sheet, "use").person.account.stakeholder_group == "licensee"


def test_what_is_wrong_comes_back_filled_in_with_a_sentence_at_its_field(client):
    desk = a_desk(client)

    answer = key(desk.maria, 7, use="9", share="4", study=("1", "Good."))

    form = form_at(answer, SCRIBE)
    assert (answer.status_code, form["p-use"], form["w-study"], positions()) == (422, "9", "Good.", [])
    assert "“9” is no position." in words(answer)
    assert "This position is not taken without a reason." in words(answer)


def test_an_empty_form_is_no_sheet(client):
    answer = key(a_desk(client).maria, 7)

    assert (answer.status_code, words(answer).count("Nothing is typed yet")) == (422, 1)
    assert "aria-invalid" not in answer.text


def test_who_stands_beside_the_scribe_needs_no_sheet_and_no_second_keying(client):
    desk = a_desk(client)

    key(desk.maria, "", "Ana", use=("4", "Too vague."))

    assert positions() == [("use", "object", "stop:dakar", desk.account.actor_id)]
    assert comments() == [("objection", "Too vague.", "stop:dakar")]


def test_words_without_a_position_are_a_comment(client):
    desk, [sheet] = a_desk(client), undrawn("use")

    key(desk.maria, sheet, use=("", "Shorter, please."))

    assert (positions(), comments()) == ([], [("comment", "Shorter, please.", "stop:dakar")])


def test_objections_and_drawn_rows_wait_for_somebody_else(client):
    desk = a_desk(client)

    told = words(desk.maria.get(key(desk.maria, a_drawn_sheet("use"), use="1").location))

    assert "1 waits to be keyed again." in told
    assert positions() == []


def test_a_sheet_without_a_name_is_one_person(client):
    desk, [sheet] = a_desk(client), undrawn("use", participant="1")
    key(desk.maria, sheet, "", use="1")
    key(desk.maria, sheet, "", study=("1", "Fine."))

    assert how_many_people() == 1


def test_the_same_row_typed_otherwise_by_the_same_hand_is_refused_and_nothing_is_lost(client):
    desk, [sheet] = a_desk(client), undrawn("use")
    key(desk.maria, sheet, use="1")

    answer = key(desk.maria, sheet, use="2", study="1")

    assert (answer.status_code, form_at(answer, SCRIBE)["p-use"]) == (422, "2")
    assert "Take that back first, if it was a mistake." in words(answer)
    assert len(positions()) == 1


def test_what_was_keyed_by_mistake_is_taken_back_and_keyed_anew(client):
    desk, [sheet] = a_desk(client), undrawn("use")
    page = desk.maria.get(key(desk.maria, sheet, use=("1", "Good.")).location)
    away = f"/roadshow/dakar/rows/{the_row(sheet, 'use').id}/withdrawal"

    answer = desk.maria.post(away, data=form_at(page, away))
    key(desk.maria, sheet, use="3")

    assert answer.status_code == 303
    assert (positions()[0][1], len(positions()), comments()) == ("abstain", 1, [])


def test_what_was_keyed_of_a_sheet_can_be_looked_up(client):
    desk, [sheet] = a_desk(client), undrawn("use")
    key(desk.maria, sheet, use=("2", "It will do."))

    told = words(desk.jo.get(f"{SCRIBE}?look={sheet}"))

    assert "2 Can live with it" in told
    assert "keyed by Maria" in told


def test_the_whole_draft_is_asked_on_request(client):
    page = a_desk(client).maria.get(f"{SCRIBE}?all=yes")

    assert {"p-use", "p-code"} <= set(form_at(page, f"{SCRIBE}?all=yes"))


def test_a_stop_that_was_not_opened_says_so(client):
    told = words(a_desk(client, opened=False).maria.get(SCRIBE))

    assert "It has to be opened first" in told
