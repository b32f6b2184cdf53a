"""Where people decide what figures indicate: calls with appeals, challenges with rulings, last calls, rolls; all public."""

from datetime import timedelta
from typing import Any

import pytest

from consensus.accounts.actions import register
from consensus.discussion.models import Comment
from consensus.kit.clock import now
from consensus.kit.db import db, transaction
from consensus.voting.models import Call, Challenge, LastCall, Position, Roll
from consensus.voting.queries.figures import eligible
from tests.drafts.views.browsing import fill, form_at, words
from tests.factories import make_account
from tests.voting.acting import draft_with_policy, entries, take

from .conftest import next_draft

CALL, DESK = "/desk/calls/0.1/use", "/desk/calls/"


def called(lena: Any, *, finding: str = "contested") -> Call:
    """Lena calls *use*."""
    form = fill(
        form_at(lena.get(CALL), CALL), finding=finding, reason="One objection stands, and it is right."
    )
    assert lena.post(CALL, data=form).status_code == 303
    return db.session.query(Call).order_by(Call.id.desc()).first()


def test_a_chair_makes_a_call_on_the_figures_and_the_strongest_objection(lena, client, scene):
    take(scene.draft, "use", "support", scene.ana)
    take(scene.draft, "use", "object", scene.ben, reason="*Any* purpose goes too far.")
    form = lena.get(CALL)

    call = called(lena)
    page = words(client.get(f"/calls/{call.id}/"))

    assert "Any purpose goes too far." in words(form)
    assert form_at(form, CALL)["finding"] == "quiet"
    assert "contested Called by Lena" in page
    assert (
        "Support 1, can live with it 0, abstain 0, object 1. For: 50 % of 2. Indicated: too few positions."
        in page
    )
    assert "Any purpose goes too far." in page
    assert "called by a chair: contested" in words(
        client.get("/drafts/0.1/clauses/use/positions/")
    ) or "The call" in words(client.get("/drafts/0.1/clauses/use/positions/"))


def test_a_later_call_takes_the_place_of_the_first_which_stays_readable(lena, client, scene):
    first, second = called(lena), called(lena, finding="quiet")

    assert "This call no longer holds." in words(client.get(f"/calls/{first.id}/"))
    assert "An earlier call" in words(client.get("/drafts/0.1/clauses/use/positions/"))
    assert "The call so far" in words(lena.get(CALL))
    assert second.set_aside_at is None


def test_a_call_needs_a_reason_and_a_finding(lena, scene):
    answer = lena.post(CALL, data={"finding": "perhaps", "reason": ""})

    assert (answer.status_code, db.session.query(Call).count()) == (422, 0)
    assert "Please fill this in." in words(answer)


def test_who_has_no_role_does_not_come_to_the_desk(ana, scene):
    assert [ana.get(path).status_code for path in (DESK, CALL, f"{DESK}last", "/desk/rolls/0.1")] == [403] * 4


def test_an_objector_appeals_and_somebody_not_involved_rules(lena, ana, client, scene):
    take(scene.draft, "use", "object", scene.ana)
    call = called(lena)
    path, ruling = f"/calls/{call.id}/appeal", f"/desk/appeals/{call.id}"

    answer = ana.post(path, data=fill(form_at(ana.get(path), path), reason="It overlooks what I said."))
    mona = client.as_(scene.mona)
    waiting = words(mona.get(DESK))
    form = fill(form_at(mona.get(ruling), ruling), upheld="yes", reason="It does.")
    ruled = mona.post(ruling, data=form)
    page = words(client.get(f"/calls/{call.id}/"))

    assert "waits for its ruling" in words(ana.get(answer.location))
    assert "Appeals to rule on Draft 0.1, use : contested" in waiting or "Draft 0.1" in waiting
    assert ruled.status_code == 303
    assert "It overlooks what I said." in page and "whose objection stands" in page
    assert "Upheld: the call is set aside. Mona" in page
    assert lena.get(ruling).status_code == 403
    assert mona.post(ruling, data=form).status_code == 409


def test_others_gather_for_an_appeal_and_it_is_not_ruled_on_before(lena, ben, client, scene):
    call = called(lena)
    path = f"/calls/{call.id}/appeal"

    ben.post(path, data={"reason": "Too early."})
    page = words(client.get(f"/calls/{call.id}/"))
    early = client.as_(scene.mona).post(f"/desk/appeals/{call.id}", data={"upheld": "no", "reason": "No."})

    assert "One participant appeals. 10 are needed." in page
    assert early.status_code == 409
    assert "It is still gathering participants; 10 are needed." in words(
        client.as_(scene.mona).get(f"/desk/appeals/{call.id}")
    )


def test_without_an_appeal_there_is_nothing_to_rule_on(lena, client, scene):
    call = called(lena)

    answer = client.as_(scene.mona).post(f"/desk/appeals/{call.id}", data={"upheld": "no", "reason": "No."})

    assert answer.status_code == 404
    assert "Nobody has appealed against this call." in words(
        client.as_(scene.mona).get(f"/desk/appeals/{call.id}")
    )


@pytest.mark.parametrize(
    "path", ["/calls/9/", "/challenges/9/", "/last-calls/9", "/positions/9", "/positions/receipts/1"]
)
def test_what_there_is_not_is_not_found(client, scene, path):
    assert client.get(path).status_code == 404


def challenged(ana: Any, scene: Any) -> Challenge:
    """Ana spoke of the old words of *use*, and challenges that their change was editorial."""
    take(scene.draft, "use", "support", scene.ana)
    next_draft()
    path = "/drafts/0.2/clauses/use/challenge"
    form = fill(form_at(ana.get(path), path), reason="*Whatever* is more than *any*.")
    assert ana.post(path, data=form).status_code == 303
    return db.session.query(Challenge).one()


def test_a_holder_of_a_position_challenges_an_editorial_change_and_a_chair_rules(ana, lena, client, scene):
    challenge = challenged(ana, scene)
    ruling, page = f"/desk/challenges/{challenge.id}", f"/challenges/{challenge.id}/"

    waiting, public = words(lena.get(DESK)), words(client.get(page))
    beside = words(client.get("/drafts/0.2/clauses/use/positions/"))
    answer = lena.post(
        ruling, data=fill(form_at(lena.get(ruling), ruling), upheld="yes", reason="It is more.")
    )

    assert "Challenges to rule on Draft 0.2, use" in waiting
    assert "is more than" in public and "Until a chair has ruled" in public
    assert "Its change is challenged" in beside
    assert answer.location == page
    assert "Upheld: the change is one of substance." in words(client.get(page))
    assert "You supported other words of it." in words(ana.get("/drafts/0.2/clauses/use/"))


def test_a_change_is_challenged_once_and_by_holders_only(ana, ben, lena, scene):
    challenge = challenged(ana, scene)
    path = "/drafts/0.2/clauses/use/challenge"

    again = ana.post(path, data={"reason": "Again."})
    other = ben.post("/drafts/0.2/clauses/study/challenge", data={"reason": "So."})
    lena.post(f"/desk/challenges/{challenge.id}", data={"upheld": "no", "reason": "It says the same."})

    assert (again.status_code, other.status_code) == (409, 409)
    assert "This change cannot be challenged." in words(ben.get("/drafts/0.2/clauses/study/challenge"))
    assert "Not upheld: the change stays editorial." in words(ana.get(f"/challenges/{challenge.id}/"))
    assert (
        lena.post(f"/desk/challenges/{challenge.id}", data={"upheld": "yes", "reason": "Now."}).status_code
        == 409
    )


def test_a_last_call_stands_beside_what_it_is_about(lena, client, scene):
    path, until = f"{DESK}last", (now() + timedelta(days=20)).date().isoformat()

    form = fill(form_at(lena.get(f"{path}?key=use"), path), until=until, reason="Is anybody against it?")
    answer = lena.post(path, data=form)
    [last] = db.session.query(LastCall)
    beside = words(client.get("/drafts/0.1/clauses/use/positions/"))

    assert form["key"] == "use"
    assert answer.location == DESK
    assert "Objections are asked for a last time, until" in beside and "Is anybody against it?" in beside
    assert client.get(f"/last-calls/{last.id}").location == "/drafts/0.1/clauses/use/positions/#last-call"
    assert "Last calls going on Draft 0.1, use" in words(lena.get(DESK))


def test_a_last_call_on_the_whole_draft_and_one_that_is_too_short(lena, client, scene):
    path, soon = f"{DESK}last", (now() + timedelta(days=3)).date().isoformat()
    late = (now() + timedelta(days=30)).date().isoformat()

    short = lena.post(path, data={"until": soon, "reason": "Quick."})
    lena.post(path, data={"until": late, "reason": "All of it."})
    twice = lena.post(path, data={"until": late, "reason": "All of it again."})
    [last] = db.session.query(LastCall)

    assert short.status_code == 422
    assert "A last call stays open for at least 14 days." in words(short)
    assert client.get(f"/last-calls/{last.id}").location == "/drafts/0.1/results/"
    assert twice.status_code == 409


def test_a_roll_is_named_where_the_policy_asks_for_it_and_never_says_who(client, app):
    draft = draft_with_policy('who = "named"\n')
    rosa, ana = make_account("Rosa", role="maintainer"), make_account("Ana", email="ana@example.org")
    path, browser = "/desk/rolls/0.1", client.as_(rosa)

    with transaction():
        register(name="Waits", email="waits@example.org")
    unknown = browser.post(path, data={"people": "nobody@example.org\nwaits@example.org"})
    form = fill(form_at(browser.get(path), path), people=f"ana@example.org\n{rosa.actor_id}\n")
    answer = browser.post(path, data=form)
    [roll] = db.session.query(Roll)

    assert unknown.status_code == 422 and "nobody@example.org, waits@example.org" in words(unknown)
    assert (answer.location, roll.eligible, eligible(draft)) == ("/drafts/0.1/results/#policy", 2, 2)
    assert "The roll is published." in words(browser.get(path))
    assert "ana@example.org" not in words(client.get("/drafts/0.1/results/"))
    assert take(draft, "use", "support", ana).is_new


def test_where_everybody_may_take_part_no_roll_is_named(client, scene):
    page = client.as_(make_account("Rosa", role="maintainer")).get("/desk/rolls/0.1")

    assert "Its policy does not name them" in words(page)


def test_a_receipt_shows_the_entry_and_what_became_of_it(client, scene):
    position = take(scene.draft, "use", "support", scene.ana).position
    [entry] = entries("position.taken")
    path = f"/positions/receipts/{entry.n}"

    page, data = words(client.get(path)), client.get(f"{path}.json").get_json()
    take(scene.draft, "use", "object", scene.ana)
    after = words(client.get(path))

    assert "Support ·" in page and entry.by in page and entry.hash in page and "Licensee" in page
    assert "It is counted wherever these words stand with the same meaning" in page
    assert (data["hash"], data["details"]["key"], data["n"]) == (entry.hash, "use", entry.n)
    assert "It was counted until" in after and "replaced" in after
    assert client.get(f"/positions/{position.id}").location == path


def test_an_objection_said_in_the_discussion_is_a_position(ana, scene):
    path = "/drafts/0.1/clauses/use/comment"
    form = fill(form_at(ana.get(path), path), body="Who says so?", kind="objection")

    answer = ana.post(path, data=form)
    again = ana.post(path, data=form)
    [comment], [position] = db.session.query(Comment).all(), db.session.query(Position).all()

    assert (answer.status_code, again.location) == (303, answer.location)
    assert (str(position.choice), position.comment_id, comment.stands) == ("object", comment.id, True)


def test_a_second_objection_adds_words_and_no_second_position(ana, scene):
    path = "/drafts/0.1/clauses/use/comment"
    for body in ("Who says so?", "And why?"):
        form = fill(form_at(ana.get(path), path), body=body, kind="objection")
        ana.post(path, data=form)

    assert [str(each.choice) for each in db.session.query(Position)] == ["object"]
    assert db.session.query(Comment).count() == 2


def test_letting_go_of_an_objection_leaves_the_position_and_the_page_offers_to_change_it(ana, scene):
    taken = take(scene.draft, "use", "object", scene.ana)

    act_path = f"/comments/{taken.comment.id}/standing/withdraw"
    ana.post(act_path, data={})

    assert [str(each.choice) for each in db.session.query(Position)] == ["object"]
    assert "You object." in words(ana.get("/drafts/0.1/clauses/use/"))
