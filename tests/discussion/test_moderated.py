"""Comments as moderation sees them."""

import pytest

from consensus.discussion.actions import delete_comment
from consensus.kit.refs import parse
from consensus.moderation.registry import (
    around,
    author_of,
    excerpt_of,
    parties_of,
    thing_called,
    things_called,
)
from tests.discussion.acting import act, again
from tests.drafts.making import OLD, published
from tests.factories import make_account, make_comment


@pytest.fixture
def draft(app):
    return published(OLD, "0.1")


def test_a_comment_is_found_by_its_ref_with_author_words_and_what_shows_it(draft):
    comment = make_comment(draft, "use", "Some *emphasis* here.")

    found = thing_called(comment.ref)

    assert (found.id, author_of(found), excerpt_of(found)) == (
        comment.id, comment.author.actor_id, "Some emphasis here.",
    )  # fmt: skip
    assert list(map(str, around(found))) == ["clause:use", "draft:0.1", f"comment:{comment.id}"]


@pytest.mark.parametrize("name", ["99", "x", "01", "9" * 30, "-1", "²"])
def test_other_names_lead_nowhere(draft, name):
    make_comment(draft, "use")

    assert (thing_called(parse(f"comment:{name}")), things_called([f"comment:{name}"])) == (None, {})


def test_what_was_deleted_cannot_be_hidden(draft):
    ana = make_account("Ana")
    comment = make_comment(draft, "use", by=ana)
    act(delete_comment, comment, by=ana)

    assert thing_called(again(comment).ref) is None


def test_everybody_who_wrote_in_a_thread_is_party_to_all_of_it(draft):
    root = make_comment(draft, "use")
    replies = [make_comment(parent=root, by=make_account(name)) for name in ("Bo", "Cy")]
    make_comment(draft, "use", by=make_account("Di"))

    wrote = {again(each).author.actor_id for each in (root, *replies)}
    assert [parties_of(again(each)) for each in (root, replies[0])] == [wrote, wrote]
