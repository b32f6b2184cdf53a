"""Counting again on the command line: from an export, and from a table of votes; no database is asked."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from consensus.accounts.actions import create_organisation
from consensus.accounts.models import Sector
from consensus.drafts.models import Draft
from consensus.kit.db import db, transaction
from consensus.kit.turns import until_done
from consensus.ledger import SETUP
from consensus.ledger.views import export_lines
from consensus.voting.policies import STANDARD_GROUPS
from tests.drafts.making import OLD, published
from tests.factories import make_account
from tests.voting.acting import take

GROUPS = [group.slug for group in STANDARD_GROUPS]


@pytest.fixture
def draft(app: Flask) -> Draft:
    """An open draft, its policy on record."""
    draft = published(OLD, "0.1")
    until_done()
    return draft


@pytest.fixture
def crowded(draft: Draft) -> Draft:
    """Twelve people support `use`; of an organisation eight more object to it, after four who can live with `study`."""
    for n in range(12):
        take(draft, "use", "support", make_account(f"P{n}", stakeholder_group=GROUPS[n % 4]))
    with transaction():
        lab = create_organisation("Open Lab", sector=Sector.NONPROFIT, by=SETUP)
    for n in range(8):
        ana = make_account(f"A{n}", stakeholder_group=GROUPS[n % 4], affiliation_id=lab.id)
        take(draft, "use", "object", ana)
        if n < 4:
            take(draft, "study", "accept", ana)
    return draft


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """Where an export goes."""
    return tmp_path / "ledger.ndjson"


def recounted(run: Any, export: Path, *arguments: str) -> dict[str, Any]:
    """What a recount of the site's export prints as JSON, while there is no database to ask."""
    export.write_text("".join(export_lines()), "utf-8")
    db.session.remove()
    db.engine.dispose()
    result = run("recount", str(export), "--json", *arguments)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_an_export_is_counted_by_the_policy_that_stands_in_it(run: Any, crowded: Draft, export: Path) -> None:
    found = recounted(run, export)

    assert found == {
        "rule": "person",
        "clauses": [
            {
                "draft": "0.1", "key": "use", "status": "contested", "depends_on_rule": False,
                "totals": {"support": 12, "accept": 0, "abstain": 0, "object": 8, "n": 20},
            },
            {
                "draft": "0.1", "key": "study", "status": "quiet", "depends_on_rule": False,
                "totals": {"support": 0, "accept": 4, "abstain": 0, "object": 0, "n": 4},
            },
        ],
    }  # fmt: skip


@pytest.mark.parametrize(
    "rule, totals",
    [
        ("organisation", {"support": 12, "accept": 0, "abstain": 0, "object": 1, "n": 13}),
        ("rooms", {"support": 0, "accept": 0, "abstain": 0, "object": 0, "n": 0}),
        ("threshold=0.5", {"support": 12, "accept": 0, "abstain": 0, "object": 8, "n": 20}),
    ],
)
def test_another_rule_gives_other_figures(
    run: Any, crowded: Draft, export: Path, rule: str, totals: dict[str, int]
) -> None:
    found = recounted(run, export, "--rule", rule)

    assert (found["rule"], found["clauses"][0]["totals"]) == (rule, totals)


def test_it_is_told_in_lines_for_people(run: Any, crowded: Draft, export: Path) -> None:
    recounted(run, export)

    told = run("recount", str(export)).stdout.splitlines()

    assert [" ".join(line.split()) for line in told] == [
        "Draft 0.1", "use 12 of 20 contested", "study 4 of 4 quiet",
    ]  # fmt: skip


def test_a_record_without_positions_says_so(run: Any, draft: Draft, export: Path) -> None:
    assert recounted(run, export) == {"rule": "person", "clauses": []}
    assert run("recount", str(export)).stdout == "There are no positions in this record.\n"


def test_an_unknown_rule_is_wrong_usage_and_a_broken_record_is_refused(
    run: Any, crowded: Draft, export: Path
) -> None:
    recounted(run, export)
    usage = run("recount", str(export), "--rule", "loudest")
    export.write_text(
        export.read_text("utf-8").replace('"choice":"object"', '"choice":"support"', 1), "utf-8"
    )

    broken = run("recount", str(export))

    assert (usage.exit_code, "there is no rule 'loudest'" in usage.stderr) == (2, True)
    assert (broken.exit_code, broken.stderr.count("\n")) == (1, 1)
    assert "is not what was recorded" in broken.stderr
    assert run("recount", str(export.with_name("none"))).exit_code == 2


def votes(tmp_path: Path, text: str) -> str:
    """A table of votes as a file."""
    file = tmp_path / "participants-votes.csv"
    file.write_text(text, "utf-8")
    return str(file)


HEADER = "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1,2,3\n"
TWO_CAMPS = HEADER + "".join(
    f"p{n},,0,4,0,0,{'1,1,-1,1' if n < 6 else '-1,-1,1,1'}\n" for n in range(12)
)  # fmt: skip


def test_opinion_groups_of_a_table_of_votes(run: Any, tmp_path: Path) -> None:
    found = json.loads(run("opinions", votes(tmp_path, TWO_CAMPS), "--json").stdout)

    groups = [found["groups"][f"p{n}"] for n in range(12)]
    assert (found["k"], len(set(groups[:6])), len(set(groups[6:])), groups[0] != groups[6]) == (2, 1, 1, True)
    assert found["consensus"] == ["3"]
    assert {group: sorted(clauses) for group, clauses in found["representative"].items()} == {
        "0": ["0", "1", "2"], "1": ["0", "1", "2"],
    }  # fmt: skip
    assert found["too_little"] is None


def test_opinion_groups_are_told_in_lines_for_people(run: Any, tmp_path: Path) -> None:
    told = run("opinions", votes(tmp_path, TWO_CAMPS)).stdout.splitlines()

    assert told[:2] == ["2 opinion groups of 12 people", "What all of them say: 3"]
    assert told[3].startswith("Opinion group 0, 6 people, stands out by: ")


def test_too_few_votes_are_no_fault_and_make_no_groups(run: Any, tmp_path: Path) -> None:
    result = run("opinions", votes(tmp_path, HEADER + "p1,,0,1,1,0,1,,,\n"), "--json")

    found = json.loads(result.stdout)
    assert (result.exit_code, found["k"], found["groups"]) == (0, 0, {})
    assert found["too_little"].startswith("Too little to group")


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", HEADER + "p1,,0,1,1,0,yes,,,\n", HEADER + "p1\np1\n"])
def test_a_table_that_cannot_be_read_is_refused_in_one_line(run: Any, tmp_path: Path, text: str) -> None:
    result = run("opinions", votes(tmp_path, text))

    assert (result.exit_code, result.stderr.count("\n"), result.stdout) == (1, 1, "")
    assert "participants-votes.csv: line" in result.stderr
