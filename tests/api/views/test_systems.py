"""AI systems as programs see them: the registry, assessments, flips, reviews, and who agrees."""

from typing import Any

import pytest
from flask import Flask

from consensus.accounts.models import Account
from consensus.api.system_schemas import (
    EvaluationSchema,
    FlipSchema,
    ReviewSchema,
    StanceSchema,
    SystemSchema,
    WholeSystemSchema,
)
from consensus.drafts.models import Draft
from consensus.kit.db import transaction
from consensus.ledger import SETUP
from consensus.moderation.actions import hide_thing
from consensus.moderation.models import Rule
from consensus.systems.actions import name_contact
from consensus.systems.models import System
from consensus.systems.queries.reviews import review_called
from tests.api.conftest import Program, fields_of, program_of
from tests.api.test_spec import check
from tests.api.texts import FIRST, published
from tests.factories import make_account
from tests.systems.acting import (
    ASKS_FOR_MORE,
    GOOD,
    TEXT,
    draft_with,
    entries,
    review,
    say,
    system,
    take_file,
)

from .test_drafts import names

GIVEN = [
    {"component": "code", "available": "yes", "licence": "MIT", "evidence": "https://example.org/code"},
    {"component": "data", "available": "yes", "licence": "CC-BY-4.0", "note": "In <b>three</b> files."},
    {"component": "weights", "available": "yes", "licence": "Apache-2.0", "use": "allowed"},
]
RECORD = """
release:
  name: Gamma
  producer: Maker
  version: 7B
  date: '2024-10-03'
  components: [{name: Training code, license: MIT}, {name: Model parameters (Intermediate)}]
"""


@pytest.fixture
def drafts(app: Flask) -> tuple[Draft, Draft]:
    """0.1, and 0.2 which asks for a model card as well."""
    return draft_with("0.1"), draft_with("0.2", TEXT, ASKS_FOR_MORE)


@pytest.fixture
def alpha(drafts: Any) -> System:
    """A system in two versions."""
    return system("Alpha", "1", "2")


@pytest.fixture
def ana(app: Flask) -> Account:
    return make_account("Ana", stakeholder_group="licensee")


@pytest.fixture
def reviewed(alpha: System, drafts: Any, ana: Account) -> System:
    """It conforms under 0.1, and under 0.2 nobody has looked for the card."""
    review(alpha, drafts[0], ana)
    return alpha


def items(program: Program, path: str) -> list[dict[str, Any]]:
    """All pages of a list."""
    found = program.get(path)
    assert found.status_code == 200, found.text
    document: dict[str, Any] = found.get_json()
    rest = items(program, document["next"]) if document["next"] else []
    return [*document["items"], *rest]


def test_the_registry_is_listed_by_name_with_verdicts(nobody: Program, reviewed: System) -> None:
    system("Beta", maker="Other", kind="code")

    found = items(nobody, "/systems?draft=0.1")
    assert [(each["slug"], each["verdict"], each["draft"]) for each in found] == [
        ("alpha", "conforms", "0.1"), ("beta", "incomplete", "0.1"),
    ]  # fmt: skip
    assert names(SystemSchema) <= set(found[0])
    assert [each["verdict"] for each in items(nobody, "/systems")] == ["incomplete"] * 2
    assert found[0]["versions"] == [
        {"version": "1", "date": "", "links": [], "licences": []}, {"version": "2", "date": "", "links": [], "licences": []},
    ]  # fmt: skip


@pytest.mark.parametrize("asked, slugs", [
    ("verdict=conforms", ["alpha"]), ("maker=Other", ["beta"]), ("kind=code", ["beta"]), ("maker=Nobody", []),
    ("kind=%00", ["alpha", "beta"]), ("limit=1", ["alpha", "beta"]),
])  # fmt: skip
def test_the_registry_can_be_asked_for_some(
    nobody: Program, reviewed: System, asked: str, slugs: list[str]
) -> None:
    system("Beta", maker="Other", kind="code")

    assert [each["slug"] for each in items(nobody, f"/systems?draft=0.1&{asked}")] == slugs


def test_a_verdict_that_is_none_is_refused(nobody: Program, alpha: System) -> None:
    assert fields_of(nobody.get("/systems?verdict=perhaps")) == ["verdict"]


def test_before_there_is_a_draft_there_are_systems_without_verdicts(nobody: Program, app: Flask) -> None:
    system("Alpha")

    assert [(each["slug"], each["verdict"], each["draft"]) for each in items(nobody, "/systems")] == [
        ("alpha", None, None)
    ]
    assert nobody.get("/systems/alpha").get_json()["reasons"] == []
    assert nobody.get("/evaluations").status_code == 404


def test_a_draft_published_a_moment_ago_has_no_verdicts_yet(nobody: Program, reviewed: System) -> None:
    published(FIRST.replace("0.0.1", "0.3"), by=SETUP)

    assert [(each["draft"], each["verdict"]) for each in items(nobody, "/systems")] == [("0.3", None)]
    assert nobody.get("/systems/alpha").get_json()["reasons"] == []
    assert (items(nobody, "/evaluations"), items(nobody, "/flips")) == ([], [])


def test_a_system_has_its_reasons_and_what_other_registries_say(nobody: Program, reviewed: System) -> None:
    take_file("Gamma-7B.yml", RECORD)
    alpha, gamma = (nobody.get(f"/systems/{slug}?draft=0.1").get_json() for slug in ("alpha", "gamma"))

    assert names(WholeSystemSchema) <= set(alpha)
    assert (alpha["verdict"], [(each["requirement"], each["state"]) for each in alpha["reasons"]]) == (
        "conforms", [("code", "met"), ("data", "met"), ("weights", "met")],
    )  # fmt: skip
    [said] = gamma["registries"]
    assert (gamma["verdict"], alpha["registries"], said["registry"]) == (
        "incomplete",
        [],
        "model-openness-tool",
    )
    assert (said["unknown"], said["attribution"]) == (
        ["Model parameters (Intermediate)"], "Model Openness Tool, MIT licence, Copyright 2024 The Model Openness Tool Authors",
    )  # fmt: skip
    assert gamma["source"] == said["url"]


def test_assessments_say_why(nobody: Program, reviewed: System) -> None:
    (first,) = items(nobody, "/evaluations?draft=0.1")
    (second,) = items(nobody, "/evaluations?draft=0.2")

    assert names(EvaluationSchema) <= set(first)
    assert [(each["verdict"], each["version"], each["reviewers"]) for each in (first, second)] == [
        ("conforms", "2", 1), ("incomplete", "2", 1),
    ]  # fmt: skip
    card = second["reasons"][-1]
    assert (card["requirement"], card["clause"], card["state"], card["decides"]) == (
        "card",
        "card",
        "unknown",
        True,
    )
    assert card["why"] == "nobody has answered this yet"
    assert items(nobody, "/evaluations") == [second]


def test_flips_say_because_of_what(nobody: Program, reviewed: System) -> None:
    (flip,) = items(nobody, "/flips?from=0.1&to=0.2")

    assert flip == {
        "system": "alpha", "from": "conforms", "to": "incomplete", "because": [{"requirement": "card", "clause": "card"}],
    }  # fmt: skip
    assert set(flip) == names(FlipSchema)
    assert items(nobody, "/flips") == [flip]
    assert nobody.get("/compare/0.1...0.2").get_json()["flips"] == [flip]
    assert items(nobody, "/flips?from=0.1&to=0.1") == []
    assert fields_of(nobody.get("/flips?to=0.1")) == ["from"]


@pytest.mark.parametrize(
    "path",
    ["/systems?draft=9.9", "/systems/nothing", "/evaluations?draft=9.9", "/flips?from=9.9", "/flips?to=9.9",
     "/systems/alpha?draft=9.9", "/systems/alpha/reviews?version=9", "/reviews/99", "/reviews/99999999999999999999"],
)  # fmt: skip
def test_what_is_not_there_is_404(nobody: Program, alpha: System, path: str) -> None:
    assert nobody.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/systems", "/evaluations", "/flips", "/systems/alpha/reviews"])
def test_a_strange_cursor_or_limit_is_refused(nobody: Program, reviewed: System, path: str) -> None:
    assert fields_of(nobody.get(f"{path}?cursor=nonsense")) == ["cursor"]
    assert fields_of(nobody.get(f"{path}?limit=1000")) == ["limit"]


@pytest.mark.parametrize(
    "path", ["/systems", "/systems/alpha", "/evaluations", "/flips", "/systems/alpha/reviews"]
)
def test_what_has_not_changed_is_304(nobody: Program, reviewed: System, path: str) -> None:
    first = nobody.get(path)

    assert nobody.get(path, If_None_Match=first.headers["ETag"]).status_code == 304


def test_a_review_is_submitted_answered_and_counts(
    app: Flask, nobody: Program, alpha: System, ana: Account
) -> None:
    program = program_of(app, ana)
    body = {"draft": "0.1", "version": "2", "affiliation": "A University", "maker": False, "answers": GIVEN}
    made = program.post("/systems/alpha/reviews", body)

    told = made.get_json()
    assert (made.status_code, made.headers["Location"]) == (
        201,
        f"http://localhost/api/v1/reviews/{told['id']}",
    )
    assert names(ReviewSchema) <= set(told)
    assert (told["system"], told["version"], told["draft"], told["reviewer"], told["state"]) == (
        "alpha", "2", "0.1", "Ana", "submitted",
    )  # fmt: skip
    assert {each["component"]: each["licence"] for each in told["answers"]} == GOOD
    assert items(nobody, "/systems/alpha/reviews?version=2") == [
        nobody.get(f"/reviews/{told['id']}").get_json()
    ]
    assert [each["verdict"] for each in items(nobody, "/systems?draft=0.1")] == ["conforms"]
    check(app, "/api/v1/systems/{slug}/reviews", "post", made)


def test_of_a_folded_review_strangers_read_what_it_answers_and_not_its_notes(
    app: Flask, nobody: Program, reviewed: System, ana: Account
) -> None:
    written = program_of(app, ana).post(
        "/systems/alpha/reviews", {"draft": "0.1", "answers": GIVEN, "maker": False}
    )
    path = f"/reviews/{written.get_json()['id']}"
    with transaction():
        hide_thing(
            review_called(written.get_json()["id"]), rule=Rule.SPAM, reason="It sells watches.", by=SETUP
        )

    [listed], own = items(nobody, "/systems/alpha/reviews"), program_of(app, ana).get(path).get_json()
    assert nobody.get(path).get_json() == listed
    assert (listed["hidden"], [each["note"] for each in listed["answers"]]) == (True, [None] * 3)
    assert [each["note"] for each in own["answers"]] == ["", "In <b>three</b> files.", ""]


def test_a_review_that_waits_for_the_maker_is_read_by_those_who_may(
    app: Flask, nobody: Program, alpha: System, ana: Account
) -> None:
    with transaction():
        name_contact(alpha, account=make_account("Mae"), by=SETUP)
    body = {"draft": "0.1", "answers": [{"component": "code", "available": "no"}], "maker": False}
    told = program_of(app, ana).post("/systems/alpha/reviews", body).get_json()
    mara = program_of(app, make_account("Mara", role="maintainer"))

    statuses = [
        each.get(f"/reviews/{told['id']}").status_code for each in (nobody, program_of(app, ana), mara)
    ]
    assert (statuses, told["waits_until"] is None) == ([404, 200, 200], False)
    assert items(nobody, "/systems/alpha/reviews") == []


def test_sent_again_a_review_is_revised(app: Flask, nobody: Program, alpha: System, ana: Account) -> None:
    program, path = program_of(app, ana), "/systems/alpha/reviews"
    first = program.post(path, {"draft": "0.1", "answers": GIVEN, "maker": False}).get_json()

    again = program.post(path, {"draft": "0.1", "answers": GIVEN, "maker": False}).get_json()
    revised = program.post(path, {"draft": "0.1", "answers": GIVEN[:2], "maker": True}).get_json()

    assert [first["revisions"], again["revisions"], revised["revisions"]] == [1, 1, 2]
    assert (revised["id"], revised["maker"], len(revised["answers"])) == (first["id"], True, 2)
    assert [each.verb for each in entries("review.submitted", "review.revised")] == [
        "review.submitted",
        "review.revised",
    ]


def test_the_same_request_under_its_key_is_done_once(app: Flask, alpha: System, ana: Account) -> None:
    program = program_of(app, ana)
    body = {"draft": "0.1", "answers": GIVEN, "maker": False}
    one, two = (program.post("/systems/alpha/reviews", body, key="k1") for _ in range(2))

    assert (one.status_code, two.status_code, one.get_json()) == (201, 201, two.get_json())
    assert two.headers["Idempotency-Replayed"] == "true"


def test_a_reviewer_may_step_back(app: Flask, nobody: Program, reviewed: System, ana: Account) -> None:
    body = {"draft": "0.1", "recused": True, "maker": True, "reason": "I work there now."}
    told = program_of(app, ana).post("/systems/alpha/reviews", body).get_json()

    assert (told["recused"], told["state"]) == (True, "submitted")
    assert [each["verdict"] for each in items(nobody, "/systems?draft=0.1")] == ["incomplete"]


@pytest.mark.parametrize("change, field", [
    ({"draft": None}, "draft"), ({"draft": "9.9"}, "draft"), ({"version": "9"}, "version"), ({"answers": "all"}, "answers"),
    ({"answers": [{"component": "code", "available": "maybe"}]}, "answers"), ({"answers": [{"available": "yes"}]}, "answers"),
    ({"answers": [{"component": "shoe", "available": "yes"}]}, "component-shoe"), ({"answers": [GIVEN[0]] * 201}, "answers"),
    ({"answers": [{"component": "code", "available": "yes", "evidence": "javascript:alert(1)"}]}, "evidence-code"),
    ({"answers": [GIVEN[0], GIVEN[0]]}, "component-code"), ({"maker": "perhaps"}, "maker"), ({"affiliation": "x" * 300}, "affiliation"),
])  # fmt: skip
def test_a_review_that_cannot_be_taken_is_refused_by_its_field(
    app: Flask, alpha: System, ana: Account, change: dict[str, Any], field: str
) -> None:
    body = {"draft": "0.1", "answers": GIVEN, "maker": False} | change

    refused = program_of(app, ana).post("/systems/alpha/reviews", body)

    assert fields_of(refused)[:1] == [field]


def test_without_a_token_nobody_reviews_and_nothing_to_submit_is_told(
    app: Flask, nobody: Program, alpha: System, ana: Account
) -> None:
    empty = program_of(app, ana).post("/systems/alpha/reviews", {"draft": "0.1", "maker": False})

    assert nobody.post("/systems/alpha/reviews", {"draft": "0.1", "answers": GIVEN}).status_code == 401
    assert (empty.status_code, len(empty.get_json()["reasons"])) == (409, 1)


def test_an_opinion_is_put_shown_and_taken_back(
    app: Flask, nobody: Program, reviewed: System, ana: Account
) -> None:
    program, path = program_of(app, ana), "/systems/alpha/endorsement"
    first = program.send("PUT", path, {"draft": "0.1", "stance": "endorse", "affiliation": "A Lab"})
    second = program.send(
        "PUT", path,
        {"draft": "0.1", "stance": "dispute", "reason": "See https://example.org/x.", "requirement": "code"},
    )  # fmt: skip

    told = second.get_json()
    assert (first.status_code, second.status_code) == (201, 200)
    assert names(StanceSchema) <= set(told)
    assert (told["stance"], told["requirement"], told["evidence"], told["group"], told["holds_up"]) == (
        "dispute", "code", "https://example.org/x", "licensee", True,
    )  # fmt: skip
    assert program.get(f"{path}?draft=0.1").get_json() == told
    assert [each["disagree"] for each in items(nobody, "/evaluations?draft=0.1")] == [1]
    for answer, method in ((first, "put"), (second, "put")):
        check(app, "/api/v1/systems/{slug}/endorsement", method, answer)

    gone = [program.send("DELETE", f"{path}?draft=0.1").status_code for _ in range(2)]
    assert (gone, program.get(f"{path}?draft=0.1").status_code) == ([204, 204], 404)


@pytest.mark.parametrize("change, field", [
    ({"stance": "like"}, "stance"), ({"stance": None}, "stance"), ({"stance": "dispute"}, "reason"), ({"draft": "9.9"}, "draft"),
    ({"requirement": "shoe"}, "requirement"), ({"evidence": "javascript:alert(1)"}, "evidence"),
])  # fmt: skip
def test_an_opinion_that_cannot_be_taken_is_refused_by_its_field(
    app: Flask, reviewed: System, ana: Account, change: dict[str, Any], field: str
) -> None:
    body = {"draft": "0.1", "stance": "endorse"} | change

    assert fields_of(program_of(app, ana).send("PUT", "/systems/alpha/endorsement", body)) == [field]


def test_an_opinion_on_what_has_changed_since_is_stale(
    app: Flask, reviewed: System, ana: Account, drafts: Any
) -> None:
    say(reviewed, drafts[0], ana)
    review(reviewed, drafts[0], make_account("Bo"), {"code": "no"})

    told = program_of(app, ana).get("/systems/alpha/endorsement?draft=0.1").get_json()
    assert (told["stale"], told["verdict"]) == (True, "conforms")


@pytest.mark.parametrize(
    "path, described",
    [
        ("/systems", "/systems"), ("/systems/gamma", "/systems/{slug}"), ("/evaluations", "/evaluations"),
        ("/flips", "/flips"), ("/systems/alpha/reviews", "/systems/{slug}/reviews"), ("/compare/0.1...0.2", "/compare/{older}...{newer}"),
    ],
)  # fmt: skip
def test_what_is_answered_is_what_it_says(
    app: Flask, nobody: Program, reviewed: System, path: str, described: str
) -> None:
    take_file("Gamma-7B.yml", RECORD)

    check(app, f"/api/v1{described}", "get", nobody.get(path))


@pytest.mark.parametrize("verdict", ["", "perhaps"])
def test_a_verdict_that_there_is_not_is_refused(nobody: Program, verdict: str) -> None:
    answer = nobody.get(f"/systems?verdict={verdict}")

    assert (answer.status_code, list(answer.get_json()["errors"])) == (422, ["verdict"])
