"""Results: sentences first, the objectors' own words, figures that lead to their rows, the score, the policy."""

import csv
import io
import zipfile
from typing import Any

import pytest
from flask import Flask

from consensus.drafts.models import Draft
from consensus.voting.due import keep_results, publish_rolls
from tests.drafts.making import NEW, prepare, publish
from tests.drafts.views.browsing import words
from tests.factories import make_account
from tests.voting.acting import draft_with_policy, take

from .conftest import long_ago

POLICY = """
tally_visible = "always"
quorum = 3
quorum_per_group = 1
groups_heard = 2
[robustness]
established_days = 14
coarsen_below = 2
"""
RESULTS = "/drafts/0.1/results/"


@pytest.fixture
def draft(app: Flask) -> Draft:
    """*use* has consensus that hangs on a new account, *code* is contested, of the others too little is said."""
    made = draft_with_policy(POLICY)
    people = [
        long_ago(make_account(f"P{n}", stakeholder_group=group, country=country))
        for n, (group, country) in enumerate((("licensee", "SN"), ("regulator", "FR"), ("licensee", "FR")))
    ]
    new = make_account("New", stakeholder_group="subject")
    for each in (*people[:2], new):
        take(made, "use", "support", each)
    for each, choice in zip(people, ("support", "accept", "object"), strict=True):
        take(made, "code", choice, each, reason="Nobody can rebuild it." if choice == "object" else None)
    take(made, "share", "accept", people[0])
    return made


def table(page: Any, caption: str) -> list[list[str]]:
    """The cells of the table in a region."""
    from selectolax.lexbor import LexborHTMLParser

    region = LexborHTMLParser(page.text).css_first(f"[aria-label='{caption}']")
    return [[" ".join(cell.text().split()) for cell in row.css("th, td")] for row in region.css("tbody tr")]


def test_the_page_leads_with_sentences(client, draft):
    page = words(client.get(RESULTS))

    assert "Results so far" in page
    assert "normative clauses are settled: consensus on 1. Contested: " in page
    assert "Too few positions:" in page
    assert "The outcome depends on somebody, or on the rule:" in page


def test_what_is_contested_is_told_in_the_objectors_own_words(client, draft):
    page = client.get(RESULTS)
    text = words(page)

    assert "What stands against it" in text
    assert "Nobody can rebuild it." in text
    assert "Objections that stand and are not addressed: 1." in text
    assert 'href="/drafts/0.1/clauses/code/positions/"' in page.text


def test_what_an_outcome_depends_on_is_named(client, draft):
    text = words(client.get(RESULTS))

    assert "Without accounts that are new: too few positions." in text
    assert "established accounts only" not in text.partition("Figures")[0]


def test_figures_have_denominators_and_lead_to_their_rows(client, draft):
    page = client.get(RESULTS)
    [use] = [row for row in table(page, "Figures in all") if row[1].startswith("consensus")]
    rows = words(client.get("/drafts/0.1/clauses/use/positions/?position=support"))

    assert use[2:8] == ["3/3 100 % (44–100)", "3", "0", "0", "0", "75 %"]
    assert 'href="../clauses/use/positions/?position=support"' in page.text
    assert rows.count("Support") >= 3


@pytest.mark.parametrize(
    "by, region, seen",
    [
        ("group", "Figures by name", "1/2 50 %"), ("channel", "Figures by name", "2/3 67 %"),
        ("continent", "Figures by name", "1/1 100 %"), ("rules", "Outcomes by other rules", "too few positions 2/2"),
    ],
)  # fmt: skip
def test_other_tables_are_chosen_by_address(client, draft, by, region, seen):
    cells = [cell for row in table(client.get(f"{RESULTS}?by={by}"), region) for cell in row]

    assert seen in cells


def test_the_score_has_a_note_for_every_group_and_says_the_same_as_a_table(client, draft):
    page = client.get(RESULTS)
    rows = {row[0]: row[1:] for row in table(page, "The score as a table")}
    code = next(cells for cells in rows.values() if cells[-1] == "contested")

    assert code[:4] == ["not heard", "not heard", "can live with it", "below the threshold"]
    assert '<use href="#n-notched"' in page.text and 'role="img"' in page.text
    assert "supports can live with it below the threshold only abstains not heard settled contested" in words(
        page
    )


def test_the_policy_and_the_roll_stand_beside_the_result(client, draft):
    publish_rolls()

    text = words(client.get(RESULTS))

    assert "published with draft 0.1" in text
    assert "Positions needed on a clause, abstentions included: 3." in text
    assert (
        "4 may take part (every account and every guest of a sitting, as published at the opening on" in text
    )
    assert "4 people hold 7 positions. The most active tenth of them, 1, hold 43 % of all." in text


def test_results_of_a_closed_draft_stay_as_they_were_and_show_apart_what_came_after_answers(client, draft):
    publish(prepare(NEW, "0.2"))
    waiting = words(client.get(RESULTS))
    assert keep_results() == 1
    before = client.get(f"{RESULTS}?by=group").text
    closed = words(client.get(RESULTS))

    take(latest(), "code", "support", make_account("Late"))
    after = words(client.get(RESULTS))

    assert "The draft is closed, and its result is being counted." in waiting
    assert "Results at closing" in closed and "Counted once, from what stood when the draft closed" in closed
    assert closed == after
    assert client.get(f"{RESULTS}?by=group").text == before
    assert "Results after answers" in words(client.get(f"{RESULTS}?at=now"))


def latest() -> Draft:
    """The current draft."""
    from consensus.drafts.queries import draft_named

    return draft_named("latest")


def test_a_draft_of_which_nothing_was_said_says_so(client, app):
    draft_with_policy(POLICY)

    assert "Nobody has taken a position on this draft yet." in words(client.get(RESULTS))


def test_latest_leads_to_the_current_draft(client, draft):
    for page in ("results", "opinions"):
        assert client.get(f"/drafts/latest/{page}/").location == f"/drafts/0.1/{page}/"


def test_all_figures_of_one_clause_with_other_rules_and_its_rows(client, draft):
    text = words(client.get("/drafts/0.1/clauses/code/positions/"))

    assert "Contested." in text
    assert "In all 2/3 67 % (21–94)" in text
    assert "Licensee 1/2 50 %" in text and "System creator not heard" in text
    assert "established accounts only contested 2/3" in text
    assert text.count("v:") == 3


def test_rows_are_chosen_by_what_a_figure_counts(client, draft):
    address = "/drafts/0.1/clauses/code/positions/"

    def rows(asked: str) -> int:
        return words(client.get(f"{address}{asked}")).count("v:")

    assert [
        rows(asked)
        for asked in ("?position=object", "?group=licensee", "?continent=europe", "?channel=online")
    ] == [1, 2, 2, 3]
    assert [
        rows(asked) for asked in ("?new=yes", "?late=yes", "?stale=yes", "?group=unstated", "?position=maybe")
    ] == [0, 0, 0, 0, 3]


def test_rows_hide_what_few_people_share(client, draft):
    page = words(client.get("/drafts/0.1/clauses/code/positions/"))

    assert "* stands for what fewer than 2 people share." in page
    assert "Africa" not in page.partition("Position by position")[2]


def test_stale_positions_are_rows_of_their_own(client, draft):
    publish(prepare(NEW, "0.2"))
    take(latest(), "parts", "support", make_account("Late"))

    text = words(client.get("/drafts/0.2/clauses/use/positions/?stale=yes"))

    assert text.count("v:") == 3
    assert "on 0.1, other words" in text


def test_headings_have_no_rows_and_other_names_lead_on(client, draft):
    assert client.get("/drafts/0.1/clauses/freedoms/positions/").status_code == 404
    assert (
        client.get("/drafts/latest/clauses/use/positions/").location == "/drafts/0.1/clauses/use/positions/"
    )


def sheet(answer: Any) -> list[dict[str, str]]:
    """The rows of a sheet by column."""
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.text)))


def test_results_as_sheets_with_their_dictionary(client, draft):
    results = {row["clause"]: row for row in sheet(client.get("/drafts/0.1/results.csv"))}
    figures = sheet(client.get("/drafts/0.1/figures.csv"))
    columns = sheet(client.get("/drafts/0.1/results-columns.csv"))

    use = results["use"]
    assert [use[name] for name in ("outcome", "support", "n", "for_value", "of", "may_take_part")] == [
        "consensus",
        "3",
        "3",
        "1.0",
        "3",
        "4",
    ]
    assert use["url"].endswith("/drafts/0.1/clauses/use/positions/")
    assert use["depends_on"] == "accounts that are new"
    assert {
        "clause": "code",
        "table": "group",
        "name": "licensee",
        "support": "1",
        "object": "1",
        "n": "2",
    }.items() <= next(row for row in figures if (row["clause"], row["name"]) == ("code", "licensee")).items()
    assert {row["sheet"] for row in columns} == {"results", "figures", "positions"}
    assert {row["column"] for row in columns if row["sheet"] == "results"} == set(use)


def test_positions_as_a_sheet_are_coarse_and_without_names(client, draft):
    rows = sheet(client.get("/drafts/0.1/positions.csv"))

    assert len(rows) == 7
    assert {row["position"] for row in rows if row["clause"] == "code"} == {"support", "accept", "object"}
    assert all(row["voter"].startswith("v:") for row in rows)
    assert {row["continent"] for row in rows} <= {"*", "", "europe"}
    assert "P0" not in str([row | {"voter": ""} for row in rows])


def test_votes_come_in_the_five_files_of_polis(client, draft):
    packed = zipfile.ZipFile(io.BytesIO(client.get("/drafts/0.1/votes.zip").data))
    votes = list(csv.DictReader(io.TextIOWrapper(packed.open("votes.csv"))))

    assert packed.namelist() == [
        "summary.csv",
        "comments.csv",
        "votes.csv",
        "participants-votes.csv",
        "comment-groups.csv",
    ]
    assert sorted(row["vote"] for row in votes) == ["-1", "1", "1", "1", "1", "1", "1"]
    assert b"code: The code that trains" in packed.read("comments.csv")


def test_the_component_vote_says_that_it_depends_on_the_rule(client, app):
    bands = POLICY + '[bands]\ncount = "net"\nmean = 2\nbelow = "no"\nfactors = { yes = 2, maybe = 0.5 }\n'
    draft = draft_with_policy(bands)
    for n in range(5):
        take(
            draft,
            "use",
            "object" if n == 4 else "support",
            make_account(f"Q{n}", stakeholder_group="licensee"),
        )

    assert "The class depends on the rule: maybe by for less against, yes by for alone." in words(
        client.get(RESULTS)
    )
