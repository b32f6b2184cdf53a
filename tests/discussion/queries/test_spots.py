"""Places where talk is read, and where what is seen there was said."""

import pytest

from consensus.discussion.errors import NoSuchPart
from consensus.discussion.queries.spots import Spot, drafts_seen, homes_of, spot_on
from consensus.drafts.errors import NoSuchClause
from tests.discussion.three_drafts import id_of, three_drafts
from tests.drafts.making import prepare, published
from tests.factories import make_comment

PARTS = "# Preamble\n\nWhy. {#why}\n\n# Definition\n\nWhat. {#what}\n"


def homes(spot):
    return {(home.draft_id, home.clause_id, home.part) for home in homes_of(spot)}


def test_a_place_is_named_by_key_or_part_or_neither(app):
    draft = published(PARTS, "0.1")

    assert spot_on(draft, key="why") == Spot(draft, id_of("why"))
    assert spot_on(draft, part="preamble") == Spot(draft, part="preamble")
    assert spot_on(draft) == Spot(draft)


def test_a_clause_that_is_gone_is_a_place_and_one_that_never_was_is_none(app):
    draft = published(PARTS, "0.1")
    newer = published(PARTS.replace("Why. {#why}", "Something else altogether. {#other}"), "0.2")

    assert spot_on(newer, key="why") == Spot(newer, id_of("why"))
    with pytest.raises(NoSuchClause):
        spot_on(draft, key="never")
    with pytest.raises(NoSuchPart):
        spot_on(draft, part="never")


def test_talk_lives_where_its_words_came_from(app):
    drafts, _said = three_drafts()
    code, parameters = id_of("code"), id_of("parameters")
    one, two, three = (draft.id for draft in drafts)

    assert homes(Spot(drafts.second, parameters)) == {(one, code, None), (two, parameters, None)}
    assert homes(Spot(drafts.third, code)) == {
        (one, code, None), (two, code, None), (two, parameters, None), (three, code, None),
    }  # fmt: skip
    assert homes(Spot(drafts.first, code)) == {(one, code, None)}


@pytest.mark.both_databases
def test_a_part_that_is_gone_leaves_its_talk_with_the_whole_draft(app):
    draft = published(PARTS, "0.1")
    make_comment(draft, part="preamble")
    make_comment(draft)
    newer = published("# Definition\n\nWhat. {#what}\n", "0.2")

    assert homes(Spot(draft)) == {(draft.id, None, None)}
    assert homes(Spot(newer)) == {(draft.id, None, None), (draft.id, None, "preamble")}
    assert homes(Spot(newer, part="preamble")) == {(draft.id, None, "preamble")}


def test_from_a_draft_in_preparation_all_published_ones_are_seen(app):
    drafts, _said = three_drafts()
    next_ = prepare(PARTS, "0.4")

    assert drafts_seen(drafts.second) == [drafts.first.id, drafts.second.id]
    assert drafts_seen(next_) == [draft.id for draft in drafts]
