"""Searching on the command line, and the index's own commands."""

import json

import pytest

from consensus.kit.errors import Refused
from consensus.search import registry
from consensus.search.index.folders import current
from consensus.search.opened import Opened
from consensus.search.verifying import OUTGROWN, Status
from tests.search.shelf import Notes, note


@pytest.fixture
def notes(app, monkeypatch) -> Notes:
    """Some notes, and nothing else, that can be found."""
    monkeypatch.setattr(registry, "SEARCHABLE", {})
    found = Notes({id: note(id, f"Weights and number{id}", f"Title {id}", draft="1.0") for id in (1, 2, 3)})
    found.declare()
    return found


def test_a_search_tells_what_it_found(notes, run) -> None:
    run("index", "rebuild")
    done = run("search", "weights (number2", "--sort", "newest")

    assert (done.exit_code, done.stdout.splitlines()) == (
        0, ["2024-04-22  note         Title 2", "            /notes/2", "1 found."],
    )  # fmt: skip
    assert done.stderr == "Brackets mean nothing here and were left out.\n"
    assert "Did you mean: weights" in run("search", "wieghts").stdout


def test_a_search_as_json_has_the_fields_of_the_api(notes, run) -> None:
    run("index", "rebuild")
    found = json.loads(run("search", "weights", "--limit", "2", "--json").stdout)

    assert (found["total"], found["next"], found["suggestion"]) == (3, None, None)
    assert [each["id"] for each in found["items"]] == ["note:3", "note:2"]
    assert set(found["items"][0]) >= {"kind", "id", "url", "title", "excerpt", "score", "at"}
    assert found["facets"]["draft"] == [{"value": "1.0", "count": 3}]


def test_the_index_says_how_it_is(notes, run) -> None:
    missing = run("index", "status")
    run("index", "rebuild")
    told = json.loads(run("index", "status", "--json").stdout)

    assert missing.stdout == "There is no whoosh index. Run: consensus index rebuild\n"
    assert (told["engine"], told["state"], told["documents"], told["behind"], told["outgrown"]) == (
        "whoosh", "in step", 3, 0, False,
    )  # fmt: skip
    assert run("index", "status").stdout.endswith(" and is in step with the record.\n")


def test_an_archive_that_has_outgrown_whoosh_is_told_what_to_do(app, run, monkeypatch) -> None:
    large = Status("whoosh", 1, "behind", documents=OUTGROWN, acts=9, followed=7, size=10**8)
    monkeypatch.setattr("consensus.cli.searching.status", lambda: large)
    told = run("index", "status").stdout

    assert "it is 2 acts behind the record" in told
    assert "CONSENSUS_SEARCH=tantivy" in told


def test_building_anew_says_how_much_there_is(notes, run) -> None:
    assert run("index", "rebuild").stdout.splitlines()[-1] == "The index has 3 documents."
    assert json.loads(run("index", "rebuild", "--json").stdout)["documents"] == 3


def test_verifying_proves_it_or_says_what_differs(notes, run) -> None:
    missing = run("index", "verify")
    run("index", "rebuild")
    whole = run("index", "verify")
    notes[1] = note(1, "changed without a word")
    wrong = run("index", "verify")

    assert [each.exit_code for each in (missing, whole, wrong)] == [1, 0, 1]
    assert whole.stdout == "All 3 documents are as they should be.\n"
    assert "different: note:1\n" in wrong.stderr
    assert "1 documents differ" in wrong.stderr


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
def test_a_broken_index_is_told_as_such(notes, app, run) -> None:
    run("index", "rebuild")
    for each in current("whoosh").glob("*.toc"):
        each.write_bytes(b"nonsense")
    app.extensions["search"] = Opened()

    assert run("index", "status").stdout == "The whoosh index cannot be read. Run: consensus index rebuild\n"
    assert run("index", "verify").exit_code == 1


def test_two_cannot_build_at_once(notes, run, monkeypatch) -> None:
    def busy(progress: object) -> int:
        raise Refused("busy")

    monkeypatch.setattr("consensus.cli.searching.rebuild", busy)

    assert run("index", "rebuild").exit_code == 1
