"""The disposition of comments: a page for everybody, and its sheets."""

import csv
import io

import pytest

from consensus.discussion.actions import delete_comment, dispose
from consensus.drafts.actions import withdraw_draft
from consensus.drafts.queries import clause_named
from consensus.ledger import SETUP
from consensus.moderation.actions import hide_thing
from consensus.moderation.models import Rule
from tests.discussion.acting import act, again
from tests.discussion.three_drafts import first, second
from tests.drafts.views.browsing import words
from tests.factories import make_account, make_comment

REPORT = "/drafts/0.1/dispositions/"
SHEET = "/drafts/0.1/dispositions.csv"


@pytest.fixture
def rosa(app):
    return make_account("Rosa", role="maintainer")


@pytest.fixture
def draft(app):
    return first()


@pytest.fixture
def said(draft, rosa):
    """An objection that is answered, a reply to it, a question, and what was said of the whole."""
    objection = make_comment(draft, "use", "Says who?", kind="objection", quote="any purpose")
    make_comment(parent=objection, body="I ask this, too.")
    question = make_comment(draft, "share", "How many others?", kind="question")
    whole = make_comment(draft, body="It is long.")
    newer = second()
    given = {"reason": "We *say* who.", "resolved_in": newer, "clauses": [clause_named("use")], "by": rosa}
    act(dispose, [again(objection)], outcome="accepted", **given)
    return {"objection": objection, "question": question, "whole": whole}


def listed(page):
    """The numbers of the comments in the table, in order."""
    return [int(each.split('"')[0]) for each in page.text.split('<tr id="c')[1:]]


def rows(answer):
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8"), newline="")))


def test_everything_said_is_listed_in_the_order_of_the_text_with_what_became_of_it(client, said):
    page = client.get(REPORT)

    assert listed(page) == [said["whole"].id, said["objection"].id, said["question"].id]
    text = words(page)
    assert "3 comments (4 with their replies)" in text
    assert "accepted 1 , not answered yet 2" in text
    assert "<em>say</em>" in page.text and "in draft 0.2 : use" in text
    assert "Objection: wording changed, awaiting its author" in text and "Not answered yet" in text
    assert "The first draft changed nothing." in text


def test_the_unanswered_alone(client, said):
    page = client.get(f"{REPORT}?show=unanswered")

    assert listed(page) == [said["whole"].id, said["question"].id]
    assert 'href="?show=unanswered" aria-current="true"' in page.text


def test_changes_that_nobody_asked_for_end_it(client, said):
    page = client.get("/drafts/0.2/dispositions/")

    end = words(page).split("What this draft changed")[1]
    assert ["1.2" in end, "Nobody is asked who they are" in end, "permission" in end] == [False, True, True]
    assert "Nothing was said on this draft." in words(page)


def test_it_is_paged_by_key_and_printed_whole(client, draft):
    made = [make_comment(draft, "use").id for _ in range(60)]

    pages, path = [], REPORT
    while path:
        pages.append(client.get(path))
        text = pages[-1].text
        path = (
            REPORT + text.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
            if 'rel="next"' in text
            else None
        )
    whole = client.get(f"{REPORT}?whole=yes")

    assert [len(listed(page)) for page in pages] == [50, 10]
    assert [id for page in pages for id in listed(page)] == listed(whole) == made
    assert ["Changes nobody asked for" in words(page) for page in pages] == [True, False]
    assert (
        'href="?whole=yes&amp;show=all"' in pages[0].text
        and 'href="?whole=yes&amp;show=all"' not in whole.text
    )


def test_latest_leads_to_the_latest(client, said):
    answer = client.get("/drafts/latest/dispositions/")

    assert (answer.status_code, answer.location) == (302, "/drafts/0.2/dispositions/")
    assert (
        client.get("/drafts/latest/dispositions.csv").headers["Content-Disposition"]
        == 'attachment; filename="comments-0.2.csv"'
    )


def test_a_withdrawn_draft_keeps_its_report(client, said, draft):
    newer = make_comment("0.2", "use", "Said of what was withdrawn.")
    act(withdraw_draft, newer.draft, reason="A mistake.", by=SETUP)

    page = client.get("/drafts/0.2/dispositions/")

    assert (page.status_code, listed(page), "withdrawn" in words(page)) == (200, [newer.id], True)


@pytest.mark.parametrize(
    "path", ["/drafts/9/dispositions/", "/drafts/9/dispositions.csv", "/drafts/9/dispositions-columns.csv"]
)
def test_of_a_draft_that_is_none_there_is_no_report(client, draft, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("query", ["?show=x", "?cursor=x"])
def test_what_cannot_be_shown_is_refused_with_a_sentence(client, draft, query):
    assert client.get(REPORT + query).status_code == 422


def test_the_sheet_holds_all_with_replies_below_what_they_reply_to(client, said):
    answer = client.get(SHEET)

    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert [(row["id"], row["parent"], row["body"], row["outcome"]) for row in rows(answer)] == [
        ("1", "", "Says who?", "accepted"), ("2", "1", "I ask this, too.", ""), ("3", "", "How many others?", ""),
        ("4", "", "It is long.", ""),
    ]  # fmt: skip
    assert "public" in answer.headers["Cache-Control"] and answer.headers["ETag"]


def test_the_form_of_committees_holds_what_wants_an_answer(client, said):
    found = rows(client.get(f"{SHEET}?form=iec"))

    assert [(row["Clause/Subclause"], row["Type of comment"], row["Observations of the secretariat"]) for row in found] == [
        ("whole draft", "te", "Not answered yet."), ("1.2", "te", "accepted (0.2: use): We *say* who."),
        ("1.3", "ge", "Not answered yet."),
    ]  # fmt: skip


def test_the_columns_are_explained(client, draft):
    assert rows(client.get("/drafts/0.1/dispositions-columns.csv"))[0] == {
        "column": "id", "meaning": "The comment's number.",
    }  # fmt: skip


def test_words_that_were_deleted_or_folded_stand_nowhere(client, draft, rosa):
    gone, hidden = (
        make_comment(draft, "use", "Words to forget."),
        make_comment(draft, "use", "Words to fold."),
    )
    act(dispose, [again(gone), again(hidden)], outcome="noted", reason="We saw it.", by=rosa)
    act(delete_comment, again(gone), by=again(gone).author)
    act(hide_thing, again(hidden), rule=Rule.SPAM, reason="It sells.", by=rosa)

    page, sheets = client.get(REPORT), [client.get(SHEET), client.get(f"{SHEET}?form=iec")]

    assert listed(page) == [gone.id, hidden.id]
    assert "Deleted by its author." in words(page) and "Folded by a moderator" in words(page)
    for answer in (page, *sheets):
        assert "Words to" not in answer.text and "We saw it." in answer.text


def test_a_large_sheet_is_sent_from_a_file_and_not_kept(client, said, monkeypatch):
    monkeypatch.setattr("consensus.kit.web.sending.LARGEST", 100)

    with client.get(SHEET) as answer:
        assert len(rows(answer)) == 4
        assert "ETag" not in answer.headers


def test_batches_put_together_give_the_same_sheet(client, said, monkeypatch):
    whole = [client.get(SHEET + query).text for query in ("", "?form=iec")]
    monkeypatch.setattr("consensus.discussion.views.report.BATCH", 1)

    assert [client.get(SHEET + query).text for query in ("", "?form=iec")] == whole


def test_hostile_words_are_shown_as_words(client, draft, rosa):
    hostile = '<img src=x onerror=alert(1)> [it](javascript:alert(1)) "><script>alert(2)</script>'
    comment = make_comment(draft, "use", hostile, by=make_account("<b>Eve</b>", email="eve@example.org"))
    act(dispose, [again(comment)], outcome="noted", reason=hostile, by=rosa)

    page = client.get(REPORT).text

    assert (
        "<img src=x" not in page
        and "<script>alert" not in page
        and 'href="javascript:' not in page
        and "<b>Eve" not in page
    )
