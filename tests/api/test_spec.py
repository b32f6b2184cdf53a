"""The OpenAPI document: valid, whole, and what is answered is what it says."""

from typing import Any

import jsonschema
import pytest
from flask import Flask
from openapi_spec_validator import validate

from consensus.api.spec import Calls, spec_of
from consensus.ledger import SETUP

from .conftest import Program
from .texts import THIRD, prepared

BODY = {"files": [{"name": "definition.md", "markdown": THIRD}]}


def test_the_document_is_valid_openapi_3_1(app: Flask, nobody: Program) -> None:
    answer = nobody.get("/api/openapi.json")
    validate(answer.get_json())

    assert answer.get_json()["openapi"] == "3.1.0"
    assert answer.headers["ETag"]
    assert nobody.get("/api/openapi.json", If_None_Match=answer.headers["ETag"]).status_code == 304


def test_every_address_under_v1_stands_in_it(app: Flask) -> None:
    written = {
        (path, method.upper())
        for path, found in spec_of(app)["paths"].items()
        for method in found
        if method != "parameters"
    }
    rules = {
        (rule.rule.replace("<", "{").replace(">", "}").replace("int:", ""), method)
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }

    assert written == rules


def test_every_write_is_done_once_and_every_door_says_who_may(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/api/"):
            view: Any = app.view_functions[rule.endpoint]
            assert hasattr(view, "permission"), rule
    assert all(isinstance(app.blueprints[name], Calls) for name in app.blueprints if name.startswith("api-"))


def test_all_that_is_described_is_described_in_words(app: Flask) -> None:
    spec = spec_of(app)
    silent = [
        f"{method} {path}"
        for path, found in spec["paths"].items()
        for method, operation in found.items()
        if method != "parameters" and not operation.get("summary", "").endswith(".")
    ]

    assert silent == []
    assert [name for name, schema in spec["components"]["schemas"].items() if "type" not in schema] == []


@pytest.mark.parametrize(
    ("path", "described"),
    [
        ("/", "/"),
        ("/rules", "/rules"),
        ("/drafts", "/drafts"),
        ("/drafts/latest", "/drafts/{version}"),
        ("/drafts/0.0.3", "/drafts/{version}"),
        ("/drafts/0.0.2/map", "/drafts/{version}/map"),
        ("/drafts/0.0.3/map", "/drafts/{version}/map"),
        ("/compare/0.0.1...0.0.2", "/compare/{older}...{newer}"),
        ("/clauses/use", "/clauses/{key}"),
        ("/ledger", "/ledger"),
    ],
)
def test_what_is_answered_is_what_it_says(
    app: Flask, editor: Program, drafts: Any, path: str, described: str
) -> None:
    prepared(THIRD, by=SETUP)
    answer = editor.get(path)

    assert answer.status_code == 200
    check(app, f"/api/v1{described}", "get", answer)


def test_what_writes_answer_is_what_it_says(app: Flask, editor: Program, drafts: Any) -> None:
    made = editor.post("/drafts", BODY)
    settled = editor.patch("/drafts/0.0.3/map", {"changes": [{"key": "use", "normative": False}]})
    published = editor.post("/drafts/0.0.3/publication")
    refused = [editor.post("/drafts", BODY), editor.post("/drafts", {}), editor.get("/drafts/9.9")]

    check(app, "/api/v1/drafts", "post", made)
    check(app, "/api/v1/drafts/{version}/map", "patch", settled)
    check(app, "/api/v1/drafts/{version}/publication", "post", published)
    for answer, path, method in zip(
        refused, ["drafts", "drafts", "drafts/{version}"], ["post", "post", "get"], strict=True
    ):
        check(app, f"/api/v1/{path}", method, answer)


def check(app: Flask, path: str, method: str, answer: Any) -> None:
    """Raise unless an answer is one that the document describes."""
    spec = spec_of(app)
    described = spec["paths"][path][method]["responses"][str(answer.status_code)]
    if "$ref" in described:
        described = spec["components"]["responses"][described["$ref"].rsplit("/", 1)[-1]]
    schema = described["content"][answer.mimetype]["schema"] | {"components": spec["components"]}
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(
        answer.get_json()
    )
