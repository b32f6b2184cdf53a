"""The desk answers comments: seen in their context, with a reason, in one act; nothing typed is ever lost."""

from datetime import timedelta

import pytest

from consensus.accounts.models import Account
from consensus.discussion.actions import answer_disposition, delete_comment, dispose, edit_comment
from consensus.discussion.models import Acceptance
from consensus.discussion.queries.answers import dispositions_of
from consensus.discussion.texts import prepare_text
from consensus.kit.clock import now
from consensus.kit.db import db
from tests.discussion.acting import act, again, verbs
from tests.discussion.suggesting import suggest
from tests.discussion.three_drafts import first, second
from tests.drafts.views.browsing import fill, form_at, words
from tests.factories import make_account, make_comment
from tests.house.test_lists import counting, more_of

SEVERAL = "/desk/comments/answer"
WHY = "We met this in the second paragraph, where it now says so."
LETTER = "Please keep the training data in the definition, since nobody can study a system without what it learned from."


@pytest.fixture
def rosa(app):
    """A maintainer."""
    return make_account("Rosa", role="maintainer")


@pytest.fixture
def desk(client, rosa):
    """Her browser."""
    return client.as_(rosa)


@pytest.fixture
def draft(app):
    return first()


def at(comment):
    return f"/desk/comments/{comment.id}"


def given(*comments):
    """The current answers, in the order of the comments."""
    db.session.expire_all()
    found = dispositions_of([again(each) for each in comments])
    return [found.get(each.id) for each in comments]


def sent_to(desk, comment, **fields):
    """The form of one comment, filled in and sent."""
    form = form_at(desk.get(at(comment)), at(comment))
    return desk.post(at(comment), data=fill(form, **({"outcome": "declined", "reason": WHY} | fields)))


def test_a_comment_is_seen_with_its_words_then_and_now_and_answered_with_a_link_to_the_change(desk, draft):
    comment = make_comment(draft, "use", quote="any purpose")
    second()
    page = desk.get(at(comment))

    answer = sent_to(desk, comment, outcome="accepted", resolved_in="0.2", clauses=["use"])

    assert "<mark" in page.text and "<ins>" in page.text
    assert (answer.status_code, answer.location) == (303, f"/comments/{comment.id}#c{comment.id}")
    [found] = given(comment)
    assert (str(found.outcome), found.reason, found.resolved_in.version) == ("accepted", WHY, "0.2")
    assert [clause.key for clause in found.clauses] == ["use"]
    assert (found.answer_by.date(), found.answer_by.hour) == ((now() + timedelta(days=14)).date(), 23)
    assert "Answered, on record." in words(desk.get(answer.location))


def test_afterwards_one_is_back_in_the_queue_where_one_was(desk, draft):
    comment = make_comment(draft, "use")
    queue = "/desk/comments/?kind=comment"
    form = form_at(desk.get(at(comment), query_string={"next": queue}), at(comment))

    answer = desk.post(at(comment), data=fill(form, outcome="noted", reason=WHY))
    abroad = sent_to(desk, comment, next="https://evil.example/")

    assert (answer.location, abroad.location) == (queue, f"/comments/{comment.id}#c{comment.id}")


@pytest.mark.parametrize(
    "fields, name",
    [
        ({"outcome": None}, "outcome"),
        ({"outcome": "maybe"}, "outcome"),
        ({"reason": "no"}, "reason"),
        ({"reason": "Declined.            "}, "reason"),
        ({"resolved_in": "9"}, "resolved_in"),
        ({"clauses": ["use"]}, "resolved_in"),
        ({"resolved_in": "0.2", "further": "9.9"}, "further"),
        ({"outcome": "duplicate"}, "duplicate_of"),
        ({"outcome": "duplicate", "duplicate_of": "999"}, "duplicate_of"),
        ({"outcome": "duplicate", "duplicate_of": "it"}, "duplicate_of"),
        ({"answer_by": "2001-01-01"}, "answer_by"),
        ({"answer_by": "soon"}, "answer_by"),
    ],
)
def test_what_cannot_be_taken_comes_back_filled_in_with_a_sentence_at_its_field(desk, draft, fields, name):
    comment = make_comment(draft, "use")
    second()

    answer = sent_to(desk, comment, **fields)

    assert (answer.status_code, given(comment)) == (422, [None])
    assert f'id="e-{name}"' in answer.text
    again_ = form_at(answer, at(comment))
    assert again_["reason"] == fields.get("reason", WHY)
    assert again_.getlist("clauses") == fields.get("clauses", [])


def test_all_that_is_wrong_is_said_at_once(desk, draft):
    answer = sent_to(
        desk, make_comment(draft, "use"), resolved_in="9", outcome="duplicate", duplicate_of="999"
    )

    assert [f'id="e-{name}"' in answer.text for name in ("resolved_in", "duplicate_of")] == [True, True]


def test_clauses_are_named_by_key_or_number_too(desk, draft):
    comment = make_comment(draft, "use")
    second()

    sent_to(desk, comment, outcome="accepted", resolved_in="0.2", further="share, 1.2; permission")

    assert [clause.key for clause in given(comment)[0].clauses] == ["use", "share", "permission"]


def test_the_clauses_that_the_comment_is_about_stand_first_then_what_the_draft_changed(desk, draft):
    comment = make_comment(draft, "share")
    second()

    page = desk.get(at(comment)).text.split('class="changed-clauses"')[1]

    keys = [each.split('"')[0] for each in page.split('name="clauses" value="')[1:]]
    assert keys == ["share", "use", "nobody", "code", "parameters", "permission"]


def test_another_draft_shows_what_it_changed_and_nothing_is_lost(desk, draft):
    comment = make_comment(draft, "use")
    second()
    form = form_at(desk.get(at(comment)), at(comment))

    page = desk.post(
        f"{at(comment)}/preview", data=fill(form, resolved_in="0.1", reason="half a", look="yes")
    )

    sent = form_at(page, at(comment))
    assert (page.status_code, sent["resolved_in"], sent["reason"]) == (200, "0.1", "half a")
    assert "Clauses of draft 0.1 whose change answers it" in words(page)
    assert "data-refused" in page.text


def test_a_preview_shows_what_it_will_look_like_and_stores_nothing(desk, draft):
    comment, other = make_comment(draft, "use"), make_comment(draft, "use", "The same, said before.")
    form = form_at(desk.get(at(comment)), at(comment))

    page = desk.post(
        f"{at(comment)}/preview",
        data=fill(
            form,
            outcome="duplicate",
            duplicate_of=f"http://localhost/comments/{other.id}#c1",
            reason=f"*{WHY}*",
        ),
    )

    assert f"<em>{WHY}</em>" in page.text and given(comment) == [None]
    assert "The same, said before." in words(page)
    assert form_at(page, at(comment))["reason"] == f"*{WHY}*"


def test_an_accepted_suggestion_fills_in_its_answer(desk, rosa, draft):
    comment = suggest(draft, ("replace", "use", "**Use** it for any purpose whatever."))
    newer = second()
    link = {"comment_id": comment.id, "draft_id": newer.id, "by": rosa.actor_id, "at": now()}
    act(db.session.add, Acceptance(**link))

    page = desk.get(at(comment))

    form = form_at(page, at(comment))
    assert (form["outcome"], form["resolved_in"], form.getlist("clauses")) == ("accepted", "0.2", ["use"])
    assert "Taken into draft 0.2" in words(page)
    assert f'href="/desk/comments/{comment.id}/accept"' in page.text


def test_answering_anew_begins_with_what_was_answered_but_its_reason(desk, rosa, draft):
    comment = make_comment(draft, "use", kind="objection")
    sent_to(desk, comment, outcome="accepted-in-part")
    act(answer_disposition, again(comment), answer="sustain", reason="Not enough.", by=again(comment).author)

    page = desk.get(at(comment))
    form = form_at(page, at(comment))
    sent_to(desk, comment, outcome="accepted", reason="Now the second half is taken up as well.")

    assert (form["outcome"], form["reason"]) == ("accepted-in-part", "")
    assert "The author sustains it" in words(page) and "Not enough." in words(page)
    assert "This objection stands until its author lets go of it" in words(page)
    assert "1 earlier answer" in words(desk.get(at(comment)))
    assert given(comment)[0].n == 2


def test_what_was_edited_or_answered_meanwhile_is_not_answered_unseen(desk, rosa, draft):
    comment = make_comment(draft, "use")
    form = fill(form_at(desk.get(at(comment)), at(comment)), outcome="declined", reason=WHY)
    act(edit_comment, again(comment), text=prepare_text("I mean something else."), by=again(comment).author)

    refused = desk.post(at(comment), data=form)

    assert (refused.status_code, given(comment)) == (412, [None])
    assert "I mean something else." in words(refused)
    sent = form_at(refused, at(comment))
    assert sent["reason"] == WHY
    assert desk.post(at(comment), data=sent).status_code == 303

    other = make_account("Ida", role="maintainer")
    act(dispose, [again(comment)], outcome="noted", reason="Meanwhile.", by=other)
    assert desk.post(at(comment), data=fill(sent, outcome="accepted")).status_code == 412


def test_sending_twice_answers_once(desk, draft):
    comment = make_comment(draft, "use")
    form = fill(form_at(desk.get(at(comment)), at(comment)), outcome="declined", reason=WHY)

    answers = [desk.post(at(comment), data=form).status_code for _ in range(2)]

    assert (answers, verbs().count("comment.disposed")) == ([303, 303], 1)


def test_ones_own_note_is_answered_and_ones_own_objection_by_somebody_else(desk, rosa, draft):
    note = make_comment(draft, "use", by=rosa)
    objection = make_comment(draft, "use", by=db.session.get_one(Account, rosa.id), kind="objection")

    assert sent_to(desk, note).status_code == 303
    assert desk.get(at(objection)).status_code == 403
    assert desk.get(SEVERAL, query_string={"id": [objection.id]}).status_code == 303


def test_several_are_answered_with_one_reason_and_those_left_out_are_not(desk, draft):
    comments = [make_comment(draft, key) for key in ("use", "share", "code")]
    page = desk.get(SEVERAL, query_string={"id": [each.id for each in comments]})
    form = form_at(page, SEVERAL)

    ids = [str(each.id) for each in comments[:2]]
    answer = desk.post(SEVERAL, data=fill(form, id=ids, outcome="out-of-scope", reason=WHY))

    assert "Answer 3 comments" in words(page) and form.getlist("id") == [str(each.id) for each in comments]
    assert (answer.status_code, answer.location) == (303, "/desk/comments/")
    assert [each and str(each.outcome) for each in given(*comments)] == ["out-of-scope", "out-of-scope", None]
    assert "2 comments are answered, each author is told." in words(desk.get(answer.location))


def test_refused_the_choice_comes_back_as_it_was_ticked(desk, draft):
    comments = [make_comment(draft, key) for key in ("use", "share", "code")]
    form = form_at(desk.get(SEVERAL, query_string={"id": [each.id for each in comments]}), SEVERAL)

    refused = desk.post(SEVERAL, data=fill(form, id=[str(comments[1].id)], outcome="noted", reason="no"))
    nothing = desk.post(SEVERAL, data=fill(form, id=None, outcome="noted", reason=WHY))
    preview = desk.post(f"{SEVERAL}/preview", data=fill(form, outcome="noted", reason=f"*{WHY}*"))

    assert refused.status_code == 422
    assert form_at(refused, SEVERAL).getlist("id") == [str(comments[1].id)]
    assert [f"Answer comment {each.id}" in words(refused) for each in comments] == [True] * 3
    assert (nothing.status_code, "Choose between 1 and 500 comments." in words(nothing)) == (422, True)
    assert f"<em>{WHY}</em>" in preview.text
    assert given(*comments) == [None] * 3


def test_one_of_several_that_changed_meanwhile_stops_all(desk, draft):
    comments = [make_comment(draft, key) for key in ("use", "share")]
    form = form_at(desk.get(SEVERAL, query_string={"id": [each.id for each in comments]}), SEVERAL)
    act(edit_comment, again(comments[0]), text=prepare_text("Other words."), by=again(comments[0]).author)

    refused = desk.post(SEVERAL, data=fill(form, outcome="noted", reason=WHY))

    assert (refused.status_code, given(*comments)) == (412, [None, None])
    assert "Other words." in words(refused)


def test_a_campaign_is_answered_whole_and_the_next_letter_begins_with_that_answer(desk, rosa, draft):
    letters = [make_comment(draft, "use", LETTER) for _ in range(3)]
    alone = make_comment(draft, "use", "Something else entirely.")
    path = f"{SEVERAL}?campaign={letters[0].id}"
    form = form_at(desk.get(path), SEVERAL)

    answer = desk.post(SEVERAL, data=fill(form, outcome="declined", reason=WHY))
    late = make_comment(draft, "use", LETTER)
    next_ = form_at(desk.get(path), SEVERAL)

    assert form.getlist("id") == [str(each.id) for each in letters]
    assert len({each.batch for each in given(*letters)}) == 1 and given(alone) == [None]
    assert answer.location == "/desk/comments/"
    assert (next_.getlist("id"), next_["outcome"], next_["reason"]) == ([str(late.id)], "declined", WHY)


def test_of_a_large_campaign_the_next_follow(desk, draft, monkeypatch):
    letters = [make_comment(draft, "use", LETTER) for _ in range(3)]
    monkeypatch.setattr("consensus.discussion.views.disposing.MOST", 2)
    path = f"{SEVERAL}?campaign={letters[0].id}"
    form = form_at(desk.get(path), SEVERAL)

    answer = desk.post(SEVERAL, data=fill(form, outcome="declined", reason=WHY))

    assert form.getlist("id") == [str(each.id) for each in letters[:2]]
    assert (answer.status_code, answer.location) == (303, path)
    assert form_at(desk.get(path), SEVERAL).getlist("id") == [str(letters[2].id)]


@pytest.mark.parametrize("query", ["", "?id=x", "?campaign=999999", "?campaign=x", "?id=99999999999999"])
def test_nothing_to_answer_leads_to_the_queue(desk, draft, query):
    answer = desk.get(SEVERAL + query)

    assert (answer.status_code, answer.location) == (303, "/desk/comments/")
    assert "None of these waits for an answer." in words(desk.get(answer.location))


def test_what_was_deleted_is_shown_without_a_form(desk, draft):
    comment = make_comment(draft, "use")
    act(delete_comment, again(comment), by=again(comment).author)

    page = desk.get(at(comment))

    assert "Deleted by its author." in words(page)
    assert f'action="{at(comment)}"' not in page.text


def test_hostile_words_are_shown_as_words(desk, draft):
    hostile = '<img src=x onerror=alert(1)> [it](javascript:alert(1)) "><script>alert(2)</script>'
    comment = make_comment(draft, "use", hostile)
    form = fill(
        form_at(desk.get(at(comment)), at(comment)),
        outcome="noted",
        reason=hostile,
        duplicate_of=hostile,
        further=hostile,
    )

    for page in (
        desk.post(f"{at(comment)}/preview", data=form),
        desk.post(at(comment), data=form),
        desk.get(at(comment)),
    ):
        assert (
            "<img src=x" not in page.text
            and "<script>alert" not in page.text
            and 'href="javascript:' not in page.text
        )


def test_many_cost_as_many_statements_as_one(desk, rosa, draft):
    comments = [make_comment(draft, "use", LETTER, quote="any purpose", kind="objection") for _ in range(4)]
    counts = []
    for some in (comments[:1], comments):
        query = {"id": [each.id for each in some]}
        desk.get(SEVERAL, query_string=query)
        with counting() as sent:
            assert desk.get(SEVERAL, query_string=query).status_code == 200
        counts.append(sent)

    assert more_of(counts[1], counts[0]) == []
