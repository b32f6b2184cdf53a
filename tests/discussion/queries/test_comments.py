"""Comments by themselves."""

import pytest

from consensus.accounts.models import Account
from consensus.discussion.actions import Edit, cosign, delete_comment, edit_comment
from consensus.discussion.errors import NoSuchComment
from consensus.discussion.models import Operation
from consensus.discussion.queries.comments import (
    campaign_of,
    comment_at,
    comments_called,
    cosigned_by,
    cosigners_by_group,
    edits_of,
    folded,
    latest_talk,
    may_unfold,
    mine,
    revisions_of,
    words_suggested_on,
)
from consensus.drafts.queries import clause_in
from consensus.kit.db import db
from consensus.moderation.actions import hide_thing
from consensus.moderation.models import Rule
from tests.discussion.acting import act, again
from tests.discussion.three_drafts import first, id_of, second
from tests.factories import make_account, make_comment
from tests.house.test_lists import counting


@pytest.fixture
def draft(app):
    return first()


def ids(things):
    return [thing.id for thing in things]


def hide(comment, *, by=None):
    moderator = by or make_account("Mo", role="moderator")
    act(hide_thing, again(comment), rule=Rule.SPAM, reason="It sells.", by=moderator)


def test_a_comment_is_found_by_its_number(draft):
    comment = make_comment(draft, "use")

    assert comment_at(comment.id).id == comment_at(str(comment.id)).id == comment.id


@pytest.mark.parametrize("number", [0, 2, "", "x", "-1", "²", "1" * 12, 2**31, 2**63])
def test_any_other_number_is_refused(draft, number):
    make_comment(draft, "use")

    with pytest.raises(NoSuchComment):
        comment_at(number)


def test_several_come_in_the_order_that_was_asked_for_with_all_that_is_shown_of_them(draft):
    one, two = make_comment(draft, "use"), make_comment(draft, after="share")
    wanted = [two.id, 99, one.id, two.id]
    db.session.expunge_all()

    with counting() as sent:
        found = comments_called(wanted)
        shown = [
            (
                each.author.name,
                each.draft.version,
                each.clause and each.clause.key,
                each.after and each.after.key,
            )
            for each in found
        ]
        assert found[1].wording.text == "Use it for any purpose."

    assert (ids(found), len(sent)) == ([two.id, one.id], 2)
    assert shown == [("Ana", "0.1", None, "share"), ("Ana", "0.1", "use", None)]
    assert comments_called([]) == []


def test_mine_are_those_i_wrote_the_newest_first(draft):
    ana = make_account("Ana")
    said = [make_comment(draft, "use", by=ana) for _ in range(3)]
    make_comment(draft, "use")

    page = mine(ana, limit=2)

    assert ids(page.items) == ids([said[2], said[1]])
    assert ids(mine(ana, cursor=page.next).items) == [said[0].id]


@pytest.mark.both_databases
def test_the_latest_talk_leaves_out_what_is_deleted_or_folded(draft):
    kept, deleted, hidden, last = (make_comment(draft, "use") for _ in range(4))
    act(delete_comment, deleted, by=again(deleted).author)
    hide(hidden)

    assert ids(latest_talk(10)) == ids([last, kept])
    assert ids(latest_talk(1)) == [last.id]


def test_former_words_are_told_until_the_comment_is_deleted(draft):
    comment = make_comment(draft, "use", "The first words.")
    act(edit_comment, again(comment), words="The second words.", by=again(comment).author)

    assert [each.body for each in revisions_of(again(comment))] == ["The first words."]

    act(delete_comment, again(comment), by=again(comment).author)
    assert list(revisions_of(again(comment))) == []


def test_edits_come_with_the_words_they_were_made_on(draft):
    use, share = clause_in(draft, "use"), clause_in(draft, "share")
    edits = [Edit(Operation.MOVE, clause=use, after=share), Edit(Operation.INSERT, after=share, text="More.")]
    comment = make_comment(draft, "use", edits=edits)
    second()

    found = edits_of([again(comment)])[comment.id]

    assert [(str(e.op), e.clause and e.clause.key, e.after.key, e.text) for e in found] == [
        ("move", "use", "share", None), ("insert", None, "share", "More."),
    ]  # fmt: skip
    assert words_suggested_on({(draft.id, use.clause_id), (draft.id, 10**6)}) == {
        (draft.id, use.clause_id): "**Use** it for any purpose."
    }


@pytest.mark.both_databases
def test_who_shares_a_concern_is_counted_by_stakeholder_group(draft):
    comment, other = make_comment(draft, "use"), make_comment(draft, "use")
    people = [
        make_account(f"P{n}", stakeholder_group=group)
        for n, group in enumerate(("regulator", "regulator", None))
    ]
    for person in people:
        act(cosign, again(comment), by=db.session.get_one(Account, person.id))
    comments = [again(comment), again(other)]

    assert cosigners_by_group(comments) == {comment.id: {"regulator": 2, None: 1}, other.id: {}}
    assert cosigned_by(people[0], comments) == {comment.id}
    assert cosigned_by(None, comments) == frozenset()


@pytest.mark.both_databases
def test_a_campaign_is_all_that_say_nearly_the_same(draft):
    words = "Please do not leave out the training data, because without it nobody can study the system. {}"
    said = [make_comment(draft, "use", words.format(n)) for n in range(3)]
    make_comment(draft, "use", "Something else altogether is said here, of other things.")

    assert ids(campaign_of(again(said[2])).items) == ids(said) == ids(campaign_of(again(said[0])).items)
    page = campaign_of(again(said[1]), limit=2)
    assert ids(campaign_of(again(said[1]), cursor=page.next).items) == [said[2].id]


def test_folded_words_are_for_their_author_and_for_moderators(draft):
    comment, other = make_comment(draft, "use"), make_comment(draft, "use")
    moderator = make_account("Mo", role="moderator")
    hide(comment, by=moderator)
    comments = [again(comment), again(other)]

    assert {id: hiding.reason for id, hiding in folded(comments).items()} == {comment.id: "It sells."}
    viewers = (comments[0].author, moderator, make_account("Bo"), None)
    assert [may_unfold(viewer, comments[0]) for viewer in viewers] == [True, True, False, False]
    assert id_of("use") == comments[0].clause_id
