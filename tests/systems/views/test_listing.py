"""The list of systems: what comes out of each, filtered, paged by key."""

import pytest

from tests.drafts.views.browsing import words
from tests.systems.acting import GOOD, draft_with, review, system


@pytest.fixture
def three(scene):
    """Alpha conforms, Beta has something missing, of Gamma nothing is known."""
    beta, _gamma = system("Beta", maker="Another", kind="code"), system("Gamma", kind="text,code")
    review(scene.alpha, scene.draft, scene.ana)
    review(beta, scene.draft, scene.ana, GOOD | {"data": "no"})


def named(page):
    """The systems that a page lists, in its order."""
    return [name for name in ("Alpha", "Beta", "Gamma") if f">{name}</a>" in page.text]


def test_everybody_sees_what_comes_out_of_each_and_why(client, three):
    text = words(client.get("/systems/"))

    assert "Of 3 systems checked against this draft 1 conforms, 1 does not conform, 1 is incomplete." in text
    assert "Not there: Description of the data ." in text
    assert "Nobody has reviewed it yet." in text


def test_of_much_that_decides_only_some_is_named(client, scene):
    review(scene.alpha, scene.draft, scene.ana, {"card": "MIT"})

    text = words(client.get("/systems/"))

    assert "Not known: Training and inference code , Description of the data and 1 more." in text


@pytest.mark.parametrize(
    "asked, found",
    [
        ("verdict=conforms", ["Alpha"]), ("verdict=disputed", []), ("maker=Another", ["Beta"]),
        ("kind=code", ["Beta", "Gamma"]), ("kind=code&verdict=incomplete", ["Gamma"]),
        ("verdict=perhaps", ["Alpha", "Beta", "Gamma"]), ("draft=0.1", ["Alpha", "Beta", "Gamma"]),
    ],
)  # fmt: skip
def test_what_is_asked_for_is_shown(client, three, asked, found):
    assert named(client.get(f"/systems/?{asked}")) == found


def test_under_another_draft_something_else_comes_out(client, three):
    draft_with("0.2", checklist=None)

    assert "No system has been checked against this draft yet." in words(client.get("/systems/"))
    assert "1 conforms" in words(client.get("/systems/?draft=0.1"))


def test_a_draft_that_is_not_there_is_none(client, scene):
    assert client.get("/systems/?draft=7.7").status_code == 404


def test_before_the_first_draft_the_registry_is_listed_without_assessments(client, app):
    system("Alpha")

    text = words(client.get("/systems/"))

    assert "No draft has been published yet" in text and "Alpha" in text


def test_a_long_list_is_paged_by_key(client, scene):
    for n in range(51):
        system(f"System {n:02}")

    first = client.get("/systems/")
    [after] = [part for part in first.text.split('"') if "cursor=" in part]
    second = client.get("/systems/" + after.replace("&amp;", "&"))

    assert ("System 48" in first.text, "System 49" in first.text) == (True, False)
    assert ("System 48" in second.text, "System 50" in second.text) == (False, True)
    assert "cursor=" not in second.text and "From the beginning" in second.text


def test_a_cursor_that_was_not_made_here_is_refused(client, scene):
    assert client.get("/systems/?cursor=nonsense").status_code == 422
