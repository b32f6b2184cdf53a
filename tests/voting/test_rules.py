"""Who may take positions, and who decides what figures only indicate."""

from datetime import timedelta

import pytest
from flask import Flask

from consensus.accounts.models import Account
from consensus.discussion.actions import dispose
from consensus.discussion.places import OnClause
from consensus.drafts.models import Draft
from consensus.kit.clock import now
from consensus.kit.db import db
from consensus.kit.permissions import can
from consensus.moderation.actions import pause_account
from consensus.moderation.models import Rule
from consensus.voting.actions import appeal_call, challenge_editorial, make_call
from consensus.voting.rules import Can
from tests.drafts.making import published
from tests.factories import make_account, make_guest
from tests.voting.acting import act, draft_with_policy, row_of, take
from tests.voting.editing import polished


@pytest.fixture
def draft(app: Flask) -> Draft:
    return published()


def on(draft: Draft, key: str = "study") -> OnClause:
    return OnClause(draft, row_of(draft, key))


@pytest.mark.parametrize(
    "who, allowed", [("everyone", [True, True]), ("confirmed", [True, False]), ("named", [False, False])]
)
def test_the_policy_says_who_takes_part(app: Flask, who: str, allowed: list[bool]) -> None:
    draft = draft_with_policy(f'who = "{who}"')
    people = [make_account("Ana"), make_guest()]

    assert [can(person, Can.TAKE, draft) for person in people] == allowed
    assert [can(person, Can.TAKE, on(draft)) for person in people] == allowed
    assert not can(None, Can.TAKE, draft)


def test_who_is_paused_says_nothing_more_but_takes_back_what_they_said(draft: Draft) -> None:
    ana = make_account("Ana")
    until, moderator = now() + timedelta(days=3), make_account("Mo", role="moderator")
    act(pause_account, ana, until=until, rule=Rule.SPAM, reason="So be it.", by=moderator)
    ana = db.session.get_one(Account, ana.id)

    assert [can(ana, each, draft) for each in (Can.TAKE, Can.WITHDRAW, Can.REFUSE, Can.SEE_OWN)] == [
        False, True, True, True,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "role, allowed", [("chair", True), ("maintainer", False), ("board", False), (None, False)]
)
def test_chairs_call_and_announce(draft: Draft, role: str | None, allowed: bool) -> None:
    person = make_account("Carla", role=role)

    assert [can(person, each, on(draft)) for each in (Can.CALL, Can.LAST_CALL)] == [allowed] * 2


def test_whoever_declared_the_change_neither_calls_nor_rules(draft: Draft) -> None:
    declarer, chair, ana = (
        make_account("Dora", role="chair"),
        make_account("Carla", role="chair"),
        make_account("Ana"),
    )
    take(draft, "study", "support", ana)
    second = polished(by=declarer)
    challenge = act(challenge_editorial, second, row_of(second, "study"), reason="It is not.", by=ana)

    assert [can(person, Can.CALL, on(second)) for person in (declarer, chair)] == [False, True]
    assert [can(person, Can.RULE, challenge) for person in (declarer, chair)] == [False, True]
    assert can(declarer, Can.CALL, on(second, "use"))


def test_whoever_answered_an_objection_does_not_call(draft: Draft) -> None:
    comment = take(draft, "study", "object", make_account("Ana")).comment
    editor, chair = make_account("Eve", role="chair"), make_account("Carla", role="chair")
    act(dispose, [comment], outcome="declined", reason="It was weighed.", by=editor)

    assert [can(person, Can.CALL, on(draft)) for person in (editor, chair)] == [False, True]


def test_nobody_who_was_involved_rules_on_an_appeal(draft: Draft) -> None:
    chair, other, judge = (
        make_account(name, role=role) for name, role in (("C", "chair"), ("D", "chair"), ("J", "board"))
    )
    objector, appellant = make_account("O", role="board"), make_account("A", role="board")
    take(draft, "study", "object", objector)
    call = act(make_call, draft, row_of(draft, "study"), finding="contested", reason="So it is.", by=chair)
    act(appeal_call, call, reason="Too early.", by=appellant)

    assert [can(person, Can.RULE_APPEAL, call) for person in (chair, other, judge, objector, appellant)] == [
        False, True, True, False, False,
    ]  # fmt: skip


def test_maintainers_name_the_roll(draft: Draft) -> None:
    assert [can(make_account("M", role=role), Can.PUBLISH_ROLL, draft) for role in ("maintainer", "chair", None)] == [
        True, False, False,
    ]  # fmt: skip
