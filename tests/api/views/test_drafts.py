"""Drafts through the API: read, prepared, settled, published, compared."""

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from consensus.api.schemas import (
    ClauseSchema,
    ComparedChangeSchema,
    DraftSchema,
    DraftSummarySchema,
    MapRowSchema,
)
from consensus.drafts.actions import show_draft, withdraw_draft
from consensus.kit.db import db, transaction
from consensus.ledger import SETUP
from tests.api.conftest import Program, fields_of
from tests.api.texts import FIRST, SECOND, THIRD, prepared, published

RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")


def names(schema: Any) -> set[str]:
    """The fields of a schema, as they are written."""
    return {field.data_key or name for name, field in schema().fields.items()}


def test_drafts_are_listed_newest_first_without_clauses(nobody: Program, drafts: Any) -> None:
    answer = nobody.get("/drafts").get_json()

    assert [item["version"] for item in answer["items"]] == ["0.0.2", "0.0.1"]
    assert [item["status"] for item in answer["items"]] == ["open", "superseded"]
    assert [set(item) for item in answer["items"]] == [names(DraftSummarySchema)] * 2
    assert answer["next"] is None


def test_the_list_is_paged_by_cursor(nobody: Program, drafts: Any) -> None:
    first = nobody.get("/drafts?limit=1").get_json()
    second = nobody.get(first["next"]).get_json()

    assert [item["version"] for item in first["items"] + second["items"]] == ["0.0.2", "0.0.1"]
    assert first["next"].startswith("http://localhost/api/v1/drafts?limit=1&cursor=")
    assert second["next"] is None


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "limit=x", "limit=-1", "limit="])
def test_a_limit_is_between_1_and_200(nobody: Program, query: str) -> None:
    assert fields_of(nobody.get(f"/drafts?{query}")) == ["limit"]


@pytest.mark.parametrize("cursor", ["x", "WyJhIl0", "e30", "W10", "bnVsbA", "é", "W1sxXV0"])
def test_a_strange_cursor_is_refused(nobody: Program, drafts: Any, cursor: str) -> None:
    assert fields_of(nobody.get(f"/drafts?cursor={cursor}")) == ["cursor"]


def test_a_draft_has_the_fields_of_the_contract(nobody: Program, drafts: Any) -> None:
    draft = nobody.get("/drafts/0.0.2").get_json()

    assert set(draft) == names(DraftSchema)
    assert {
        name: draft[name] for name in ("version", "status", "date", "comment_until", "summary", "previous")
    } == {
        "version": "0.0.2",
        "status": "open",
        "date": "2024-02-03",
        "comment_until": "2999-01-01T00:00:00.000000Z",
        "summary": "Study says more; old words are gone.",
        "previous": "0.0.1",
    }
    assert draft["parts"] == [part["slug"] for part in draft["part_list"]] == ["preamble", "definition"]
    assert [(part["title"], part["kind"]) for part in draft["part_list"]] == [
        ("Preamble", "preamble"),
        ("Definition", "definition"),
    ]
    assert RFC3339.fullmatch(draft["published_at"])
    assert re.fullmatch("[0-9a-f]{64}", draft["digest"])
    assert draft["revision"] == 0


def test_a_clause_has_the_fields_of_the_contract(nobody: Program, drafts: Any) -> None:
    clauses = nobody.get("/drafts/0.0.2").get_json()["clauses"]
    study = next(clause for clause in clauses if clause["key"] == "study")

    assert [clause["key"] for clause in clauses] == [
        "preamble", "why", "gain", "definition", "lead", "use", "study", "share",
    ]  # fmt: skip
    assert {frozenset(clause) for clause in clauses} == {frozenset(names(ClauseSchema))}
    assert re.fullmatch("[0-9a-f]{64}", study.pop("wording"))
    assert study == {
        "key": "study",
        "number": "2.3",
        "part": "definition",
        "kind": "item",
        "depth": 2,
        "parent": "lead",
        "heading": ["Definition"],
        "markdown": "**Study** how it works and inspect its parts.",
        "normative": True,
        "required": None,
        "change": "edited",
        "moved": False,
        "surroundings": False,
        "significance": "substantive",
        "from": ["study"],
        "tally": {"support": 0, "accept": 0, "abstain": 0, "object": 0, "n": 0},
        "comments": 0,
        "objections": 0,
        "status": "quiet",
    }


def test_latest_is_the_last_that_was_not_withdrawn(nobody: Program, drafts: Any) -> None:
    before = nobody.get("/drafts/latest").get_json()["version"]
    with transaction():
        withdraw_draft(drafts[1], reason="A mistake.", by=SETUP)
    after = nobody.get("/drafts/latest").get_json()["version"]

    assert (before, after) == ("0.0.2", "0.0.1")
    assert nobody.get("/drafts/0.0.2").get_json()["status"] == "withdrawn"


def test_latest_of_nothing_is_404(nobody: Program) -> None:
    assert nobody.get("/drafts/latest").status_code == 404
    assert nobody.get("/drafts").get_json() == {"items": [], "next": None}


def test_a_get_carries_an_etag_and_answers_304(nobody: Program, editor: Program, drafts: Any) -> None:
    for program in (nobody, editor):
        for path in (
            "/drafts",
            "/drafts/0.0.2",
            "/drafts/0.0.2/map",
            "/compare/0.0.1...0.0.2",
            "/clauses/use",
            "/ledger",
            "/",
        ):
            first = program.get(path)
            again = program.get(path, If_None_Match=first.headers["ETag"])
            other = program.get(path, If_None_Match='"x"')

            assert (first.status_code, again.status_code, other.status_code) == (200, 304, 200), path
            assert (again.data, again.headers["ETag"]) == (b"", first.headers["ETag"])


def test_reading_asks_as_many_queries_for_many_clauses_as_for_few(
    app: Flask, editor: Program, drafts: Any
) -> None:
    more = "".join(f"\n\nA further sentence, number {n}, about things. {{#more-{n}}}" for n in range(60))
    paths = ("/drafts/{0}", "/drafts/{0}/map", "/compare/{1}...{0}", "/clauses/use")
    few = [_queries(editor, path.format("0.0.2", "0.0.1")) for path in paths]
    published(THIRD + more, by=SETUP)
    many = [_queries(editor, path.format("0.0.3", "0.0.2")) for path in paths]

    assert few == many


def test_the_list_asks_as_many_queries_for_three_drafts_as_for_one(editor: Program, app: Flask) -> None:
    published(FIRST, by=SETUP)
    prepared(THIRD.replace("0.0.3", "0.0.9"), by=SETUP)
    one = _queries(editor, "/drafts")
    published(SECOND, by=SETUP)
    published(THIRD, by=SETUP)
    for n in range(4, 7):
        prepared(THIRD.replace("0.0.3", f"0.0.{n}"), by=SETUP)

    assert _queries(editor, "/drafts") <= one + 1
    assert len(editor.get("/drafts").get_json()["items"]) == 7


def test_what_is_prepared_is_shown_to_maintainers_only(
    nobody: Program, participant: Program, editor: Program, drafts: Any
) -> None:
    draft = prepared(THIRD, by=SETUP)
    seen = [
        (
            program.get("/drafts/0.0.3").status_code,
            program.get("/drafts/0.0.3/map").status_code,
            _versions(program),
        )
        for program in (nobody, participant, editor)
    ]
    with transaction():
        show_draft(draft, shown=True, by=SETUP)

    assert seen == [(404, 404, ["0.0.2", "0.0.1"])] * 2 + [(200, 200, ["0.0.3", "0.0.2", "0.0.1"])]
    assert nobody.get("/drafts/0.0.3").get_json()["status"] == "prepared"
    assert _versions(nobody) == ["0.0.3", "0.0.2", "0.0.1"]
    assert nobody.get("/drafts/latest").get_json()["version"] == "0.0.2"


def test_comparing_two_drafts_gives_exact_redlines(nobody: Program, drafts: Any) -> None:
    answer = nobody.get("/compare/0.0.1...0.0.2").get_json()
    old, new = (
        {clause["key"]: clause for clause in nobody.get(f"/drafts/{v}").get_json()["clauses"]}
        for v in ("0.0.1", "0.0.2")
    )

    assert list(answer) == ["from", "to", "map", "flips"]
    assert (answer["from"], answer["to"], answer["flips"]) == ("0.0.1", "0.0.2", [])
    assert {frozenset(row) for row in answer["map"]} == {frozenset(names(ComparedChangeSchema))}
    assert [(row["key"], row["kind"]) for row in answer["map"]] == [
        ("preamble", "same"), ("why", "same"), ("gain", "same"), ("definition", "same"), ("lead", "same"),
        ("use", "same"), ("study", "edited"), ("share", "new"), ("old", "removed"),
    ]  # fmt: skip
    for row in answer["map"]:
        after = "".join(text for op, text in row["spans"] if op in "=+")
        before = "".join(text for op, text in row["spans"] if op in "=-")
        assert before == "\n".join(old[key]["markdown"] for key in row["from"])
        assert after == (new[row["key"]]["markdown"] if row["kind"] != "removed" else "")
        assert row["number"] == (old if row["kind"] == "removed" else new)[row["key"]]["number"]
        assert 0 <= row["confidence"] <= 1


@pytest.mark.parametrize(
    ("path", "kinds"),
    [
        ("0.0.2...0.0.1", {"new", "edited", "same", "removed"}),
        ("0.0.2...0.0.2", {"same"}),
        ("0.0.1...latest", {"new", "edited", "same", "removed"}),
    ],
)
def test_any_two_drafts_can_be_compared(nobody: Program, drafts: Any, path: str, kinds: set[str]) -> None:
    answer = nobody.get(f"/compare/{path}")

    assert answer.status_code == 200
    assert {row["kind"] for row in answer.get_json()["map"]} == kinds


def test_drafts_that_are_not_neighbours_are_compared(nobody: Program, drafts: Any) -> None:
    published(THIRD, by=SETUP)
    near, far = (
        nobody.get(f"/compare/{pair}").get_json()["map"] for pair in ("0.0.1...0.0.2", "0.0.1...0.0.3")
    )

    assert [(row["key"], row["kind"], row["from"], row["spans"]) for row in far] == [
        (row["key"], row["kind"], row["from"], row["spans"]) for row in near
    ]


@pytest.mark.parametrize("path", ["0.0.1...9.9", "9.9...0.0.1", "0.0.1..0.0.2", "0.0.1", "0.0.2...0.0.3"])
def test_comparing_with_what_is_not_published_is_404(editor: Program, drafts: Any, path: str) -> None:
    prepared(THIRD, by=SETUP)

    assert editor.get(f"/compare/{path}").status_code == 404


def test_a_published_map_stays_to_be_read(nobody: Program, drafts: Any) -> None:
    answer = nobody.get("/drafts/0.0.2/map").get_json()

    assert (answer["from"], answer["to"], answer["revision"], answer["status"]) == (
        "0.0.1",
        "0.0.2",
        0,
        "open",
    )
    assert [row["kind"] for row in answer["map"]] == ["same"] * 6 + ["edited", "new", "removed"]
    assert {frozenset(row) for row in answer["map"]} == {frozenset(names(MapRowSchema))}


def _versions(program: Program) -> list[str]:
    return [item["version"] for item in program.get("/drafts").get_json()["items"]]


def _queries(program: Program, path: str) -> int:
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        asked.append(statement)

    program.get(path)
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        assert program.get(path).status_code == 200
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return len(asked)
