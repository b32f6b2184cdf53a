"""Who on the desk takes care of what."""

import pytest

from consensus.discussion.actions import assign
from consensus.discussion.queries.desk import assignments_of
from consensus.kit.errors import Invalid
from tests.discussion.acting import act, verbs
from tests.drafts.making import OLD, published
from tests.factories import make_account, make_comment


@pytest.fixture
def comments(app):
    draft = published(OLD, "0.1")
    return [make_comment(draft, "use"), make_comment(draft, "study")]


def carers(comments):
    return {id: each.account.name for id, each in assignments_of(comments).items()}


def test_a_maintainer_takes_care_of_comments_hands_them_on_and_lets_go_of_them(comments):
    may, max_ = make_account("May", role="maintainer"), make_account("Max", role="maintainer")
    first, second = comments

    act(assign, comments, to=may, by=may)
    act(assign, [second], to=max_, by=may)
    both = carers(comments)
    act(assign, comments, to=None, by=may)

    assert (both, carers(comments)) == ({first.id: "May", second.id: "Max"}, {})
    assert verbs() == ["comment.added", "comment.added"]


def test_only_maintainers_take_care_of_comments(comments):
    may, ana = make_account("May", role="maintainer"), make_account("Ana")

    with pytest.raises(Invalid) as refused:
        act(assign, comments, to=ana, by=may)

    assert (list(refused.value.errors), carers(comments)) == (["to"], {})
