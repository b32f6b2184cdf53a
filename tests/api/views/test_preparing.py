"""Drafts in the making, through the API: prepared, their map settled, published."""

from typing import Any

import pytest
from flask import Flask

from consensus.api.schemas import MapRowSchema
from consensus.drafts.queries import draft_named, files_of
from consensus.ledger import SETUP
from consensus.ledger.queries import head
from tests.api.conftest import Program, fields_of, program_of
from tests.api.texts import FIRST, THIRD, prepared
from tests.factories import make_account

from .test_drafts import names


def file(text: str, name: str = "definition.md") -> dict[str, Any]:
    return {"files": [{"name": name, "markdown": text}]}


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
