"""Setting criteria: as a whole file, with a reason, on record; loaded from the content once."""

import pytest
from flask import Flask

from consensus.kit.db import db
from consensus.kit.errors import Invalid
from consensus.ledger import SETUP
from consensus.release.actions import load_criteria, set_criteria
from consensus.release.actions.criteria import criteria_files
from consensus.release.errors import SameCriteria
from consensus.release.models import CriteriaVersion
from consensus.release.queries.criteria import versions_of
from tests.drafts.making import published
from tests.factories import make_account
from tests.release.gates import GATES, a_file, act, criteria, entries, set_by_hand


@pytest.fixture
def rosa(app: Flask):
    return make_account("Rosa", role="maintainer")


def test_they_are_kept_as_given_and_on_record_with_all_that_a_recount_needs(rosa):
    made = set_by_hand("clauses", "seal", by=rosa)

    assert (made.source, made.data, made.by) == (
        a_file("clauses", "seal"),
        criteria("clauses", "seal").data,
        rosa.actor_id,
    )
    [entry] = entries("gate.criteria-set")
    assert (entry.subject, entry.by, made.n) == ("gate:stable", rosa.actor_id, entry.n)
    assert entry.details == {
        "target": "stable", "version": 1, "digest": made.digest, "signatures": 2,
        "criteria": [
            {"id": "clauses", "kind": "clauses", "necessary": True}, {"id": "seal", "kind": "seal", "necessary": True}
        ],
    }  # fmt: skip


def test_the_first_hold_for_all_drafts_and_a_later_version_for_those_to_come(app):
    published()
    published(version="0.2")
    first, second = set_by_hand("clauses"), set_by_hand("comments", version=2)

    assert (first.after, second.after) == (0, 2)


def test_targets_have_versions_of_their_own(app):
    set_by_hand("clauses")
    set_by_hand("comments", name="candidate")

    assert [[each.version for each in versions_of(target)] for target in ("candidate", "stable")] == [
        [1],
        [1],
    ]


@pytest.mark.parametrize("version", [1, 3])
def test_the_next_version_is_the_next_number(app, version):
    set_by_hand("clauses")
    with pytest.raises(Invalid) as refused:
        set_by_hand("comments", version=version)

    assert refused.value.errors == {"text": ["The newest version is 1. Call this one 2."]}
    assert db.session.query(CriteriaVersion).count() == 1


def test_what_says_the_same_is_no_new_version(app):
    set_by_hand("clauses")
    with pytest.raises(SameCriteria):
        set_by_hand("clauses", version=2)


def test_what_cannot_be_used_is_refused_with_everything_that_is_wrong(rosa):
    with pytest.raises(Invalid) as refused:
        act(set_criteria, a_file("clauses", name="final", head="deadline = 3\n"), reason="So.", by=rosa)

    [said] = refused.value.errors["text"]
    assert "line 1, `name`" in said and "line 4, `deadline`" in said
    assert entries("gate.criteria-set") == []


def test_a_reason_is_asked_for(rosa):
    with pytest.raises(Invalid) as refused:
        act(set_criteria, a_file("clauses"), reason=" ", by=rosa)

    assert list(refused.value.errors) == ["reason"]


def test_the_content_is_loaded_once(app):
    files = criteria_files(GATES)

    assert [act(load_criteria, files, by=SETUP) for _ in range(2)] == [2, 0]
    assert [entry.subject for entry in entries("gate.criteria-set")] == ["gate:candidate", "gate:stable"]


def test_what_people_set_is_not_set_back_by_the_content_and_a_newer_file_is_taken(rosa):
    act(load_criteria, [a_file("clauses")], by=SETUP)
    set_by_hand("comments", version=2, by=rosa)
    before = act(load_criteria, [a_file("clauses")], by=SETUP)

    assert (before, act(load_criteria, [a_file("stops", version=3)], by=SETUP)) == (0, 1)
    assert [each.version for each in versions_of("stable")] == [1, 2, 3]


def test_a_folder_without_files_loads_nothing(app, tmp_path):
    assert criteria_files(tmp_path) == []
