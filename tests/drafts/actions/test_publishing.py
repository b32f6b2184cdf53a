from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from consensus.drafts.actions import (
    decide_map,
    plan_publication,
    prepare_draft,
    publish_draft,
    read_files,
    withdraw_draft,
)
from consensus.drafts.actions.shelving import Terms
from consensus.drafts.bundle import File
from consensus.drafts.errors import (
    AlreadyPublished,
    AlreadyWithdrawn,
    AnotherDraftCameFirst,
    MapIsStale,
    OnlyTheLatest,
    VersionTooLow,
)
from consensus.drafts.models import Lineage
from consensus.drafts.planning import plan_of
from consensus.drafts.queries import (
    changes_of,
    clause_named,
    files_of,
    latest_draft,
    lineage_of,
    parts_of,
    period_of,
    preparation_of,
    rows_of,
    status_of,
)
from consensus.kit.clock import now
from consensus.kit.db import db, transaction
from consensus.kit.errors import Invalid
from consensus.kit.slow import InsideTheLock
from consensus.ledger import SETUP
from consensus.ledger.queries import entries_after, first_broken_link, revision
from tests.drafts.making import NEW, OLD, prepare, publish, published

DAY = timedelta(days=1)


def decide(draft, *changes):
    with transaction():
        decide_map(draft, changes, by=SETUP)


def withdraw(draft, reason="It was a mistake."):
    with transaction():
        withdraw_draft(draft, reason=reason, by=SETUP)


def meanings(draft):
    return {row.key: row.meaning_id for row in rows_of(draft)}


def test_a_published_draft_has_its_parts_clauses_and_digest(app):
    draft = published(OLD, "0.1", summary="The first.")

    assert [(part.slug, part.order) for part in parts_of(draft)] == [("freedoms", 0), ("form", 1)]
    assert [row.key for row in rows_of(draft)] == [
        "freedoms", "lead", "use", "study", "share", "permission", "form", "parts", "code",
    ]  # fmt: skip
    assert (draft.digest, draft.summary, status_of(draft)) == (
        prepare(NEW, "0.2").previous.digest,
        "The first.",
        "open",
    )
    assert latest_draft() is draft
    assert preparation_of(draft) is None


def test_what_readers_get_is_what_the_plan_said(app):
    published(OLD, "0.1")
    draft = prepare(NEW, "0.2")
    decide(
        draft, {"key": "parameters", "kind": "split", "from": ["code"]}, {"key": "use", "normative": False}
    )
    planned = [
        (row.key, row.change.kind, row.change.sources, row.change.significance) for row in plan_of(draft).rows
    ]

    publish(draft)

    assert [(row.key, row.kind, row.sources, row.significance) for row in changes_of(draft)] == planned
    assert {row.key: row.normative for row in rows_of(draft)}["use"] is False


def test_publishing_is_one_line_in_the_public_record_with_wordings_and_meanings(app):
    first = published(OLD, "0.1")

    second = published(NEW, "0.2")

    entry = entries_after(0)[-1]
    assert (entry.verb, entry.subject) == ("draft.published", "draft:0.2")
    assert (entry.details["previous"], entry.details["digest"]) == (first.version, second.digest)
    assert entry.details["clauses"] == [[row.key, row.digest, row.meaning_id] for row in rows_of(second)]
    assert revision(["draft:0.1"]) == entry.n
    assert first_broken_link() is None


def test_the_record_says_which_clauses_are_normative_and_take_positions(app):
    published(OLD, "0.1")
    draft = prepare(NEW, "0.2")
    decide(draft, {"key": "use", "normative": False})

    publish(draft)

    told = entries_after(0)[-1].details["normative"]
    silent = {row.key for row in rows_of(draft) if row.kind in ("heading", "group")} | {"use"}
    assert "freedoms" in silent
    assert told == [row.key for row in rows_of(draft) if row.key not in silent]


def test_the_record_says_where_clauses_come_from_that_did_not_simply_go_on(app):
    published(OLD, "0.1")
    first = entries_after(0)[-1].details["sources"]
    draft = prepare(NEW, "0.2")
    decide(draft, {"key": "parameters", "kind": "split", "from": ["code"]}, {"key": "use", "kind": "new"})

    publish(draft)

    assert first == []
    assert entries_after(0)[-1].details["sources"] == told_sources(draft)
    assert dict(map(tuple_of, told_sources(draft)))["parameters"] == ("code",)


def told_sources(draft):
    """What is not simply its own successor, as the map has it."""
    before = {row.key for row in rows_of(draft.previous)}
    return [
        [each.key, list(each.sources)]
        for each in changes_of(draft)
        if each.kind != "removed" and list(each.sources) != ([each.key] if each.key in before else [])
    ]


def tuple_of(pair):
    return pair[0], tuple(pair[1])


def test_planning_is_refused_inside_a_write_transaction(app):
    draft = prepare()

    with pytest.raises(InsideTheLock), transaction():
        plan_publication(draft)


def test_publishing_twice_is_refused(app):
    draft = prepare()
    plan = plan_publication(draft)
    with transaction():
        publish_draft(draft, plan, by=SETUP)

    with pytest.raises(AlreadyPublished), transaction():
        publish_draft(draft, plan, by=SETUP)
    with pytest.raises(AlreadyPublished):
        plan_publication(draft)


def test_a_plan_made_before_somebody_decided_something_is_refused(app):
    draft = prepare()
    plan = plan_publication(draft)
    decide(draft, {"key": "use", "normative": False})

    with pytest.raises(MapIsStale), transaction():
        publish_draft(draft, plan, by=SETUP)

    assert draft.publication is None


def test_a_plan_made_before_another_draft_came_is_refused(app):
    draft = prepare(NEW, "0.2")
    plan = plan_publication(draft)
    published(OLD, "0.1")

    with pytest.raises(AnotherDraftCameFirst), transaction():
        publish_draft(draft, plan, by=SETUP)


@pytest.mark.parametrize("decided", [False, True])
def test_after_another_draft_a_map_that_was_settled_has_to_be_looked_at_again(app, decided):
    draft = prepare(NEW, "0.2")
    if decided:
        decide(draft, {"key": "use", "kind": "new"})
    first = published(OLD, "0.1")

    if decided:
        with pytest.raises(AnotherDraftCameFirst):
            publish(draft)
    else:
        publish(draft)
        assert draft.previous is first
        assert {row.key: str(row.kind) for row in changes_of(draft)}["use"] == "edited"


def test_a_version_that_was_overtaken_is_refused(app):
    draft = prepare(OLD, "0.1")
    published(NEW, "0.2")

    with pytest.raises(VersionTooLow):
        publish(draft)


def test_terms_given_at_publishing_hold(app):
    until = now() + 20 * DAY

    draft = publish(prepare(), terms=Terms(" What changed. ", until))

    assert (draft.summary, period_of(draft).closes_at) == ("What changed.", until)


def test_what_a_check_refuses_is_not_published(app):
    reading = read_files([File("a.md", OLD)], version="0.1")
    with transaction():
        draft = prepare_draft(reading, by=SETUP)
        files_of(draft)[0].name = "a.md"
        db.session.add(
            type(files_of(draft)[0])(
                draft_id=draft.id, name="checklist.toml", format="", sha256="", content="x ="
            )
        )

    with pytest.raises(Invalid):
        plan_publication(draft)


class TestMeanings:
    def test_they_are_shared_by_what_did_not_change_in_substance(self, app):
        first = published(OLD, "0.1")
        draft = prepare(NEW, "0.2")
        decide(draft, {"key": "study", "significance": "editorial"})
        publish(draft)

        before, after = meanings(first), meanings(draft)
        shared = {key for key in after if after[key] == before.get(key)}
        assert shared == {"freedoms", "lead", "study", "share", "form", "code"}

    def test_a_wording_that_comes_back_takes_back_its_meaning(self, app):
        first = published(OLD, "0.1")
        published(NEW, "0.2")

        third = published(OLD, "0.3")

        assert meanings(third) == meanings(first)

    def test_a_clause_whose_surroundings_changed_has_another(self, app):
        first = published(OLD, "0.1")

        second = published(OLD.replace("everyone may:", "nobody may:"), "0.2")

        same = {key for key, meaning in meanings(second).items() if meaning == meanings(first)[key]}
        assert same == {"freedoms", "permission", "form", "parts", "code"}


class TestIdentity:
    def test_a_key_is_unique_for_ever_also_after_withdrawal(self, app):
        published(OLD, "0.1")
        withdraw(published(NEW, "0.2"))

        third = published(OLD + "\nSomething else altogether, about fish and chips. {#parameters}\n", "0.3")

        assert "parameters" in {row.key for row in rows_of(third)}
        assert clause_named("parameters").draft_id != third.id

    def test_a_new_id_on_a_joined_clause_is_an_alias(self, app):
        published(OLD, "0.1")

        second = published(OLD.replace("{#code}", "{#the-code}"), "0.2")

        assert "code" in {row.key for row in rows_of(second)}
        assert clause_named("the-code").key == "code"

    def test_equal_words_in_two_clauses_are_two_wordings(self, app):
        draft = published(
            "# T\n\n## A {#a}\n\nThe same words. {#one}\n\n## B {#b}\n\nThe same words. {#two}\n"
        )

        one, two = (row for row in rows_of(draft) if row.text == "The same words.")
        assert one.digest == two.digest
        assert one.wording_id != two.wording_id


class TestLineage:
    def test_it_is_the_closure_of_changes(self, app):
        published(OLD, "0.1")
        draft = prepare(NEW, "0.2")
        decide(draft, {"key": "parameters", "kind": "split", "from": ["code", "permission"]})
        publish(draft)

        published(NEW.replace("Parameters", "Weights"), "0.3")

        assert sorted(lineage_of(clause_named("parameters"))) == ["code", "permission"]
        assert sorted(lineage_of(clause_named("code"))) == ["code"]

    def test_a_withdrawn_draft_leaves_none(self, app):
        published(OLD, "0.1")
        before = sorted((row.clause_id, row.ancestor_id) for row in db.session.scalars(select(Lineage)))
        draft = prepare(NEW, "0.2")
        decide(draft, {"key": "parameters", "kind": "split", "from": ["code"]})
        publish(draft)

        withdraw(draft)

        assert (
            sorted((row.clause_id, row.ancestor_id) for row in db.session.scalars(select(Lineage))) == before
        )


class TestWithdrawing:
    def test_the_draft_before_is_current_again_and_the_version_is_spent(self, app):
        first, second = published(OLD, "0.1"), published(NEW, "0.2")

        withdraw(second)

        assert (latest_draft(), status_of(first), status_of(second)) == (first, "open", "withdrawn")
        assert second.withdrawal.reason == "It was a mistake."
        assert (entries_after(0)[-1].verb, revision(["draft:0.1"])) == (
            "draft.withdrawn",
            entries_after(0)[-1].n,
        )

    @pytest.mark.parametrize(
        ("which", "refusal"),
        [("first", OnlyTheLatest), ("twice", AlreadyWithdrawn), ("prepared", OnlyTheLatest)],
    )
    def test_only_the_latest_can_be_withdrawn_and_only_once(self, app, which, refusal):
        first, second = published(OLD, "0.1"), published(NEW, "0.2")
        third = prepare(OLD, "0.3")
        if which == "twice":
            withdraw(second)

        with pytest.raises(refusal):
            withdraw({"first": first, "twice": second, "prepared": third}[which])

    def test_it_takes_a_reason(self, app):
        draft = published()

        with pytest.raises(Invalid):
            withdraw(draft, "  ")

        assert draft.withdrawal is None

    def test_the_next_draft_is_aligned_with_the_latest_that_stands(self, app):
        first = published(OLD, "0.1")
        withdraw(published(NEW, "0.2"))

        third = published(NEW, "0.3")

        assert third.previous is first


def test_a_draft_can_be_published_as_of_a_moment(app):
    at = datetime(2024, 4, 22, 12, tzinfo=UTC)

    draft = publish(prepare(), at=at)

    assert (draft.published_at, period_of(draft).opens_at) == (at, at)
