"""Drafts as plain data: for pages, commands and the API alike, with nobody asking."""

import json
from typing import Any

import pytest
from flask import Flask

from consensus.drafts import shapes
from consensus.drafts.models import Draft
from consensus.drafts.queries import clause_named, compare
from consensus.ledger import SETUP
from tests.api.texts import FIRST, SECOND, THIRD, prepared, published


@pytest.fixture
def drafts(app: Flask) -> tuple[Draft, Draft, Draft]:
    """0.0.1, 0.0.2 which is open, and 0.0.3 which is being prepared."""
    return published(FIRST, by=SETUP), published(SECOND, by=SETUP), prepared(THIRD, by=SETUP)


def test_every_shape_is_plain_data(drafts: Any) -> None:
    first, second, third = drafts
    made = [
        *(
            shape(draft)
            for draft in drafts
            for shape in (shapes.draft_summary_shape, shapes.draft_shape, shapes.map_shape)
        ),
        shapes.prepared_shape(third),
        shapes.compare_shape(compare(first, second)),
        shapes.clause_history_shape(clause_named("study")),
    ]

    assert [json.loads(json.dumps(shape)) for shape in made] == made


def test_a_prepared_draft_has_the_fields_of_a_published_one(drafts: Any) -> None:
    _first, second, third = drafts
    open_, prepared_ = shapes.draft_shape(second), shapes.draft_shape(third)

    assert list(open_) == list(prepared_)
    assert [list(clause) for clause in open_["clauses"]] == [list(clause) for clause in prepared_["clauses"]]
    assert [list(row) for row in shapes.map_shape(second)["map"]][:8] == [
        list(row) for row in shapes.map_shape(third)["map"]
    ]
    assert list(shapes.map_shape(second)) == list(shapes.map_shape(third))


def test_what_is_prepared_is_what_will_be_published(app: Flask) -> None:
    published(FIRST, by=SETUP)
    before = shapes.clause_shapes(prepared(SECOND, by=SETUP))
    from consensus.drafts.actions import discard_draft
    from consensus.drafts.queries import draft_named
    from consensus.kit.db import transaction

    with transaction():
        discard_draft(draft_named("0.0.2", published=False), by=SETUP)
    after = shapes.clause_shapes(published(SECOND, by=SETUP))

    assert before == after


def test_shapes_of_many_are_the_shapes_of_each(drafts: Any) -> None:
    assert shapes.draft_shapes(drafts) == [shapes.draft_summary_shape(draft) for draft in drafts]
    assert shapes.draft_shapes([]) == []


def test_the_status_and_period_of_each_draft_are_told(drafts: Any) -> None:
    told = [
        (shape["version"], shape["status"], shape["previous"], shape["comment_until"], shape["revision"])
        for shape in shapes.draft_shapes(drafts)
    ]

    assert told == [
        ("0.0.1", "superseded", None, None, 0),
        ("0.0.2", "open", "0.0.1", "2999-01-01T00:00:00.000000Z", 0),
        ("0.0.3", "prepared", "0.0.2", "2999-01-01T00:00:00.000000Z", 1),
    ]


def test_a_removed_clause_names_itself_as_where_it_came_from(drafts: Any) -> None:
    (gone,) = [
        row for row in shapes.compare_shape(compare(drafts[0], drafts[1]))["map"] if row["kind"] == "removed"
    ]

    assert (gone["key"], gone["from"], gone["spans"]) == (
        "old",
        ["old"],
        [["-", "Old words that nobody needs any more."]],
    )
