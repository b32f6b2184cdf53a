"""The component vote of 2024 again, with the counting rule published before it: what hung on the rule is said to."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from consensus.accounts.models import Account
from consensus.discussion.texts import prepare_text
from consensus.drafts.actions import prepare_draft, read_files
from consensus.drafts.bundle import File
from consensus.drafts.models import Draft
from consensus.drafts.queries import clause_in
from consensus.kit.db import transaction
from consensus.kit.turns import until_done
from consensus.ledger import SETUP
from consensus.ledger.views import export_lines
from consensus.release import verify
from consensus.voting.actions import Said, take_position
from consensus.voting.policies import STANDARD_GROUPS
from consensus.voting.results import results_view
from tests.drafts.making import publish
from tests.factories import make_account

from .test_bands import FOR

CONTESTED = "training-datasets"
AGAINST = {CONTESTED: 7}
SUPPORT = FOR | {CONTESTED: 27}
POLICY = """
name = "components-2024"
title = "The component vote of 2024"

[bands]
count = "{count}"
mean = 16.27
factors = {{ yes = 2, lean-yes = 1.5, maybe = 1, lean-no = 0.5 }}
below = "no"
"""


@pytest.fixture
def people(app: Flask) -> list[Account]:
    """As many as voted on the component of which most was said."""
    groups = [group.slug for group in STANDARD_GROUPS]
    return [
        make_account(f"Person {n}", stakeholder_group=groups[n % len(groups)])
        for n in range(max(SUPPORT.values()))
    ]


def voted(people: list[Account], count: str, version: str = "0.0.1") -> Draft:
    """A draft that names the components, with its policy; and the votes of 2024 on it."""
    items = "\n".join(f"- **{key}** must be available. {{#{key}}}" for key in SUPPORT)
    text = f"# Components {{#components}}\n\nRequired to study the system: {{#lead}}\n\n{items}\n"
    files = [File("definition.md", text), File("policy.toml", POLICY.format(count=count), "toml")]
    reading = read_files(files, version=version)
    with transaction():
        draft = prepare_draft(reading, by=SETUP)
    publish(draft)
    until_done()
    reason = prepare_text("It would exclude systems that share all they can.")
    for key, support in SUPPORT.items():
        with transaction():
            row = clause_in(draft, key)
            for person in people[:support]:
                take_position(draft, row, choice="support", by=person)
            for person in people[support : support + AGAINST.get(key, 0)]:
                take_position(draft, row, choice="object", by=person, said=Said(reason=reason))
    return draft


@pytest.fixture
def recount(run: Any, tmp_path: Path) -> Any:
    """Recounts an export of the site, without its database. → what the command prints."""

    def again(*arguments: str) -> Any:
        file = tmp_path / "ledger.ndjson"
        file.write_text("".join(export_lines()), "utf-8")
        result = run("recount", str(file), *arguments)
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout) if "--json" in arguments else result.stdout

    return again


@pytest.mark.parametrize(("count", "band"), [("net", "maybe"), ("positive", "lean-yes")])
def test_the_class_of_the_training_datasets_hangs_on_a_rule_that_was_fixed_before(
    people: list[Account], recount: Any, client: Any, tmp_path: Path, count: str, band: str
) -> None:
    draft = voted(people, count)

    found = {each["key"]: each for each in recount("--json")["bands"]}
    assert found[CONTESTED] == {
        "draft": "0.0.1",
        "key": CONTESTED,
        "band": band,
        "depends_on_rule": True,
        "ways": {"net": {"counted": 20, "band": "maybe"}, "positive": {"counted": 27, "band": "lean-yes"}},
    }
    assert [key for key, each in found.items() if each["depends_on_rule"]] == [CONTESTED]
    assert f"27 of 34    contested {band} (depends on the rule)" in recount()

    record = verify.verify(str(tmp_path / "ledger.ndjson"))
    assert record.tally("0.0.1", CONTESTED, record.n) == [27, 0, 0, 7]
    results = {each.key: each for each in results_view(draft).clauses}
    assert [key for key, each in results.items() if each.band and each.band.depends] == [CONTESTED]
    assert says_so(client.get("/drafts/0.0.1/results/").text)


def says_so(page: str) -> bool:
    """Whether the page says of the clause that it depends on the rule, with both classes."""
    return "depends on" in page and "lean-yes" in page and "maybe" in page
