"""The desk takes suggestions into drafts: what fits is shown as a redline, what does not with its three texts."""

from typing import Any

import pytest

from consensus.discussion.queries.answers import acceptances_of
from consensus.discussion.queries.comments import comment_at
from consensus.drafts.queries import draft_named, drafts_prepared
from tests.discussion.suggesting import suggest, text_of
from tests.drafts.making import NEW, OLD, prepare, published
from tests.drafts.views.browsing import fill, form_at, words
from tests.factories import make_account, make_comment


@pytest.fixture
def rosa(client: Any) -> Any:
    """A maintainer's browser."""
    return client.as_(make_account("Rosa", role="maintainer"))


@pytest.fixture
def first(app):
    """A published draft."""
    return published(OLD, "0.1")


def address(comment, what="accept"):
    return f"/desk/comments/{comment.id}/{what}"


def into(comment):
    """The versions of the drafts that hold a suggestion."""
    return [each.draft.version for each in acceptances_of([comment_at(comment.id)]).get(comment.id, [])]


def test_what_fits_is_shown_as_a_redline_and_taken_in_by_one_act(rosa, first):
    comment, draft = suggest(first, ("replace", "use", "**Use** it for every purpose.")), prepare(OLD, "0.2")

    page = rosa.get(address(comment))
    answer = rosa.post(address(comment), data=form_at(page, address(comment)))

    assert "<del>" in page.text and "any" in words(page) and "fits as it is" in words(page)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{address(comment)}?draft=0.2")
    assert (into(comment), "for every purpose. {#use}" in text_of(draft)) == (["0.2"], True)
    assert "is taken into draft 0.2" in words(rosa.get(answer.headers["Location"]))


def test_where_nothing_is_prepared_the_next_draft_is_begun_with_it(rosa, first):
    comment = suggest(first, ("replace", "use", "**Use** it for every purpose."))
    sent = form_at(rosa.get(address(comment)), address(comment))

    answer = rosa.post(address(comment), data=fill(sent, version="0.9"))

    assert (sent["draft"], sent["version"], answer.status_code) == ("next", "0.2", 303)
    assert ([draft.version for draft in drafts_prepared()], into(comment)) == (["0.9"], ["0.9"])


@pytest.mark.parametrize(("version", "status"), [("soon", 422), ("0.0.1", 409), ("", 422)])
def test_a_version_that_is_none_or_too_low_comes_back(rosa, first, version, status):
    comment = suggest(first, ("replace", "use", "**Use** it for every purpose."))
    sent = form_at(rosa.get(address(comment)), address(comment))

    answer = rosa.post(address(comment), data=fill(sent, version=version))

    assert (answer.status_code, list(drafts_prepared())) == (status, [])
    assert form_at(answer, address(comment))["version"] == version


def test_a_conflict_is_shown_with_its_three_texts_and_settled_there(rosa, first):
    comment, draft = (
        suggest(first, ("replace", "use", "**Use** it for any purpose at home.")),
        prepare(NEW, "0.2"),
    )
    page = rosa.get(address(comment))
    sent = form_at(page, address(comment))

    refused = rosa.post(address(comment), data=sent)
    taken = rosa.post(
        address(comment), data=fill(sent, text__1="**Use** it for any purpose,\nat home or not.")
    )

    said = words(page)
    assert [said.count(words) for words in ("It was suggested on", "It is suggested", "It says now")] == [
        1,
        1,
        1,
    ]
    assert (sent["text-1"], refused.status_code, into(comment)) == (
        "**Use** it for any purpose whatever.",
        409,
        ["0.2"],
    )
    assert "not all of it fits any more" in words(refused)
    assert (taken.status_code, "purpose, at home or not. {#use}\n" in text_of(draft)) == (303, True)


def test_words_that_do_what_is_suggested_are_only_linked(rosa, first):
    comment, draft = suggest(first, ("replace", "use", "**Use** it for anything.")), prepare(NEW, "0.2")
    sent = form_at(rosa.get(address(comment)), address(comment))

    answer = rosa.post(address(comment), data=fill(sent, hand__1="yes"))

    assert (answer.status_code, into(comment), text_of(draft)) == (303, ["0.2"], NEW)


def test_a_clause_that_was_deleted_meanwhile_is_linked_by_hand(rosa, first):
    comment = suggest(first, ("replace", "permission", "Nobody has to ask."))
    draft = prepare(OLD.replace("Nobody needs to ask for permission first. {#permission}\n\n", ""), "0.2")
    page = rosa.get(address(comment))

    answer = rosa.post(address(comment), data=fill(form_at(page, address(comment)), hand__1="yes"))

    assert "its clause is gone" in words(page)
    assert (answer.status_code, into(comment), "permission" in text_of(draft)) == (303, ["0.2"], False)


def test_a_clause_that_says_something_else_now_is_deleted_all_the_same(rosa, first):
    comment, draft = suggest(first, ("delete", "use")), prepare(NEW, "0.2")
    sent = form_at(rosa.get(address(comment)), address(comment))

    refused = rosa.post(address(comment), data=sent)
    taken = rosa.post(address(comment), data=fill(sent, take__1="yes"))

    assert (refused.status_code, taken.status_code, "{#use}" in text_of(draft)) == (409, 303, False)


def test_what_cannot_be_written_is_said_before_it_is_tried(rosa, app):
    text = OLD.replace("\n- **Use**", "\n> A note. {#note}\n\n- **Use**")
    comment, _draft = suggest(published(text, "0.1"), ("delete", "note")), prepare(text, "0.2")
    page = rosa.get(address(comment))

    answer = rosa.post(address(comment), data=form_at(page, address(comment)))

    assert "cannot be written into the files" in words(page)
    assert (answer.status_code, into(comment)) == (409, [])


def test_a_page_that_was_overtaken_changes_nothing(rosa, first):
    one, two = (suggest(first, ("replace", key, "Other words.")) for key in ("use", "study"))
    prepare(OLD, "0.2")
    sent = form_at(rosa.get(address(one)), address(one))
    rosa.post(address(two), data=form_at(rosa.get(address(two)), address(two)))

    answer = rosa.post(address(one), data=sent)

    assert (answer.status_code, into(one), into(two)) == (412, [], ["0.2"])


def test_accepting_twice_is_refused(rosa, first):
    comment, _draft = suggest(first, ("replace", "use", "Other words.")), prepare(OLD, "0.2")
    sent = form_at(rosa.get(address(comment)), address(comment))
    rosa.post(address(comment), data=sent)

    again = rosa.post(address(comment), data=fill(sent, revision="2"))

    assert (again.status_code, into(comment)) == (409, ["0.2"])
    assert "was taken into draft 0.2 already" in words(again)


def test_the_link_is_undone_and_the_text_stays(rosa, first):
    comment, draft = suggest(first, ("replace", "use", "Other words.")), prepare(OLD, "0.2")
    rosa.post(address(comment), data=form_at(rosa.get(address(comment)), address(comment)))
    page = rosa.get(address(comment))

    answer = rosa.post(address(comment, "release"), data=form_at(page, address(comment, "release")))

    assert (answer.status_code, into(comment), "Other words." in text_of(draft)) == (303, [], True)


def test_other_suggestions_on_the_same_words_are_named(rosa, first):
    comment, other = (suggest(first, ("replace", "use", f"**Use** it {n}.")) for n in (1, 2))
    prepare(OLD, "0.2")

    page = rosa.get(address(comment))

    assert "One other open suggestion touches the same" in words(page)
    assert f'href="/comments/{other.id}"' in page.text


def test_a_maintainer_chooses_among_the_drafts_in_hand(rosa, first):
    comment = suggest(first, ("replace", "use", "Other words."))
    prepare(OLD, "0.2")
    prepare(NEW, "0.3")

    chosen = {
        query: form_at(rosa.get(f"{address(comment)}{query}"), address(comment))["draft"]
        for query in ("", "?draft=0.2", "?draft=next", "?draft=9")
    }

    assert chosen == {"": "0.3", "?draft=0.2": "0.2", "?draft=next": "next", "?draft=9": "0.3"}


def test_a_published_draft_takes_nothing_in(rosa, first):
    comment, _draft = suggest(first, ("replace", "use", "Other words.")), prepare(OLD, "0.2")
    sent = form_at(rosa.get(address(comment)), address(comment))

    answer = rosa.post(address(comment), data=fill(sent, draft="0.1"))

    assert (answer.status_code, into(comment), draft_named("0.1").publication is not None) == (409, [], True)


def test_only_maintainers_take_suggestions_in(client, first):
    comment = suggest(first, ("replace", "use", "Other words."))

    assert client.as_(make_account("Paul")).get(address(comment)).status_code == 403
    assert client.get(address(comment)).status_code == 303


def test_a_comment_without_suggestion_has_nothing_to_take_in(rosa, first):
    assert rosa.get(address(make_comment(first, "use"))).status_code == 404


def test_hostile_words_are_shown_as_words(rosa, first):
    text = '**Use** <img src=x onerror=alert(1)> [it](javascript:alert(1)) "><script>alert(2)</script>'
    comment = suggest(first, ("replace", "use", text), ("insert", "share", text))
    prepare(OLD, "0.2")

    page = rosa.get(address(comment)).text

    assert "<img" not in page and "<script>alert" not in page and 'href="javascript:' not in page
