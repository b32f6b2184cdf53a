"""Before somebody says it, and before it is answered: what was said already."""

from typing import Any

import pytest

from consensus.discussion.models import Comment
from consensus.kit.turns import until_done
from tests.drafts.views.browsing import form_at, words
from tests.factories import make_comment

CLAUSE = "/drafts/0.2/clauses/use/comment"
SUGGEST = "/drafts/0.2/clauses/use/suggest"
SECRET = "Nobody can rebuild a model when the training data stay secret."
LIKE_IT = "How would one rebuild models whose training data are secret?"


@pytest.fixture
def raised(scene: Any) -> Comment:
    """Ben's objection to a clause."""
    made = make_comment(scene.second, "use", SECRET, by=scene.ben, kind="objection")
    until_done()
    return made


@pytest.fixture
def rosa(client: Any, scene: Any) -> Any:
    """An editor's browser."""
    return client.as_(scene.rosa)


def test_the_button_shows_what_was_said_and_keeps_what_was_typed(client: Any, raised: Comment) -> None:
    page = client.post(f"{CLAUSE}/raised", data={"body": LIKE_IT, "kind": "question", "quote": "purpose"})

    assert "Said before, perhaps the same" in words(page)
    assert f'href="/comments/{raised.id}"' in page.text
    assert f'href="/comments/{raised.id}/cosignature"' in page.text
    kept = form_at(page, CLAUSE)
    assert [kept[name] for name in ("body", "kind", "quote")] == [LIKE_IT, "question", "purpose"]


def test_a_script_gets_no_more_than_it_needs(client: Any, raised: Comment) -> None:
    part = client.post(f"{CLAUSE}/raised", data={"body": LIKE_IT, "only": "raised"})

    assert "Said before, perhaps the same" in part.text
    assert "<html" not in part.text


def test_what_nobody_said_is_to_be_said(client: Any, raised: Comment) -> None:
    page = client.post("/drafts/0.2/comment/raised", data={"body": "Xylophones are played with mallets"})

    assert "Nothing like it was found. Say it." in words(page)


def test_before_anybody_asks_nothing_is_shown(client: Any, raised: Comment) -> None:
    page = client.get(CLAUSE)

    assert "Has this been raised?" in words(page)
    assert "Said before" not in words(page)


def test_the_desk_sees_beside_its_answer_what_is_like_a_comment(
    rosa: Any, scene: Any, raised: Comment
) -> None:
    second = make_comment(scene.second, "use", LIKE_IT, by=scene.ana)
    until_done()

    page = rosa.get(f"/desk/comments/{second.id}")
    named = rosa.get(f"/desk/comments/{second.id}?outcome=duplicate&duplicate_of={raised.id}")

    assert "Perhaps the same" in words(page)
    assert f'href="/desk/comments/{second.id}?outcome=duplicate&amp;duplicate_of={raised.id}"' in page.text
    assert form_at(named, f"/desk/comments/{second.id}")["duplicate_of"] == str(raised.id)


def test_replies_and_suggestions_ask_too_and_keep_what_was_typed(
    client: Any, scene: Any, raised: Comment
) -> None:
    other = make_comment(scene.second, "use", "Something else altogether.", by=scene.ben)
    asked = {
        f"/comments/{other.id}/reply": client.post(f"/comments/{other.id}/reply/raised", data={"body": LIKE_IT}),
        SUGGEST: client.post(f"{SUGGEST}/raised", data={"body": LIKE_IT, "op-1": "delete", "clause-1": "use"}),
    }  # fmt: skip

    for path, page in asked.items():
        assert (page.status_code, f'href="/comments/{raised.id}"' in page.text) == (200, True)
        assert form_at(page, path)["body"].strip() == LIKE_IT
    own = client.post(f"/comments/{raised.id}/reply/raised", data={"body": LIKE_IT, "only": "raised"})
    assert f'href="/comments/{raised.id}"' not in own.text
