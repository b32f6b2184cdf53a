"""What kinds of things are called."""

import pytest
from flask import Flask

from consensus.discussion.models import CommentKind, Outcome
from consensus.search.titles import KINDS, OUTCOMES, kind_title, kinds_title, outcome_title


def test_every_kind_of_comment_and_every_outcome_has_a_title() -> None:
    assert {str(kind) for kind in CommentKind} - set(KINDS) == set()
    assert {str(outcome) for outcome in Outcome} == set(OUTCOMES)


@pytest.mark.parametrize(
    ("kind", "one", "many"), [("message", "Archived message", "Archived messages"), ("tree", "tree", "tree")]
)
def test_a_kind_without_a_title_is_called_as_it_is(app: Flask, kind: str, one: str, many: str) -> None:
    with app.test_request_context():
        assert (kind_title(kind), kinds_title(kind), outcome_title(kind)) == (one, many, kind)
