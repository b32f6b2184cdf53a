"""Systems by requirements: a table that can be read without seeing its marks, and a sheet."""

import csv
import io

from selectolax.lexbor import LexborHTMLParser as HTMLParser

from tests.drafts.views.browsing import words
from tests.systems.acting import GOOD, draft_with, review, system

CHOICE = """requires = { all = ["code", { any = ["data", "weights"] }] }

[[component]]
id = "code"
title = "Code"
[[component]]
id = "data"
title = "Data"
[[component]]
id = "weights"
title = "Weights"
"""


def table_on(page):
    """Row → the words of its cells."""
    rows = HTMLParser(page.text).css(".matrix tbody tr")
    return {
        row.css_first("th").text(strip=True): [cell.text(strip=True) for cell in row.css("td")]
        for row in rows
    }


def test_every_cell_says_its_word_and_whether_it_decides(client, scene):
    beta = system("Beta")
    review(scene.alpha, scene.draft, scene.ana)
    review(beta, scene.draft, scene.ana, {"code": "no", "weights": "CC-BY-NC-4.0"})

    assert table_on(client.get("/systems/matrix/")) == {
        "Alpha": ["met", "met", "met", "not known", "conforms"],
        "Beta": [
            "not there, decides", "not known", "there, but the terms stand in the way", "not known", "does not conform",
        ],
    }  # fmt: skip


def test_every_column_has_a_head_and_leads_to_its_clause(client, scene):
    page = client.get("/systems/matrix/")
    heads = HTMLParser(page.text).css(".matrix thead th[scope=col] a")

    assert [(each.text(), each.attributes["href"]) for each in heads] == [
        ("Training and inference code", "/drafts/0.1/clauses/code/"),
        ("Description of the data", "/drafts/0.1/clauses/data/"),
        ("Parameters", "/drafts/0.1/clauses/weights/"),
        ("Model card", "/drafts/0.1/clauses/card/"),
    ]
    assert "One system, 3 requirements" in words(page)


def test_what_is_not_needed_is_said_to_be_so(client, scene):
    draft = draft_with("0.2", checklist=CHOICE)
    review(scene.alpha, draft, scene.ana, {"code": "MIT", "data": "MIT"})

    assert table_on(client.get("/systems/matrix/")) == {"Alpha": ["met", "met", "not needed", "conforms"]}


def test_reviewers_who_differ_show_in_the_cell(client, scene):
    review(scene.alpha, scene.draft, scene.ana)
    review(scene.alpha, scene.draft, scene.ben, GOOD | {"data": "no"})

    [cells] = table_on(client.get("/systems/matrix/")).values()

    assert (cells[1], cells[-1]) == ("reviewers differ, decides", "disputed")


def test_the_sheet_says_the_same_and_runs_nothing(client, scene):
    review(scene.alpha, scene.draft, scene.ana)
    system("=2+2", maker="@maker")

    sheet = client.get("/systems/matrix.csv?draft=0.1")
    rows = list(csv.DictReader(io.StringIO(sheet.text)))

    assert sheet.mimetype == "text/csv"
    assert {(row["name"], row["maker"], row["assessment"], row["code"], row["card"]) for row in rows} == {
        ("'=2+2", "'@maker", "incomplete", "unknown", "unknown"), ("Alpha", "Maker", "conforms", "met", "unknown"),
    }  # fmt: skip
    assert {row["url"].rpartition("/systems/")[2] for row in rows} == {
        "2-plus-2/?draft=0.1",
        "alpha/?draft=0.1",
    }


def test_the_sheet_holds_what_is_chosen(client, scene):
    system("Beta", maker="Another")

    rows = list(csv.DictReader(io.StringIO(client.get("/systems/matrix.csv?maker=Another").text)))

    assert [row["system"] for row in rows] == ["beta"]


def test_a_draft_without_a_checklist_has_no_matrix(client, scene):
    draft_with("0.2", checklist=None)

    assert "Draft 0.2 has no checklist" in words(client.get("/systems/matrix/"))


def test_before_the_first_draft_there_is_none(client, app):
    assert "No draft has been published yet." in words(client.get("/systems/matrix/"))
