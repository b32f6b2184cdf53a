"""What pages show of paper: the agenda, whose turn it is, and the number that comes next."""

import pytest

from consensus.roadshow.actions import add_sitting, close_sitting, open_sitting
from consensus.roadshow.given import SittingGiven
from consensus.roadshow.paper_shown import asked, keyed_by, next_sheet, paper_nav, waiting_views
from consensus.roadshow.queries import open_sitting_of, stop_named
from consensus.roadshow.queries.batches import waiting_people
from tests.factories import make_account
from tests.roadshow.acting import act
from tests.roadshow.papers import SLUG, a_row, a_stop, send, the_row


@pytest.mark.parametrize(
    ("sheet", "following"), [("17", "18"), ("007", "8"), ("A-3", ""), ("", ""), ("٣", "4")]
)
def test_the_next_sheet_follows_a_number(sheet, following):
    assert next_sheet(sheet) == following


def test_the_agenda_of_the_open_sitting_is_asked_or_everything(app):
    stop, rosa = a_stop(), make_account("Rosa")
    act(close_sitting, open_sitting_of(stop), by=rosa)
    act(open_sitting, act(add_sitting, stop, SittingGiven(agenda=("study", "code")), by=rosa), by=rosa)
    stop = stop_named(SLUG)

    assert [clause.key for clause in asked(stop)] == ["study", "code"]
    assert len(asked(stop, everything=True)) == 7


def test_whoever_keyed_a_row_first_is_not_asked_again(app):
    stop, maria, jo = a_stop(), make_account("maria"), make_account("Jo")
    send(stop, [a_row(7, "use", "object", reason="No.")], by=jo)
    [person] = waiting_people(stop).items

    assert (keyed_by(the_row(7, "use"), maria), keyed_by(the_row(7, "use"), jo)) == (True, False)
    assert [view.own for view in waiting_views([person], maria)] == [1]
    assert (paper_nav(stop).waiting, paper_nav(stop).open) == (1, True)
