"""Stops of the roadshow as programs see them, and rows that programs send."""

from io import BytesIO
from typing import Any

import pytest
from flask import Flask

from consensus.api.stop_schemas import StopReportSchema, StopSchema, WholeStopSchema
from consensus.roadshow.models import Stop, Task
from consensus.roadshow.queries import stop_named
from tests.api.conftest import Program, fields_of, program_of
from tests.api.test_spec import check
from tests.factories import make_account
from tests.roadshow import papers
from tests.roadshow.acting import a_draft, a_stop, joined, last_number, on_duty, opened, recorded_since

from .test_drafts import names

BATCHES = "/stops/dakar/batches"


@pytest.fixture
def stop(app: Flask) -> Stop:
    """One that is open, on a draft of seven clauses."""
    return papers.a_stop()


@pytest.fixture
def scribe(app: Flask, stop: Stop) -> Program:
    """The program of somebody who writes there."""
    return program_of(app, on_duty(stop_named("dakar"), Task.SCRIBE))


def send(program: Program, content: bytes, kind: str = "text/csv") -> Any:
    """A file as the body of a request."""
    headers = {"Authorization": f"Bearer {program.secret}", "Content-Type": kind}
    return program.client.post(f"/api/v1{BATCHES}", data=content, headers=headers)


def test_stops_are_listed_in_order_of_time_page_by_page(nobody: Program, app: Flask) -> None:
    a_draft()
    dakar = a_stop()
    a_stop("paris", city="Paris", country="FR", starts=dakar.starts.replace(month=6))
    first = nobody.get("/stops?limit=1").get_json()
    second = nobody.get(first["next"]).get_json()

    assert [each["slug"] for page in (first, second) for each in page["items"]] == ["paris", "dakar"]
    assert second["next"] is None
    assert set(first["items"][0]) == names(StopSchema)
    assert nobody.get("/stops?state=open").get_json()["items"] == []
    assert fields_of(nobody.get("/stops?state=dreamt")) == ["state"]


def test_one_stop_has_its_sittings_and_its_history(nobody: Program, app: Flask) -> None:
    a_draft()
    sitting = opened(heads=20)
    joined(sitting)
    found = nobody.get("/stops/dakar").get_json()

    assert set(found) == names(WholeStopSchema)
    assert [(each["heads"], each["joined"], each["witnessed"]) for each in found["sittings"]] == [
        (20, 1, False)
    ]
    assert [each["state"] for each in found["history"]] == ["planned", "open"]
    check(app, "/api/v1/stops/{slug}", "get", nobody.get("/stops/dakar"))
    check(app, "/api/v1/stops", "get", nobody.get("/stops"))
    assert (found["draft"], found["channel"]) == ("0.1", "stop:dakar")
    assert found["left"] == {"notes": 0, "waiting": 0, "differing": 0}
    assert nobody.get("/stops/nowhere").status_code == 404


def test_a_file_is_taken_and_the_same_again_changes_nothing(app: Flask, scribe: Program) -> None:
    content = papers.a_file([papers.a_row(1, "use"), papers.a_row(2, "nothing")])
    first = send(scribe, content)
    before = last_number()
    again = send(scribe, content)

    assert (first.status_code, first.headers["Location"]) == (201, f"http://localhost/api/v1{BATCHES}")
    assert (first.get_json()["accepted"], first.get_json()["unchanged"]) == (1, 0)
    assert [(each["line"], each["column"]) for each in first.get_json()["refused"]] == [(3, "clause")]
    assert (again.status_code, again.get_json()["accepted"], again.get_json()["unchanged"]) == (200, 0, 1)
    assert recorded_since(before) == []
    check(app, "/api/v1/stops/{slug}/batches", "post", first)


def test_rows_come_as_json_as_text_and_as_an_upload_too(scribe: Program) -> None:
    row = papers.a_row(1, "use")
    as_rows = scribe.post(BATCHES, {"rows": [row, papers.a_row(1, "study", "maybe")]})
    as_text = scribe.post(BATCHES, {"csv": papers.a_file([row]).decode(), "name": "rows.csv"})
    headers = {"Authorization": f"Bearer {scribe.secret}"}
    form = {"file": (BytesIO(papers.a_file([row])), "rows.csv")}
    as_upload = scribe.client.post(f"/api/v1{BATCHES}", data=form, headers=headers)

    assert (as_rows.status_code, as_rows.get_json()["accepted"]) == (201, 1)
    assert [(each["line"], each["column"]) for each in as_rows.get_json()["refused"]] == [(3, "position")]
    assert [(each.status_code, each.get_json()["unchanged"]) for each in (as_text, as_upload)] == [
        (200, 1)
    ] * 2


@pytest.mark.parametrize(
    "body, field",
    [
        ({}, "rows"),
        ({"rows": [], "csv": "x"}, "rows"),
        ({"rows": [{"sheet": 1}]}, "rows"),
        ({"csv": ""}, "file"),
        ({"csv": "who,what\nAna,yes\n"}, "file"),
    ],
)
def test_what_is_no_file_is_refused_by_field(scribe: Program, body: Any, field: str) -> None:
    assert field in fields_of(scribe.post(BATCHES, body))


@pytest.mark.parametrize("content, kind", [(b"", "text/csv"), (b"<x/>", "application/xml"), (b"PK\3\4", "text/csv"), (b"", "multipart/form-data; boundary=x")])  # fmt: skip
def test_what_cannot_be_read_is_refused(scribe: Program, content: bytes, kind: str) -> None:
    assert send(scribe, content, kind).status_code == 422


def test_only_who_writes_there_sends_rows(app: Flask, stop: Stop, nobody: Program) -> None:
    body = {"rows": [papers.a_row(1, "use")]}
    other = program_of(app, make_account("Paul"))

    assert [program.post(BATCHES, body).status_code for program in (nobody, other)] == [401, 403]
    assert other.post("/stops/nowhere/batches", body).status_code == 404


def test_a_stop_that_is_not_open_takes_no_rows(app: Flask) -> None:
    papers.a_stop(opened=False)
    scribe = program_of(app, on_duty(stop_named("dakar"), Task.SCRIBE))

    assert scribe.post(BATCHES, {"rows": [papers.a_row(1, "use")]}).status_code == 409


def test_sent_again_with_its_key_it_is_answered_again(scribe: Program) -> None:
    body = {"rows": [papers.a_row(1, "use")]}
    first, second = (scribe.post(BATCHES, body, key="k1") for _ in range(2))

    assert (first.get_json(), first.status_code) == (second.get_json(), second.status_code)
    assert second.headers["Idempotency-Replayed"] == "true"


def test_files_that_were_taken_are_listed(scribe: Program, nobody: Program) -> None:
    send(scribe, papers.a_file([papers.a_row(1, "use")]))
    send(scribe, papers.a_file([papers.a_row(2, "use"), papers.a_row(2, "nothing")]))
    found = nobody.get(BATCHES).get_json()

    assert [(each["accepted"], each["refused"]) for each in found["items"]] == [(1, 1), (1, 0)]
    assert found["next"] is None
    assert nobody.get(f"{BATCHES}?limit=1").get_json()["next"] is not None


def test_the_report_tells_what_was_said(app: Flask, scribe: Program, nobody: Program) -> None:
    [sheet] = papers.undrawn("use")
    send(scribe, papers.a_file([papers.a_row(sheet, "use")]))
    found = nobody.get("/stops/dakar/report")

    assert names(StopReportSchema) <= set(found.get_json())
    assert found.get_json()["totals"]["positions"] == 1
    check(app, "/api/v1/stops/{slug}/report", "get", found)
