"""Who may do what with systems."""

import pytest
from flask import Flask

from consensus.kit.permissions import can
from consensus.ledger import SETUP
from consensus.systems.actions import name_contact, raise_surprise
from consensus.systems.given import SurpriseGiven
from consensus.systems.rules import Can
from tests.factories import make_account, make_guest
from tests.systems.acting import EVIDENCE, GOOD, act, draft_with, review, say, system

ASKED = {
    Can.REVIEW: {"ana", "ben", "max", "mo"}, Can.EDIT_REVIEW: {"ana"}, Can.WITHDRAW_REVIEW: {"ana"},
    Can.SEE_WAITING: {"ana", "max", "mo"}, Can.RELEASE: {"max"}, Can.REPLY: {"mo"}, Can.EDIT_REGISTRY: {"max"},
    Can.DESK: {"max"}, Can.STANCE: {"ana", "ben", "max", "mo"}, Can.ANSWER: {"max"},
    Can.SURPRISE: {"ana", "ben", "max", "mo"}, Can.READ: {"ana", "ben", "max", "mo", "guest", "nobody"},
    Can.WHAT_IF: {"ana", "ben", "max", "mo", "guest", "nobody"},
}  # fmt: skip
OF_REVIEWS = (Can.EDIT_REVIEW, Can.WITHDRAW_REVIEW, Can.SEE_WAITING, Can.RELEASE, Can.REPLY)


@pytest.mark.parametrize("permission", ASKED, ids=str)
def test_who_may(app: Flask, permission: Can) -> None:
    draft = draft_with()
    alpha = system("Alpha")
    people = {
        "ana": make_account("Ana"), "ben": make_account("Ben"), "max": make_account("Max", role="maintainer"),
        "mo": make_account("Mo"), "guest": make_guest(), "nobody": None,
    }  # fmt: skip
    act(name_contact, alpha, account=people["mo"], by=SETUP)
    waiting = review(alpha, draft, people["ana"], GOOD | {"data": "no"})
    opinion = say(alpha, draft, people["ana"], "dispute", requirement="data", evidence=EVIDENCE)
    thing = waiting if permission in OF_REVIEWS else opinion if permission == Can.ANSWER else alpha

    assert {name for name, who in people.items() if can(who, permission, thing)} == ASKED[permission]


def test_nobody_answers_or_releases_what_is_their_own(app: Flask) -> None:
    draft, max_ = draft_with(), make_account("Max", role="maintainer")
    alpha = system("Alpha")

    assert can(max_, Can.RELEASE, review(alpha, draft, max_)) is False
    assert can(max_, Can.ANSWER, say(alpha, draft, max_, "dispute")) is False


def test_maintainers_answer_surprises_but_never_their_own(app: Flask) -> None:
    draft, ana, max_, mia = (
        draft_with(),
        make_account("Ana"),
        *(make_account(name, role="maintainer") for name in ("Max", "Mia")),
    )
    given = SurpriseGiven("in", "Everybody builds on it.", name="Zeta")
    raised, _new = act(raise_surprise, draft, given=given, by=max_)

    assert [can(who, Can.ANSWER_SURPRISE, raised) for who in (None, ana, max_, mia)] == [
        False,
        False,
        False,
        True,
    ]


def test_a_maintainer_who_speaks_for_the_maker_does_not_release(app: Flask) -> None:
    draft, max_ = draft_with(), make_account("Max", role="maintainer")
    alpha = system("Alpha")
    act(name_contact, alpha, account=max_, by=SETUP)

    assert can(max_, Can.RELEASE, review(alpha, draft, make_account("Ana"))) is False
