"""The roll: how many may take part and by which rule, published at the opening with the policy."""

import pytest
from flask import Flask

from consensus.drafts.models import Draft
from consensus.kit.db import db
from consensus.kit.permissions import can
from consensus.ledger import SETUP
from consensus.voting.actions import publish_roll
from consensus.voting.due import publish_rolls
from consensus.voting.errors import RollIsPublished
from consensus.voting.policies import Policy, policy_as_data, policy_from
from consensus.voting.queries import figures_of, policy_of, roll_of
from consensus.voting.rules import Can
from tests.drafts.making import NEW, published
from tests.factories import make_account, make_guest
from tests.voting.acting import act, draft_with_policy, entries


@pytest.mark.parametrize("who, eligible", [("everyone", 3), ("confirmed", 2)])
def test_the_follower_publishes_it_at_the_opening(app: Flask, who: str, eligible: int) -> None:
    make_account("Ana"), make_account("Ben"), make_guest()
    draft = draft_with_policy(f'who = "{who}"')

    assert [publish_rolls(), publish_rolls()] == [1, 0]
    assert (roll_of(draft).who, roll_of(draft).eligible) == (who, eligible)
    [entry] = entries("roll.published")
    assert policy_from(entry.details["policy"]) == policy_of(draft)
    assert (entry.details["eligible"], entry.by) == (eligible, "system:follower")


def test_whoever_joins_later_counts_in_the_turnout_not_in_what_was_published(app: Flask) -> None:
    make_account("Ana")
    draft = published()
    publish_rolls()
    make_account("Ben")

    assert (roll_of(draft).eligible, figures_of(draft).eligible) == (1, 2)


def test_where_the_policy_names_people_somebody_names_them(app: Flask) -> None:
    ana, ben = make_account("Ana"), make_account("Ben")
    draft = draft_with_policy('who = "named"')
    by_itself, before = publish_rolls(), figures_of(draft).eligible
    act(publish_roll, draft, accounts=[ana], by=SETUP)
    draft = db.session.get_one(Draft, draft.id)

    assert (by_itself, before, figures_of(draft).eligible) == (0, None, 1)
    assert [can(person, Can.TAKE, draft) for person in (ana, ben)] == [True, False]


def test_it_is_published_once(app: Flask) -> None:
    draft = published()
    act(publish_roll, draft, by=SETUP)
    with pytest.raises(RollIsPublished):
        act(publish_roll, draft, by=SETUP)


def test_the_standard_policy_is_locked_with_a_draft_at_its_opening(app: Flask, tmp_path, monkeypatch) -> None:
    first = published()
    publish_rolls()
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "default.toml").write_text("quorum = 99\n", "utf-8")
    monkeypatch.setitem(app.config, "CONTENT", str(tmp_path))
    second = published(NEW, "0.2")

    assert (policy_of(first).quorum, policy_of(second).quorum) == (12, 99)


def test_a_policy_survives_the_record(app: Flask) -> None:
    assert policy_from(policy_as_data(Policy())) == Policy()
