"""A review on a page of its own: what waits is seen by few, the maker replies, a maintainer may release it."""

import pytest

from consensus.kit.db import db
from consensus.moderation.actions import hide_thing
from consensus.systems.actions import release_review, reply_as_maker
from consensus.systems.models import Review, ReviewRevision
from tests.drafts.views.browsing import fill, form_at, words
from tests.factories import make_account
from tests.systems.acting import GOOD, act, review, verdict

MISSING = GOOD | {"data": "no"}


def test_a_review_that_waits_is_read_by_its_author_the_maker_and_maintainers(
    client, ana, ben, rosa, mona, scene
):
    made = review(scene.alpha, scene.draft, scene.ana, MISSING)

    seen = [who.get(f"/systems/reviews/{made.id}/").status_code for who in (client, ben, ana, mona, rosa)]

    assert seen == [404, 404, 200, 200, 200]
    assert "Not public yet." in words(mona.get(f"/systems/reviews/{made.id}/"))
    assert verdict(scene.alpha, scene.draft) == "incomplete"


def test_the_makers_reply_stands_beside_it(client, ana, mona, rosa, scene):
    made = review(scene.alpha, scene.draft, scene.ana, MISSING)
    at = f"/systems/reviews/{made.id}/reply"

    answer = mona.post(at, data=fill(form_at(mona.get(at), at), body="It comes in May."))
    rosa.post(f"/desk/systems/reviews/{made.id}/release", data={"reason": "The maker has replied."})

    assert (answer.status_code, answer.location) == (303, f"/systems/reviews/{made.id}/")
    for page in (client.get(f"/systems/reviews/{made.id}/"), client.get("/systems/alpha/")):
        assert "The maker replies" in words(page) and "It comes in May." in words(page)


@pytest.mark.parametrize("who, status", [("ana", 403), ("rosa", 403), ("mona", 200)])
def test_only_who_speaks_for_the_maker_replies(request, mona, scene, who, status):
    made = review(scene.alpha, scene.draft, scene.ana, MISSING)

    assert request.getfixturevalue(who).get(f"/systems/reviews/{made.id}/reply").status_code == status


def test_an_empty_reply_is_refused(mona, scene):
    made = review(scene.alpha, scene.draft, scene.ana, MISSING)

    assert mona.post(f"/systems/reviews/{made.id}/reply", data={"body": " "}).status_code == 422


def test_a_maintainer_makes_it_public_with_a_reason(client, mona, rosa, scene):
    made = review(scene.alpha, scene.draft, scene.ana, MISSING)
    at = f"/desk/systems/reviews/{made.id}/release"

    empty = rosa.post(at, data={"reason": ""})
    done = rosa.post(at, data=fill(form_at(rosa.get(at), at), reason="The maker has replied elsewhere."))

    assert (empty.status_code, done.status_code) == (422, 303)
    text = words(client.get(f"/systems/reviews/{made.id}/"))
    assert "Made public before its time: The maker has replied elsewhere." in text
    assert verdict(scene.alpha, scene.draft) == "does-not-conform"


def test_what_is_public_already_is_not_released(rosa, scene):
    made = review(scene.alpha, scene.draft, scene.ana)

    assert rosa.post(f"/desk/systems/reviews/{made.id}/release", data={"reason": "Now."}).status_code == 409


@pytest.mark.parametrize("who, offered", [("ana", True), ("ben", False)])
def test_revising_is_offered_to_its_author(request, scene, who, offered):
    made = review(scene.alpha, scene.draft, scene.ana)

    assert ("Revise it" in request.getfixturevalue(who).get(f"/systems/reviews/{made.id}/").text) is offered


def test_a_review_that_is_not_there_is_none(client, scene):
    assert client.get("/systems/reviews/99/").status_code == 404


def test_what_moderators_fold_is_read_nowhere(client, mona, rosa, scene):
    made = review(scene.alpha, scene.draft, scene.ana, MISSING)
    act(reply_as_maker, made, body="It comes in May.", by=scene.mona)
    act(release_review, made, reason="Now.", by=scene.rosa)
    moderator = make_account("Mira", role="moderator")
    at = (f"/systems/reviews/{made.id}/", "/systems/alpha/")

    before = ["It comes in May." in words(client.get(path)) for path in at]
    act(
        hide_thing, db.session.get_one(ReviewRevision, 1).reply, rule="spam", reason="It sells.", by=moderator
    )
    act(hide_thing, db.session.get_one(Review, made.id), rule="spam", reason="It sells.", by=moderator)

    assert before == [True, True]
    for path in at:
        text = words(client.get(path))
        assert "It comes in May." not in text and "available, MIT" not in text
        assert "These words are folded." in text
