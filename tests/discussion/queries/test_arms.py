"""Lists put together from several short ones."""

import pytest
from sqlalchemy import select

from consensus.discussion.models import Comment
from consensus.discussion.queries import arms
from consensus.discussion.queries.arms import NEWEST, OLDEST, STRONGEST, fetched, together
from consensus.kit.errors import Invalid
from consensus.kit.web.paging import make_cursor
from tests.discussion.three_drafts import first
from tests.factories import make_comment


@pytest.fixture
def said(app):
    draft = first()
    return [make_comment(draft, "use").id for _ in range(5)]


def each_alone(said):
    return [select(Comment.id, Comment.cosigned).where(Comment.id == id) for id in said]


@pytest.mark.both_databases
@pytest.mark.parametrize("most", [1, 2, 100])
def test_more_arms_than_a_statement_takes_give_the_same(said, monkeypatch, most):
    monkeypatch.setattr(arms, "MOST", most)

    rows, next_ = together(each_alone(said), OLDEST, cursor=None, limit=3)

    assert ([row.id for row in rows], next_) == (said[:3], make_cursor([said[2]]))
    assert sorted(row.id for row in fetched(each_alone(said))) == said


@pytest.mark.parametrize("order", [OLDEST, NEWEST, STRONGEST])
def test_no_arms_give_nothing(app, order):
    assert together([], order, cursor=None, limit=3) == ([], None)


def test_the_last_page_has_no_next(said):
    assert together(each_alone(said), NEWEST, cursor=None, limit=5)[1] is None


def test_a_cursor_of_another_order_is_refused(said):
    with pytest.raises(Invalid):
        together(each_alone(said), OLDEST, cursor=make_cursor([1, 2]), limit=3)
