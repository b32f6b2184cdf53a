"""Taking a position in place: one click without a script, a reason where one is needed, and what the page says before."""

from typing import Any

import pytest

from consensus.discussion.models import Comment
from consensus.kit.db import db, transaction
from consensus.moderation.actions import pause_account
from consensus.moderation.models import Rule
from consensus.voting.models import Position
from tests.drafts.views.browsing import fill, form_at, words
from tests.factories import make_account
from tests.voting.acting import close, current, draft_with_policy, entries, how_many, take

from .conftest import ALWAYS, next_draft

USE = "/drafts/0.1/clauses/use/position"


def held() -> list[Position]:
    """What is stored, in the order in which it was taken."""
    db.session.expire_all()
    return list(db.session.query(Position).order_by(Position.id))


def stand(page: Any, key: str) -> str:
    """What stands beside a clause of a page."""
    from selectolax.lexbor import LexborHTMLParser

    found = LexborHTMLParser(page.text).css_first(f"[data-stand='{key}']")
    return " ".join(found.text(separator=" ").split()) if found else ""


def test_one_click_on_the_reading_page_takes_a_position_and_leads_back(ana, scene):
    before = ana.get("/drafts/0.1/")

    answer = ana.post(USE, data={"position": "support", "next": "/drafts/0.1/"})
    page = ana.get(answer.location)

    assert 'formaction="/drafts/0.1/clauses/use/position" name="position" value="support"' in before.text
    assert (answer.status_code, answer.location) == (303, "/drafts/0.1/#use")
    assert current() == [("0.1", "support")]
    assert 'value="support" aria-pressed="true"' in page.text
    assert "On record: " in words(page)
    assert stand(page, "use").endswith("You support this. More Your position on 1.2")


def test_a_double_click_and_two_tabs_make_one_position(ana, scene):
    for choice in ("support", "support", "accept", "accept"):
        assert ana.post(USE, data={"position": choice}).status_code == 303

    assert current() == [("0.1", "accept")]
    assert how_many() == 2


def test_before_the_click_the_page_says_what_becomes_public_and_what_can_be_left_out(ana, scene):
    page = ana.get("/drafts/0.1/")
    kept = fill(form_at(page, "/positions/facts"), leave_out=["group"])

    answer = ana.post("/positions/facts", data=kept)
    after = ana.get(answer.location)
    ana.post(USE, data={"position": "support"})

    assert "Beside each position of yours stand: licensee, Africa" in words(page)
    assert "a pseudonym that you get with your first position" in words(page)
    assert answer.location == "/drafts/0.1/"
    assert "stand: no stakeholder group, as you leave it out, Africa" in words(after)
    assert [(each.stakeholder_group, each.continent) for each in held()] == [(None, "africa")]


def test_what_is_left_out_in_the_form_of_a_clause_counts_from_then_on(ana, scene):
    form = fill(form_at(ana.get(USE), USE), position="accept", leave_out=["continent"])
    ana.post(USE, data=form)
    ana.post("/drafts/0.1/clauses/code/position", data={"position": "support"})

    assert [(each.stakeholder_group, each.continent) for each in held()] == [("licensee", None)] * 2


def test_an_objection_needs_a_reason_and_keeps_what_was_typed(ana, scene):
    form = fill(form_at(ana.get(f"{USE}?position=object"), USE), quote="any purpose")

    refused = ana.post(USE, data=form)

    assert form["position"] == "object"
    assert (refused.status_code, how_many()) == (422, 0)
    assert "Say why: this position is not taken without a reason." in words(refused)
    assert form_at(refused, USE)["quote"] == "any purpose"


def test_an_objection_with_its_reason_stands_in_the_discussion(ana, scene):
    form = fill(form_at(ana.get(USE), USE), position="object", reason="Who says *any*?", quote="any purpose")

    answer = ana.post(USE, data=form)
    page = ana.get(answer.location)
    [comment] = db.session.query(Comment)

    assert answer.location == "/drafts/0.1/clauses/use/#use"
    assert (comment.kind, comment.body, comment.quote_exact, comment.stands) == (
        "objection",
        "Who says *any*?",
        "any purpose",
        True,
    )
    assert [each.comment_id for each in held()] == [comment.id]
    assert "You object." in stand(page, "use")


def test_another_reason_may_be_given_with_any_position(ana, scene):
    form = fill(form_at(ana.get(USE), USE), position="accept", reason="Good enough.")

    ana.post(USE, data=form)

    assert [(each.kind, each.body) for each in db.session.query(Comment)] == [("comment", "Good enough.")]


def test_what_the_policy_does_not_offer_is_refused(ana, scene):
    answer = ana.post(USE, data={"position": "perhaps"})

    assert (answer.status_code, how_many()) == (422, 0)
    assert "Choose one of these: support, accept, abstain, object." in words(answer)


def test_taking_it_back(ana, scene):
    take(scene.draft, "use", "support", scene.ana)

    answer = ana.post(f"{USE}/withdraw", data={})
    again = ana.post(f"{USE}/withdraw", data={})

    assert (answer.location, current()) == ("/drafts/0.1/clauses/use/#use", [])
    assert "You said nothing of 1.2." in words(ana.get(again.location))


def test_a_script_gets_what_stands_beside_the_clause_and_nothing_else(ana, scene):
    answer = ana.post(USE, data={"position": "abstain", "answer": "part"})

    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert 'data-said="On record: 1.2, abstain."' in answer.text
    assert 'value="abstain" aria-pressed="true"' in answer.text


def test_figures_stand_beside_a_clause_once_one_has_taken_a_position(ana, ben, client, scene):
    take(scene.draft, "use", "support", scene.ben)

    hidden, answer = (
        ana.get("/drafts/0.1/"),
        ana.post(USE, data={"position": "accept", "next": "/drafts/0.1/"}),
    )
    shown = ana.get(answer.location)

    assert "What others say stands beside a clause once you have taken a position on it." in words(hidden)
    assert "1 support" not in stand(hidden, "use")
    assert "1 support · 1 can live with it" in stand(shown, "use")
    assert "too few positions" in stand(shown, "use")
    assert "1 support" not in client.get("/drafts/0.1/").text


def test_a_policy_may_show_figures_to_everybody(client, app):
    draft = draft_with_policy(ALWAYS)
    take(draft, "use", "support", make_account("Ben", stakeholder_group="regulator"))
    take(draft, "use", "object", make_account("Eve", stakeholder_group="subject"))

    page = client.get("/drafts/0.1/")

    assert stand(page, "use").startswith("1 support · 1 object contested: subject")
    assert '<rect class="kept" width="50.0"' in page.text


def test_a_policy_may_show_figures_after_closing_only(client, ana, scene):
    draft = draft_with_policy('tally_visible = "after-closing"\n', version="0.3")
    take(draft, "use", "support", scene.ana)
    before = ana.get("/drafts/0.3/")

    with transaction():
        from datetime import timedelta

        from consensus.drafts.actions import extend_period
        from consensus.kit.clock import now
        from consensus.ledger import SETUP

        extend_period(draft, closes_at=now() + timedelta(days=9), reason="It ends.", by=SETUP)
    close(draft)

    assert "What others say stands beside the clauses after closing." in words(before)
    assert "1 support" not in stand(before, "use")
    assert "1 support" in stand(client.get("/drafts/0.3/"), "use")


def test_a_stranger_is_led_to_the_page_of_the_position_and_from_there_to_sign_in(client, scene):
    reading = client.get("/drafts/0.1/")
    page = client.get(f"{USE}?position=object")
    answer = client.post(USE, data={"position": "support"})

    assert f'href="{USE}?position=object"' in reading.text
    assert 'method="post"' not in reading.text
    assert "/account/sign-in?next=/drafts/0.1/clauses/use/position%3Fposition%3Dobject" in page.text
    assert "I cannot live with these words." in words(page)
    assert (answer.status_code, how_many()) == (401, 0)


def test_nobody_takes_a_position_on_a_heading(ana, scene):
    page = ana.get("/drafts/0.1/clauses/freedoms/position")
    answer = ana.post("/drafts/0.1/clauses/freedoms/position", data={"position": "support"})

    assert "Positions are taken on clauses that say something" in words(page)
    assert (answer.status_code, how_many()) == (422, 0)


def test_the_next_draft_shows_what_carries_what_is_stale_and_what_changed(ana, scene):
    for key, choice in (("use", "support"), ("study", "accept"), ("share", "abstain")):
        take(scene.draft, key, choice, scene.ana)
    next_draft()

    page = ana.get("/drafts/0.2/")
    stale = ana.get("/drafts/0.2/clauses/study/position")

    assert "You support this. taken on 0.1, words edited since" in stand(page, "use")
    assert "You abstain. taken on 0.1, same words" in stand(page, "share")
    assert "You could live with other words of it. That was draft 0.1; it is not counted here." in stand(
        page, "study"
    )
    assert "One thing you said was about words that changed since. Look at them in one pass" in words(page)
    assert "What changed since draft 0.1" in words(stale)
    assert "<del" in stale.text and "Study" in words(stale)


def test_refusing_to_have_it_carried_over_an_editorial_change(ana, scene):
    take(scene.draft, "use", "support", scene.ana)
    next_draft()
    edited = "/drafts/0.2/clauses/use/position"

    page = ana.get(edited)
    answer = ana.post(f"{edited}/refuse", data={})
    after = ana.get(answer.location)

    assert "Do not count it on these words" in words(page)
    assert f"{edited.removesuffix('position')}challenge" in page.text
    assert [each.refused for each in held()] == [True]
    assert "You supported other words of it." in stand(after, "use")
    assert "you refused to have it carried" in stand(after, "use")
    assert ana.post("/drafts/0.2/clauses/share/position/refuse", data={}).status_code == 409


def test_superseded_words_take_no_position_and_lead_to_those_that_stand_there_now(ana, scene):
    next_draft()

    page, answer = ana.get(USE), ana.post(USE, data={"position": "support"})

    assert (answer.status_code, how_many()) == (409, 0)
    assert "Positions are not taken on draft 0.1 any more." in words(page)
    assert "/drafts/0.2/clauses/use/position" in page.text
    assert "/drafts/0.2/clauses/use/" in words(answer)


def test_whoever_objected_may_still_move_to_accept_or_let_go(ana, scene):
    take(scene.draft, "use", "object", scene.ana)
    next_draft()

    page = ana.get(USE)
    accepted = ana.post(USE, data={"position": "accept"})

    assert "As you objected, you can still say that you can live with these words" in words(page)
    assert (accepted.status_code, current()) == (303, [("0.1", "accept")])


def test_own_history_stands_beside_the_form_with_receipts(ana, scene):
    for choice in ("support", "accept"):
        take(scene.draft, "use", choice, scene.ana)

    page = ana.get(USE)
    first, last = (entry.n for entry in entries("position.taken"))

    assert "What you said before" in words(page)
    assert f"/positions/receipts/{first}" in page.text and f"/positions/receipts/{last}" in page.text


def test_whoever_is_paused_is_told_why(ana, scene):
    from datetime import timedelta

    from consensus.kit.clock import now

    with transaction():
        pause_account(
            scene.ana,
            until=now() + timedelta(days=3),
            rule=Rule.SPAM,
            reason="Too much of it.",
            by=scene.lena,
        )

    assert "Too much of it." in words(ana.get(USE))
    assert ana.post(USE, data={"position": "support"}).status_code == 403


def test_a_policy_may_let_only_some_take_part(ana, scene):
    draft_with_policy('who = "named"\n', version="0.3")

    page = ana.get("/drafts/0.3/clauses/use/position")
    answer = ana.post("/drafts/0.3/clauses/use/position", data={"position": "support"})

    assert "You are not among those who may take part in this draft." in words(page)
    assert answer.status_code == 403


@pytest.mark.parametrize("path", ["/drafts/0.1/clauses/none/position", "/drafts/9/clauses/use/position"])
def test_there_is_no_position_on_what_there_is_not(ana, path):
    assert (ana.get(path).status_code, ana.post(path, data={"position": "support"}).status_code) == (404, 404)
