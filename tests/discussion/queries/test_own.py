"""What the discussion keeps of a person, for them to take along."""

from consensus.accounts.queries import everything_of
from consensus.discussion.actions import (
    Edit,
    answer_disposition,
    assign,
    cosign,
    dispose,
    edit_comment,
    keep_pending,
)
from consensus.discussion.models import Operation
from consensus.drafts.queries import clause_in
from tests.discussion.acting import act, again
from tests.drafts.making import OLD, published
from tests.factories import make_account, make_comment


def test_everything_somebody_said_shared_replied_and_began_is_in_their_export(app):
    draft, ana = published(OLD, "0.1"), make_account("Ana", role="maintainer", stakeholder_group="licensee")
    edit = Edit(Operation.REPLACE, clause=clause_in(draft, "use"), text="Use it.")
    mine, other = make_comment(draft, "use", "First.", by=ana, edits=[edit]), make_comment(draft, "use")
    act(edit_comment, mine, words="Second.", by=ana)
    act(cosign, again(other), by=ana)
    act(dispose, [again(mine)], outcome="noted", reason="So.", by=make_account("May", role="maintainer"))
    act(answer_disposition, again(mine), answer="sustain", reason="Still.", by=ana)
    act(assign, [again(other)], to=ana, by=ana)
    act(keep_pending, "/", {"body": "x"}, account=ana)

    rows = everything_of(ana)["discussion"]

    assert [(each["id"], each["body"], each["clause"]) for each in rows["comments"]] == [
        (mine.id, "Second.", "use")
    ]
    assert [each["body"] for each in rows["former_words"]] == ["First."]
    assert [(each["op"], each["text"]) for each in rows["suggestions"]] == [("replace", "Use it.")]
    assert [(each["comment"], each["stakeholder_group"]) for each in rows["concerns_shared"]] == [
        (other.id, "licensee")
    ]
    assert [(each["answer"], each["reason"]) for each in rows["replies_to_answers"]] == [
        ("sustain", "Still.")
    ]
    assert (rows["takes_care_of"], [each["fields"] for each in rows["begun"]]) == (
        [other.id],
        [{"body": "x"}],
    )


def test_of_somebody_who_said_nothing_there_is_nothing(app):
    rows = everything_of(make_account("Bo"))["discussion"]

    assert list(rows.values()) == [[]] * 7
