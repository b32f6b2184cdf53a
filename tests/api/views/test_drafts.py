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
from consensus.drafts.queries import draft_named, files_of
from consensus.kit.db import db, transaction
from consensus.ledger import SETUP
from consensus.ledger.queries import head
from tests.api.conftest import Program, fields_of, program_of
from tests.api.texts import FIRST, SECOND, THIRD, prepared, published
from tests.factories import make_account

RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")


def names(schema: Any) -> set[str]:
    """The fields of a schema, as they are written."""
    return {field.data_key or name for name, field in schema().fields.items()}


def file(text: str, name: str = "definition.md") -> dict[str, Any]:
    return {"files": [{"name": name, "markdown": text}]}


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
        "number": "2.1.2",
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
        "tally": None,
        "comments": 0,
        "objections": 0,
        "status": None,
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
    one = _queries(editor, "/drafts")
    published(SECOND, by=SETUP)
    published(THIRD, by=SETUP)
    for n in range(4, 7):
        prepared(THIRD.replace("0.0.3", f"0.0.{n}"), by=SETUP)

    assert _queries(editor, "/drafts") <= one + 1
    assert len(editor.get("/drafts").get_json()["items"]) == 6


def test_preparing_answers_201_with_the_proposed_map(nobody: Program, editor: Program, drafts: Any) -> None:
    n = head()[0]
    answer = editor.post("/drafts", file(THIRD) | {"summary": "Said here."})
    draft = answer.get_json()

    assert answer.status_code == 201
    assert answer.headers["Location"] == "http://localhost/api/v1/drafts/0.0.3"
    assert answer.headers["ETag"] == '"1"'
    assert (draft["version"], draft["status"], draft["summary"], draft["previous"], draft["revision"]) == (
        "0.0.3", "prepared", "Said here.", "0.0.2", 1,
    )  # fmt: skip
    assert [row["kind"] for row in draft["map"]] == ["same"] * 8
    assert [clause["key"] for clause in draft["clauses"]] == [row["key"] for row in draft["map"]]
    assert {frozenset(row) for row in draft["map"]} == {frozenset(names(MapRowSchema))}
    assert editor.get(answer.headers["Location"]).get_json()["clauses"] == draft["clauses"]
    assert head()[0] == n


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


def test_files_are_kept_to_the_byte(editor: Program, app: Flask) -> None:
    text = FIRST.replace("\n", "\r\n").replace("Everyone", "Everyone\u0301")
    checklist = 'requires = {all=["a"]}\r\n[[component]]\r\nid="a"\r\ntitle="A"\r\n'
    files = [
        {"name": "text.v1", "markdown": text},
        {"name": "more.md", "html": "<main><h1>More</h1><p>Words.</p></main>"},
    ]
    answer = editor.post("/drafts", {"files": files, "checklist": checklist})

    assert answer.status_code == 201, answer.text
    assert {each.name: each.content for each in files_of(draft_named("0.0.1", published=False))} == {
        "text.v1.md": text,
        "more.md.html": files[1]["html"],
        "checklist.toml": checklist,
    }


def test_a_draft_may_come_as_a_web_page(editor: Program) -> None:
    html = "<html><body><main><h1>Preamble</h1><p>Everyone gains when knowledge is shared.</p></main></body></html>"
    answer = editor.post("/drafts", {"version": "0.0.1", "files": [{"name": "page", "html": html}]})

    assert answer.status_code == 201, answer.text
    assert "Everyone gains when knowledge is shared." in [
        clause["markdown"] for clause in answer.get_json()["clauses"]
    ]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "files"),
        ({"files": []}, "files"),
        ({"files": "x"}, "files"),
        ({"files": [{"name": "a.md"}]}, "files"),
        ({"files": [{"name": "a.md", "markdown": "x", "html": "x"}]}, "files"),
        ({"files": [{"name": "../a.md", "markdown": "x"}]}, "files"),
        ({"files": [{"name": "checklist.toml", "markdown": "x"}]}, "files"),
        ({"files": [{"name": "a.md", "markdown": ""}], "version": "0.0.9"}, "files"),
        ({"files": [{"name": "a.md", "markdown": "x\x00"}], "version": "0.0.9"}, "a.md"),
        ({"files": [{"name": "a.md", "markdown": "x"}]}, "version"),
        ({"files": [{"name": "a.md", "markdown": "x"}], "version": "one"}, "version"),
        ({"files": [{"name": "a.md", "markdown": "x"}], "version": 9}, "version"),
        ({"files": [{"name": "a.md", "markdown": "x"}], "version": "0.0.9", "date": "soon"}, "date"),
        (
            {"files": [{"name": "a.md", "markdown": "x"}], "version": "0.0.9", "comment_until": "soon"},
            "comment_until",
        ),
        ({"files": [{"name": "a.md", "markdown": "x"}], "version": "0.0.9", "checklist": "= ="}, "checklist"),
        ({"files": [{"name": "a.md", "markdown": "x"}], "version": "0.0.9", "policy": "= ="}, "policy"),
        ([], "body"),
        ("x", "body"),
    ],
)
def test_input_that_cannot_be_taken_is_named(editor: Program, body: Any, field: str) -> None:
    assert fields_of(editor.post("/drafts", body)) == [field]


@pytest.mark.parametrize("version", ["0.0.2", "0.0.1", "0.0.2rc1", "0.0.3"])
def test_a_version_is_above_the_latest_and_used_once(editor: Program, drafts: Any, version: str) -> None:
    prepared(THIRD, by=SETUP)
    answer = editor.post("/drafts", file(FIRST) | {"version": version})

    assert answer.status_code == 409
    assert answer.get_json()["reasons"] == [answer.get_json()["detail"]]


def test_the_map_is_settled_with_the_revision_in_hand(editor: Program, drafts: Any) -> None:
    editor.post("/drafts", file(THIRD))
    seen = editor.get("/drafts/0.0.3/map")
    changes = [{"key": "share", "kind": "new", "from": []}, {"key": "use", "normative": False}]
    answer = editor.patch("/drafts/0.0.3/map", {"changes": changes}, If_Match=seen.headers["ETag"])
    rows = {row["key"]: row for row in answer.get_json()["map"]}

    assert (seen.headers["ETag"], answer.status_code, answer.headers["ETag"]) == ('"1"', 200, '"2"')
    assert answer.get_json()["revision"] == 2
    assert rows["use"]["normative"] is False
    assert [row["kind"] for row in answer.get_json()["map"] if row["prepared_key"] == "share"] == ["new"]
    assert rows["share"]["kind"] == "removed"
    assert editor.get("/drafts/0.0.3/map").get_json() == answer.get_json()


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ('"1"', 200),
        ("1", 200),
        ("*", 200),
        ('"7", "1"', 200),
        (None, 200),
        ('"0"', 412),
        ('"2"', 412),
        ('W/"1"', 412),
        ("x", 412),
    ],
)
def test_a_stale_revision_is_412(editor: Program, drafts: Any, header: str | None, status: int) -> None:
    editor.post("/drafts", file(THIRD))
    sent = {} if header is None else {"If_Match": header}
    answer = editor.patch("/drafts/0.0.3/map", {"changes": [{"key": "use", "normative": False}]}, **sent)

    assert answer.status_code == status
    assert editor.get("/drafts/0.0.3/map").get_json()["revision"] == (2 if status == 200 else 1)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        (None, "changes"),
        ([{}], "changes"),
        ([{"key": "use", "kind": "removed"}], "changes"),
        ([{"key": "use", "kind": "odd"}], "changes"),
        ([{"key": "use", "significance": "odd"}], "changes"),
        ([{"key": "use", "from": [1]}], "changes"),
        ([{"key": "nothing", "normative": True}], "key"),
        ([{"key": "use", "kind": "edited", "from": ["nothing"]}], "use"),
        ([{"key": "use", "kind": "merged", "from": ["use"]}], "use"),
        ([{"key": "use", "normative": False}, {"key": "nothing", "normative": True}], "key"),
    ],
)
def test_decisions_that_cannot_stand_change_nothing(
    editor: Program, drafts: Any, changes: Any, field: str
) -> None:
    editor.post("/drafts", file(THIRD))

    assert fields_of(editor.patch("/drafts/0.0.3/map", {"changes": changes})) == [field]
    assert editor.get("/drafts/0.0.3/map").get_json()["revision"] == 1


def test_joining_takes_over_the_first_sources_key(editor: Program, drafts: Any) -> None:
    text = THIRD.replace(
        "**Share** it with others, changed or unchanged. {#share}", "**Give** it away to all. {#give}"
    )
    editor.post("/drafts", file(text))
    answer = editor.patch(
        "/drafts/0.0.3/map", {"changes": [{"key": "give", "kind": "renamed", "from": ["share"]}]}
    )
    row = next(row for row in answer.get_json()["map"] if row["prepared_key"] == "give")

    assert (row["key"], row["from"], row["kind"]) == ("share", ["share"], "renamed")
    assert answer.get_json()["aliases"] == {"give": "share"}
    editor.post("/drafts/0.0.3/publication")
    assert editor.get("/clauses/give").get_json()["key"] == "share"


def test_publishing_answers_200_with_the_draft(editor: Program, nobody: Program, drafts: Any) -> None:
    editor.post("/drafts", file(THIRD))
    answer = editor.post("/drafts/0.0.3/publication")

    assert answer.status_code == 200
    assert answer.get_json()["status"] == "open"
    assert (
        answer.get_json() == nobody.get("/drafts/0.0.3").get_json() == nobody.get("/drafts/latest").get_json()
    )


@pytest.mark.parametrize("version", ["0.0.2", "0.0.1"])
def test_a_published_draft_is_not_published_again(editor: Program, drafts: Any, version: str) -> None:
    answer = editor.post(f"/drafts/{version}/publication")

    assert answer.status_code == 409
    assert answer.get_json()["reasons"] == [answer.get_json()["detail"]]
    assert (
        editor.patch(f"/drafts/{version}/map", {"changes": [{"key": "use", "normative": False}]}).status_code
        == 409
    )


def test_publishing_with_a_stale_revision_is_412(editor: Program, drafts: Any) -> None:
    editor.post("/drafts", file(THIRD))

    assert editor.post("/drafts/0.0.3/publication", If_Match='"9"').status_code == 412
    assert editor.post("/drafts/0.0.3/publication", If_Match='"1"').status_code == 200


def test_a_lower_version_is_not_published_after_a_higher_one(editor: Program, drafts: Any) -> None:
    editor.post("/drafts", file(THIRD))
    editor.post("/drafts", file(THIRD) | {"version": "0.0.4"})
    editor.post("/drafts/0.0.4/publication")
    answer = editor.post("/drafts/0.0.3/publication")

    assert answer.status_code == 409


def test_what_another_publication_changed_is_seen_in_the_map(editor: Program, drafts: Any) -> None:
    editor.post("/drafts", file(THIRD) | {"version": "0.0.4"})
    before = editor.get("/drafts/0.0.4/map").headers["ETag"]
    editor.post("/drafts", file(THIRD))
    editor.post("/drafts/0.0.3/publication")
    after = editor.get("/drafts/0.0.4/map")
    decision = {"changes": [{"key": "use", "normative": False}]}
    stale = editor.patch("/drafts/0.0.4/map", decision, If_Match=before)
    taken = editor.patch("/drafts/0.0.4/map", decision, If_Match=after.headers["ETag"])

    assert after.headers["ETag"] != before
    assert after.get_json()["from"] == "0.0.3"
    assert (stale.status_code, taken.status_code) == (412, 200)
    assert editor.post("/drafts/0.0.4/publication", If_Match=taken.headers["ETag"]).status_code == 200


def test_decisions_about_another_map_are_looked_at_again_before_publishing(
    editor: Program, drafts: Any
) -> None:
    editor.post("/drafts", file(THIRD) | {"version": "0.0.4"})
    editor.patch("/drafts/0.0.4/map", {"changes": [{"key": "use", "normative": False}]})
    editor.post("/drafts", file(THIRD))
    editor.post("/drafts/0.0.3/publication")
    refused = editor.post("/drafts/0.0.4/publication")
    seen = editor.patch("/drafts/0.0.4/map", {"changes": []})
    published = editor.post("/drafts/0.0.4/publication")

    assert (refused.status_code, seen.status_code, published.status_code) == (409, 200, 200)
    assert {clause["key"]: clause["normative"] for clause in published.get_json()["clauses"]}["use"] is False


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


def test_a_second_maintainer_agrees_to_a_risky_editorial_change(
    app: Flask, editor: Program, drafts: Any
) -> None:
    other = program_of(app, make_account("Otto", role="maintainer"))
    editor.post("/drafts", file(THIRD.replace("for any purpose", "for no purpose")))
    editorial = {"key": "use", "significance": "editorial"}
    alone = editor.patch("/drafts/0.0.3/map", {"changes": [editorial]})
    first = editor.patch("/drafts/0.0.3/map", {"changes": [editorial | {"reason": "A slip of the pen."}]})
    second = other.patch("/drafts/0.0.3/map", {"changes": [editorial]})
    told = [
        next(row for row in answer.get_json()["map"] if row["key"] == "use") for answer in (first, second)
    ]

    assert alone.status_code == 409
    assert [row["significance"] for row in told] == ["substantive", "editorial"]
    assert told[1]["declared"]["reason"] == "A slip of the pen."
    assert told[1]["declared"]["by"] != told[1]["declared"]["seconded_by"]


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
