"""Random histories: whatever happened, a stranger who has only the record comes to every number that the site gives."""

import pytest
from flask import Flask

from consensus.discussion.actions import answer_disposition, dispose
from consensus.discussion.models import Comment
from consensus.drafts.queries import drafts_published
from consensus.kit.db import db
from consensus.ledger import SETUP
from consensus.voting.actions import put_aside, take_back_in
from tests.drafts.making import OLD, published
from tests.factories import make_account
from tests.voting.acting import act, take

from .gates import set_by_hand
from .histories import History, Reader, SystemsHistory, site_numbers

STEPS = 40


@pytest.mark.parametrize("seed", range(4))
def test_what_is_counted_of_a_text_and_its_people_is_counted_again_from_the_record(
    app: Flask, seed: int
) -> None:
    history, reader = History(seed), Reader()

    for _step in range(STEPS):
        history.step()
        db.session.expire_all()
        latest = history.text.latest.draft
        assert reader.numbers(latest) == site_numbers(latest), history.log

    for draft in drafts_published():
        if draft.withdrawal is None:
            assert reader.numbers(draft) == site_numbers(draft), history.log
    assert reader.record.gate.counted > 1


@pytest.mark.parametrize("seed", range(4))
def test_what_is_counted_of_systems_is_counted_again_from_the_record(app: Flask, seed: int) -> None:
    history, reader = SystemsHistory(seed), Reader()

    for _step in range(STEPS):
        history.step()
        db.session.expire_all()
        for draft in drafts_published():
            if draft.withdrawal is None:
                assert reader.numbers(draft) == site_numbers(draft), history.log
    assert reader.record.gate.counted > 0


def test_an_objection_sustained_while_its_author_is_set_aside_stands_only_afterwards(app: Flask) -> None:
    set_by_hand("objections")
    draft, eve, editor = published(OLD, "0.1"), make_account("Eve"), make_account("Eda", role="maintainer")
    taken = take(draft, "use", "object", eve, channel="stop:lagos")
    comment, reader, found = db.session.get_one(Comment, taken.position.comment_id), Reader(), []

    act(dispose, [comment], outcome="declined", reason="No.", by=editor)
    act(answer_disposition, comment, answer="agree", by=eve)
    act(put_aside, [eve], channel="stop:lagos", by=SETUP)
    act(dispose, [comment], outcome="declined", reason="No, and for another reason.", by=editor)
    act(answer_disposition, comment, answer="sustain", reason="It goes too far.", by=eve)
    found.append((reader.numbers(draft), site_numbers(draft)))
    act(take_back_in, [eve], channel="stop:lagos", by=SETUP)
    found.append((reader.numbers(draft), site_numbers(draft)))

    none, one = [["objections", "pass", 0, 0]], [["objections", "fail", 1, 0]]
    assert found == [(none, none), (one, one)]
