"""*I share this concern*: one button, counted by stakeholder group, taken back by another."""

import pytest

from tests.discussion.acting import again
from tests.drafts.views.browsing import form_at, words
from tests.factories import make_comment, make_draft

from .conftest import SECOND


@pytest.fixture
def comment(scene):
    return make_comment(scene.second, "use", "Who asks?", by=scene.ben)


def test_a_concern_is_shared_and_no_longer(ana, comment):
    at = f"/comments/{comment.id}/cosignature"

    page = ana.get(at)
    answer = ana.post(at, data=form_at(page, at))
    shared = ana.get(answer.location)
    ended = ana.post(f"{at}/end")

    assert "I share this concern" in words(page) and "You are counted for: licensee" in words(page)
    assert (answer.status_code, answer.location) == (303, f"/comments/{comment.id}#c{comment.id}")
    assert "You share this concern, counted for: Licensee." in words(shared)
    assert "1 person shares this concern (licensee 1)" in words(shared)
    assert (ended.status_code, again(comment).cosigned) == (303, 0)
    assert "You no longer share this concern." in words(ana.get(ended.location))


def test_the_button_leads_back_to_the_page_it_stands_on(ana, comment):
    at = f"/comments/{comment.id}/cosignature"
    form = form_at(ana.get("/drafts/0.2/talk/"), at)

    answer = ana.post(at, data=form)

    assert answer.location == f"/drafts/0.2/talk/#c{comment.id}"
    assert f'action="{at}/end"' in ana.get(answer.location).text


def test_no_button_leads_to_another_site(ana, comment):
    answer = ana.post(f"/comments/{comment.id}/cosignature", data={"next": "//elsewhere.example"})

    assert answer.location == f"/comments/{comment.id}#c{comment.id}"


def test_whoever_comes_from_a_page_that_was_kept_signs_in_first(client, comment):
    at = f"/comments/{comment.id}/cosignature"

    assert f'href="{at}"' in client.get(f"/comments/{comment.id}").text
    assert client.get(at).location == f"/account/sign-in?next={at}"


def test_ones_own_concern_is_not_shared(ben, comment):
    at = f"/comments/{comment.id}/cosignature"

    assert (ben.get(at).status_code, ben.post(at).status_code, again(comment).cosigned) == (403, 403, 0)
    assert f'action="{at}"' not in ben.get(f"/comments/{comment.id}").text


def test_a_concern_about_words_that_are_gone_says_why_it_cannot_be_shared(ana, scene):
    comment = make_comment(scene.second, "study", by=scene.ben)
    make_draft("0.3", SECOND.replace("- **Study** how it works {#study}\n", ""))

    page = ana.post(f"/comments/{comment.id}/cosignature")

    assert (page.status_code, "is no longer in the current draft" in words(page)) == (409, True)


def test_taking_back_what_was_never_shared_is_no_error(ana, comment):
    assert ana.post(f"/comments/{comment.id}/cosignature/end").status_code == 303
