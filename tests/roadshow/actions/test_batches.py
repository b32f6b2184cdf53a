"""A file is taken whole or not at all; the same again changes nothing; every refused row says why."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from consensus.discussion.models import Comment
from consensus.drafts.actions import withdraw_draft
from consensus.kit.db import db, transaction
from consensus.kit.errors import Invalid
from consensus.ledger import SETUP
from consensus.ledger.models import Entry
from consensus.roadshow.actions.batches import take_batch
from consensus.roadshow.batching import ready_batch
from consensus.roadshow.errors import StopIsNotOpen
from consensus.roadshow.models import Batch, PaperRow
from consensus.roadshow.queries import stop_named
from consensus.roadshow.queries.batches import paper_counts
from consensus.voting.errors import DraftSuperseded, DraftWithdrawn
from tests.drafts.making import NEW, published
from tests.factories import make_account
from tests.roadshow.papers import (
    KEYS,
    SLUG,
    a_drawn_sheet,
    a_file,
    a_row,
    a_stop,
    comments,
    how_many_people,
    positions,
    send,
    the_row,
    undrawn,
)
from tests.voting.acting import close


def how_many(model: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


@pytest.mark.both_databases
def test_a_row_becomes_a_position_and_a_comment_with_the_stop_and_who_wrote_it_down(app: Flask) -> None:
    stop, [sheet] = a_stop(), undrawn("use")
    row = a_row(
        sheet,
        "use",
        "2",
        reason="It will do.",
        comment="=SUM(A1) is a formula",
        group="End user",
        language="French",
    )

    report = send(stop, [row])

    assert report.as_data() == {"accepted": 1, "unchanged": 0, "refused": []}
    assert positions() == [("use", "accept", "stop:dakar", "system:setup~1")]
    assert comments() == [
        ("comment", "It will do.", "stop:dakar"), ("comment", "=SUM(A1) is a formula", "stop:dakar"),
    ]  # fmt: skip
    said = the_row(sheet, "use")
    assert (said.person.account.name, said.person.account.stakeholder_group) == ("Ana", "end-user")
    assert (said.position.stakeholder_group, said.comment.language, said.line) == ("end-user", "fr", 2)


@pytest.mark.both_databases
def test_the_same_file_again_changes_nothing(app: Flask) -> None:
    stop = a_stop()
    rows = [a_row(n, key, comment=f"Words {n}") for n in range(1, 4) for key in KEYS]
    first = send(stop, rows)
    before = [how_many(model) for model in (Entry, PaperRow, Batch, Comment)]

    again = send(stop, rows)

    assert (first.accepted, again.accepted, again.unchanged) == (18, 0, 18)
    assert [how_many(model) for model in (Entry, PaperRow, Batch, Comment)] == before
    assert how_many_people() == 3


def test_good_rows_are_taken_and_each_bad_one_is_told_with_its_line_column_and_reason(app: Flask) -> None:
    stop, [sheet] = a_stop(), undrawn("use")
    rows = [
        a_row(sheet, "use"),
        a_row(sheet, "nowhere"),
        a_row(sheet, "study", "perhaps"),
        a_row(sheet, "share", "object"),
        a_row("", "share"),
    ]

    report = send(stop, rows)

    assert report.accepted == 1
    assert [(each.line, each.column) for each in report.refused] == [
        (3, "clause"), (4, "position"), (5, "reason"), (6, "sheet"),
    ]  # fmt: skip
    assert report.refused[0].reason == (
        "The draft of this stop has no clause “nowhere”. The key stands on the sheet."
    )


def test_a_text_that_cannot_be_stored_is_a_refused_row(app: Flask) -> None:
    report = send(a_stop(), [a_row(1, "use", comment="x" * 9_000)])

    assert (report.accepted, report.refused[0].line, report.refused[0].column) == (0, 2, "comment")


def test_a_file_without_its_header_is_refused_whole(app: Flask) -> None:
    with pytest.raises(Invalid) as refused:
        send(a_stop(), b"1,Ana,use,support,Maria\n")

    assert list(refused.value.errors) == ["file"]
    assert how_many(PaperRow) == 0


@pytest.mark.both_databases
def test_objections_and_the_drawn_tenth_are_accepted_and_wait(app: Flask) -> None:
    stop, drawn, [plain] = a_stop(), a_drawn_sheet("use"), undrawn("study")

    report = send(stop, [a_row(drawn, "use"), a_row(plain, "study", "object", reason="Too vague.")])

    assert (report.accepted, positions(), comments()) == (2, [], [])
    assert (paper_counts(stop).waiting, paper_counts(stop).people) == (2, 2)


@pytest.mark.both_databases
def test_another_hand_keys_it_again_and_then_it_counts(app: Flask) -> None:
    stop = a_stop()
    row = a_row(7, "use", "object", reason="Far too vague.")
    send(stop, [row])

    report = send(stop, [row | {"entered_by": "Jo", "reason": "far too vague"}])

    assert (report.accepted, positions()) == (1, [("use", "object", "stop:dakar", "system:setup~1")])
    assert comments() == [("objection", "Far too vague.", "stop:dakar")]
    said = the_row(7, "use")
    assert (said.first["entered_by"], said.second["entered_by"], said.state) == ("Maria", "Jo", "counted")


def test_the_record_names_accounts_and_tells_apart_whom_a_file_names(app: Flask) -> None:
    clerk, stop = make_account("Clerk", role="scribe"), a_stop()
    hands = ["Clerk", "Maria", "maria ", "Jo"]

    send(
        stop,
        [a_row(sheet, "use", entered_by=hands[n]) for n, sheet in enumerate(undrawn("use", many=4))],
        by=clerk,
    )

    me = clerk.actor_id
    assert [scribe for *_rest, scribe in positions()] == [me, f"{me}~2", f"{me}~2", f"{me}~3"]


def test_both_keyings_may_come_in_one_file(app: Flask) -> None:
    row = a_row(7, "use", "object", reason="No.")

    assert send(a_stop(), [row, row | {"entered_by": "Jo"}]).accepted == 2
    assert len(positions()) == 1


def test_keyings_that_differ_are_not_counted(app: Flask) -> None:
    stop = a_stop()
    send(stop, [a_row(7, "use", "object", reason="No.")])
    send(stop, [a_row(7, "use", "abstain", entered_by="Jo")])

    assert (positions(), the_row(7, "use").state, paper_counts(stop).differing) == ([], "differs", 1)


def test_people_are_known_by_sheet_and_name_and_a_number_names_nobody(app: Flask) -> None:
    rows = [a_row(1, "use"), a_row(1, "study"), a_row(2, "use"), a_row(2, "use", participant="12")]
    send(a_stop(), rows)

    assert how_many_people() == 3
    assert the_row(2, "use", "12").person.account.name == "Participant 12, sheet 2"


def test_a_second_stop_has_people_of_its_own(app: Flask) -> None:
    first = a_stop()
    second = a_stop("lagos", draft=first.draft)
    send(first, [a_row(1, "use")])
    send(second, [a_row(1, "use")])

    assert how_many_people() == 2


def test_the_file_is_on_record_with_its_digest_and_counts(app: Flask) -> None:
    clerk = make_account("Clerk", role="scribe")
    send(a_stop(), [a_row(1, "use"), a_row(1, "nowhere")], by=clerk)

    entry = db.session.scalars(select(Entry).where(Entry.verb == "stop.batch-taken")).one()
    assert (entry.by, entry.subject) == (clerk.actor_id, "stop:dakar")
    assert (entry.details["accepted"], entry.details["refused"], len(entry.details["digest"])) == (1, 1, 64)


@pytest.mark.both_databases
def test_where_too_much_differs_everything_is_keyed_again(app: Flask) -> None:
    stop, sheets = a_stop(), undrawn("use", many=30)
    rows = [a_row(sheet, "use", "support", comment="Words.") for sheet in sheets[:29]]
    send(stop, rows)
    wrong = [
        row | {"entered_by": "Jo", "position": "accept" if n < 2 else "support"}
        for n, row in enumerate(rows[:27])
    ]
    send(stop, wrong)

    assert paper_counts(stop).waiting == 2
    assert len(positions()) == 29  # what was counted before stands until it is keyed again
    send(stop, [a_row(sheets[29], "use")])
    assert (the_row(sheets[29], "use").state, len(positions())) == ("waiting", 29)


def test_a_stop_that_is_not_open_takes_nothing(app: Flask) -> None:
    stop = a_stop(opened=False)

    with pytest.raises(StopIsNotOpen):
        send(stop, [a_row(1, "use")])


def test_what_was_taken_in_time_may_come_late_within_the_days_of_grace(app: Flask) -> None:
    stop = a_stop()
    close(stop.draft)
    send(stop, [a_row(undrawn("use")[0], "use")])

    assert the_row(undrawn("use")[0], "use").position.late is True


def test_nothing_of_a_file_is_stored_when_its_draft_takes_nothing_any_more(app: Flask) -> None:
    stop, [sheet] = a_stop(), undrawn("use")
    ready = ready_batch(stop, a_file([a_row(sheet, "use")]))
    with transaction():
        withdraw_draft(stop.draft, reason="By mistake.", by=SETUP)

    with pytest.raises((DraftWithdrawn, DraftSuperseded)), transaction():
        take_batch(stop_named(SLUG), ready, by=SETUP)

    assert (how_many(PaperRow), how_many_people()) == (0, 0)


def test_progress_is_told(app: Flask) -> None:
    told: list[tuple[int, int]] = []
    sheets = undrawn("use", many=3)

    send(
        a_stop(), [a_row(sheet, "use") for sheet in sheets], progress=lambda done, of: told.append((done, of))
    )

    assert told[-1] == (3, 3)


def test_a_new_draft_does_not_change_what_a_stop_speaks_of(app: Flask) -> None:
    stop = a_stop()
    published(NEW, "0.2")

    send(stop, [a_row(undrawn("permission")[0], "permission")])

    assert [key for key, *_rest in positions()] == ["permission"]
