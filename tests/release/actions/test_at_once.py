"""Several people at the same time: criteria, judgements, candidates and countings come one after the other."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from consensus.accounts.models import Account
from consensus.drafts.models import Draft
from consensus.kit.db import db
from consensus.ledger import SETUP
from consensus.release.actions import announce_candidate, count_gate, judge, set_criteria
from consensus.release.models import CriteriaVersion, GateCount, Judgement, Target
from tests.drafts.making import published
from tests.factories import make_account
from tests.release.gates import a_file, entries, set_by_hand
from tests.roadshow.actions.test_at_once import of, together

pytestmark = pytest.mark.both_databases


def how_many(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_of_several_next_versions_one_is_set(app: Flask) -> None:
    set_by_hand("clauses")
    files = [a_file(kind, version=2) for kind in ("comments", "stops", "objections")]
    refused = together(app, [lambda file=file: set_criteria(file, reason="So.", by=SETUP) for file in files])  # type: ignore[misc]

    assert (refused, how_many(CriteriaVersion)) == (["Invalid"] * 2, 2)


def test_what_one_person_finds_twice_at_once_stands_once(app: Flask) -> None:
    set_by_hand("judged")
    draft, eva = published().id, make_account("Eva", role="board").id

    def find(finding: str) -> None:
        judge(
            of(Draft, draft),
            target="stable",
            criterion="judged",
            finding=finding,
            reason="So.",
            by=of(Account, eva),
        )

    refused = together(app, [lambda each=each: find(each) for each in ("pass", "fail", "pass")])  # type: ignore[misc]

    assert (refused, how_many(Judgement), len(entries("judgement.made"))) == ([], 3, 3)
    assert db.session.scalar(select(func.count()).where(Judgement.ended_at.is_(None))) == 1


def test_a_candidate_is_announced_once(app: Flask) -> None:
    set_by_hand("comments", name="candidate")
    draft = published().id
    refused = together(app, [lambda: announce_candidate(of(Draft, draft), reason="So.", by=SETUP)] * 3)

    assert (refused, len(entries("candidate.announced"))) == (["AlreadyACandidate"] * 2, 1)


def test_what_two_followers_count_is_on_record_once(app: Flask) -> None:
    set_by_hand("comments")
    draft = published().id
    refused = together(app, [lambda: count_gate(of(Draft, draft), [Target.STABLE])] * 3)

    assert (refused, how_many(GateCount), len(entries("gate.counted"))) == ([], 1, 1)
