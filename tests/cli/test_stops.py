"""The roadshow on the command line: stops listed, opened and closed, rows taken, sheets and reports printed."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from consensus.roadshow.models import Stop, Task
from consensus.roadshow.queries import stop_named
from tests.factories import make_account
from tests.roadshow import papers
from tests.roadshow.acting import a_draft, a_stop, last_number, on_duty, recorded_since

FIELDS = {"slug", "event", "city", "country", "continent", "starts", "ends", "state", "draft"}


@pytest.fixture
def stop(app: Flask) -> Stop:
    """A planned stop, and a draft to speak of."""
    a_draft()
    return a_stop()


@pytest.fixture
def open_stop(app: Flask) -> Stop:
    """One that is open, on a draft of seven clauses."""
    return papers.a_stop()


def told(run: Any, *arguments: str) -> Any:
    """A command's document."""
    result = run("stop", *arguments, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def refused(run: Any, *arguments: str) -> str:
    """The line on standard error of a command that is refused."""
    result = run("stop", *arguments)
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1), result.stderr
    return str(result.stderr)


def a_file(folder: Path, *rows: dict[str, str]) -> str:
    path = folder / "rows.csv"
    path.write_bytes(papers.a_file(rows))
    return str(path)


def test_stops_are_listed_whole_in_order_of_time(run: Any, stop: Stop) -> None:
    a_stop("pittsburgh", event="PyCon US", city="Pittsburgh", starts=stop.starts.replace(month=5))
    document = told(run, "list")

    assert ([each["slug"] for each in document["items"]], document["next"]) == (["pittsburgh", "dakar"], None)
    assert set(document["items"][1]) >= FIELDS
    assert [document["items"][1][name] for name in ("state", "draft", "starts", "continent")] == [
        "planned", None, "2024-09-01", "africa",
    ]  # fmt: skip
    assert (
        "dakar                            planned    2024-09-01 to 2024-09-03 Deep"
        in run("stop", "list").stdout
    )


def test_without_stops_that_is_said(run: Any, app: Flask) -> None:
    assert run("stop", "list").stdout == "There are no stops.\n"
    assert told(run, "list") == {"items": [], "next": None}


def test_a_stop_is_opened_whatever_the_date_and_tells_the_way_in(run: Any, stop: Stop) -> None:
    document = told(run, "open", "dakar", "--heads", "40")

    assert (document["state"], document["draft"], document["sitting"]) == ("open", "0.1", 1)
    assert (document["sittings"][0]["heads"], document["sittings"][0]["state"]) == (40, "open")
    assert len(document["code"]) == 6
    assert document["join"].endswith(f"/join/{document['code']}")
    assert "is open. Close it first" in refused(run, "open", "dakar")


def test_opening_tells_people_the_code(run: Any, stop: Stop) -> None:
    lines = run("stop", "open", "dakar").stdout.splitlines()

    assert lines[0] == "Deep Learning Indaba, Dakar is open, on draft 0.1."
    assert "/join/" in lines[1]


def test_only_who_leads_opens_and_closes(run: Any, stop: Stop) -> None:
    leads, other = on_duty(stop, Task.FACILITATOR), make_account("Paul")

    assert run("stop", "open", "dakar", "--as", other.email).exit_code == 1
    before = last_number()
    assert run("stop", "open", "dakar", "--as", leads.email).exit_code == 0
    assert {entry.by for entry in recorded_since(before) if entry.subject == "stop:dakar"} == {leads.actor_id}
    assert run("stop", "close", "dakar", "--as", other.email).exit_code == 1


def test_a_stop_without_a_draft_is_not_opened(run: Any, app: Flask) -> None:
    a_stop()

    assert "draft" in refused(run, "open", "dakar")


def test_a_stop_closes_when_nothing_is_left(run: Any, open_stop: Stop, tmp_path: Path) -> None:
    drawn = papers.a_drawn_sheet("use")
    first = papers.a_row(drawn, "use")
    told(run, "batch", "dakar", a_file(tmp_path, first))
    refused(run, "close", "dakar")
    told(run, "batch", "dakar", a_file(tmp_path, first | {"entered_by": "Ben"}))

    assert told(run, "close", "dakar")["state"] == "closed"
    refused(run, "close", "dakar")


def test_a_batch_tells_what_became_of_its_rows(run: Any, open_stop: Stop, tmp_path: Path) -> None:
    rows = [
        papers.a_row(1, "use"),
        papers.a_row(1, "nothing"),
        papers.a_row(1, "study", "maybe"),
        papers.a_row(1, "use"),
    ]
    path = a_file(tmp_path, *rows)
    document = told(run, "batch", "dakar", path)
    before = last_number()
    again = told(run, "batch", "dakar", path)

    assert (document["accepted"], document["unchanged"]) == (1, 1)
    assert [(each["line"], each["column"]) for each in document["refused"]] == [
        (3, "clause"),
        (4, "position"),
    ]
    assert (again["accepted"], again["unchanged"], again["refused"]) == (0, 2, document["refused"])
    assert recorded_since(before) == []


def test_a_batch_reports_to_people_too(run: Any, open_stop: Stop, tmp_path: Path) -> None:
    path = a_file(tmp_path, papers.a_row(1, "use"), papers.a_row(1, "nothing"))
    lines = run("stop", "batch", "dakar", path).stdout.splitlines()

    assert lines[0].startswith("line 3, clause: ")
    assert lines[-1] == "1 accepted, 0 there already, 1 problems"


def test_a_file_of_which_nothing_can_be_taken_is_refused(run: Any, open_stop: Stop, tmp_path: Path) -> None:
    result = run("stop", "batch", "dakar", a_file(tmp_path, papers.a_row(1, "nothing")), "--json")

    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert [each["line"] for each in json.loads(result.stdout)["refused"]] == [2]


def test_scribes_send_batches_and_others_do_not(run: Any, open_stop: Stop, tmp_path: Path) -> None:
    scribe, other = on_duty(stop_named("dakar"), Task.SCRIBE), make_account("Paul")
    path = a_file(tmp_path, papers.a_row(1, "use"))

    assert run("stop", "batch", "dakar", path, "--as", other.email).exit_code == 1
    assert run("stop", "batch", "dakar", path, "--as", scribe.email).exit_code == 0


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"a,b\n1,2\n", b"x" * 7_000_000])
def test_what_is_no_batch_is_refused_in_one_line(
    run: Any, open_stop: Stop, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "rows.csv").write_bytes(content)
    result = run("stop", "batch", "dakar", str(tmp_path / "rows.csv"))

    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)


def test_what_is_not_there_is_refused(run: Any, stop: Stop, tmp_path: Path) -> None:
    path = a_file(tmp_path, papers.a_row(1, "use"))

    for asked in (["open", "no"], ["close", "no"], ["report", "no"], ["sheet", "no"], ["batch", "no", path]):
        assert "no stop of this name" in refused(run, *asked)
    refused(run, "batch", "dakar", str(tmp_path / "nowhere.csv"))
    refused(run, "batch", "dakar", path)
    assert run("stop", "batch", "dakar").exit_code == 2
    assert run("stop", "open", "dakar", "--heads", "-1").exit_code == 2


def test_a_sheet_is_a_page_that_needs_nothing_beside_it(run: Any, open_stop: Stop) -> None:
    page = run("stop", "sheet", "dakar").stdout

    assert page.startswith("<!doctype html>")
    assert "<svg" in page
    assert ("<link" in page, "<script" in page) == (False, False)
    result = run("stop", "sheet", "dakar", "--format", "pdf")
    assert result.exit_code == 0 or "extra" in result.stderr


def test_the_report_tells_who_took_part_and_what_was_said(run: Any, open_stop: Stop, tmp_path: Path) -> None:
    [sheet] = papers.undrawn("use")
    told(run, "batch", "dakar", a_file(tmp_path, papers.a_row(sheet, "use", comment="Well said.")))
    document = told(run, "report", "dakar")
    lines = run("stop", "report", "dakar").stdout.splitlines()

    assert (document["participants"]["people"], document["totals"]["positions"]) == (1, 1)
    assert [(each["key"], each["totals"]["support"], each["comments"]) for each in document["clauses"]] == [
        ("use", 1, 1)
    ]
    assert lines[1] == "1 people took part: 0 by phone, 1 on paper; heads were not counted"
    assert lines[-1] == "1 position, 1 comment, 0 answered"
