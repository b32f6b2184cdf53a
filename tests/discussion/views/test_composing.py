"""Saying something: the words first, the account last; nothing that was typed is lost on the way."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from consensus.discussion.models import Comment, PendingPost
from consensus.discussion.queries.comments import edits_of
from consensus.kit.clock import now
from consensus.kit.db import db, transaction
from consensus.moderation.actions import pause_account
from consensus.moderation.models import Rule
from tests.discussion.acting import again
from tests.drafts.views.browsing import fill, form_at, words
from tests.factories import make_comment

CLAUSE = "/drafts/0.2/clauses/use/comment"


def said() -> list[Comment]:
    """Everything that is stored."""
    db.session.expire_all()
    return list(db.session.scalars(select(Comment).order_by(Comment.id)))


def typed(browser: Any, path: str = CLAUSE, **fields: Any) -> Any:
    """The form of a page, filled in."""
    page = browser.get(path)
    assert page.status_code == 200
    return fill(form_at(page, path), **fields)


def pause(account: Any, by: Any) -> None:
    with transaction():
        pause_account(
            account, until=now() + timedelta(days=3), rule=Rule.SPAM, reason="Too much of it.", by=by
        )


def test_the_form_shows_the_words_with_the_quote_marked_and_how_much_is_said(client, scene):
    make_comment(scene.second, "use", by=scene.ben, kind="objection")

    page = client.get(f"{CLAUSE}?quote=every+purpose&prefix=for&suffix=")

    assert "<strong>Use</strong> it for <mark>every purpose</mark>, without having to ask" in page.text
    assert "Said already: 1 comment, 1 objection stands" in words(page)
    assert form_at(page, CLAUSE)["quote"] == "every purpose"
    assert "You will be asked to sign in next; what you typed is kept." in words(page)


def test_a_comment_on_quoted_words_with_other_words_for_them(ana, scene):
    suggestion = "**Use** it for every purpose, whoever asks"
    form = typed(ana, body="Who *asks*?", kind="objection", quote="having to ask", suggestion=suggestion)

    answer = ana.post(CLAUSE, data=form)
    [comment] = said()
    page = ana.get(answer.location)

    assert (answer.status_code, answer.location) == (303, f"/comments/{comment.id}#c{comment.id}")
    assert (comment.body, comment.kind, comment.quote_exact, comment.stands) == (
        "Who *asks*?", "objection", "having to ask", True,
    )  # fmt: skip
    assert [(edit.op, edit.text) for edit in edits_of([comment])[comment.id]] == [("replace", suggestion)]
    assert "stands, also in later drafts, until you let go of it" in words(page)


def test_words_that_are_left_as_they_are_suggest_nothing(ana, scene):
    form = typed(ana, body="Good.")

    ana.post(CLAUSE, data=form)

    assert form["suggestion"] == "**Use** it for every purpose, without having to ask"
    assert [comment.suggests for comment in said()] == [False]


def test_a_double_click_says_it_once(ana, scene):
    form = typed(ana, body="Once.")

    first, second = ana.post(CLAUSE, data=form), ana.post(CLAUSE, data=form)

    assert (first.location, second.location) == (second.location, f"/comments/{said()[0].id}#c{said()[0].id}")
    assert len(said()) == 1


def test_a_preview_stores_nothing_and_keeps_what_was_typed(client, scene):
    form = typed(client, body="Who *asks*?", kind="question", quote="having to ask", suggestion="**Use** it")

    page = client.post(f"{CLAUSE}/preview", data=form)
    again_ = form_at(page, CLAUSE)

    assert page.status_code == 200
    assert "<em>asks</em>" in page.text and "<del>" in page.text and "How it will look" in words(page)
    assert [again_[name] for name in ("body", "kind", "quote", "suggestion", "nonce")] == [
        form[name] for name in ("body", "kind", "quote", "suggestion", "nonce")
    ]
    assert (said(), list(db.session.scalars(select(PendingPost)))) == ([], [])


@pytest.mark.parametrize("at", [CLAUSE, f"{CLAUSE}/preview"])
def test_all_that_is_wrong_is_told_at_once_beside_what_was_typed(ana, scene, at):
    form = typed(ana, body="\u200b ", quote="no such words", kind="question", suggestion="**Use** it")

    page = ana.post(at, data=form)
    again_ = form_at(page, CLAUSE)

    assert page.status_code == 422
    assert "These words do not stand in the clause." in words(page) and "Please fill this in." in words(page)
    assert (again_["quote"], again_["kind"], again_["suggestion"]) == (
        "no such words",
        "question",
        "**Use** it",
    )
    assert said() == []


@pytest.mark.parametrize(
    "path, offered",
    [
        ("/drafts/0.2/clauses/use/comment", True),
        ("/drafts/0.2/clauses/preamble/comment", False),
        ("/drafts/0.1/clauses/use/comment", False),
        ("/drafts/0.2/comment?after=use", False),
        ("/drafts/0.2/comment", False),
    ],
)
def test_objecting_is_offered_where_it_is_possible(ana, scene, path, offered):
    page = ana.get(path)

    assert ('value="objection"' in page.text) is offered
    assert ("One can object to a clause that says something" in words(page)) is not offered


def test_an_objection_to_superseded_words_comes_back_with_the_way_to_the_current_ones(ana, scene):
    path = "/drafts/0.1/clauses/use/comment"
    form = typed(ana, path, body="I cannot live with it.", kind="objection")

    page = ana.post(path, data=form)

    assert page.status_code == 409
    assert "no objection is taken on it" in words(page)
    assert 'href="/drafts/0.2/clauses/use/"' in page.text
    assert form_at(page, path)["body"] == "I cannot live with it."


def test_a_comment_on_superseded_words_is_late(ana, scene):
    path = "/drafts/0.1/clauses/keep/comment"

    answer = ana.post(path, data=typed(ana, path, body="Why did this go?"))

    assert [(comment.late, comment.draft_id) for comment in said()] == [(True, scene.first.id)]
    assert "marked as late" in words(ana.get(answer.location))


@pytest.mark.parametrize(
    "path, stored",
    [
        ("/drafts/0.2/comment", (None, None, None)),
        ("/drafts/0.2/comment?part=preamble", ("preamble", None, None)),
        ("/drafts/0.2/comment?after=study", (None, "study", None)),
    ],
)
def test_a_part_the_whole_and_what_is_missing_are_places_too(ana, scene, path, stored):
    ana.post(path, data=typed(ana, path, body="It is missing."))
    [comment] = said()

    assert (comment.part, comment.after.key if comment.after else None, comment.clause_id) == stored


def test_what_is_missing_can_be_suggested(ana, scene):
    path = "/drafts/0.2/comment?after=study"

    ana.post(path, data=typed(ana, path, body="It is missing.", suggestion="**Share** it with others"))
    [comment] = said()

    assert [(edit.op, edit.after.key, edit.text) for edit in edits_of([comment])[comment.id]] == [
        ("insert", "study", "**Share** it with others")
    ]


@pytest.mark.parametrize(
    "path, status",
    [
        ("/drafts/0.2/comment?part=nowhere", 404),
        ("/drafts/0.2/comment?after=nothing", 404),
        ("/drafts/0.2/comment?after=use&part=preamble", 422),
        ("/drafts/0.2/clauses/keep/comment", 404),
        ("/drafts/9.9/clauses/use/comment", 404),
    ],
)
def test_places_that_there_are_not(ana, scene, path, status):
    assert ana.get(path).status_code == status
    assert ana.post(path, data={"body": "Here."}).status_code == status


def test_whoever_is_paused_is_told_why_and_loses_nothing(ana, scene):
    form = typed(ana, body="Let me say this.")
    pause(scene.ana, scene.rosa)

    page, answer = ana.get(CLAUSE), ana.post(CLAUSE, data=form)

    assert "Too much of it." in words(page) and 'name="body"' not in page.text
    assert (answer.status_code, form_at(answer, CLAUSE)["body"]) == (403, "Let me say this.")
    assert said() == []


def test_a_session_that_ran_out_costs_nothing(app, client, scene):
    app.config["WTF_CSRF_ENABLED"] = True
    form = typed(client.as_(scene.ana), body="Typed in time.", kind="question")

    page = client.as_(None).post(CLAUSE, data=fill(form, csrf_token="spent"))
    form = form_at(page, CLAUSE)

    assert (page.status_code, form["body"], form["kind"]) == (400, "Typed in time.", "question")
    assert "Your session had run out" in words(page)


def test_what_begins_a_thread_is_watched(ana, scene):
    answer = ana.post(CLAUSE, data=typed(ana, body="Watch this."))

    assert "Stop watching" in words(ana.get(answer.location))
    assert again(said()[0]).kind == "comment"
