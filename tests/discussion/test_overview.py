"""How much is said where of a draft."""

import pytest

from consensus.discussion.errors import NoSuchPart, NoSuchPlace
from consensus.discussion.overview import overview_of, spot_asked
from consensus.drafts.errors import NoSuchClause
from consensus.drafts.queries import draft_named
from tests.discussion.three_drafts import first, second
from tests.factories import make_comment


@pytest.fixture
def draft(app):
    for at in ({"key": "use"}, {"key": "permission"}, {"part": "form"}, {}, {"after": "share"}):
        make_comment("0.1" if at != {"key": "use"} else first(), **at)
    make_comment(second(), "use", kind="objection")
    return draft_named("0.2")


def test_each_place_is_counted_once(draft):
    seen = overview_of(draft)

    assert [(row.key, said.comments, said.objections) for row, said in seen.clauses] == [
        ("use", 2, 1),
        ("share", 1, 0),
    ]
    assert [(part.slug, said.comments) for part, said in seen.parts] == [("freedoms", 0), ("form", 1)]
    assert (seen.whole.comments, [(key, said.comments) for key, said in seen.gone]) == (
        1,
        [("permission", 1)],
    )
    assert seen.titles == {"freedoms": "Freedoms", "form": "Form"}


@pytest.mark.parametrize(
    "asked, n",
    [
        ("whole", 1),
        ("part:form", 1),
        ("part:freedoms", 0),
        ("clause:use", 2),
        ("clause:permission", 1),
        ("clause:code", 0),
    ],
)
def test_a_place_is_asked_for_by_its_name(draft, asked, n):
    kind, name, _spot = spot_asked(draft, asked)

    assert overview_of(draft).counts(kind, name).comments == n


@pytest.mark.parametrize(
    "asked, error",
    [
        ("nowhere", NoSuchPlace),
        ("whole:x", NoSuchPlace),
        ("part:", NoSuchPlace),
        ("part:x", NoSuchPart),
        ("clause:x", NoSuchClause),
    ],
)
def test_other_places_there_are_not(draft, asked, error):
    with pytest.raises(error):
        spot_asked(draft, asked)
