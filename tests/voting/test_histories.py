"""Random histories: positions, drafts, corrections, challenges, merged guests, erasures. Everything agrees after each act."""

import pytest
from flask import Flask
from sqlalchemy import select

from consensus.kit.db import db
from consensus.ledger.queries import first_broken_link
from consensus.ledger.views import export_lines
from consensus.release import verify
from consensus.voting.models import Result
from consensus.voting.queries.comparing import compared, counted_again, stored_counters

from .machine import Machine

STEPS = 40


def verified() -> verify.Record:
    """The record as somebody reads it who has nothing but the export."""
    record = verify.Record()
    for n, line in enumerate(export_lines(), 1):
        entry = verify.entry_of(line.encode(), n, record.head)
        record.n, record.head = n, entry["hash"]
        record.take(entry)
    return record


def tallied(record: verify.Record, version: str) -> dict[str, list[int]]:
    """Key → how many say each choice, by the record."""
    found = {key: record.tally(version, key, record.n) for key in record.drafts[version]}
    return {key: counts for key, counts in found.items() if any(counts)}


@pytest.mark.both_databases
@pytest.mark.parametrize("seed", range(5))
def test_counters_are_a_recount_carrying_is_right_and_nothing_is_counted_twice(app: Flask, seed: int) -> None:
    machine = Machine(seed)
    kept: dict[tuple[int, int], str] = {}

    for _step in range(STEPS):
        machine.step()

        for version in machine.text.versions:
            if not version.withdrawn:
                assert machine.found(version) == machine.expected(version), machine.log
                assert machine.stale_found(version) == machine.stale_expected(version), machine.log
        assert stored_counters() == counted_again(), machine.log
        assert machine.held_twice() == 0
        kept |= {(each.draft_id, each.n): each.digest for each in db.session.scalars(select(Result))}

    assert compared() == []
    record = verified()
    for version in machine.text.versions:
        assert tallied(record, version.draft.version) == machine.told(version), machine.log
    assert first_broken_link() is None
    assert {(each.draft_id, each.n): each.digest for each in db.session.scalars(select(Result))} == kept
