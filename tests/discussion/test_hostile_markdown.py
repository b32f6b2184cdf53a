"""Whatever is typed is shown in bounded time or refused with a sentence; it neither hides, nor turns, nor computes, nor posts mail."""

import csv
import io
import random
import time
from collections.abc import Callable
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest

from consensus.accounts.actions import change_profile
from consensus.discussion.actions import add_comment, delete_comment
from consensus.discussion.actions.checking import DEEPEST
from consensus.discussion.places import place_named
from consensus.discussion.queries.comments import comment_at
from consensus.discussion.texts import prepare_text
from consensus.drafts.redline import redline
from consensus.following.actions import set_pace, watch
from consensus.following.paces import Pace
from consensus.kit.db import db, transaction
from consensus.kit.errors import Invalid
from consensus.kit.text.markdown import redline_markup
from consensus.kit.turns import until_done
from consensus.ledger import SETUP
from consensus.moderation.actions import hide_thing
from consensus.moderation.models import Rule
from tests.api.conftest import program_of
from tests.drafts.making import NEW, OLD, published
from tests.factories import make_account, make_comment

from .pathological import pathological

LIMIT = 0.1  # seconds of this processor
SIZES = (8_192, 5_600, 3_740, 2_600)  # what is refused whole may be taken in part, just below a bound
PLACE = "/drafts/0.1/clauses/use/comments"


def cost(work: Callable[[], Any]) -> float:
    """Seconds of the processor that some work takes: the best of three, since others use it too."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
        if best < LIMIT / 2:
            break
    return best


def taken_or_refused(text: str) -> list[str]:
    """The sentences that refuse a text; none where it is taken."""
    try:
        prepare_text(text)
    except Invalid as refusal:
        return [str(sentence) for sentences in refusal.errors.values() for sentence in sentences]
    return []


@pytest.mark.parametrize("name", pathological())
def test_what_is_taken_is_ready_within_a_tenth_of_a_second(app, name):
    for size in SIZES:
        text = pathological(size)[name]
        said = taken_or_refused(text)
        assert all(each.endswith(".") and " " in each for each in said), said
        seconds = cost(lambda text=text: taken_or_refused(text))
        assert seconds <= LIMIT, f"{seconds:.3f} s for {size} bytes, {said or 'taken'}"


def test_some_of_these_texts_are_taken_and_some_refused(app):
    said = [bool(taken_or_refused(text)) for size in SIZES for text in pathological(size).values()]

    assert len(pathological()) > 60
    assert min(said.count(True), said.count(False)) > 40


REDLINED = {
    "two words": ["yes ", "no "],
    "letters": ["a", "b", " "],
    "words with marks": ["*a* ", "_b_ ", "`c` "],
    "marks": list("*_`[]()a "),
    "links": ["[a](/b) ", "[c](/d) ", "e "],
    "signs without spaces": list("あいうえおかきく"),
}  # fmt: skip


@pytest.mark.parametrize("name", REDLINED)
def test_so_is_a_redline_of_any_two_of_them(app, name):
    chance = random.Random(1)
    old, new = (
        "".join(chance.choices(REDLINED[name], k=8_192)).encode()[:8_192].decode(errors="ignore")
        for _ in range(2)
    )

    assert cost(lambda: redline_markup(redline(old, new))) <= LIMIT


def test_signs_that_control_hide_or_turn_are_dropped_and_what_scripts_need_stays(app):
    published(OLD, "0.1")
    ana = program_of(app, make_account("Ana"))
    typed = "a\x00b\x1b[31m \u202egnp.exe\u2066 \u200bc\ufeff\u2028 \U000e0041x\udc00 \u200fאב 👩\u200d💻 می\u200cخواهم"

    made = ana.post(PLACE, {"body": typed})

    assert (made.status_code, made.get_json()["body"]) == (
        201,
        "ab[31m gnp.exe c\u2028 x \u200fאב 👩\u200d💻 می\u200cخواهم",
    )


@pytest.mark.parametrize("body", ["", "\u200b\u200c\u200d", "\x00", "\u202e", "&zwnj;", "\u3164", "***"])
def test_what_nobody_could_see_is_refused_with_a_sentence(app, body):
    published(OLD, "0.1")
    refused = program_of(app, make_account("Ana")).post(PLACE, {"body": body})

    assert (refused.status_code, list(refused.get_json()["errors"])) == (422, ["body"])


@pytest.mark.parametrize("name", ["\u200b\u200d", "\u202e", "\x00", " \u00ad ", "\u3164\u2800"])
def test_a_name_of_signs_that_are_not_seen_is_refused_with_a_sentence(app, client, name):
    ana = make_account("Ana")
    browser = client.as_(ana)

    registered = client.post("/account/register", data={"name": name, "email": "bo@example.org"})
    renamed = browser.post("/account/", data={"name": name})

    assert (registered.status_code, renamed.status_code) == (422, 422)
    db.session.refresh(ana)
    assert ana.name == "Ana"


FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1+1",
    "\u200b=1",
    '=HYPERLINK("http://a.example")',
    '";=1',
    ",=1",
]


def test_nothing_in_a_sheet_is_computed(app, client):
    published(OLD, "0.1")
    ana = make_account("Ana")
    with transaction():
        change_profile(ana, name="=1+1", affiliation="@home, =2")
    for body in FORMULAS:
        make_comment("0.1", "use", f"{body}\n\n{body}", by=ana)

    for path in ("/drafts/0.1/dispositions.csv", "/drafts/0.1/dispositions.csv?form=iec"):
        with client.get(path) as answer:
            text = answer.text
        rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
        cells = [cell for row in rows for cell in row]
        assert len(rows) == len(FORMULAS) + 1
        assert [cell for cell in cells if cell.strip("\ufeff\u200b \t\r\n")[:1] in set("=+-@＝")] == []
        assert any(cell.startswith("'=1+1") for cell in cells)
        assert text.count('"') >= 2 * len(cells)


def test_neither_a_name_nor_a_clause_adds_headers_to_a_mail(app, client, tmp_path: Path):
    first = published(OLD.replace("**Use** it", "**Use\u2028Bcc: all@example.org** it"), "0.1")
    ana, ben = make_account("Ana"), make_account("Ben")
    with transaction():
        watch("clause:use", by=ben)
        set_pace(ben, pace=Pace.AT_ONCE)
    evil = "Ana\r\nBcc: all@example.org\r\n\r\n<b>hello</b>"
    assert client.as_(ana).post("/account/", data={"name": evil}).status_code == 303
    make_comment(first, "use", "Subject: x\r\nBcc: all@example.org\r\n.\r\nQUIT", by=ana)
    until_done()

    mails = [
        message_from_bytes(path.read_bytes(), policy=policy.default)
        for path in (tmp_path / "mail").glob("*.eml")
    ]
    assert [mail["To"] for mail in mails] == [ben.email]
    [mail] = mails
    assert (mail["Bcc"], mail["Cc"], len(mail.get_all("Subject"))) == (None, None, 1)
    assert not mail.defects
    assert "Ana Bcc: all@example.org <b>hello</b> wrote" in mail.get_body(("plain",)).get_content()
    assert "<b>hello" not in mail.get_body(("html",)).get_content()


@pytest.fixture
def thread(app):
    """Two drafts, and the first comment of a thread on a clause of each."""
    return make_comment(published(OLD, "0.1"), "use", by=make_account("Ana")), make_comment(
        published(NEW, "0.2"), "study"
    )


def test_replies_to_what_is_folded_deleted_or_elsewhere_get_a_clear_answer(app, thread):
    own, foreign = thread
    folded, deleted = (make_comment(parent=own, by=own.author) for _ in range(2))
    with transaction():
        hide_thing(comment_at(folded.id), rule=Rule.SPAM, reason="It sells watches.", by=SETUP)
        delete_comment(comment_at(deleted.id), by=own.author)
    ben = program_of(app, make_account("Ben"))

    told = {}
    for name, parent in {
        "folded": folded.id,
        "deleted": deleted.id,
        "foreign": foreign.id,
        "none": 10_000,
        "huge": 2**31 - 1,
    }.items():
        answer = ben.post("/drafts/0.2/clauses/use/comments", {"body": "Why?", "parent": parent})
        problem = answer.get_json()
        told[name] = (
            answer.status_code,
            problem["detail"] if answer.status_code == 409 else problem["errors"]["parent"],
        )

    assert told == {
        "folded": (409, "This comment is hidden by the moderators, so nothing can be added to it now."),
        "deleted": (409, "This comment was deleted by its author."),
        "foreign": (422, ["This thread is about something else."]),
        "none": (422, ["There is no comment with this number."]),
        "huge": (422, ["There is no comment with this number."]),
    }


@pytest.mark.parametrize("parent", [0, -1, 2**63, "1", 1.5, [1], {"id": 1}, True])
def test_a_parent_that_is_no_number_of_a_comment_is_refused_by_name(app, thread, parent):
    answer = program_of(app, make_account("Ben")).post(
        "/drafts/0.2/clauses/use/comments", {"body": "Why?", "parent": parent}
    )

    assert (answer.status_code, list(answer.get_json()["errors"])) == (422, ["parent"])


def test_of_a_thousand_levels_of_replies_twelve_are_taken(app, thread):
    last, _elsewhere = thread
    by, text, refused = last.author, prepare_text("And you?"), []
    for _level in range(1_000):
        with transaction():
            try:
                place = place_named("0.2", key="use")
                last = add_comment(place, text=text, kind="comment", by=by, parent=comment_at(last.id))
            except Invalid as refusal:
                refused += refusal.errors["parent"]
    over_http = program_of(app, by).post(
        "/drafts/0.2/clauses/use/comments", {"body": "And?", "parent": last.id}
    )

    sentence = "This thread is as deep as one can be read. Reply further up, or begin a new one."
    assert (last.depth, len(refused), set(refused)) == (DEEPEST, 1_000 - DEEPEST, {sentence})
    assert (over_http.status_code, over_http.get_json()["errors"]) == (422, {"parent": [sentence]})
