"""The sixth draft, from files to public page with one corrected mapping: by commands, and by a program."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.program import Program
from tests.serving import Site
from tests.sixth import AFTER, BEFORE, CAME_FROM, SUMMARY, sixth_draft


def told(compared: Any) -> dict[str, tuple[str, list[str], str | None]]:
    """What a map says of the clauses that did not simply stay."""
    return {
        row["key"]: (row["kind"], row["from"], row["significance"])
        for row in compared["map"]
        if row["kind"] != "same"
    }


PROPOSED = {
    "why-barriers": ("edited", ["why-barriers"], "substantive"),
    "question": ("new", [], "substantive"),
    "whoever-publishes-hands-over-everything": ("new", [], "substantive"),
    CAME_FROM: ("removed", [CAME_FROM], "substantive"),
}
SETTLED = {
    "why-barriers": ("edited", ["why-barriers"], "editorial"),
    "question": ("new", [], "substantive"),
    CAME_FROM: ("edited", [CAME_FROM], "substantive"),
}


def test_by_commands(quiet_site: Site, files: Callable[[str], Path]) -> None:
    run, tell = quiet_site.run, quiet_site.tell

    proposed = tell("draft", "prepare", str(files("1.1")), "--summary", SUMMARY)
    run("draft", "map", "1.1", "--set", f"whoever-publishes-hands-over-everything=edited:{CAME_FROM}")
    settled = tell("draft", "map", "1.1", "--editorial", "why-barriers")
    in_public = [draft["version"] for draft in tell("draft", "list")["items"] if draft["status"] == "open"]
    published = run("draft", "publish", "1.1")

    assert told(proposed) == PROPOSED
    assert told(settled) == SETTLED
    assert in_public == ["1.0"]
    assert published.startswith("Published 1.1, digest ")
    assert [(each["version"], each["status"]) for each in tell("draft", "list")["items"]][:2] == [
        ("1.1", "open"), ("1.0", "superseded"),
    ]  # fmt: skip
    assert told(tell("draft", "diff", "1.0", "1.1")) == SETTLED
    assert AFTER in run("draft", "export", "1.1")
    assert "each following from the one before" in run("ledger", "verify")


def test_by_a_program(site: Site) -> None:
    site.run("user", "add", "rosa@example.org", "--name", "Rosa", "--role", "maintainer")
    program = Program(site.url, site.tell("user", "link", "rosa@example.org", "--token")["token"])
    body = {
        "version": "1.1", "summary": SUMMARY,
        "files": [{"name": name, "markdown": text} for name, text in sixth_draft().items()],
    }  # fmt: skip

    status, prepared, headers = program.ask("POST", "/drafts", body)
    assert (status, prepared["status"]) == (201, "prepared")
    assert headers["Location"].endswith("/api/v1/drafts/1.1")
    _status, proposed, _headers = program.ask("GET", "/drafts/1.1/map")
    assert told(proposed) == PROPOSED

    revision = str(proposed["revision"])
    correction = {
        "changes": [
            {"key": "whoever-publishes-hands-over-everything", "kind": "edited", "from": [CAME_FROM]},
            {"key": keys_as_prepared(proposed)["why-barriers"], "significance": "editorial"},
        ]
    }
    status, settled, _headers = program.ask("PATCH", "/drafts/1.1/map", correction, If_Match=revision)
    assert (status, told(settled)) == (200, SETTLED)
    status, _problem, _headers = program.ask("PATCH", "/drafts/1.1/map", correction, If_Match=revision)
    assert status == 412

    status, published, _headers = program.ask("POST", "/drafts/1.1/publication", Idempotency_Key="once")
    again, the_same, _headers = program.ask("POST", "/drafts/1.1/publication", Idempotency_Key="once")
    assert (status, published["status"]) == (200, "open")
    assert (again, the_same) == (200, published)

    reader = Program(site.url)
    _status, compared, _headers = reader.ask("GET", "/compare/1.0...1.1")
    assert told(compared) == SETTLED
    spans = next(row["spans"] for row in compared["map"] if row["key"] == CAME_FROM)
    assert "".join(text for op, text in spans if op != "-") == AFTER
    assert "".join(text for op, text in spans if op != "+") == BEFORE


def keys_as_prepared(mapped: Any) -> dict[str, str]:
    """Lasting keys → the keys that the prepared text has for them."""
    return {row["key"]: row["prepared_key"] for row in mapped["map"]}
