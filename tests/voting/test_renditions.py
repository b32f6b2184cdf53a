"""The project's own drafts: what was said of 0.0.8 counts in 0.0.9 where it means the same, and nowhere else."""

import pytest
from flask import Flask

from consensus.cli.database import files_in
from consensus.config import ROOT
from consensus.drafts.actions import plan_publication, prepare_draft, publish_draft, read_files
from consensus.drafts.models import Draft
from consensus.drafts.queries import rows_of
from consensus.kit.db import transaction
from consensus.ledger import SETUP
from consensus.voting.actions import Reaffirmed, reaffirm
from consensus.voting.due import keep_results
from consensus.voting.queries import my_positions, outcomes_at, position_of, result_of, tally_of
from tests.factories import make_account
from tests.voting.acting import act, row_of, take


def content(version: str) -> Draft:
    """A draft of the content folder, published."""
    reading = read_files(files_in(ROOT / "content" / "drafts" / version))
    with transaction():
        draft = prepare_draft(reading, by=SETUP)
    plan = plan_publication(draft)
    with transaction():
        return publish_draft(draft, plan, by=SETUP)


def keys_of(draft: Draft, *names: str) -> list[str]:
    """The keys of the rows of these names."""
    rows = rows_of(draft)
    return [next(row.key for row in rows if row.text.startswith(name)) for name in names]


@pytest.fixture
def first(app: Flask) -> Draft:
    return content("0.0.8")


def counted(draft: Draft, key: str) -> tuple[int, int]:
    found = tally_of(draft, row_of(draft, key))
    return found.totals.n, found.stale.n


def test_the_same_words_under_another_rule_are_not_counted_until_they_are_said_again(first: Draft) -> None:
    """*Technical report* and *Data card* are optional in 0.0.8 and in a required group in 0.0.9."""
    ana = make_account("Ana")
    keys = keys_of(first, "Technical report", "Data card")
    for key in keys:
        take(first, key, "support", ana)
    second = content("0.0.9")
    before = [
        (row_of(first, key).digest == row_of(second, key).digest, *counted(second, key)) for key in keys
    ]
    mine = [each for each in my_positions(ana) if each.standing.needs_me]
    act(reaffirm, second, [Reaffirmed(each.position.id, "keep") for each in mine], by=ana)

    assert before == [(True, 0, 1), (True, 0, 1)]
    assert sorted(each.was.key for each in mine) == sorted(keys)
    assert [counted(second, key) for key in keys] == [(1, 0), (1, 0)]
    assert [position_of(ana, second, row_of(second, key)).taken_on for key in keys] == ["0.0.9", "0.0.9"]


def test_the_closed_result_of_the_former_draft_stays(first: Draft) -> None:
    ana = make_account("Ana")
    [key] = keys_of(first, "Technical report")
    take(first, key, "support", ana)
    second = content("0.0.9")
    keep_results()
    take(second, key, "object", ana)
    keep_results()

    assert outcomes_at(result_of(first))[key].tally.totals.support == 1
    assert tally_of(second, row_of(second, key)).totals.object == 1


def test_unchanged_clauses_carry(first: Draft) -> None:
    ana = make_account("Ana")
    take(first, "note-oecd", "accept", ana)
    second = content("0.0.9")
    mine = position_of(ana, second, row_of(second, "note-oecd"))

    assert mine.carried is (row_of(first, "note-oecd").meaning_id == row_of(second, "note-oecd").meaning_id)
    assert counted(second, "note-oecd") == ((1, 0) if mine.carried else (0, 1))
