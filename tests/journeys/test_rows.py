"""A file of rows as a room sends it, wrong in every way that happens: through the command line and through the API."""

import json
import urllib.request
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.program import Program
from tests.serving import Site, serving

from .rows import CLAUSES, Sent, file_of

SLUG = "ow2-2024"
WAYS = ("stop", "batch", SLUG)


class Report(NamedTuple):
    """What became of the rows."""

    accepted: int
    unchanged: int
    refused: list[tuple[int, str | None]]


def report_of(document: Any) -> Report:
    assert all(each["reason"] for each in document["refused"])
    refused = [(each["line"], each["column"]) for each in document["refused"]]
    return Report(document["accepted"], document["unchanged"], refused)


def expected(sent: Sent, *, again: bool = False) -> Report:
    if again:
        return Report(0, sent.unchanged + sent.accepted, sent.refused)
    return Report(sent.accepted, sent.unchanged, sent.refused)


def by_command(site: Site, folder: Path, sent: Sent) -> Report:
    (folder / "rows.csv").write_bytes(sent.content)
    return report_of(site.tell(*WAYS, str(folder / "rows.csv")))


def by_program(site: Site, token: str, sent: Sent) -> tuple[int, Report]:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "text/csv"}
    address = f"{site.url}/api/v1/stops/{SLUG}/batches"
    request = urllib.request.Request(address, sent.content, headers, method="POST")
    with urllib.request.urlopen(request, timeout=300) as answer:
        return answer.status, report_of(json.loads(answer.read()))


def counted(program: Program) -> Counter[tuple[str, str]]:
    """(clause, position) → how many from the room, as the tallies have it."""
    found = Counter[tuple[str, str]]()
    for key in CLAUSES:
        _status, tally, _headers = program.ask("GET", f"/drafts/latest/clauses/{key}/tally")
        room = tally["by_channel"].get(f"stop:{SLUG}", {})
        found.update(
            {(key, choice): room.get(choice, 0) for choice in ("support", "accept", "abstain", "object")}
        )
    return +found


@pytest.mark.parametrize("rows", [240, pytest.param(5000, marks=pytest.mark.soak)], ids=["short", "long"])
def test_each_row_is_taken_or_refused_with_its_line_and_the_same_file_twice_changes_nothing(
    quiet_site: Site, tmp_path: Path, rows: int
) -> None:
    site, first, second = quiet_site, file_of(rows), file_of(rows, hand="Hand two")
    site.run("stop", "open", SLUG)
    token = site.tell("user", "link", "maintainer@localhost", "--token")["token"]

    assert by_command(site, tmp_path, first) == expected(first)
    with serving(site):
        program = Program(site.url)
        before = counted(program)
        assert by_program(site, token, first) == (200, expected(first, again=True))
        assert counted(program) == before
        assert by_program(site, token, second) == (201, expected(second))
        assert counted(program) == second.said
    assert by_command(site, tmp_path, second) == expected(second, again=True)

    assert before.total() < second.said.total(), "some wait for their second keying"
    assert before <= second.said
    assert site.tell("stop", "close", SLUG)["state"] == "closed"
    assert "each following from the one before" in site.run("ledger", "verify")
    assert "unexpected error" not in site.log
