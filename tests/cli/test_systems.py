"""Systems on the command line: files read with a report each, assessments, and what another checklist would change."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from consensus.drafts.models import Draft
from tests.factories import make_account
from tests.systems.acting import ASKS_FOR_MORE, CHECKLIST, TEXT, draft_with, entries, review, system
from tests.systems.making import ROOT

DATA = ROOT.parent / "shared" / "data"
OURS = """
slug: alpha
name: Alpha
maker: Maker
versions: [{version: 1}]
reviews:
- draft: 0.1
  version: 1
  reviewer: Consensus
  answers:
  - {component: code, available: yes, licence: MIT, evidence: https://example.org/code}
  - {component: data, available: yes, licence: CC-BY-4.0}
  - {component: weights, available: no, note: <script>alert(1)</script>}
"""
MOT = "release: {name: Beta, producer: Maker, components: [{name: Training code, license: MIT}, {name: Time machine}]}"
OSAI = "system: {name: Gamma, endmodel license: MIT, link: 'javascript:alert(1)'}\norg: {name: Maker}\n"
REVIEW = """
system: alpha
draft: 0.1
version: 1
reviewer: Bo
affiliation: A Lab
answers:
- {component: weights, available: yes, licence: MIT}
"""
BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n + 1}: &a{n + 1} [{', '.join([f'*a{n}'] * 10)}]\n" for n in range(9)
)
BAD = {
    "bomb.yaml": BOMB, "twice.yaml": "name: X\nname: Y\n", "large.yml": "name: " + "x" * 10_000_000,
    "versions.yaml": "name: X\nmaker: Y\nversions: [{version: 1}, {version: 1}]", "other.yaml": "hello: world\n",
    "broken.yaml": "a: [", "empty.yaml": "", "latin.yaml": b"name: caf\xe9\n", "list.yml": "- a\n", "review.yaml": REVIEW,
}  # fmt: skip


@pytest.fixture
def draft(app: Flask) -> Draft:
    return draft_with("0.1")


@pytest.fixture
def folder(draft: Draft, tmp_path: Path) -> Path:
    """One good file of each format, and what is no system file."""
    write(tmp_path, {"alpha.yaml": OURS, "Beta.yml": MOT, "deep/Gamma 1.yaml": OSAI})
    write(
        tmp_path,
        {
            "README.md": "# Hello",
            "_parameters.yml": "- a",
            "components.yml": "0: {name: A, contentType: code}",
        },
    )
    return tmp_path


def write(folder: Path, files: dict[str, Any]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))


def rows(run: Any, *arguments: str) -> tuple[int, dict[str, dict[str, Any]]]:
    """Import and report. → exit code, and what became of each file."""
    result = run("system", "import", *arguments, "--json")
    document = json.loads(result.stdout)
    assert document["next"] is None
    return result.exit_code, {Path(row["file"]).name: row for row in document["items"]}


def test_a_folder_is_read_with_a_report_for_each_file(run: Any, folder: Path) -> None:
    code, found = rows(run, str(folder))

    assert (code, {name: (row["outcome"], row["system"]) for name, row in found.items()}) == (
        0,
        {
            "alpha.yaml": ("added", "alpha"), "Beta.yml": ("added", "beta"), "Gamma 1.yaml": ("added", "gamma"),
            "components.yml": ("skipped", None),
        },
    )  # fmt: skip
    assert found["Beta.yml"]["unknown"] == ["Time machine"]
    assert "“javascript:alert(1)” is no web address and is left out" in [
        caution["message"] for caution in found["Gamma 1.yaml"]["cautions"]
    ]
    assert [row["registry"] for row in found.values()] == [
        "model-openness-tool", "", "european-open-source-ai-index", None,
    ]  # fmt: skip


def test_a_second_import_changes_nothing_and_a_newer_file_changes_its_system(run: Any, folder: Path) -> None:
    rows(run, str(folder))
    told = len(entries("system.added", "system.changed"))

    again = rows(run, str(folder))[1]
    assert {row["outcome"] for row in again.values()} == {"unchanged", "skipped"}
    assert len(entries("system.added", "system.changed")) == told

    write(folder, {"Beta.yml": MOT.replace("license: MIT", "license: Apache-2.0")})
    assert rows(run, str(folder))[1]["Beta.yml"]["outcome"] == "changed"


@pytest.mark.parametrize("name", BAD)
def test_one_bad_file_stops_nothing_and_the_exit_code_tells(run: Any, folder: Path, name: str) -> None:
    write(folder, {f"a/{name}": BAD[name]})

    code, found = rows(run, str(folder))

    assert (code, found[name]["outcome"], found["alpha.yaml"]["outcome"]) == (1, "failed", "added")
    assert found[name]["cautions"][0]["line"] >= 1


def test_the_report_is_for_people_too(run: Any, folder: Path) -> None:
    write(folder, {"broken.yaml": "a: ["})
    result = run("system", "import", str(folder))

    assert result.exit_code == 1
    assert f"{folder / 'Beta.yml'}: added as beta" in result.stdout
    assert (
        "    line 1: the component “Time machine” is not known; it is kept and answers nothing"
        in result.stdout
    )
    assert result.stdout.splitlines()[-1] == "5 files: 3 added, 1 failed, 1 skipped"
    assert result.stderr == "Error: 1 of 5 files could not be taken whole; the report says where and why.\n"


def test_a_review_that_cannot_be_taken_is_told_with_its_file(run: Any, folder: Path) -> None:
    write(folder, {"alpha.yaml": OURS.replace("draft: 0.1", "draft: 9.9")})
    code, found = rows(run, str(folder))

    assert (code, found["alpha.yaml"]["outcome"]) == (1, "added")
    assert ["9.9" in sentence for sentence in found["alpha.yaml"]["refused"]] == [True]
    assert found["Beta.yml"]["refused"] == []


def test_answers_that_a_draft_does_not_ask_for_are_kept_and_listed(run: Any, folder: Path) -> None:
    strange = "  - {component: time-machine, available: yes}\n"
    write(
        folder, {"alpha.yaml": OURS + strange, "r/bo.yaml": REVIEW + "- {component: shoe, available: no}\n"}
    )
    code, found = rows(run, str(folder / "alpha.yaml"))
    taken = run("review", "import", str(folder / "r" / "bo.yaml"))

    assert (code, found["alpha.yaml"]["unknown"]) == (0, ["time-machine"])
    assert (taken.exit_code, taken.stderr) == (
        0, "shoe: draft 0.1 does not ask for this; it is kept and counts for nothing\n",
    )  # fmt: skip


def test_the_same_record_in_two_folders_is_one_system(run: Any, folder: Path) -> None:
    write(folder, {"again/Beta.yml": MOT.replace("license: MIT", "license: ISC"), "more/Beta.yml": MOT})
    result = run("system", "import", str(folder), str(folder))

    outcomes = [line.rsplit(": ", 1)[1] for line in result.stdout.splitlines() if "/Beta.yml" in line]
    assert (result.exit_code, outcomes[0], set(outcomes[1:])) == (
        0,
        "added as beta",
        {"changed as beta", "unchanged as beta"},
    )
    assert len(json.loads(run("system", "show", "beta", "--json").stdout)["sources"]) == 1


def test_the_format_can_be_said_and_what_is_not_there_is_reported(run: Any, folder: Path) -> None:
    wrong = rows(run, "--format", "mot", str(folder / "alpha.yaml"))
    missing = rows(run, str(folder / "nowhere.yaml"), str(folder / "alpha.yaml"))

    assert (wrong[0], wrong[1]["alpha.yaml"]["outcome"]) == (1, "failed")
    assert (missing[0], missing[1]["nowhere.yaml"]["outcome"], missing[1]["alpha.yaml"]["outcome"]) == (
        1,
        "failed",
        "added",
    )
    assert run("system", "import", "--format", "excel", str(folder)).exit_code == 2
    assert run("system", "import").exit_code == 2


def test_only_who_may_keep_the_registry_imports(run: Any, folder: Path) -> None:
    mara, paul = make_account("Mara", role="maintainer"), make_account("Paul")

    assert run("system", "import", str(folder), "--as", paul.email).exit_code == 1
    assert run("system", "import", str(folder), "--as", mara.email).exit_code == 0
    assert {entry.by for entry in entries("system.added")} == {mara.actor_id}


def test_systems_are_listed_and_shown_with_reasons(run: Any, folder: Path) -> None:
    rows(run, str(folder))
    listed = json.loads(run("system", "list", "--json").stdout)
    shown = json.loads(run("system", "show", "alpha", "--json").stdout)

    assert [(each["slug"], each["verdict"]) for each in listed["items"]] == [
        ("alpha", "does-not-conform"), ("beta", "incomplete"), ("gamma", "incomplete"),
    ]  # fmt: skip
    assert (listed["next"], shown["verdict"], shown["draft"]) == (None, "does-not-conform", "0.1")
    assert [(each["requirement"], each["state"]) for each in shown["reasons"]] == [
        ("code", "met"), ("data", "met"), ("weights", "missing"),
    ]  # fmt: skip
    assert run("system", "list").stdout.splitlines()[-1] == "1 does-not-conform, 2 incomplete"
    told = run("system", "show", "alpha", "--draft", "0.1").stdout.splitlines()
    assert told[0] == "Alpha (Maker), kind not known"
    assert told[-1] == "  - weights *: it is not available"
    assert "Model Openness Tool, MIT licence" in run("system", "show", "beta").stdout


def test_nothing_that_is_not_there_is_shown(run: Any, folder: Path) -> None:
    assert [run("system", *asked).exit_code for asked in (("show", "nothing"), ("list", "--draft", "9.9"), ("flips", "0.1", "9.9"))] == [1, 1, 1]  # fmt: skip


def test_without_systems_and_drafts_that_is_said(run: Any, app: Flask) -> None:
    assert run("system", "list").stdout == "There are no systems.\n"
    system("Alpha")
    assert run("system", "list").stdout.splitlines()[-1] == "1 no checklist"
    assert run("system", "evaluate").exit_code == 1


def test_assessments_can_be_computed_anew(run: Any, folder: Path) -> None:
    rows(run, str(folder))
    before = len(entries("evaluation.changed", "evaluation.counted"))

    found = json.loads(run("system", "evaluate", "--json").stdout)

    assert [(each["system"], each["verdict"]) for each in found["items"]] == [
        ("alpha", "does-not-conform"), ("beta", "incomplete"), ("gamma", "incomplete"),
    ]  # fmt: skip
    assert len(entries("evaluation.changed", "evaluation.counted")) == before


def test_flips_between_two_drafts_are_told(run: Any, draft: Draft) -> None:
    review(system("Alpha"), draft, make_account("Ana"))
    draft_with("0.2", TEXT, ASKS_FOR_MORE)
    flip = {
        "system": "alpha", "from": "conforms", "to": "incomplete", "because": [{"requirement": "card", "clause": "card"}],
    }  # fmt: skip

    assert json.loads(run("system", "flips", "0.1", "0.2", "--json").stdout) == {
        "items": [flip],
        "next": None,
    }
    assert run("system", "flips", "0.1", "0.2").stdout == "alpha: conforms → incomplete, because of card\n"
    assert run("system", "flips", "0.1", "0.1").stdout == "No system changes.\n"
    assert json.loads(run("draft", "diff", "0.1", "0.2", "--json").stdout)["flips"] == [flip]
    assert run("draft", "diff", "0.1", "0.2").stdout.endswith("because of card\n")


def test_what_a_planned_checklist_would_change_is_told_and_nothing_is_stored(
    run: Any, draft: Draft, tmp_path: Path
) -> None:
    review(system("Alpha"), draft, make_account("Ana"))
    write(tmp_path, {"checklist.toml": ASKS_FOR_MORE})
    stored = entries()

    found = json.loads(run("system", "what-if", str(tmp_path / "checklist.toml"), "--json").stdout)

    assert [(each["system"], each["from"], each["to"]) for each in found["items"]] == [
        ("alpha", "conforms", "incomplete")
    ]
    assert (found["draft"], found["before"], found["after"]) == ("0.1", {"conforms": 1}, {"incomplete": 1})
    told = run("system", "what-if", str(tmp_path / "checklist.toml"), "--draft", "0.1").stdout.splitlines()
    assert told == [
        "Compared with draft 0.1:", "alpha: conforms → incomplete, because of card", "before: 1 conforms", "after: 1 incomplete",
    ]  # fmt: skip
    assert entries() == stored


@pytest.mark.parametrize("text", ["requires = [", "a = 1", CHECKLIST.replace('"weights"] }', '"nothing"] }'), b"\xff", "#" * 600_000])  # fmt: skip
def test_a_file_that_is_no_checklist_is_refused_in_one_line(
    run: Any, draft: Draft, tmp_path: Path, text: Any
) -> None:
    write(tmp_path, {"checklist.toml": text})
    result = run("system", "what-if", str(tmp_path / "checklist.toml"))

    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)


def test_one_reviewers_answers_come_in_from_a_file(run: Any, folder: Path) -> None:
    rows(run, str(folder))
    write(folder, {"r/bo.yaml": REVIEW})
    path = str(folder / "r" / "bo.yaml")

    first, again = run("review", "import", path), run("review", "import", path)
    shown = json.loads(run("review", "import", path, "--json").stdout)

    assert first.stdout == "Added: Bo on alpha 1 under draft 0.1\n"
    assert (again.exit_code, len(entries("review.submitted", "review.revised"))) == (0, 1)
    assert (shown["reviewer"], shown["affiliation"], shown["answers"][0]["licence"]) == ("Bo", "A Lab", "MIT")
    assert json.loads(run("system", "show", "alpha", "--json").stdout)["verdict"] == "disputed"


def test_a_review_may_be_under_the_latest_draft(run: Any, folder: Path) -> None:
    rows(run, str(folder))
    write(folder, {"r/bo.yaml": REVIEW.replace("draft: 0.1", "draft: latest")})

    assert (
        run("review", "import", str(folder / "r" / "bo.yaml")).stdout
        == "Added: Bo on alpha 1 under draft 0.1\n"
    )


@pytest.mark.parametrize("old, new, says", [
    ("system: alpha", "system: omega", "no system"), ("version: 1", "version: 7", "no such version"), ("draft: 0.1", "draft: 9.9", "9.9"),
    ("reviewer: Bo", "", "`system` and `reviewer`"), ("available: yes", "available: maybe", "it can be yes, no, unknown"),
    ("answers:", "name: X\nversions:", "a system, not a review"),
])  # fmt: skip
def test_a_review_that_cannot_be_taken_is_refused_in_one_line(
    run: Any, folder: Path, old: str, new: str, says: str
) -> None:
    rows(run, str(folder))
    write(folder, {"r/bo.yaml": REVIEW.replace(old, new)})
    result = run("review", "import", str(folder / "r" / "bo.yaml"))

    assert (result.exit_code, result.stderr.count("\n"), says in result.stderr) == (1, 1, True), result.stderr


@pytest.mark.skipif(not DATA.exists(), reason="the real records are not here; fixtures stand for them")
def test_all_real_records_come_in(run: Any, draft: Draft) -> None:
    code, found = rows(run, str(DATA))

    assert (code, {row["outcome"] for row in found.values()} - {"added", "changed", "skipped"}) == (0, set())
    assert len(found) > 250
