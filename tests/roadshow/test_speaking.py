"""Through which channel people speak, and what guests may do."""

import pytest
from flask import Flask

from consensus.accounts.actions import change_profile
from consensus.accounts.rooms import channel_for, speaks_here, why_not
from consensus.discussion.actions import cosign
from consensus.drafts.models import Draft
from consensus.drafts.queries import draft_named
from consensus.ledger import SETUP
from consensus.roadshow import actions
from consensus.roadshow.errors import GuestMayNotWrite, NameIsKept, NotTheDraftOfTheRoom, SittingHasEnded
from consensus.roadshow.models import Sitting
from consensus.voting.actions import live_with_the_rest
from tests.factories import make_account, make_comment, make_guest
from tests.roadshow.acting import TEXT, a_draft, a_stop, act, joined, opened
from tests.voting.acting import take, take_back


@pytest.fixture
def draft(app: Flask) -> Draft:
    """The open draft."""
    return a_draft()


@pytest.fixture
def sitting(draft: Draft) -> Sitting:
    """An open sitting."""
    return opened()


def test_what_a_guest_says_on_any_page_counts_to_their_room(draft: Draft, sitting: Sitting) -> None:
    guest = joined(sitting).account

    assert take(draft, "use", "support", guest).position.channel == "stop:dakar"
    objection = take(draft, "study", "object", guest).comment
    assert objection is not None and objection.channel == "stop:dakar"
    assert make_comment(draft, "use", by=guest).channel == "stop:dakar"
    rest = act(live_with_the_rest, draft, "what-it-is", by=guest)
    assert {taken.position.channel for taken in rest} == {"stop:dakar"}


def test_somebody_with_an_account_speaks_from_the_room_while_it_is_open(
    draft: Draft, sitting: Sitting
) -> None:
    ana = make_account("Ana")
    before = take(draft, "use", "support", ana).position.channel
    joined(sitting, by=ana)
    within = take(draft, "study", "support", ana).position.channel
    act(actions.close_sitting, sitting, by=SETUP)
    after = make_comment(draft, "use", by=ana).channel

    assert (before, within, after) == ("online", "stop:dakar", "online")


def test_whoever_was_set_aside_speaks_online_with_their_account(draft: Draft, sitting: Sitting) -> None:
    ana = make_account("Ana")
    part = joined(sitting, by=ana)
    act(actions.set_aside, sitting, [part], reason="Not in the room.", by=SETUP)

    assert channel_for(ana, draft) == "online"


def test_after_the_sitting_guests_take_back_what_they_said_and_say_nothing_new(
    draft: Draft, sitting: Sitting
) -> None:
    guest = joined(sitting).account
    take(draft, "use", "object", guest)
    act(actions.close_sitting, sitting, by=SETUP)
    with pytest.raises(SittingHasEnded):
        take(draft, "use", "support", guest)
    with pytest.raises(SittingHasEnded):
        make_comment(draft, "use", by=guest)
    with pytest.raises(SittingHasEnded):
        act(cosign, make_comment(draft, "use"), by=guest)

    ended = take_back(draft, "use", guest)
    assert ended is not None and not ended.is_current
    assert "leave your mail address" in why_not(guest, draft)


def test_guests_speak_of_the_draft_of_their_room_alone(draft: Draft, sitting: Sitting) -> None:
    guest = joined(sitting).account
    later = a_draft("0.2", TEXT.replace("any purpose", "every purpose"))
    with pytest.raises(NotTheDraftOfTheRoom):
        make_comment(later, "use", by=guest)
    with pytest.raises(GuestMayNotWrite):
        channel_for(guest, None)

    assert make_comment(draft_named("0.1"), "use", by=guest).channel == "stop:dakar"
    assert (speaks_here(guest, later), speaks_here(guest, None), speaks_here(None, later)) == (
        False,
        True,
        False,
    )


def test_a_guest_who_joins_another_room_speaks_from_that_one(draft: Draft, sitting: Sitting) -> None:
    guest = joined(sitting).account
    lagos = opened(a_stop("lagos"))
    joined(lagos, by=guest)

    assert channel_for(guest, draft) == "stop:lagos"
    act(actions.close_sitting, lagos, by=SETUP)
    assert channel_for(guest, draft) == "stop:dakar"


def test_whom_somebody_else_speaks_for_is_asked_nothing(draft: Draft) -> None:
    of_paper = make_guest("Sheet 4")

    assert take(draft, "use", "support", of_paper, channel="stop:dakar").position.channel == "stop:dakar"
    assert why_not(make_account("Ana"), draft) == ""


def test_a_guest_who_is_set_aside_keeps_their_name_until_that_is_undone(sitting: Sitting) -> None:
    part, ana = joined(sitting, "Zed"), make_account("Ana")
    parts = [part, joined(sitting, by=ana)]
    act(actions.set_aside, sitting, parts, reason="Code volé.", by=SETUP)
    act(actions.close_sitting, sitting, by=SETUP)

    with pytest.raises(NameIsKept):
        act(change_profile, part.account, name="Something else")
    act(change_profile, part.account, name="Zed", country="SN")
    act(change_profile, ana, name="Ana B.")
    act(actions.restore, sitting, parts, by=SETUP)
    act(change_profile, part.account, name="Something else")

    assert (part.account.name, part.account.country, ana.name) == ("Something else", None, "Ana B.")
