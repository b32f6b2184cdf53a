"""What the public record says of the discussion reads as sentences, without anybody's words."""

from datetime import timedelta

import time_machine

from consensus.discussion.actions import (
    answer_disposition,
    confirm_addressed,
    cosign,
    delete_comment,
    dispose,
    edit_comment,
    withdraw_cosignature,
    withdraw_objection,
)
from consensus.discussion.verbs import SENTENCES, Verb
from consensus.kit.clock import now
from consensus.ledger.queries import newest_entries
from consensus.ledger.telling import tell
from tests.discussion.acting import act, again
from tests.drafts.making import OLD, published
from tests.factories import make_account, make_comment


def told():
    return list(reversed(tell(newest_entries().items)))


def test_every_verb_has_its_sentence():
    assert set(SENTENCES) == set(Verb)


def test_the_record_tells_who_said_shared_and_answered_what(app):
    draft, may = published(OLD, "0.1"), make_account("May", role="maintainer")
    ana, bo, cem = make_account("Ana"), make_account("Bo"), make_account("Cem", role="chair")
    one, two, three = (make_comment(draft, "use", kind="objection", by=ana) for _ in range(3))
    act(cosign, one, by=bo)
    act(withdraw_cosignature, again(one), by=bo)
    act(edit_comment, again(one), words="Other words.", by=ana)
    act(dispose, [again(one), again(two)], outcome="declined", reason="No.", by=may)
    act(answer_disposition, again(one), answer="sustain", reason="Still.", by=ana)
    act(withdraw_objection, again(one), by=ana)
    act(delete_comment, again(three), by=ana)
    with time_machine.travel(now() + timedelta(days=15), tick=False):
        act(confirm_addressed, again(two), reason="It is.", by=cem)

    assert [f"{each.who} {each.sentence}" for each in told() if each.url and "/comments/" in each.url] == [
        "Ana wrote comment 1 (objection) on draft 0.1",
        "Ana wrote comment 2 (objection) on draft 0.1",
        "Ana wrote comment 3 (objection) on draft 0.1",
        "Bo shares the concern of comment 1",
        "Bo took back sharing the concern of comment 1",
        "Ana edited comment 1",
        "May answered comment 1 for the editors: declined",
        "May answered comment 2 for the editors: declined",
        "Ana replied to the editors' answer to comment 1: sustain",
        "Ana withdrew the objection of comment 1",
        "Ana withdrew the objection of comment 3",
        "Ana deleted comment 3",
        "Cem found the objection of comment 2 addressed, its author having let the time to reply pass",
    ]
    assert told()[-1].url == "/comments/2"
