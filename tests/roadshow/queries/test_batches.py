"""Questions about paper: what waits, what differs, whose it is."""

import pytest
from flask import Flask

from consensus.roadshow.errors import NoSuchPaperPerson, NoSuchPaperRow
from consensus.roadshow.queries.batches import (
    PaperCounts,
    batches_of,
    differing_rows,
    hands_at,
    paper_counts,
    person_called,
    rows_called,
    rows_of_sheet,
    waiting_people,
    waiting_rows,
)
from tests.roadshow.papers import a_row, a_stop, send, the_row, undrawn

NO = {"position": "object", "reason": "No."}


def test_what_there_is_on_paper_is_counted_by_where_it_stands(app: Flask) -> None:
    stop, [sheet] = a_stop(), undrawn("use")
    send(stop, [a_row(sheet, "use"), a_row(sheet, "study") | NO, a_row(sheet, "share") | NO])
    send(stop, [a_row(sheet, "share", "accept", entered_by="Jo")])

    assert paper_counts(stop) == PaperCounts(waiting=1, differing=1, counted=1, withdrawn=0, people=1)
    assert [row.clause_key for row in differing_rows(stop).items] == ["share"]


def test_people_who_wait_come_in_pages_with_their_rows(app: Flask) -> None:
    stop = a_stop()
    send(stop, [a_row(sheet, key) | NO for sheet in (1, 2, 3) for key in ("use", "study")])

    first = waiting_people(stop, limit=2)
    rest = waiting_people(stop, limit=2, cursor=first.next)

    assert [[person.sheet for person in page.items] for page in (first, rest)] == [["1", "2"], ["3"]]
    assert [len(rows) for rows in waiting_rows(first.items).values()] == [2, 2]


def test_a_sheet_is_looked_up_whole_or_for_one_person(app: Flask) -> None:
    stop = a_stop()
    send(stop, [a_row(1, "use"), a_row(1, "use", participant="Ben")])

    assert len(rows_of_sheet(stop, "1")) == 2
    assert [row.participant for row in rows_of_sheet(stop, "1", "Ben")] == ["Ben"]


def test_things_of_another_stop_are_not_there(app: Flask) -> None:
    stop = a_stop()
    other = a_stop("lagos", draft=stop.draft)
    send(stop, [a_row(1, "use")])
    row = the_row(1, "use")

    with pytest.raises(NoSuchPaperRow):
        rows_called(other, [row.id])
    with pytest.raises(NoSuchPaperPerson):
        person_called(other, row.person_id)


def test_who_keyed_files_is_told_apart_in_the_order_of_appearance(app: Flask) -> None:
    stop = a_stop()
    send(stop, [a_row(1, "use", entered_by="Maria"), a_row(2, "use", entered_by="Jo")])
    send(stop, [a_row(3, "use", entered_by=" MARIA")])

    assert hands_at(stop) == ["maria", "jo"]
    assert [batch.accepted for batch in batches_of(stop).items] == [1, 2]
