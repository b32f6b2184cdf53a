"""Sheets: numbered, with clause keys and boxes; the code of the sitting stands on them for who leads it."""

import sys

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from consensus.roadshow.actions import add_sitting, open_stop
from consensus.roadshow.given import SittingGiven
from consensus.roadshow.models import Stop
from tests.factories import make_account
from tests.roadshow.acting import act
from tests.roadshow.papers import a_stop

SHEET = "/roadshow/dakar/sheet/"


def sheets(page):
    return HTMLParser(page.text).css("article.paper")


def keys(sheet):
    return [code.text() for code in sheet.css(".key code")]


def test_everybody_may_print_numbered_sheets(client):
    a_stop(opened=False)

    page = client.get(f"{SHEET}?start=17&copies=3")

    assert page.status_code == 200
    assert [sheet.css_first(".paper-no b").text() for sheet in sheets(page)] == ["17", "18", "19"]
    assert keys(sheets(page)[0]) == ["lead", "use", "study", "share", "permission", "parts", "code"]
    assert len(sheets(page)[0].css("td.marks .box")) == 4 * 7


def test_the_agenda_says_which_clauses_stand_on_it_and_a_part_can_be_chosen(client):
    stop: Stop = a_stop(opened=False)
    act(add_sitting, stop, SittingGiven(agenda=("study", "code")), by=make_account("Rosa"))
    act(open_stop, stop, by=make_account("Rosa"))
    offered = [
        option.attributes["value"] for option in HTMLParser(client.get(SHEET).text).css("#f-part option")
    ]

    assert keys(sheets(client.get(SHEET))[0]) == ["study", "code"]
    assert offered == ["", "freedoms", "form"]
    assert keys(sheets(client.get(f"{SHEET}?part=form"))[0]) == ["parts", "code"]


def test_the_code_stands_on_sheets_for_those_alone_who_lead_the_sitting(client):
    a_stop()
    leads = client.as_(make_account("Rosa", role="maintainer"))

    addresses = [
        sheets(who.get(SHEET))[0].css_first(".paper-qr p").text(strip=True) for who in (client, leads)
    ]

    assert addresses[0] == "localhost/roadshow/dakar/"
    assert "localhost/join/" in addresses[1]


@pytest.mark.parametrize("asked", ["start=0", "copies=900", "copies=x", "part=nowhere", "start=99999999"])
def test_what_cannot_be_printed_is_told_and_one_sheet_shown(client, asked):
    a_stop()

    page = client.get(f"{SHEET}?{asked}")

    assert (page.status_code, len(sheets(page))) == (200, 1)
    assert HTMLParser(page.text).css_first("[role=alert]") is not None


def test_without_the_extra_there_is_no_pdf_and_no_link_to_it(client, monkeypatch):
    a_stop()
    monkeypatch.setitem(sys.modules, "weasyprint", None)

    answer = client.get("/roadshow/dakar/sheet.pdf")

    assert (answer.status_code, "pip install" in answer.text) == (501, True)
