"""A file on the page: told row by row, and listed afterwards."""

import io

from tests.drafts.views.browsing import words
from tests.roadshow.papers import a_file, a_row, positions, undrawn
from tests.roadshow.views.scribes import a_desk

BATCHES = "/roadshow/dakar/batches/"


def upload(browser, content, name="rows.csv"):
    return browser.post(BATCHES, data={"file": (io.BytesIO(content), name)})


def test_a_file_is_taken_and_every_refused_row_is_told(client):
    desk, [sheet] = a_desk(client), undrawn("use")

    page = upload(desk.maria, a_file([a_row(sheet, "use"), a_row(sheet, "<b>nowhere</b>")]))

    told = words(page)
    assert page.status_code == 200
    assert "1 row was taken, 0 were there already, 1 was refused." in told
    assert "3 clause The draft of this stop has no clause “<b>nowhere</b>”." in told
    assert len(positions()) == 1
    assert "rows.csv" in words(desk.jo.get(BATCHES))


def test_the_same_file_again_is_told_so(client):
    desk, content = a_desk(client), a_file([a_row(1, "use")])
    upload(desk.maria, content)

    assert "0 rows were taken, 1 was there already" in words(upload(desk.jo, content))


def test_no_file_and_an_empty_one_come_back_with_a_sentence(client):
    desk = a_desk(client)

    none, empty = desk.maria.post(BATCHES, data={}), upload(desk.maria, b"\n")

    assert (none.status_code, "Choose a file." in words(none)) == (422, True)
    assert (empty.status_code, "This file is empty." in words(empty)) == (422, True)


def test_what_is_no_table_comes_back_with_one_sentence_and_is_not_among_the_files(client):
    desk = a_desk(client)

    page = upload(desk.maria, b"<html><p>rows</p></html>", name="saved.csv")

    assert (page.status_code, "This is no table of rows" in words(page)) == (422, True)
    assert "saved.csv" not in words(desk.maria.get(BATCHES))


def test_a_stop_that_was_not_opened_takes_no_file(client):
    desk = a_desk(client, opened=False)

    answer = upload(desk.maria, a_file([a_row(1, "use")]))

    assert (answer.status_code, "has not been opened yet" in words(answer)) == (409, True)
