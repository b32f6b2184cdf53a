"""The page of one system: every requirement with its evidence, who said so, and what was published beside it."""

import pytest

from consensus.kit.db import db, transaction
from consensus.systems.actions import hand_in, name_contact, save_review
from consensus.systems.given import Declared
from consensus.systems.models import Evaluation, System
from tests.drafts.views.browsing import words
from tests.systems.acting import (
    ASKS_FOR_MORE,
    EVIDENCE,
    GOOD,
    OTHER_CODE,
    act,
    answers,
    draft_with,
    review,
    say,
    take_file,
)


def page_of(client, **asked):
    """What the page of Alpha says."""
    return words(client.get("/systems/alpha/", query_string=asked))


def outcome(of, published):
    """What was published of a system in 2024."""
    with transaction():
        db.session.get_one(System, of.id).published = published


def test_each_requirement_says_what_was_found_why_and_where(client, scene):
    review(scene.alpha, scene.draft, scene.ana, GOOD | {"data": "no"})

    page = client.get("/systems/alpha/")
    text = words(page)

    assert "Alpha does not conform to draft 0.1." in text
    assert (
        "Training and inference code. It is available; MIT is approved by the Open Source Initiative." in text
    )
    assert "Description of the data. It is not available." in text
    assert text.count("This decides") == 1
    assert f'href="{EVIDENCE}"' in page.text and "example.org" in text
    assert 'href="/drafts/0.1/clauses/data/"' in page.text


def test_what_nobody_answered_never_counts_as_met(client, scene):
    assert "Whether Alpha conforms to draft 0.1 is not known yet" in page_of(client)


def test_what_others_wrote_stays_text(client, scene):
    review(scene.alpha, scene.draft, scene.ana, {"code": "<script>alert(1)</script>"})

    page = client.get("/systems/alpha/")

    assert "&lt;script&gt;alert(1)" in page.text and "<script>alert" not in page.text


@pytest.mark.parametrize(
    "published, said, sentence",
    [
        (
            "does-not-conform",
            GOOD | {"data": "no"},
            "The same comes out of the answers that are recorded here.",
        ),
        ("conforms", {"code": "MIT"}, "They differ, because an empty cell counts for nothing here."),
        ("does-not-conform", GOOD, "They differ: every requirement of that draft is met by the answers"),
        (
            "conforms",
            GOOD | {"data": "no"},
            "They differ, because the answers recorded here say otherwise of:",
        ),
        ("not-reported", GOOD, "It was reviewed then, and no outcome was reported."),
    ],
)
def test_beside_what_was_published_stands_why_it_differs(client, scene, published, said, sentence):
    review(scene.alpha, scene.draft, scene.ana, said)
    outcome(scene.alpha, {"draft": "0.1", "outcome": published, "source": "https://example.org/2024"})

    page = client.get("/systems/alpha/")

    assert sentence in words(page)
    assert 'href="https://example.org/2024"' in page.text


def test_every_step_through_the_drafts_names_what_changed_it(client, scene):
    review(scene.alpha, scene.draft, scene.ana)
    draft_with("0.2", checklist=ASKS_FOR_MORE)

    text = page_of(client)

    assert "Before: conforms. Changed because of Model card ." in text
    assert "Alpha conforms to draft 0.1." in page_of(client, draft="0.1")
    assert "This is the assessment under an earlier draft." in page_of(client, draft="0.1")


def test_an_answer_to_what_changed_does_not_count_and_says_so(client, scene):
    review(scene.alpha, scene.draft, scene.ana)
    draft_with("0.2", OTHER_CODE)

    text = page_of(client)

    assert "Not counted here: the clause it comes from has changed" in text
    assert "answered for 0.1, asks the same here" in text


def test_results_are_shown_with_and_without_makers(client, scene):
    review(scene.alpha, scene.draft, scene.ana, maker=True)

    assert "Computed from one review, one of them by the maker; nobody else has reviewed it." in page_of(
        client
    )

    review(scene.alpha, scene.draft, scene.ben, GOOD | {"data": "no"})
    text = page_of(client)

    assert "Computed from 2 reviews, one of them by the maker; without: does not conform." in text
    assert "Reviewers differ Ana : met; Ben : not there" in text


@pytest.mark.parametrize(
    "by, shown", [("", "ab"), ("makers", "a"), ("others", "b"), ("A school", "b"), ("Nobody", "")]
)
def test_answers_can_be_read_by_who_gave_them(client, scene, by, shown):
    review(scene.alpha, scene.draft, scene.ana, {"code": "MIT"}, maker=True)
    act(
        hand_in, scene.alpha.leading, draft=scene.draft, answers=answers(code="Apache-2.0"),
        declared=Declared("A school"), by=scene.ben,
    )  # fmt: skip

    text = page_of(client, by=by)

    assert [("available, MIT" in text), ("available, Apache-2.0" in text)] == ["a" in shown, "b" in shown]
    assert "Computed from 2 reviews" in text


def test_what_a_reviewer_has_only_saved_shows_nowhere(client, scene):
    review(scene.alpha, scene.draft, scene.ana)
    act(
        save_review, scene.alpha.leading, draft=scene.draft, answers=answers(code="GPL-3.0-only"),
        declared=Declared("A secret", "A source", maker=True), by=scene.ana,
    )  # fmt: skip

    text = page_of(client)

    assert "available, MIT" in text
    assert all(words not in text for words in ("A secret", "A source", "GPL-3.0", "( maker )"))


def test_what_another_registry_says_stands_apart_and_counts_for_nothing(client, scene):
    take_file(
        "alpha.yml",
        "framework: {name: Model Openness Framework, version: '1.0', date: '2024-12-15'}\n"
        "release: {name: Alpha, producer: Maker, version: '1', date: 2024-04-18, license: {}, components: []}\n",
    )

    text = page_of(client)

    assert "What other registries say" in text and "Model Openness Tool" in text
    assert "is not known yet" in text


def test_who_agrees_and_who_does_not_stands_below(client, scene, rosa):
    review(scene.alpha, scene.draft, scene.ana)
    say(scene.alpha, scene.draft, scene.ana)
    say(
        scene.alpha,
        scene.draft,
        scene.ben,
        "dispute",
        reason="It is not there.",
        requirement="data",
        evidence=EVIDENCE,
    )

    text = page_of(client)

    assert "1 agrees, 1 disagrees." in text
    assert "Ben disagrees" in text and "waits for an answer" in text and "Ana agrees , licensee" in text
    assert "Answer it" in page_of(rosa) and "Answer it" not in text


def test_a_review_that_waits_is_announced_to_those_who_may_see_it(client, scene, ana, rosa, mona):
    review(scene.alpha, scene.draft, scene.ana, GOOD | {"data": "no"})

    shown = [("A review waits to be published." in page_of(who)) for who in (client, ana, rosa, mona)]

    assert shown == [False, True, True, True]


def test_whether_the_maker_can_be_told_is_said(client, scene, rosa):
    assert "Nobody is known here who speaks for its maker" in page_of(client)

    act(name_contact, scene.alpha, email="maker@example.org", by=scene.rosa)

    assert "Nobody is known here" not in page_of(rosa)


def test_until_the_follower_has_turned_it_says_that_it_computes(client, scene):
    with transaction():
        db.session.query(Evaluation).delete()

    assert "What Alpha comes to under draft 0.1 is being computed." in page_of(client)


def test_a_draft_without_a_checklist_says_so(client, scene):
    draft_with("0.2", checklist=None)

    assert "Draft 0.2 has no checklist, so Alpha has no assessment under it." in page_of(client)


def test_a_system_that_is_not_there_is_none(client, scene):
    assert client.get("/systems/omega/").status_code == 404
