"""What became of comments, as sheets that no spreadsheet runs."""

import csv
import io

import pytest

from consensus.discussion.actions import Edit, answer_disposition, delete_comment, dispose
from consensus.discussion.models import Operation
from consensus.discussion.queries.comments import comments_called
from consensus.discussion.shapes import comment_shapes
from consensus.discussion.sheets import COLUMNS, EIGHT, write_dictionary, write_eight, write_sheet
from consensus.drafts.queries import clause_in, clause_named
from consensus.moderation.actions import hide_thing
from consensus.moderation.models import Rule
from tests.discussion.acting import act, again
from tests.discussion.three_drafts import first, second
from tests.factories import make_account, make_comment


@pytest.fixture
def draft(app):
    return first()


@pytest.fixture
def rosa(app):
    return make_account("Rosa", role="maintainer")


def read(write, *what):
    """The rows of a sheet, as dictionaries."""
    out = io.StringIO(newline="")
    write(out, *what)
    out.seek(0)
    return list(csv.DictReader(out))


def shapes(comments, draft):
    return comment_shapes(comments_called([each.id for each in comments]), seen_from=draft)


def sheet(comments, draft):
    return read(write_sheet, shapes(comments, draft), draft)


def eight(comments, draft):
    return [list(row.values()) for row in read(write_eight, shapes(comments, draft), draft)]


def test_every_column_is_filled_from_what_is_known(draft, rosa):
    ana = make_account("Ana", affiliation_text="A clinic", stakeholder_group="end-user")
    comment = make_comment(
        draft, "use", "Says *who*?\nAnd when?", by=ana, kind="objection", quote="any purpose"
    )
    newer = second()
    act(
        dispose, [again(comment)], outcome="accepted-in-part", reason="In part.", by=rosa,
        resolved_in=newer, clauses=[clause_named("use"), clause_named("share")],
    )  # fmt: skip
    act(
        answer_disposition,
        again(comment),
        answer="sustain",
        reason="Not all of it.",
        by=again(comment).author,
    )

    [row] = sheet([comment], draft)

    assert list(row) == list(COLUMNS)
    assert {name: row[name] for name in row if name not in ("wording", "created_at", "answered_at", "author")} == {
        "id": "1", "url": "http://127.0.0.1:8000/comments/1", "thread": "1", "parent": "", "draft": "0.1", "clause": "use",
        "number": "1.2", "part": "", "after": "", "kind": "objection", "state": "sustained", "late": "",
        "name": "Ana", "affiliation": "A clinic", "stakeholder_group": "end-user", "channel": "online", "language": "en",
        "quote": "any purpose", "body": "Says *who*?\nAnd when?", "suggestion": "", "cosigned": "0",
        "outcome": "accepted-in-part", "reason": "In part.", "resolved_in": "0.2", "clauses": "use, share",
        "duplicate_of": "", "authors_answer": "sustain", "authors_reason": "Not all of it.", "hidden": "", "deleted": "",
    }  # fmt: skip
    assert (len(row["wording"]), row["author"], row["created_at"][-1]) == (
        64,
        again(comment).author.actor_id,
        "Z",
    )


def test_replies_name_what_they_reply_to(draft):
    root = make_comment(draft, "use")
    reply = make_comment(parent=root, body="Yes.")
    deeper = make_comment(parent=reply, body="No.")

    rows = sheet([root, reply, deeper], draft)

    assert [(row["id"], row["parent"], row["thread"]) for row in rows] == [
        ("1", "", "1"),
        ("2", "1", "1"),
        ("3", "2", "1"),
    ]


def test_what_is_deleted_or_folded_is_a_row_without_words(draft, rosa):
    gone, hidden = (
        make_comment(draft, "use", "Secret words.", quote="any purpose", edits=[edit(draft)])
        for _ in range(2)
    )
    act(delete_comment, again(gone), by=again(gone).author)
    act(hide_thing, again(hidden), rule=Rule.SPAM, reason="It sells.", by=rosa)

    rows = sheet([gone, hidden], draft)

    assert [(row["deleted"], row["hidden"]) for row in rows] == [("yes", ""), ("", "yes")]
    assert [(row["body"], row["quote"], row["suggestion"]) for row in rows] == [("", "", "")] * 2
    assert [row["name"] for row in rows] == ["", "Ana"]
    assert "Secret" not in str(eight([gone, hidden], draft))


def edit(draft):
    return Edit(Operation.REPLACE, clause=clause_in(draft, "use"), text="**Use** it at home.")


FORMULAS = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1"]


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_is_a_formula(draft, rosa, formula):
    author = make_account(formula, email="x@example.org", affiliation_text=formula)
    comment = make_comment(draft, "use", f"{formula} and more", by=author)
    act(dispose, [again(comment)], outcome="noted", reason=f"{formula} and more", by=rosa)

    [row], [iec] = sheet([comment], draft), eight([comment], draft)

    cells = [row["name"], row["affiliation"], row["body"], row["reason"], *iec]
    starting = [cell for cell in cells if cell.strip()[:1] in ("=", "+", "-", "@", "＝")]
    assert starting == []
    assert row["body"].startswith("'")


def test_it_is_written_as_the_standard_says(draft):
    comment = make_comment(draft, "use", 'Say "who", please;\nand when.')
    out = io.StringIO(newline="")

    write_sheet(out, shapes([comment], draft), draft)

    header, *rows = out.getvalue().split("\r\n")
    assert header == ",".join(f'"{name}"' for name in COLUMNS)
    assert '"Say ""who"", please;\nand when."' in rows[0]
    assert rows[1:] == [""]


def test_the_eight_columns_are_those_of_the_committees_form(draft, rosa):
    ana = make_account("Ana", affiliation_text="A clinic")
    on_words = make_comment(draft, "use", "Says who?", by=ana, kind="objection", quote="any purpose")
    suggested = make_comment(draft, "use", "Shorter.", edits=[edit(draft)])
    missing = make_comment(draft, after="use", body="Who may ask.", kind="editorial")
    whole = make_comment(draft, body="How long?", kind="process")
    part = make_comment(draft, part="form", body="Unclear.", kind="question")
    act(
        dispose,
        [again(on_words)],
        outcome="accepted",
        reason="Done.",
        resolved_in=draft,
        clauses=[clause_named("use")],
        by=rosa,
    )
    act(answer_disposition, again(on_words), answer="sustain", reason="Not yet.", by=again(on_words).author)

    rows = eight([on_words, suggested, missing, whole, part], draft)

    assert [str(name) for name in EIGHT] == list(read(write_eight, shapes([whole], draft), draft)[0])
    assert rows[0] == [
        "A clinic", "3", "1.2", "List item", "te", "“any purpose” Says who?", "",
        "accepted (0.1: use): Done. The author sustains it: Not yet.",
    ]  # fmt: skip
    assert rows[1][2:] == ["1.2", "List item", "te", "Shorter.", "**Use** it at home.", "Not answered yet."]
    assert rows[2][2:6] == ["1.2", "after this clause", "ed", "Who may ask."]
    assert rows[3][:6] == ["Ana", "", "whole draft", "", "ge", "How long?"]
    assert rows[4][2:5] == ["form", "", "ge"]


def test_each_column_is_explained():
    rows = read(write_dictionary)

    assert [row["column"] for row in rows] == list(COLUMNS)
    assert all(row["meaning"].endswith(".") for row in rows)
