"""Setting guests of a sitting aside, and letting them count again."""

import pytest
from flask import Flask

from consensus.discussion.actions import cosign, withdraw_cosignature
from consensus.discussion.queries.comments import cosigners_by_group
from consensus.drafts.models import Draft
from consensus.kit.db import db
from consensus.kit.errors import Invalid
from consensus.ledger import SETUP
from consensus.roadshow import actions
from consensus.roadshow.errors import NoSuchAttendance, SetAside
from consensus.roadshow.models import Sitting
from consensus.roadshow.queries import heads_of, joined_by_code, live_code
from consensus.roadshow.queries.totals import said_at
from consensus.voting.queries.comparing import compared
from tests.factories import make_account, make_comment
from tests.roadshow.acting import a_draft, act, joined, last_number, opened, recorded_since
from tests.voting.acting import take


@pytest.fixture
def sitting(app: Flask) -> Sitting:
    """An open sitting."""
    a_draft()
    return opened(heads=2)


def draft_of(sitting: Sitting) -> Draft:
    """What it is about."""
    assert sitting.draft is not None
    return sitting.draft


def counting(sitting: Sitting) -> tuple[int, int]:
    """How many positions and standing objections count from this stop."""
    said = said_at([sitting.stop])[sitting.stop.slug]
    return said.positions, said.objections


def test_whom_a_stolen_code_let_in_counts_nothing_until_that_is_undone(sitting: Sitting) -> None:
    honest = joined(sitting, "Awa")
    take(draft_of(sitting), "use", "support", honest.account)
    act(actions.replace_code, sitting, by=SETUP)
    stolen = live_code(sitting)
    assert stolen is not None
    for name in ("Bot 1", "Bot 2"):
        take(draft_of(sitting), "use", "object", joined(sitting, name).account)
    act(actions.replace_code, sitting, by=SETUP)
    assert counting(sitting) == (3, 2)

    those = joined_by_code(sitting, stolen.id)
    act(actions.set_aside, sitting, those, reason="The code was in a forum.", by=SETUP)
    assert (counting(sitting), heads_of(sitting).aside, heads_of(sitting).more) == ((1, 0), 2, False)
    assert compared() == []

    act(actions.restore, sitting, those, by=SETUP)
    assert (counting(sitting), heads_of(sitting).aside, heads_of(sitting).more) == ((3, 2), 0, True)
    assert compared() == []


def test_it_is_on_record_with_how_many_and_without_names(sitting: Sitting) -> None:
    parts = [joined(sitting, "Awa"), joined(sitting, "Binta")]
    before = last_number()
    act(actions.set_aside, sitting, parts, reason="They asked for it.", by=SETUP)
    act(actions.restore, sitting, parts[:1], by=SETUP)

    assert [(entry.verb, entry.subject, entry.details) for entry in recorded_since(before)] == [
        ("sitting.guests-set-aside", "sitting:dakar/1", {"people": 2}),
        ("sitting.guests-restored", "sitting:dakar/1", {"people": 1}),
    ]
    assert [(part.is_aside, part.aside_reason) for part in parts] == [
        (False, None),
        (True, "They asked for it."),
    ]


def test_twice_is_once(sitting: Sitting) -> None:
    part = joined(sitting)
    act(actions.set_aside, sitting, [part], reason="First.", by=SETUP)
    before = last_number()

    assert act(actions.set_aside, sitting, [part], reason="Second.", by=SETUP) == []
    act(actions.restore, sitting, [part], by=SETUP)
    assert act(actions.restore, sitting, [part], by=SETUP) == []
    assert len(recorded_since(before)) == 1


def test_it_needs_a_reason_and_people_of_this_sitting(sitting: Sitting) -> None:
    part = joined(sitting)
    for people, reason in (([part], " "), ([], "Nobody.")):
        with pytest.raises(Invalid):
            act(actions.set_aside, sitting, people, reason=reason, by=SETUP)
    act(actions.close_sitting, sitting, by=SETUP)
    other = opened(sitting.stop)

    with pytest.raises(NoSuchAttendance):
        act(actions.set_aside, other, [part], reason="Another sitting.", by=SETUP)


def test_who_was_set_aside_says_nothing_more_there(sitting: Sitting) -> None:
    part = joined(sitting)
    act(actions.set_aside, sitting, [part], reason="A stolen code.", by=SETUP)

    with pytest.raises(SetAside):
        take(draft_of(sitting), "use", "support", part.account)


def test_who_was_set_aside_from_two_sittings_counts_again_when_both_are_undone(sitting: Sitting) -> None:
    first = joined(sitting)
    guest, stop = first.account, sitting.stop
    take(draft_of(sitting), "use", "support", guest)
    act(actions.close_sitting, sitting, by=SETUP)
    later = opened(stop)
    second = joined(later, by=guest)
    act(actions.set_aside, sitting, [first], reason="Not in the room.", by=SETUP)
    act(actions.set_aside, later, [second], reason="Nor in this one.", by=SETUP)

    act(actions.restore, sitting, [first], by=SETUP)
    assert counting(sitting) == (0, 0)
    act(actions.restore, later, [second], by=SETUP)
    assert (counting(sitting), compared()) == ((1, 0), [])


def test_concerns_that_people_shared_count_nothing_while_they_are_set_aside(sitting: Sitting) -> None:
    ana, bot = make_account("Ana"), joined(sitting, "Bot", stakeholder_group="regulator")
    strong, weak = (make_comment(draft_of(sitting), "use", kind="objection") for _n in range(2))
    for comment, who in ((strong, ana), (strong, bot.account), (weak, bot.account)):
        act(cosign, comment, by=who)

    def shared() -> list[tuple[int, dict[str | None, int]]]:
        db.session.expire_all()
        return [(each.cosigned, cosigners_by_group([each])[each.id]) for each in (strong, weak)]

    before = shared()
    act(actions.set_aside, sitting, [bot], reason="Code volé.", by=SETUP)
    without = shared()
    act(withdraw_cosignature, weak, by=bot.account)
    act(actions.restore, sitting, [bot], by=SETUP)

    assert before == [(2, {"regulator": 1, ana.stakeholder_group: 1}), (1, {"regulator": 1})]
    assert without == [(1, {ana.stakeholder_group: 1}), (0, {})]
    assert shared() == [before[0], (0, {})]
