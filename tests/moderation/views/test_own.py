"""Reporting, appealing, and what became of both."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from consensus import create_app
from consensus.kit.clock import now
from consensus.kit.web.limits import limiter
from consensus.moderation.queries import appeals_waiting, open_flags
from consensus.moderation.rules import RULES, Can
from tests.conftest import SECRET, Client
from tests.factories import make_account

from ..acting import appeal, dismiss, fold, hold, pause, report, restore, rule
from ..notes import make_note

REPORT, APPEAL = "/moderation/note:a/report", "/moderation/note:a/appeal"
SPAM = {"rule": "spam", "reason": "It sells."}


def test_a_stranger_signs_in_first_and_comes_back(client: Any, scene: Any) -> None:
    answer = client.get(REPORT)

    assert (answer.status_code, answer.location) == (303, f"/account/sign-in?next={REPORT}")
    assert client.post(REPORT, data=SPAM).status_code == 401


def test_whoever_is_signed_in_reports_and_is_led_back_to_the_thing(client: Any, scene: Any) -> None:
    ben = client.as_(scene.ben)
    page = ben.get(REPORT)

    answer = ben.post(REPORT, data=SPAM)

    assert (page.status_code, "Buy watches!" in page.text, "Send the report" in page.text) == (
        200,
        True,
        True,
    )
    assert (answer.status_code, answer.location) == (303, "/moderation/?note=a")
    assert [flag.reason for flag in open_flags(scene.note)] == ["It sells."]
    again = ben.get(REPORT).text
    assert ("You have reported this." in again, "It sells." in again) == (True, True)


@pytest.mark.parametrize(
    "data, said",
    [
        ({}, "Please fill this in."),
        ({"rule": "taste", "reason": "Ugly."}, "Choose one of those offered."),
        ({"rule": "spam", "reason": " \u200d \n"}, "Please fill this in."),
        ({"rule": "spam", "reason": "x" * 1001}, "1000 is the most"),
    ],
)
def test_a_report_that_says_too_little_or_too_much_is_shown_again(
    client: Any, scene: Any, data: dict[str, str], said: str
) -> None:
    page = client.as_(scene.ben).post(REPORT, data=data)

    assert (page.status_code, said in page.text, data.get("reason", "") in page.text) == (422, True, True)
    assert list(open_flags(scene.note)) == []


def test_ones_own_things_and_what_is_folded_are_not_reported(client: Any, scene: Any) -> None:
    ana, ben = client.as_(scene.ana), client.as_(scene.ben)
    assert ("This is yours." in ana.get(REPORT).text, ana.post(REPORT, data=SPAM).status_code) == (True, 409)

    fold(scene.note, by=scene.mo)
    page = ben.get(REPORT).text

    assert ("folded already" in page, "Buy watches!" in page, "Send the report" in page) == (
        True,
        False,
        False,
    )
    assert ben.post(REPORT, data=SPAM).status_code == 409


@pytest.mark.parametrize("path", ["/moderation/note:none/report", "/moderation/spoon:a/report"])
def test_what_is_not_there_cannot_be_reported(client: Any, scene: Any, path: str) -> None:
    assert client.as_(scene.ben).get(path).status_code == 404
    assert client.as_(scene.ben).post(path, data=SPAM).status_code == 404


def test_whoever_is_paused_is_told_why_they_cannot_report(client: Any, scene: Any) -> None:
    pause(scene.ben, until=now() + timedelta(days=3), by=scene.mo)

    answer = client.as_(scene.ben).post(REPORT, data=SPAM)

    assert (answer.status_code, str(RULES[Can.REPORT][1])[1:] in answer.text) == (403, True)


def test_a_reporter_reads_what_became_of_their_reports(client: Any, scene: Any) -> None:
    ben = client.as_(scene.ben)
    assert "You have reported nothing." in ben.get("/moderation/mine/").text

    report(scene.note, by=scene.ben)
    assert "It waits for a moderator." in ben.get("/moderation/mine/").text

    dismiss(scene.note, by=scene.mo)
    left = ben.get("/moderation/mine/").text
    assert ("It was left as it is." in left, "They are good watches." in left) == (True, True)
    assert "They are good watches." in ben.get(REPORT).text
    assert "They are good watches." not in client.as_(scene.ana).get("/moderation/mine/").text


def test_an_author_appeals_and_reads_the_ruling(client: Any, scene: Any) -> None:
    ana = client.as_(scene.ana)
    fold(scene.note, by=scene.mo)
    page = ana.get(APPEAL).text
    assert ("Buy watches!" in page, "It sells watches." in page, "under the rule: spam" in page) == (
        True,
    ) * 3

    answer = ana.post(APPEAL, data={"reason": "It was a joke."})

    assert (answer.status_code, answer.location) == (303, "/moderation/mine/")
    assert "It waits for another moderator." in ana.get("/moderation/mine/").text
    assert "You have appealed." in ana.get(APPEAL).text
    rule(scene.note, by=scene.mia, upheld=True)
    assert (
        "It stays folded." in ana.get("/moderation/mine/").text,
        "I have looked." in ana.get(APPEAL).text,
    ) == (
        True,
        True,
    )
    assert ana.post(APPEAL, data={"reason": "Please!"}).status_code == 409


def test_only_its_author_appeals(client: Any, scene: Any) -> None:
    fold(scene.note, by=scene.mo)

    for viewer in (scene.ben, scene.mo):
        assert client.as_(viewer).get(APPEAL).status_code == 403
        assert client.as_(viewer).post(APPEAL, data={"reason": "x"}).status_code == 403
    assert client.as_(scene.ana).post(APPEAL, data={"reason": ""}).status_code == 422
    assert appeals_waiting([scene.note]) == {}


def test_what_is_open_or_held_says_that_no_appeal_is_needed(client: Any, scene: Any) -> None:
    ana = client.as_(scene.ana)
    assert "This is not folded." in ana.get(APPEAL).text

    hold(scene.note)
    assert "It waits for a moderator." in ana.get(APPEAL).text

    restore(scene.note, by=scene.mo)
    fold(scene.note, by=scene.mo)
    appeal(scene.note, by=scene.ana)
    rule(scene.note, by=scene.mia, upheld=False)
    page = ana.get(APPEAL).text
    assert ("looked at again and opened" in page, "I have looked." in page) == (True, True)
    assert "It is open again." in ana.get("/moderation/mine/").text


def test_whoever_is_paused_reads_until_when_and_why(client: Any, scene: Any) -> None:
    pause(scene.ben, until=now() + timedelta(days=3), by=scene.mo)

    page = client.as_(scene.ben).get("/moderation/mine/").text

    assert ("Your account is paused." in page, "It went on." in page) == (True, True)


@pytest.fixture
def limited(settings: dict[str, Any]) -> Iterator[Any]:
    """A browser on a site with limits."""
    app = create_app(SECRET_KEY=SECRET, LIMITS="on", **settings)
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    app.test_client_class = Client
    with app.app_context():
        limiter.reset()
        yield app.test_client()
    limiter.enabled = False


def test_reports_are_limited(limited: Any) -> None:
    make_note()
    ben = limited.as_(make_account("Ben"))

    answers = [ben.post(REPORT, data=SPAM) for _ in range(21)]

    assert [answer.status_code for answer in answers] == [303] * 20 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0
