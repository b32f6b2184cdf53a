"""The third act, what it mends of what was counted already, and taking rows back."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from consensus.accounts.models import Account
from consensus.kit.db import db, transaction
from consensus.ledger.models import Entry as Recorded
from consensus.roadshow.actions.settling import settle_rows, withdraw_row
from consensus.roadshow.batching import ready_entries
from consensus.roadshow.entries import Entry
from consensus.roadshow.errors import KeyedItYourself, NoSuchPaperRow, NothingToSettle
from consensus.roadshow.models import PaperRow, Task
from consensus.roadshow.queries import stop_named
from consensus.roadshow.queries.batches import paper_counts
from tests.factories import make_account
from tests.roadshow.acting import on_duty
from tests.roadshow.papers import SLUG, a_row, a_stop, comments, positions, send, the_row, undrawn


def settle(row: PaperRow, entry: Entry, *, by: Account) -> None:
    texts = ready_entries([entry], else_="en")
    with transaction():
        settle_rows(stop_named(SLUG), {row.id: entry}, by=by, texts=texts)


def differing(first: dict[str, Any], second: dict[str, Any]) -> PaperRow:
    """A row that Maria and Jo keyed differently."""
    [sheet] = undrawn("use")
    stop = a_stop()
    send(stop, [a_row(sheet, "use") | first])
    send(stop, [a_row(sheet, "use") | second | {"entered_by": "Jo"}])
    return the_row(sheet, "use")


OBJECTS = {"position": "object", "reason": "Too vague."}


@pytest.mark.both_databases
def test_what_was_settled_counts_with_the_facts_that_were_settled(app: Flask) -> None:
    row = differing(OBJECTS | {"group": "licensee"}, {"position": "accept", "group": "subject"})
    lu = make_account("Lu")

    settle(row, Entry("accept", "For now.", group="subject"), by=lu)

    row = the_row(row.sheet, "use")
    assert (str(row.state), row.settled["by"]) == ("counted", lu.actor_id)
    assert positions() == [("use", "accept", "stop:dakar", "system:setup~1")]
    assert row.position.stakeholder_group == "subject"
    assert comments() == [("comment", "For now.", "stop:dakar")]


def test_settling_is_on_record_without_words(app: Flask) -> None:
    row = differing(OBJECTS, {"position": "accept"})
    settle(row, Entry("accept"), by=make_account("Lu"))

    entry = db.session.scalars(select(Recorded).where(Recorded.verb == "stop.rows-settled")).one()
    assert (entry.subject, entry.details) == ("stop:dakar", {"rows": 1})


def test_what_somebody_settled_already_is_not_settled_again(app: Flask) -> None:
    row = differing(OBJECTS, {"position": "accept"})
    settle(row, Entry("accept"), by=make_account("Lu"))

    with pytest.raises(NothingToSettle):
        settle(row, Entry("support"), by=make_account("Mo"))


def test_a_row_of_another_stop_is_not_settled_here(app: Flask) -> None:
    row = differing(OBJECTS, {"position": "accept"})
    a_stop("lagos", draft=row.stop.draft)

    with pytest.raises(NoSuchPaperRow), transaction():
        settle_rows(stop_named("lagos"), {row.id: Entry("accept")}, by=make_account("Lu"), texts={})


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("was", "other", "now", "choices", "said"),
    [
        ({"reason": "Good."}, {"position": "accept"}, Entry("accept"), ["accept"], []),
        ({"reason": "Good."}, {"reason": "Very good."}, Entry("support", "Very good."), ["support"], ["Very good."]),
        ({}, OBJECTS, Entry("object", "Too vague."), ["object"], ["Too vague."]),
        ({"comment": "Words."}, {"comment": "None."}, Entry("support"), ["support"], []),
        ({"comment": "Words."}, {"comment": "Other."}, Entry("support", "", "Other."), ["support"], ["Other."]),
        ({}, {"comment": "More."}, Entry("support", "", "More."), ["support"], ["More."]),
        ({}, {"position": "", "comment": "Only this."}, Entry(comment="Only this."), [], ["Only this."]),
    ],
)  # fmt: skip
def test_what_was_counted_after_one_keying_is_mended(
    app: Flask, was: Any, other: Any, now: Entry, choices: list[str], said: list[str]
) -> None:
    row = differing(was, other)
    before = len(positions())

    settle(row, now, by=make_account("Lu"))

    assert (before, [choice for _key, choice, *_rest in positions()]) == (1, choices)
    assert [body for _kind, body, _channel in comments()] == said


@pytest.mark.both_databases
def test_taking_a_row_back_ends_its_position_and_leaves_a_mark_where_it_spoke(app: Flask) -> None:
    stop, [sheet] = a_stop(), undrawn("use")
    row = a_row(sheet, "use", reason="Good.", comment="Words.")
    send(stop, [row])

    for _again in range(2):
        with transaction():
            withdraw_row(the_row(sheet, "use"), by=make_account("Maria"))

    assert (positions(), comments(), paper_counts(stop).withdrawn) == ([], [], 1)
    assert send(stop, [row]).unchanged == 1
    assert send(stop, [row | {"position": "accept"}]).accepted == 1
    assert [choice for _key, choice, *_rest in positions()] == ["accept"]


def test_a_row_that_waits_can_be_taken_back(app: Flask) -> None:
    stop = a_stop()
    send(stop, [a_row(7, "use", "object", reason="No.")])

    with transaction():
        withdraw_row(the_row(7, "use"), by=make_account("Maria"))

    assert (paper_counts(stop).waiting, paper_counts(stop).withdrawn) == (0, 1)


@pytest.mark.parametrize(
    ("others", "settles"), [([], True), ([Task.SCRIBE], True), ([Task.SCRIBE] * 2, False)]
)
def test_who_leads_settles_what_they_keyed_only_where_no_two_accounts_write(
    app: Flask, others: list[Task], settles: bool
) -> None:
    stop, [sheet] = a_stop(), undrawn("use")
    lea = on_duty(stop, name="Lea")
    for n, task in enumerate(others):
        on_duty(stop, task, name=f"Scribe {n}")
    send(stop, [a_row(sheet, "use")], by=lea)
    send(stop, [a_row(sheet, "use", "accept", entered_by="Jo")], by=lea)

    if settles:
        settle(the_row(sheet, "use"), Entry("accept"), by=lea)
    else:
        with pytest.raises(KeyedItYourself):
            settle(the_row(sheet, "use"), Entry("accept"), by=lea)
    assert (the_row(sheet, "use").settled is not None) is settles
