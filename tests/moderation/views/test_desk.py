"""The moderators' desk: what waits, and deciding on one thing at a time."""

from typing import Any

import pytest

from consensus.accounts.models import Role
from consensus.kit.db import transaction
from consensus.moderation import actions
from consensus.moderation.models import Rule
from consensus.moderation.queries import hiding_of, how_many_wait, open_flags
from tests.factories import make_account

from ..acting import appeal, decided, fold, hold, report
from ..notes import NOTES, make_note

QUEUE, CASE = "/desk/flags/", "/desk/flags/note:a/"
FOLD = {"rule": "harassment", "reason": "It insults."}


@pytest.mark.parametrize("path", [QUEUE, CASE])
@pytest.mark.parametrize("role", ["participant", *Role])
def test_the_queue_is_for_moderators(client: Any, scene: Any, path: str, role: str) -> None:
    status = client.as_(make_account(role=role)).get(path).status_code

    assert status == (200 if role == "moderator" else 403)


def test_an_empty_queue_says_what_comes_there(client: Any, scene: Any) -> None:
    page = client.as_(scene.mo).get(QUEUE).text

    assert ("0 things wait" in page, "Nothing waits." in page) == (True, True)


def test_the_queue_tells_what_waits_and_why(client: Any, scene: Any) -> None:
    report(scene.note, by=scene.ben), report(scene.note, by=scene.mia, rule=Rule.ILLEGAL)
    hold(make_note("b", by=scene.ana, says="See https://example.org"))
    fold(make_note("c", by=scene.ana), by=scene.mo)
    appeal(make_note("c", by=scene.ana), by=scene.ana)

    page = client.as_(scene.mo).get(QUEUE).text

    for words in (
        "3 things wait", "Reported: 1", "Held: 1", "Appeals: 1", "2 reports", "against the law", "spam",
        "Buy watches!", "See https://example.org", "another moderator rules on the appeal",
    ):  # fmt: skip
        assert words in page, words
    assert page.index("note a") < page.index("note b") < page.index("note c")
    assert "another moderator rules on the appeal" not in client.as_(scene.mia).get(QUEUE).text


def test_what_waits_longer_than_a_page_goes_on_a_page_further(client: Any, scene: Any) -> None:
    with transaction():
        for n in range(22):
            actions.hold_thing(make_note(f"n{n:02}", by=scene.ana))
    mo = client.as_(scene.mo)

    first = mo.get(QUEUE).text
    later = first.split('rel="next" href="')[1].split('"')[0]
    second = mo.get(later).text

    assert ("note n19" in first, "note n20" in first) == (True, False)
    assert ("note n19" in second, "note n20" in second, "22 things wait" in second) == (False, True, True)


def test_a_moderator_who_argues_there_sees_it_and_may_not_act(client: Any, scene: Any) -> None:
    note = make_note("a", by=scene.ana, argue=[scene.mo])
    report(note, by=scene.ben)
    mo = client.as_(scene.mo)

    queue, case = mo.get(QUEUE).text, mo.get(CASE).text

    assert ("Buy watches!" in queue, "You argue in this thread" in queue) == (True, True)
    assert ("1 report" in case, "You argue in this thread" in case) == (True, True)
    assert [
        words for words in ("Fold it", "Leave it", "Pause this account", "Ben", "It sells.") if words in case
    ] == []
    for path, data in (("hide", FOLD), ("dismiss", {"answer": "x"}), ("restore", {"why": "x"})):
        assert mo.post(CASE + path, data=data).status_code == 403
    assert (hiding_of(note), len(open_flags(note))) == (None, 1)


@pytest.mark.parametrize("role, may", [("moderator", True), ("maintainer", False), ("participant", False)])
def test_folding_is_allowed_to_those_who_see_the_queue(client: Any, scene: Any, role: str, may: bool) -> None:
    viewer = client.as_(make_account(role=role))

    offered = "Fold it, on record" in viewer.get(CASE).text
    answer = viewer.post(CASE + "hide", data=FOLD)

    assert (offered, answer.status_code) == (may, 303 if may else 403)
    assert (hiding_of(scene.note) is not None) is may


def test_what_an_author_says_to_another_moderator_is_not_for_those_who_argue_there(
    client: Any, scene: Any
) -> None:
    note = make_note("a", by=scene.ana, argue=[scene.mia])
    fold(note, by=scene.mo)
    appeal(note, by=scene.ana)

    seen = ["It was a joke." in client.as_(viewer).get(CASE).text for viewer in (scene.mo, scene.mia)]
    assert (seen, "An appeal waits" in client.as_(scene.mia).get(CASE).text) == ([True, False], True)


def test_the_way_to_pausing_its_author_is_shown_to_those_who_may(client: Any, scene: Any) -> None:
    make_note("b", by=scene.mia)
    mo = client.as_(scene.mo)

    pages = [mo.get(f"/desk/flags/note:{name}/").text for name in "ab"]

    assert ["Pause this account" in page for page in pages] == [True, False]


def test_folding_settles_it_and_goes_back_to_the_queue(client: Any, scene: Any) -> None:
    report(scene.note, by=scene.ben)
    mo = client.as_(scene.mo)
    assert "Ben" in mo.get(CASE).text

    answer = mo.post(CASE + "hide", data=FOLD)

    assert (answer.location, how_many_wait().things) == (QUEUE, 0)
    case = mo.get(CASE).text
    assert all(words in case for words in ("It insults.", "Rule: harassment", "Buy watches!", "Unfold it"))
    assert mo.post(CASE + "hide", data=FOLD).status_code == 409


@pytest.mark.parametrize(
    "path, data, typed",
    [
        ("hide", {"rule": "spam", "reason": ""}, ""),
        ("hide", {"reason": "Typed by hand."}, "Typed by hand."),
        ("dismiss", {"answer": ""}, ""),
        ("restore", {"why": " "}, ""),
    ],
)
def test_what_lacks_a_rule_or_reason_is_shown_again(
    client: Any, scene: Any, path: str, data: dict[str, str], typed: str
) -> None:
    report(scene.note, by=scene.ben)

    page = client.as_(scene.mo).post(CASE + path, data=data)

    assert (page.status_code, typed in page.text, "Please fill this in." in page.text) == (422, True, True)
    assert decided() == []


def test_leaving_it_answers_the_reports(client: Any, scene: Any) -> None:
    report(scene.note, by=scene.ben)
    mo = client.as_(scene.mo)

    answer = mo.post(CASE + "dismiss", data={"answer": "It is on topic."})

    assert (answer.status_code, list(open_flags(scene.note)), decided()) == (303, [], [])
    report(scene.note, by=scene.ben, reason="Still.")
    case = mo.get(CASE).text
    assert all(words in case for words in ("Reported before.", "It is on topic.", "Still."))


def test_what_is_held_is_let_stand_or_folded(client: Any, scene: Any) -> None:
    hold(scene.note)
    mo = client.as_(scene.mo)
    case = mo.get(CASE).text
    assert all(
        words in case for words in ("Held", "Let it stand", "Nothing is wrong with it.", "Fold it, on record")
    )

    assert mo.post(CASE + "restore", data={"why": "A good link."}).status_code == 303
    assert hiding_of(scene.note) is None

    hold(scene.note)
    assert mo.post(CASE + "hide", data=FOLD).status_code == 303
    assert [act for act, *_ in decided()] == ["held", "restored", "held", "hidden"]


def test_another_moderator_rules_on_an_appeal(client: Any, scene: Any) -> None:
    fold(scene.note, by=scene.mo)
    appeal(scene.note, by=scene.ana)
    mo, mia = client.as_(scene.mo), client.as_(scene.mia)
    ruling = {"ruling": "restore", "because": "It was a joke indeed."}

    offered = ["Rule on the appeal, on record" in viewer.get(CASE).text for viewer in (mo, mia)]
    assert (offered, mo.post(CASE + "rule", data=ruling).status_code) == ([False, True], 403)
    assert "It was a joke." in mia.get(CASE).text
    assert mia.post(CASE + "rule", data={"ruling": "restore"}).status_code == 422
    assert hiding_of(scene.note) is not None

    assert mia.post(CASE + "rule", data=ruling).status_code == 303
    assert (hiding_of(scene.note), decided()[-1][0]) == (None, "overturned")
    assert mia.post(CASE + "rule", data=ruling).status_code == 409


def test_a_ruling_can_uphold(client: Any, scene: Any) -> None:
    fold(scene.note, by=scene.mo)
    appeal(scene.note, by=scene.ana)

    client.as_(scene.mia).post(CASE + "rule", data={"ruling": "uphold", "because": "It sells."})

    assert (hiding_of(scene.note) is not None, decided()[-1][0]) == (True, "upheld")


def test_whoever_folded_it_may_take_that_back_while_an_appeal_waits(client: Any, scene: Any) -> None:
    fold(scene.note, by=scene.mo)
    appeal(scene.note, by=scene.ana)
    mo = client.as_(scene.mo)

    assert "You can take your own decision back." in mo.get(CASE).text
    assert mo.post(CASE + "restore", data={"why": "I was wrong."}).status_code == 303
    assert how_many_wait().things == 0


def test_reports_on_what_is_gone_meanwhile_are_still_answered(client: Any, scene: Any) -> None:
    report(scene.note, by=scene.ben)
    NOTES.clear()
    mo = client.as_(scene.mo)
    assert "note a" in mo.get(QUEUE).text

    case = mo.get(CASE).text
    assert ("It is gone" in case, "Fold it" in case, "Answer the reports" in case) == (True, False, True)
    assert mo.post(CASE + "hide", data=FOLD).status_code == 404
    assert mo.post(CASE + "dismiss", data={"answer": "It is gone."}).status_code == 303

    assert (how_many_wait().things, mo.get(CASE).status_code) == (0, 404)


def test_an_appeal_about_what_is_gone_meanwhile_is_still_ruled_on(client: Any, scene: Any) -> None:
    fold(scene.note, by=scene.mo)
    appeal(scene.note, by=scene.ana)
    NOTES.clear()
    mia = client.as_(scene.mia)
    assert "Rule on the appeal" in mia.get(CASE).text

    mia.post(CASE + "rule", data={"ruling": "restore", "because": "It is gone."})

    assert (how_many_wait().things, hiding_of("note:a")) == (0, None)


def test_hostile_words_are_shown_as_words(client: Any, scene: Any) -> None:
    note = make_note("x", by=scene.ana, says="<script>alert(1)</script>")
    report(note, by=scene.ben, reason="<img src=x onerror=alert(2)>")
    mo = client.as_(scene.mo)

    for path in (QUEUE, "/desk/flags/note:x/"):
        page = mo.get(path).text
        assert ("<script>alert" in page, "<img src=x" in page) == (False, False)
        assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("path", ["/desk/flags/note:none/", "/desk/flags/spoon:a/", "/desk/flags/nonsense/"])
def test_what_is_not_there_is_not_found(client: Any, scene: Any, path: str) -> None:
    assert client.as_(scene.mo).get(path).status_code == 404


def test_the_way_to_the_queue_stands_on_the_desk_of_moderators(client: Any, scene: Any) -> None:
    offered = [
        f'href="{QUEUE}"' in client.as_(make_account(role=role)).get("/desk/").text
        for role in ("moderator", "chair")
    ]

    assert offered == [True, False]
