"""Suggested edits: checked against the draft they are made on, kept with its words."""

import pytest

from consensus.discussion.actions import Edit, prepare_edits
from consensus.discussion.models import Operation
from consensus.discussion.queries.comments import edits_of
from consensus.drafts.queries import clause_in
from consensus.kit.errors import Invalid
from tests.discussion.acting import again, counters, entries
from tests.drafts.making import NEW, OLD, published
from tests.factories import make_comment

REPLACE, INSERT, DELETE, MOVE = Operation.REPLACE, Operation.INSERT, Operation.DELETE, Operation.MOVE


@pytest.fixture
def draft(app):
    return published(OLD, "0.1")


def stored(comment):
    return [
        (
            str(edit.op),
            edit.clause.key if edit.clause else None,
            edit.wording.text if edit.wording else None,
            edit.after.key if edit.after else None,
            edit.text,
        )
        for edit in edits_of([comment]).get(comment.id, [])
    ]


def test_a_suggestion_replaces_inserts_deletes_and_moves(draft):
    use, study, share = (clause_in(draft, key) for key in ("use", "study", "share"))
    edits = [
        Edit(REPLACE, clause=use, text="**Use** it  \n freely."),
        Edit(INSERT, after=study, text="- **Sell** it."),
        Edit(INSERT, text="At the beginning."),
        Edit(DELETE, clause=study),
        Edit(MOVE, clause=share, after=use, text="dropped"),
    ]

    comment = make_comment(draft, "use", edits=edits)

    assert stored(comment) == [
        ("replace", "use", "Use it for any purpose.", None, "**Use** it freely."),
        ("insert", None, None, "study", "- **Sell** it."),
        ("insert", None, None, None, "At the beginning."),
        ("delete", "study", "Study how it works, and look inside.", None, None),
        ("move", "share", "Share it with others, changed or not.", "use", None),
    ]
    assert (again(comment).suggests, counters(draft, "clause:use")) == (True, (1, 0, 1, 1, None))
    assert entries()[-1].details["suggests"] is True


def test_a_reply_that_suggests_wants_an_answer(draft):
    root = make_comment(draft, "use")

    reply = make_comment(parent=root, edits=[Edit(DELETE, clause=clause_in(draft, "use"))])

    assert (again(reply).unanswered, counters(draft, "clause:use")) == (True, (2, 0, 1, 2, None))


def bad(draft, later):
    use, study = clause_in(draft, "use"), clause_in(draft, "study")
    return {
        "nothing to replace": [Edit(REPLACE, text="Words.")],
        "inserting in the place of a clause": [Edit(INSERT, clause=use, text="Words.")],
        "no words": [Edit(REPLACE, clause=use, text=" \u200b ")],
        "the same words": [Edit(REPLACE, clause=use, text=" **Use**  it for any purpose.")],
        "too many words": [Edit(INSERT, after=use, text="x" * 8193)],
        "after itself": [Edit(MOVE, clause=use, after=use)],
        "of another draft": [Edit(DELETE, clause=clause_in(later, "use"))],
        "after a clause of another draft": [Edit(INSERT, after=clause_in(later, "use"), text="Words.")],
        "twice": [Edit(DELETE, clause=use), Edit(REPLACE, clause=use, text="Words.")],
        "too many": [Edit(INSERT, after=use, text=f"Words {n}.") for n in range(21)],
        "too long together": [Edit(INSERT, after=study, text="word " * 1600) for n in range(5)],
    }


@pytest.mark.parametrize("which", range(11))
def test_edits_that_make_no_sense_are_refused(draft, which):
    later = published(NEW, "0.2")
    edits = list(bad(draft, later).values())[which]

    with pytest.raises(Invalid) as refused:
        make_comment(draft, "use", edits=edits)

    assert list(refused.value.errors) == ["suggestion"]


def test_redlines_are_finished_before_the_lock(draft):
    use = clause_in(draft, "use")

    edits, finished = prepare_edits([Edit(REPLACE, clause=use, text="Use it  freely.")], draft=draft)

    assert [edit.text for edit in edits] == ["Use it freely."]
    assert sum("<ins>" in html for _key, html in finished) == 1
    make_comment(draft, "use", edits=edits, finished=finished)


def test_lines_of_code_stay_lines(draft):
    code = "```\na\n  b\n```"

    comment = make_comment(draft, "use", edits=[Edit(INSERT, text=code)])

    assert stored(comment)[0][-1] == code
