"""What programs say, and what becomes of it."""

from typing import Any

import pytest
from flask import Flask

from consensus.api.comment_schemas import CommentSchema, DispositionSchema
from consensus.ledger import SETUP
from tests.api.conftest import Program, program_of
from tests.api.texts import THIRD, published
from tests.factories import make_account

from .test_drafts import names

PLACE = "/drafts/0.0.2/clauses/study/comments"


@pytest.fixture
def ana(app: Flask) -> Program:
    """A participant's program."""
    return program_of(app, make_account("Ana", stakeholder_group="licensee", affiliation_text="Open Lab"))


@pytest.fixture
def rosa(app: Flask) -> Program:
    """A maintainer's program."""
    return program_of(app, make_account("Rosa", role="maintainer"))


def said(program: Program, body: str = "What are its parts?", **more: Any) -> dict[str, Any]:
    """A comment on a clause, as it was answered."""
    answer = program.post(PLACE, {"body": body, **more})
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.get_json()
    return found


def test_a_comment_tells_all_that_is_promised(ana: Program, drafts: Any) -> None:
    answer = ana.post(
        PLACE,
        {
            "body": "Which *parts*?",
            "kind": "question",
            "quote": {"exact": "its parts", "prefix": "", "suffix": ""},
        },
    )

    made = answer.get_json()
    assert (answer.status_code, answer.headers["Location"]) == (
        201,
        f"http://localhost/api/v1/comments/{made['id']}",
    )
    assert names(CommentSchema) <= set(made)
    assert (made["draft"], made["clause"], made["kind"], made["body"], made["html"]) == (
        "0.0.2", "study", "question", "Which *parts*?", "<p>Which <em>parts</em>?</p>",
    )  # fmt: skip
    assert (made["carried"], made["anchor"], made["standing"], made["late"], made["cosigned"]) == (
        "same", "exact", False, False, 0,
    )  # fmt: skip
    assert made["quote"] == {"exact": "its parts", "prefix": "Study how it works and inspect ", "suffix": "."}
    assert (made["author"]["name"], made["affiliation"], made["stakeholder_group"]) == (
        "Ana",
        "Open Lab",
        "licensee",
    )
    assert ana.get(f"/comments/{made['id']}").get_json() == made
    assert ana.get(PLACE).get_json() == {"items": [made], "next": None}


def test_a_comment_of_an_earlier_draft_is_carried_and_counted(
    ana: Program, nobody: Program, drafts: Any
) -> None:
    ana.post("/drafts/0.0.1/clauses/use/comments", {"body": "Fine."})
    ana.post(
        "/drafts/0.0.1/clauses/study/comments", {"body": "Say more.", "quote": {"exact": "how it works"}}
    )
    ana.post("/drafts/0.0.1/clauses/old/comments", {"body": "Why is this here?"})

    def seen(key: str) -> list[tuple[Any, ...]]:
        found = nobody.get(f"/drafts/0.0.2/clauses/{key}/comments").get_json()["items"]
        return [(each["draft"], each["carried"], each["anchor"], each["late"]) for each in found]

    assert seen("use") == [("0.0.1", "same", None, True)]
    assert seen("study") == [("0.0.1", "changed", "exact", True)]
    assert seen("old") == [("0.0.1", "gone", None, True)]
    clauses = {each["key"]: each for each in nobody.get("/drafts/0.0.2").get_json()["clauses"]}
    assert {key: clauses[key]["comments"] for key in ("use", "study", "share")} == {
        "use": 1,
        "study": 1,
        "share": 0,
    }


def test_an_objection_is_answered_sustained_and_stands_on_the_next_draft(
    ana: Program, rosa: Program, nobody: Program, drafts: Any
) -> None:
    made = said(ana, "Nobody can inspect it.", kind="objection")
    assert (made["standing"], made["state"]) == (True, "standing")
    published(THIRD.replace("inspect its parts", "inspect all of its parts"), by=SETUP)

    answer = rosa.send(
        "PUT", f"/comments/{made['id']}/disposition",
        {"outcome": "accepted-in-part", "reason": "*All* is said now.", "resolved_in": "0.0.3", "clauses": ["study"]},
    )  # fmt: skip
    disposition = answer.get_json()["disposition"]
    assert (answer.status_code, names(DispositionSchema) == set(disposition)) == (200, True)
    assert (disposition["outcome"], disposition["resolved_in"], disposition["clauses"]) == (
        "accepted-in-part", "0.0.3", ["study"],
    )  # fmt: skip

    path = f"/comments/{made['id']}/reply-to-disposition"
    assert ana.post(path, {"answer": "sustain"}).status_code == 422
    assert rosa.post(path, {"answer": "agree"}).status_code == 403
    kept = ana.post(path, {"answer": "sustain", "reason": "All is not enough."}).get_json()

    assert (kept["standing"], kept["state"], kept["carried"]) == (True, "sustained", "changed")
    clause = next(
        each for each in nobody.get("/drafts/0.0.3").get_json()["clauses"] if each["key"] == "study"
    )
    assert (clause["comments"], clause["objections"]) == (1, 1)
    gone = ana.post(f"/comments/{made['id']}/withdrawal", {}).get_json()
    assert (gone["standing"], gone["state"]) == (False, "withdrawn")


@pytest.mark.parametrize(
    ("path", "body", "status", "field"),
    [
        ("/drafts/0.0.2/clauses/study/comments", {}, 422, "body"),
        ("/drafts/0.0.2/clauses/study/comments", {"body": "x" * 8193}, 422, "body"),
        ("/drafts/0.0.2/clauses/study/comments", {"body": "\u200b \u200b"}, 422, "body"),
        ("/drafts/0.0.2/clauses/study/comments", {"body": "Hm.", "kind": "shout"}, 422, "kind"),
        ("/drafts/0.0.2/clauses/study/comments", {"body": "Hm.", "quote": {"exact": "never there"}}, 422, "quote"),
        ("/drafts/0.0.2/clauses/study/comments", {"body": "Hm.", "parent": 99}, 422, "parent"),
        ("/drafts/0.0.2/clauses/why/comments", {"body": "No.", "kind": "objection"}, 422, "kind"),
        ("/drafts/0.0.2/comments", {"body": "No.", "kind": "objection"}, 422, "kind"),
        ("/drafts/0.0.1/clauses/study/comments", {"body": "No.", "kind": "objection"}, 409, None),
        ("/drafts/0.0.2/clauses/nothing/comments", {"body": "Hm."}, 404, None),
        ("/drafts/9.9/clauses/study/comments", {"body": "Hm."}, 404, None),
        ("/drafts/0.0.2/comments", {"body": "Hm.", "part": "nothing"}, 404, None),
    ],
)  # fmt: skip
def test_what_cannot_be_said_is_refused_with_its_field(
    ana: Program, drafts: Any, path: str, body: Any, status: int, field: str | None
) -> None:
    answer = ana.post(path, body)

    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert set(answer.get_json().get("errors", {})) == ({field} if field else set())


def test_a_comment_on_a_draft_a_part_or_something_missing(ana: Program, drafts: Any) -> None:
    whole = ana.post("/drafts/0.0.2/comments", {"body": "Well done."}).get_json()
    part = ana.post("/drafts/0.0.2/comments", {"body": "Too short.", "part": "definition"}).get_json()
    after = ana.post("/drafts/0.0.2/comments", {"body": "Modify is missing.", "after": "study"}).get_json()

    assert [(each["clause"], each["part"], each["after"]) for each in (whole, part, after)] == [
        (None, None, None), (None, "definition", None), (None, None, "study"),
    ]  # fmt: skip
    assert [each["id"] for each in ana.get("/drafts/0.0.2/comments").get_json()["items"]] == [whole["id"]]
    assert [each["id"] for each in ana.get("/drafts/0.0.2/comments?part=definition").get_json()["items"]] == [
        part["id"]
    ]
    assert [each["id"] for each in ana.get(PLACE).get_json()["items"]] == [after["id"]]


def test_editing_deleting_and_sharing_a_concern(ana: Program, rosa: Program, drafts: Any) -> None:
    made = said(ana, "It is unclear.")
    path = f"/comments/{made['id']}"

    assert rosa.patch(path, {"body": "Mine."}).status_code == 403
    edited = ana.patch(path, {"body": "It is quite unclear."}).get_json()
    assert (edited["body"], edited["edited_at"] is not None) == ("It is quite unclear.", True)
    assert ana.send("PUT", f"{path}/cosignature").status_code == 403
    shared = rosa.send("PUT", f"{path}/cosignature").get_json()
    assert (shared["cosigned"], shared["cosigned_by_group"]) == (1, {"not-stated": 1})
    assert rosa.send("DELETE", f"{path}/cosignature").status_code == 204
    assert rosa.send("DELETE", path).status_code == 403
    assert ana.send("DELETE", path).status_code == 204
    gone = ana.get(path).get_json()
    assert (gone["deleted"], gone["body"], gone["author"], gone["cosigned"]) == (True, "", None, 0)


def test_a_suggestion_in_one_field_or_as_edits(ana: Program, drafts: Any) -> None:
    one = said(ana, "Say all.", suggestion="**Study** how it works and inspect all of its parts.")
    many = said(
        ana,
        "Swap them.",
        edits=[{"op": "move", "clause": "share", "after": "use"}, {"op": "delete", "clause": "study"}],
    )

    assert one["suggestion"] == "**Study** how it works and inspect all of its parts."
    assert [(each["op"], each["clause"], each["after"]) for each in many["edits"]] == [
        ("move", "share", "use"), ("delete", "study", None),
    ]  # fmt: skip


def test_the_same_key_posts_once(ana: Program, drafts: Any) -> None:
    first = ana.post(PLACE, {"body": "Once."}, key="k1")
    again = ana.post(PLACE, {"body": "Once."}, key="k1")

    assert (first.get_json(), again.status_code) == (again.get_json(), 201)
    assert len(ana.get(PLACE).get_json()["items"]) == 1
