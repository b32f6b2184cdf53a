"""Text first, account last: what a stranger typed waits under a secret, to be posted by one button once they signed in."""

from typing import Any

import pytest
import time_machine
from sqlalchemy import func, select

from consensus.discussion.models import Comment, PendingPost
from consensus.drafts.models import Draft
from consensus.kit.db import db
from tests.drafts.views.browsing import fill, form_at, words
from tests.factories import make_comment, make_draft

from .conftest import SECOND
from .test_composing import CLAUSE, pause, said, typed


def kept(client: Any, path: str = CLAUSE, **fields: Any) -> str:
    """What a stranger typed, kept. → where."""
    answer = client.post(path, data=typed(client, path, **{"body": "Who *asks*?", **fields}))
    assert (answer.status_code, answer.location.startswith("/typed/")) == (303, True)
    return str(answer.location)


def test_what_a_stranger_typed_is_posted_once_they_signed_in(client, scene):
    at = kept(client, kind="objection", quote="having to ask", suggestion="**Use** it, whoever asks")

    before, after = client.get(at), client.as_(scene.ana).get(at)
    answer = client.as_(scene.ana).post(at)
    [comment] = said()

    assert (
        "<em>asks</em>" in before.text
        and "I am new here" in words(before)
        and "Post it now" not in words(before)
    )
    assert form_at(before, "/account/register")["next"] == at
    assert "Post it now" in words(after) and "I am new here" not in words(after)
    assert (answer.status_code, answer.location) == (303, f"/comments/{comment.id}#c{comment.id}")
    assert (comment.author_id, comment.kind, comment.body, comment.quote_exact, comment.suggests) == (
        scene.ana.id, "objection", "Who *asks*?", "having to ask", True,
    )  # fmt: skip


def test_registering_leads_back_to_what_was_typed(client, scene, app):
    at = kept(client)
    form = form_at(client.get(at), "/account/register")

    answer = client.post("/account/register", data=fill(form, name="Cleo", email="cleo@example.org"))

    assert (answer.status_code, answer.location) == (303, "/account/sent")


def test_a_second_click_leads_to_what_the_first_posted(client, scene):
    at, ana = kept(client), client.as_(scene.ana)

    first, second, page = ana.post(at), ana.post(at), ana.get(at)

    assert (first.location.partition("#")[0], second.location, page.location) == (
        "/comments/1",
        "/comments/1",
        "/comments/1",
    )
    assert len(said()) == 1
    assert [each.fields for each in db.session.scalars(select(PendingPost))] == [{}]


def test_the_same_form_sent_twice_is_posted_once(client, scene):
    form, ana = typed(client, body="Once."), client.as_(scene.ana)
    first, second = client.post(CLAUSE, data=form).location, client.post(CLAUSE, data=form).location

    ana.post(first)
    ana.post(second)

    assert (first != second, len(said())) == (True, 1)


def test_it_can_be_changed_first(client, scene):
    at = kept(client, kind="question", quote="having to ask")
    form = form_at(client.get(at), f"{CLAUSE}/preview")

    page = client.post(f"{CLAUSE}/preview", data=form)
    again = form_at(page, CLAUSE)

    assert (again["body"], again["kind"], again["quote"]) == ("Who *asks*?", "question", "having to ask")


@pytest.mark.parametrize(
    "path",
    [
        "/drafts/0.2/comment",
        "/drafts/0.2/comment?part=preamble",
        "/drafts/0.2/comment?after=use",
        "/comments/1/reply",
    ],
)
def test_every_place_is_kept_and_can_be_changed(client, scene, path):
    make_comment(scene.second, "use", by=scene.ben)
    at = kept(client, path)
    stem, mark, asked = path.partition("?")

    changed = client.post(
        f"{stem}/preview{mark}{asked}", data=form_at(client.get(at), f"{stem}/preview{mark}{asked}")
    )
    answer = client.as_(scene.ana).post(at)
    comment = said()[-1]

    assert (form_at(changed, path)["body"], answer.status_code) == ("Who *asks*?", 303)
    place = (comment.part, comment.after.key if comment.after else None, comment.parent_id)
    assert place == {"?part=preamble": ("preamble", None, None), "?after=use": (None, "use", None)}.get(
        mark + asked, (None, None, 1 if "reply" in path else None)
    )


def test_it_can_be_thrown_away(client, scene):
    at = kept(client)

    answer = client.post(f"{at}/end")

    assert (answer.status_code, answer.location) == (303, "/drafts/0.2/clauses/use/")
    assert client.get(at).status_code == 404
    assert db.session.scalar(select(func.count(PendingPost.id))) == 0


def test_nothing_is_kept_for_ever_nor_told_to_others(client, scene):
    at = kept(client)

    page = client.get(at)
    with time_machine.travel("2126-01-01"):
        late = client.get(at)

    assert {name: page.headers[name] for name in ("Cache-Control", "Referrer-Policy", "X-Robots-Tag")} == {
        "Cache-Control": "private, no-store", "Referrer-Policy": "same-origin", "X-Robots-Tag": "noindex",
    }  # fmt: skip
    assert (late.status_code, client.get("/typed/guessed").status_code) == (404, 404)
    assert client.post(at).status_code == 401


def test_what_cannot_be_posted_any_more_is_still_there_to_be_changed(client, scene):
    at, ana = kept(client, kind="objection"), client.as_(scene.ana)
    make_draft("0.3", SECOND.replace("Study", "Inspect"))

    page, answer = ana.get(at), ana.post(at)

    assert "It cannot be posted as it is." in words(page) and "Who *asks*?" in words(page)
    assert (answer.status_code, "Who *asks*?" in words(answer), said()) == (409, True, [])
    assert form_at(page, f"{CLAUSE}/preview")["body"] == "Who *asks*?"
    assert db.session.scalar(select(func.count(Draft.id))) == 3


def test_a_paused_account_is_told_why_it_cannot_post(client, scene):
    at = kept(client)
    pause(scene.ana, scene.rosa)

    page, answer = client.as_(scene.ana).get(at), client.as_(scene.ana).post(at)

    assert "Too much of it." in words(page) and "Post it now" not in words(page)
    assert (answer.status_code, db.session.scalar(select(func.count(Comment.id)))) == (403, 0)


def test_more_than_can_be_kept_comes_back(client, scene):
    form = typed(client, body="Who asks?", suggestion="so " * 30_000)

    page = client.post(CLAUSE, data=form)

    assert (page.status_code, form_at(page, CLAUSE)["body"]) == (422, "Who asks?")
