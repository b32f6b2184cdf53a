"""What rules, acts and outcomes are called."""

import pytest
from flask import Flask

from consensus.moderation.models import HELD, Act, Outcome, Rule
from consensus.moderation.titles import act_title, done_title, outcome_title, rule_choices, rule_title


@pytest.fixture(autouse=True)
def context(app: Flask) -> None:
    """Sentences need an application."""


def test_everything_has_a_name_of_its_own() -> None:
    rules = [rule_title(rule) for rule in (*Rule, HELD)]

    assert len(set(rules)) == len(Rule) + 1
    assert len({act_title(act) for act in Act}) == len({done_title(act) for act in Act}) == len(Act)
    assert len({outcome_title(outcome) for outcome in Outcome}) == len(Outcome)


def test_a_rule_that_nobody_knows_any_more_keeps_its_own_name() -> None:
    assert rule_title("taste") == "taste"


def test_the_rules_to_choose_from_say_what_they_mean_and_what_is_held_is_none_of_them() -> None:
    choices = dict(rule_choices())

    assert list(choices) == [str(rule) for rule in Rule]
    assert choices["personal-data"] == "personal data: something private about somebody"
