"""Reports: private, one for each person and thing, answered."""

from typing import Any

import pytest

from consensus.accounts import actions as people
from consensus.kit.db import transaction
from consensus.ledger.queries import head
from consensus.moderation.errors import AlreadyHidden, NothingReported, OwnThing
from consensus.moderation.models import Outcome, Rule
from consensus.moderation.queries import flag_of, open_flags, waiting
from tests.accounts.outbox import posted
from tests.factories import make_guest

from ..acting import dismiss, fold, hold, report

pytestmark = pytest.mark.both_databases


def test_a_report_waits_for_moderators_and_leaves_no_entry(scene: Any) -> None:
    before = head()

    report(scene.note, by=scene.ben)

    [flag] = open_flags(scene.note)
    assert (flag.ref, flag.account, flag.rule, flag.reason) == ("note:a", scene.ben, "spam", "It sells.")
    assert head() == before


def test_reporting_again_rewrites_the_report_and_keeps_its_place(scene: Any) -> None:
    first = report(scene.note, by=scene.ben).at
    report(scene.note, by=scene.ben, rule=Rule.ILLEGAL, reason="They are stolen.")

    [flag] = open_flags(scene.note)
    assert (flag.rule, flag.reason, flag.at) == ("illegal", "They are stolen.", first)


def test_nobody_reports_themselves_nor_what_is_folded(scene: Any) -> None:
    with pytest.raises(OwnThing):
        report(scene.note, by=scene.ana)
    fold(scene.note, by=scene.mo)
    with pytest.raises(AlreadyHidden):
        report(scene.note, by=scene.ben)

    assert list(open_flags(scene.note)) == []


def test_what_is_left_as_it_is_is_told_to_those_who_reported_it_by_mail_and_to_nobody_else(
    scene: Any,
) -> None:
    guest = make_guest()
    report(scene.note, by=scene.ben), report(scene.note, by=guest)
    before = head()

    assert dismiss(scene.note, by=scene.mo) == 2

    [mail] = posted()
    assert (mail.recipient, mail.subject) == ("ben@example.org", "Consensus: What became of your report")
    assert "You reported note a." in mail.text and "They are good watches." in mail.text
    for account in (scene.ben, guest):
        flag = flag_of(account, thing=scene.note)
        assert (flag.outcome, flag.answer) == (Outcome.DISMISSED, "They are good watches.")
    assert (list(open_flags(scene.note)), head()) == ([], before)


def test_answering_twice_is_refused(scene: Any) -> None:
    report(scene.note, by=scene.ben)
    dismiss(scene.note, by=scene.mo)

    with pytest.raises(NothingReported):
        dismiss(scene.note, by=scene.mia)
    assert len(posted()) == 1


def test_a_report_written_anew_after_its_answer_waits_again_and_remembers_the_answer(scene: Any) -> None:
    report(scene.note, by=scene.ben)
    dismiss(scene.note, by=scene.mo)
    report(scene.note, by=scene.ben, reason="It got worse.")

    [flag] = open_flags(scene.note)
    assert (flag.reason, flag.answer) == ("It got worse.", "They are good watches.")
    assert [row.ref for row in waiting().items] == ["note:a"]


def test_folding_settles_the_reports_with_its_reason(scene: Any) -> None:
    report(scene.note, by=scene.ben)
    fold(scene.note, by=scene.mo)

    flag = flag_of(scene.ben, thing=scene.note)
    assert (flag.outcome, flag.answer, flag.settled_by) == (
        Outcome.HIDDEN,
        "It sells watches.",
        scene.mo.actor_id,
    )


def test_holding_settles_no_report(scene: Any) -> None:
    report(scene.note, by=scene.ben)
    hold(scene.note)

    assert len(open_flags(scene.note)) == 1


def test_who_is_erased_is_not_answered(scene: Any) -> None:
    report(scene.note, by=scene.ben)
    with transaction():
        people.erase(scene.ben, by=scene.ben)

    with pytest.raises(NothingReported):
        dismiss(scene.note, by=scene.mo)
