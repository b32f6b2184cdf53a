"""Where programs' owners stand: taking a position, its receipt, taking it back, and the rest of a part."""

from typing import Any

import pytest
from flask import Flask

from consensus.api.position_schemas import PositionSchema
from consensus.discussion.models import Comment
from consensus.drafts.actions import withdraw_draft
from consensus.kit.db import db, transaction
from consensus.ledger import SETUP
from consensus.ledger.queries import all_entries, entry
from tests.api.conftest import Program, fields_of, program_of
from tests.api.texts import THIRD, published
from tests.factories import make_account

from .test_drafts import names

PLACE = "/drafts/0.0.2/clauses/study/position"
REST = "/drafts/0.0.2/parts/definition/rest"


@pytest.fixture
def ana(app: Flask) -> Program:
    """A participant's program."""
    return program_of(app, make_account("Ana", stakeholder_group="licensee", country="FR"))


def verbs() -> list[str]:
    """What the record says, from the first position on."""
    return [each.verb for each in all_entries() if each.verb.startswith(("position", "comment", "objection"))]


def put(program: Program, position: str, path: str = PLACE, **more: Any) -> tuple[int, dict[str, Any]]:
    """Take a position. → status and document."""
    answer = program.send("PUT", path, {"position": position, **more})
    found: dict[str, Any] = answer.get_json()
    return answer.status_code, found


def test_a_position_is_answered_with_its_receipt_and_stands_on_record(ana: Program, drafts: Any) -> None:
    status, told = put(ana, "support")

    said = entry(told["receipt"]["n"])
    assert said is not None
    assert (status, set(told)) == (201, names(PositionSchema))
    assert (told["position"], told["taken_on"], told["stale"], told["comment"]) == (
        "support",
        "0.0.2",
        False,
        None,
    )
    assert (said.hash, said.verb, said.by[:2]) == (told["receipt"]["hash"], "position.taken", "v:")
    assert (said.details["key"], said.details["group"], said.details["continent"]) == (
        "study",
        "licensee",
        "europe",
    )
    assert ana.get(PLACE).get_json() == told


def test_saying_it_again_is_no_act_and_saying_something_else_replaces_it(ana: Program, drafts: Any) -> None:
    put(ana, "support")

    again, changed = put(ana, "support"), put(ana, "abstain")

    assert (again[0], changed[0]) == (200, 200)
    assert (again[1]["position"], changed[1]["position"]) == ("support", "abstain")
    assert verbs() == ["position.taken", "position.taken"]


def test_nothing_said_is_null_and_what_is_taken_back_is_nothing_said(ana: Program, drafts: Any) -> None:
    nothing = ana.get(PLACE).get_json()
    put(ana, "accept")

    twice = [ana.send("DELETE", PLACE).status_code for _ in range(2)]

    assert twice == [204, 204]
    assert ana.get(PLACE).get_json() == nothing
    assert (nothing["position"], nothing["receipt"], nothing["stale"]) == (None, None, False)
    assert verbs() == ["position.taken", "position.withdrawn"]


def test_an_objection_needs_a_reason_which_stands_in_the_discussion(ana: Program, drafts: Any) -> None:
    bare = ana.send("PUT", PLACE, {"position": "object"})
    blank = ana.send("PUT", PLACE, {"position": "object", "reason": " \u200b "})
    status, told = put(ana, "object", reason="Nobody can study what nobody can see.")

    comment = db.session.get_one(Comment, told["comment"])
    assert (fields_of(bare), fields_of(blank), status) == (["reason"], ["reason"], 201)
    assert (comment.kind, comment.stands, comment.body) == (
        "objection", True, "Nobody can study what nobody can see.",
    )  # fmt: skip


def test_an_objection_made_as_a_comment_takes_the_position(ana: Program, drafts: Any) -> None:
    answer = ana.post("/drafts/0.0.2/clauses/study/comments", {"kind": "objection", "body": "Which parts?"})

    told = ana.get(PLACE).get_json()
    assert (answer.status_code, answer.get_json()["standing"]) == (201, True)
    assert (told["position"], told["comment"]) == ("object", answer.get_json()["id"])


def test_group_and_continent_can_be_left_out(ana: Program, drafts: Any) -> None:
    _status, told = put(ana, "support", leave_out=["group", "continent"], maker=True)

    said = entry(told["receipt"]["n"])
    assert said is not None
    assert (said.details["group"], said.details["continent"], said.details["maker"]) == (None, None, True)


@pytest.mark.parametrize(
    "body, fields",
    [
        ({"position": "perhaps"}, ["position"]), ({}, ["position"]), ({"position": 1}, ["position"]),
        ({"position": "support", "leave_out": ["name"]}, ["leave_out"]),
    ],
)  # fmt: skip
def test_what_is_no_position_is_refused_by_its_field(
    ana: Program, drafts: Any, body: dict[str, Any], fields: list[str]
) -> None:
    assert fields_of(ana.send("PUT", PLACE, body)) == fields


def test_headings_take_no_positions_and_unknown_clauses_are_missing(ana: Program, drafts: Any) -> None:
    assert fields_of(ana.send("PUT", PLACE.replace("study", "why"), {"position": "support"})) == ["position"]
    assert put(ana, "support", PLACE.replace("study", "nothing"))[0] == 404
    assert put(ana, "support", PLACE.replace("0.0.2", "9.9"))[0] == 404


def test_without_a_token_nothing_is_told_or_taken(nobody: Program, drafts: Any) -> None:
    asked = [
        nobody.send(method, PLACE, {"position": "support"}).status_code for method in ("GET", "PUT", "DELETE")
    ]

    assert (asked, verbs()) == ([401, 401, 401], [])


def test_on_a_superseded_draft_only_objectors_may_still_move(ana: Program, drafts: Any) -> None:
    put(ana, "object", reason="Which parts?")
    use = PLACE.replace("study", "use")
    put(ana, "support", use)
    published(THIRD, by=SETUP)

    shut, moved = ana.send("PUT", use, {"position": "abstain"}), put(ana, "accept")

    assert shut.status_code == 409
    assert shut.get_json()["url"] == "/drafts/0.0.3/clauses/use/"
    assert (moved[0], moved[1]["position"]) == (200, "accept")
    assert ana.send("DELETE", use).status_code == 409


def test_on_a_withdrawn_draft_nothing_is_taken(ana: Program, drafts: Any) -> None:
    with transaction():
        withdraw_draft(drafts[1], reason="A mistake.", by=SETUP)

    assert put(ana, "support")[0] == 409


def test_a_position_on_words_that_came_back_unchanged_is_carried(ana: Program, drafts: Any) -> None:
    put(ana, "support")
    published(THIRD, by=SETUP)

    told = ana.get(PLACE.replace("0.0.2", "latest")).get_json()

    assert (told["draft"], told["position"], told["taken_on"], told["stale"]) == (
        "0.0.3",
        "support",
        "0.0.2",
        False,
    )


def test_a_position_on_other_words_is_stale(ana: Program, drafts: Any) -> None:
    put(ana, "support")
    published(THIRD.replace("inspect its parts", "inspect all of its parts"), by=SETUP)

    told = ana.get(PLACE.replace("0.0.2", "latest")).get_json()

    assert (told["position"], told["taken_on"], told["stale"]) == ("support", "0.0.2", True)


def test_the_rest_of_a_part_is_one_act_kept_clause_by_clause(ana: Program, drafts: Any) -> None:
    put(ana, "support")
    named = [each["key"] for each in ana.get(REST).get_json()["items"]]

    answer = ana.send("PUT", REST, {"clauses": [*named[:2], "study", "gain"]})

    taken = answer.get_json()["items"]
    assert (answer.status_code, named) == (200, ["lead", "use", "share"])
    assert [(each["clause"], each["position"], each["en_bloc"]) for each in taken] == [
        ("lead", "accept", True), ("use", "accept", True),
    ]  # fmt: skip
    assert ana.get(PLACE).get_json()["position"] == "support"
    assert [each["key"] for each in ana.get(REST).get_json()["items"]] == ["share"]


def test_the_same_request_sent_twice_is_one_act(ana: Program, drafts: Any) -> None:
    sent = [ana.send("PUT", PLACE, {"position": "support"}, key="k1") for _ in range(2)]

    assert [each.status_code for each in sent] == [201, 201]
    assert sent[0].get_json() == sent[1].get_json()
    assert verbs() == ["position.taken"]
