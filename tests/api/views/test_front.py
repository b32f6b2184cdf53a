"""Where a program begins."""

import re
from typing import Any

from flask import Flask

from tests.api.conftest import Program
from tests.factories import make_account


def test_the_index_lists_every_call(nobody: Program) -> None:
    answer = nobody.get("/").get_json()

    assert answer["next"] is None
    assert [(call["method"], call["path"]) for call in answer["items"]] == [
        ("GET", "/api/v1/"),
        ("GET", "/api/v1/rules"),
        ("GET", "/api/v1/drafts"),
        ("POST", "/api/v1/drafts"),
        ("GET", "/api/v1/drafts/{version}"),
        ("GET", "/api/v1/drafts/{version}/map"),
        ("PATCH", "/api/v1/drafts/{version}/map"),
        ("GET", "/api/v1/compare/{older}...{newer}"),
        ("POST", "/api/v1/drafts/{version}/publication"),
        ("GET", "/api/v1/clauses/{key}"),
        ("GET", "/api/v1/drafts/{version}/clauses/{key}/comments"),
        ("POST", "/api/v1/drafts/{version}/clauses/{key}/comments"),
        ("GET", "/api/v1/drafts/{version}/comments"),
        ("POST", "/api/v1/drafts/{version}/comments"),
        ("GET", "/api/v1/comments/{id}"),
        ("PATCH", "/api/v1/comments/{id}"),
        ("DELETE", "/api/v1/comments/{id}"),
        ("PUT", "/api/v1/comments/{id}/cosignature"),
        ("DELETE", "/api/v1/comments/{id}/cosignature"),
        ("PUT", "/api/v1/comments/{id}/disposition"),
        ("POST", "/api/v1/comments/{id}/reply-to-disposition"),
        ("POST", "/api/v1/comments/{id}/withdrawal"),
        ("GET", "/api/v1/drafts/{version}/clauses/{key}/position"),
        ("PUT", "/api/v1/drafts/{version}/clauses/{key}/position"),
        ("DELETE", "/api/v1/drafts/{version}/clauses/{key}/position"),
        ("GET", "/api/v1/drafts/{version}/parts/{slug}/rest"),
        ("PUT", "/api/v1/drafts/{version}/parts/{slug}/rest"),
        ("GET", "/api/v1/drafts/{version}/clauses/{key}/tally"),
        ("GET", "/api/v1/drafts/{version}/opinions"),
        ("GET", "/api/v1/systems"),
        ("GET", "/api/v1/systems/{slug}"),
        ("GET", "/api/v1/evaluations"),
        ("GET", "/api/v1/flips"),
        ("GET", "/api/v1/systems/{slug}/reviews"),
        ("POST", "/api/v1/systems/{slug}/reviews"),
        ("GET", "/api/v1/reviews/{id}"),
        ("GET", "/api/v1/systems/{slug}/endorsement"),
        ("PUT", "/api/v1/systems/{slug}/endorsement"),
        ("DELETE", "/api/v1/systems/{slug}/endorsement"),
        ("GET", "/api/v1/endorsements"),
        ("POST", "/api/v1/endorsements"),
        ("GET", "/api/v1/endorsements/{id}"),
        ("DELETE", "/api/v1/endorsements/{id}"),
        ("GET", "/api/v1/stops"),
        ("GET", "/api/v1/stops/{slug}"),
        ("GET", "/api/v1/stops/{slug}/report"),
        ("GET", "/api/v1/stops/{slug}/batches"),
        ("POST", "/api/v1/stops/{slug}/batches"),
        ("GET", "/api/v1/release/{version}"),
        ("GET", "/api/v1/search"),
        ("GET", "/api/v1/ledger"),
    ]
    assert all(call["summary"].endswith(".") for call in answer["items"])


def test_the_rules_say_who_may_do_what(nobody: Program) -> None:
    rules = {item["permission"]: item["rule"] for item in nobody.get("/rules").get_json()["items"]}

    assert rules["drafts:draft:publish"] == "maintainers publish drafts"
    assert list(rules) == sorted(rules)


def test_the_manual_tells_every_call_without_script_or_third_party(
    app: Flask, client: Any, nobody: Program
) -> None:
    page = client.get("/api/docs/")
    calls = nobody.get("/").get_json()["items"]

    assert (page.status_code, page.mimetype) == (200, "text/html")
    assert [call["path"] for call in calls if f"{call['method']} {call['path']}" not in page.text] == []
    assert re.findall(r"<script[^>]*", page.text) == re.findall(
        r'<script type="module" src="/static/js/find.js[^>]*', page.text
    )
    assert re.findall(r'(?:src|href)="(?:https?:)?//[^"]*"', page.text) == []
    assert 'href="/api/openapi.json"' in page.text


def test_links_inside_the_manual_lead_somewhere(client: Any) -> None:
    page = client.get("/api/docs/").text
    ids = re.findall(r'\bid="([^"]+)"', page)

    assert set(re.findall(r'href="#([^"]+)"', page)) - set(ids) == set()
    assert len(ids) == len(set(ids))


def test_the_manual_knows_who_reads_it_and_the_calls_do_not(client: Any) -> None:
    rosa = client.as_(make_account("Rosa"))
    page, call = rosa.get("/api/docs/"), rosa.get("/api/v1/drafts")

    assert "Rosa" in page.text
    assert "Rosa" not in client.get("/api/docs/").text
    assert {answer.headers["Cache-Control"] for answer in (page, call)} == {"private, no-cache"}
    assert client.get("/api/v1/drafts").headers["Cache-Control"] == "public, max-age=0, must-revalidate"
