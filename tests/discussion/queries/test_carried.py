"""What a comment is, seen from a later draft: carried by lineage, never copied."""

import pytest

from consensus.discussion.carrying import Carrier
from consensus.discussion.queries.carried import anchors_of, carried_of, now_at, sightings
from consensus.discussion.queries.comments import comments_called
from consensus.drafts.actions import withdraw_draft
from consensus.drafts.queries import compare, rows_of
from consensus.kit.db import transaction
from consensus.ledger import SETUP
from tests.discussion.three_drafts import FIRST, first, id_of, second, three_drafts
from tests.drafts.making import published
from tests.factories import make_comment
from tests.house.test_lists import counting


def seen(said, draft, **given):
    """Name of a comment → what it is there."""
    comments = comments_called(comment.id for comment in said.values())
    found = carried_of(comments, seen_from=draft, **given)
    return {name: found[comment.id] for name, comment in said.items()}


@pytest.fixture
def story(app):
    return three_drafts()


@pytest.mark.both_databases
def test_what_was_said_on_the_first_draft_is_seen_from_the_second(story):
    drafts, said = story
    of_first = {name: comment for name, comment in said.items() if name.endswith("0.1")}

    assert seen(of_first, drafts.second) == {
        "use@0.1": "changed", "share@0.1": "same", "permission@0.1": "gone", "nobody@0.1": "moved", "code@0.1": "split",
    }  # fmt: skip
    assert set(seen(of_first, drafts.first).values()) == {"same"}


def test_what_was_split_and_joined_again_is_one_clause_that_changed(story):
    drafts, said = story
    found = seen(said, drafts.third)

    assert (found["code@0.1"], found["code@0.2"], found["parameters@0.2"]) == ("changed", "merged", "merged")
    assert (found["use@0.2"], found["nobody@0.1"], found["permission@0.1"]) == ("same", "moved", "gone")


def test_it_says_what_the_composed_maps_say(story):
    drafts, said = story
    for older, newer in (
        (drafts.first, drafts.second),
        (drafts.first, drafts.third),
        (drafts.second, drafts.third),
    ):
        carrier = Carrier(compare(older, newer).changes, {row.key: row.digest for row in rows_of(newer)})
        made = {name: said[name] for name in said if name.endswith(older.version)}
        expected = {
            name: str(carrier.said(name.split("@")[0], comment.wording.digest))
            for name, comment in made.items()
        }

        assert seen(made, newer) == expected


def test_a_comment_is_listed_with_every_clause_that_carries_it_on(story):
    drafts, said = story
    [code] = comments_called([said["code@0.1"].id])

    at = now_at([code], seen_from=drafts.second)[code.id]

    assert [(placed.key, placed.number) for placed in at] == [("code", "2.2"), ("parameters", "2.3")]
    assert now_at(comments_called([said["permission@0.1"].id]), seen_from=drafts.third) == {
        said["permission@0.1"].id: ()
    }


def test_words_that_come_back_are_the_same_again(app):
    draft = first()
    comment = make_comment(draft, "use")
    second()
    back = published(FIRST, "0.3")

    assert seen({"use": comment}, back) == {"use": "same"}


def test_parts_and_whole_drafts_change_with_any_word_in_them(app):
    old = "# Preamble\n\nHere it stands. {#a}\n\n# Definition\n\nThere it stands. {#b}\n"
    draft = published(old, "0.1")
    said = {
        "one": make_comment(draft, part="preamble"),
        "two": make_comment(draft, part="definition"),
        "all": make_comment(draft),
    }
    new = published(old.replace("There it", "There everything"), "0.2")

    assert seen(said, draft) == {"one": "same", "two": "same", "all": "same"}
    assert seen(said, new) == {"one": "same", "two": "changed", "all": "changed"}

    last = published(old.partition("# Definition")[0], "0.3")

    assert seen(said, last) == {"one": "same", "two": "gone", "all": "changed"}


def test_what_is_missing_after_a_clause_goes_where_the_clause_goes(app):
    draft = first()
    said = {key: make_comment(draft, after=key) for key in ("share", "nobody", "permission")}

    assert seen(said, second()) == {"share": "same", "nobody": "moved", "permission": "gone"}


def test_what_was_said_of_a_withdrawn_draft_is_compared_by_lasting_clauses(app):
    first()
    withdrawn = second()
    said = {key: make_comment(withdrawn, key) for key in ("use", "share", "parameters")}
    with transaction():
        withdraw_draft(withdrawn, reason="A mistake.", by=SETUP)
    latest = published(FIRST, "0.3")

    assert seen(said, latest) == {"use": "changed", "share": "same", "parameters": "gone"}


def test_a_reply_is_carried_from_the_words_that_its_author_saw(story):
    drafts, said = story
    reply = make_comment(drafts.third, "code", parent=said["code@0.1"])

    assert seen({"reply": reply}, drafts.third) == {"reply": "same"}


class TestQuotes:
    @pytest.fixture
    def quoting(self, app):
        draft = first()
        return {
            "use": make_comment(draft, "use", quote="any purpose"),
            "permission": make_comment(draft, "permission", quote="ask for permission"),
            "code": make_comment(draft, "code", quote="so do the parameters"),
            "plain": make_comment(draft, "share"),
        }

    def test_they_are_found_in_the_words_that_carry_them_on(self, quoting):
        draft = second()
        comments = comments_called(comment.id for comment in quoting.values())

        found = anchors_of(comments, seen_from=draft)

        assert {name: str(found[c.id].state) if c.id in found else None for name, c in quoting.items()} == {
            "use": "exact", "permission": "gone", "code": "near", "plain": None,
        }  # fmt: skip
        row = next(row for row in rows_of(draft) if row.key == "use")
        place = found[quoting["use"].id]
        assert row.text[place.start : place.end] == "any purpose"

    def test_beside_one_clause_they_are_looked_for_there_alone(self, quoting):
        draft = second()
        comments = comments_called([quoting["code"].id])

        here = sightings(comments, seen_from=draft, clause_id=id_of("parameters"))[comments[0].id]
        there = sightings(comments, seen_from=draft, clause_id=id_of("code"))[comments[0].id]

        assert (str(here.anchor.state), here.anchored) == ("near", id_of("parameters"))
        assert (str(there.anchor.state), there.anchored) == ("gone", None)


def test_it_takes_as_many_statements_for_all_as_for_one(story):
    drafts, said = story
    comments = comments_called(comment.id for comment in said.values())
    asked = []
    for some in (comments[:1], comments):
        with counting() as sent:
            carried_of(some, seen_from=drafts.third)
        asked.append(len(sent))

    assert asked == [3, 3]
