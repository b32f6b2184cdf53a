"""Whom an act of moderation concerns, and why."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from consensus.kit.clock import now
from consensus.kit.db import db
from consensus.ledger.models import Entry
from consensus.moderation.concerned import CONCERNED, REASONS
from consensus.moderation.verbs import Verb

from .acting import appeal, dismiss, end_pause, fold, hold, pause, report, restore, rule
from .notes import make_note


def told(verb: Verb) -> dict[str, str]:
    """Whom the last entry of a verb concerns."""
    query = select(Entry).where(Entry.verb == str(verb)).order_by(Entry.n.desc()).limit(1)
    return CONCERNED[verb](db.session.scalars(query).one())


def test_of_a_folding_its_author_hears_and_those_who_reported_it(scene: Any) -> None:
    report(scene.note, by=scene.ben)
    fold(scene.note, by=scene.mo)

    assert told(Verb.HIDDEN) == {scene.ana.actor_id: "moderated", scene.ben.actor_id: "reported"}


def test_those_whose_report_was_answered_otherwise_do_not_hear_of_it(scene: Any) -> None:
    report(scene.note, by=scene.ben)
    dismiss(scene.note, by=scene.mo)
    fold(scene.note, by=scene.mo)

    assert told(Verb.HIDDEN) == {scene.ana.actor_id: "moderated"}


def test_of_unfolding_and_of_a_ruling_its_author_hears_and_who_folded_it(scene: Any) -> None:
    both = {scene.ana.actor_id: "moderated", scene.mo.actor_id: "folded"}
    fold(scene.note, by=scene.mo)
    appeal(scene.note, by=scene.ana)
    rule(scene.note, by=scene.mia, upheld=True)
    assert told(Verb.RULED) == both

    restore(scene.note, by=scene.mia)
    assert told(Verb.RESTORED) == both


def test_of_what_was_only_held_its_author_hears(scene: Any) -> None:
    hold(scene.note)
    restore(scene.note, by=scene.mo)

    assert told(Verb.RESTORED) == {scene.ana.actor_id: "moderated"}


def test_of_what_nobody_wrote_nobody_hears(scene: Any) -> None:
    fold(make_note("b"), by=scene.mo)

    assert told(Verb.HIDDEN) == {}


def test_of_a_pause_hears_whose_account_it_is(scene: Any) -> None:
    pause(scene.ana, until=now() + timedelta(days=1), by=scene.mo)
    end_pause(scene.ana, by=scene.mo)

    assert told(Verb.PAUSED) == told(Verb.PAUSE_ENDED) == {scene.ana.actor_id: "paused"}
    assert set(REASONS) == {"moderated", "reported", "folded", "paused"}
