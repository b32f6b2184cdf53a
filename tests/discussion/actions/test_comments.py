"""Saying something: what is kept of it, what the record says, and that it costs the same however much was said."""

import hashlib

import pytest
from sqlalchemy import event, func, select

from consensus.discussion.actions import add_comment
from consensus.discussion.errors import DraftIsWithdrawn
from consensus.discussion.models import Talk
from consensus.discussion.places import place_named
from consensus.discussion.texts import prepare_text
from consensus.drafts.actions import extend_period, withdraw_draft
from consensus.drafts.errors import NoSuchDraft
from consensus.drafts.models import Draft
from consensus.drafts.queries import period_of
from consensus.following.models import Watch
from consensus.kit.clock import now
from consensus.kit.db import db, transaction
from consensus.kit.errors import Invalid
from consensus.kit.text.rendered import Rendered
from consensus.ledger import SETUP
from consensus.ledger.queries import touched_by
from tests.discussion.acting import act, again, counters, entries, verbs
from tests.drafts.making import NEW, OLD, prepare, published
from tests.factories import make_account, make_comment


@pytest.fixture
def draft(app):
    return published(OLD, "0.1")


def test_a_comment_keeps_the_words_its_author_saw(draft):
    comment = again(make_comment(draft, "use", "Which *purpose*?", kind="question"))

    assert (str(comment.kind), comment.body, comment.draft.version) == ("question", "Which *purpose*?", "0.1")
    assert (comment.clause.key, comment.wording.text) == ("use", "Use it for any purpose.")
    assert (comment.home_draft_id, comment.home_clause_id) == (draft.id, comment.clause_id)
    assert (comment.state, comment.stands, comment.unanswered, comment.late) == (None, False, True, False)
    assert (comment.depth, comment.root_id, comment.channel) == (0, comment.id, "online")


def test_it_keeps_whom_its_author_spoke_for_whatever_becomes_of_the_profile(draft):
    ana = make_account("Ana", stakeholder_group="licensee", affiliation_text="Example Ltd")

    comment = make_comment(draft, "use", by=ana)
    with transaction():
        ana.stakeholder_group, ana.affiliation_text = "subject", None

    assert (again(comment).stakeholder_group, comment.affiliation) == ("licensee", "Example Ltd")


def test_the_record_names_it_by_place_and_salted_digest_and_never_its_words(draft):
    comment = again(make_comment(draft, "use", "Secret words."))

    [entry] = entries()
    digest = hashlib.sha256((comment.salt + "Secret words.").encode()).hexdigest()
    assert (entry.verb, entry.subject, entry.by) == (
        "comment.added",
        f"comment:{comment.id}",
        comment.author.actor_id,
    )
    assert entry.details == {
        "draft": "0.1", "clause": "use", "kind": "comment", "late": False, "digest": digest,
    }  # fmt: skip
    assert touched_by([entry])[entry.n] == ["clause:use", f"comment:{comment.id}", "draft:0.1"]


def test_a_reply_stands_in_its_thread_and_is_counted_there(draft):
    root = make_comment(draft, "use")

    reply = make_comment(parent=root)
    deeper = again(make_comment(parent=reply))

    assert (deeper.parent_id, deeper.thread_id, deeper.depth) == (reply.id, root.id, 2)
    assert (again(root).replies, deeper.unanswered) == (2, False)
    assert counters(draft, "clause:use") == (3, 0, 0, 1, None)
    assert entries()[-1].details["thread"] == root.id


def test_a_reply_in_a_later_draft_keeps_what_its_author_saw_and_is_counted_where_the_thread_began(draft):
    root = make_comment(draft, "use")
    later = published(NEW, "0.2")

    reply = again(make_comment(later, "use", parent=root))

    assert (reply.draft_id, reply.wording.text) == (later.id, "Use it for any purpose whatever.")
    assert (reply.home_draft_id, reply.home_clause_id) == (draft.id, root.home_clause_id)
    assert counters(draft, "clause:use")[0] == 2
    assert db.session.scalar(select(func.count()).select_from(Talk)) == 1


@pytest.mark.parametrize(
    "place, counted",
    [({"part": "form"}, "part:form"), ({"after": "share"}, "clause:share"), ({}, "draft")],
)
def test_something_can_be_said_of_a_part_of_a_gap_and_of_the_whole(draft, place, counted):
    comment = again(make_comment(draft, **place))

    assert counters(draft, counted) == (1, 0, 0, 1, None)
    assert (comment.clause_id, comment.wording_id) == (None, None)
    assert (comment.part, comment.after.key if comment.after else None) == (
        place.get("part"),
        place.get("after"),
    )
    assert {name: entries()[0].details.get(name) for name in place} == place


def test_a_double_submit_gives_the_first_comment(draft):
    ana, bo = make_account("Ana"), make_account("Bo")

    first = make_comment(draft, "use", by=ana, nonce="abc")
    second = make_comment(draft, "use", "Something else.", by=ana, nonce="abc")
    other = make_comment(draft, "use", by=bo, nonce="abc")

    assert (second.id, other.id != first.id) == (first.id, True)
    assert verbs() == ["comment.added", "comment.added"]


@pytest.mark.parametrize("nonce", ["", "x" * 65])
def test_a_nonce_that_is_none_is_refused(draft, nonce):
    with pytest.raises(Invalid) as refused:
        make_comment(draft, "use", nonce=nonce)

    assert list(refused.value.errors) == ["nonce"]


def close(draft):
    act(extend_period, draft, closes_at=now().replace(year=2100), reason="Soon.", by=SETUP)
    with transaction():
        period_of(draft).closes_at = now()


def supersede(draft):
    published(NEW, "0.2")


@pytest.mark.parametrize("end", [close, supersede])
def test_after_closing_and_after_a_new_draft_comments_are_taken_and_marked_late(draft, end):
    end(draft)

    assert again(make_comment(draft, "use")).late is True


def test_nothing_is_taken_on_a_withdrawn_draft(draft):
    second = published(NEW, "0.2")
    act(withdraw_draft, second, reason="A mistake.", by=SETUP)

    with pytest.raises(DraftIsWithdrawn):
        make_comment(db.session.get_one(Draft, second.id), "use")


def test_a_prepared_draft_is_not_there_to_be_talked_of(draft):
    prepare(NEW, "0.2")

    with pytest.raises(NoSuchDraft):
        make_comment("0.2", "use")


def test_what_was_rendered_before_the_lock_is_kept_for_the_pages(draft):
    make_comment(draft, "use", "Some *emphasis*.")

    assert "<p>Some <em>emphasis</em>.</p>" in set(db.session.scalars(select(Rendered.html)))


def test_its_author_watches_the_thread_and_the_clause_that_they_speak_of(draft):
    root = make_comment(draft, "use")
    reply = make_comment(parent=root, by=make_account("Bo"))

    watched = db.session.execute(select(Watch.account_id, Watch.ref)).all()
    assert sorted(map(tuple, watched)) == [
        (root.author_id, "clause:use"),
        (root.author_id, f"comment:{root.id}"),
        (reply.author_id, "clause:use"),
        (reply.author_id, f"comment:{root.id}"),
    ]


def statements_of(post):
    asked = []

    def listen(_connection, _cursor, statement, *_rest):
        asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", listen)
    post()
    event.remove(db.engine, "before_cursor_execute", listen)
    return len(asked)


@pytest.mark.parametrize("kind", ["comment", "objection"])
def test_posting_asks_the_same_number_of_questions_however_much_was_said(draft, kind):
    ana = make_account("Ana")

    def post(number):
        def one():
            text = prepare_text(f"Words of comment {number}, said by one of many people.")
            with transaction():
                add_comment(place_named("0.1", key="use"), text=text, kind=kind, by=ana)

        return one

    post(0)()
    asked = [statements_of(post(number)) for number in range(1, 8)]

    assert len(set(asked)) == 1
    assert counters(draft, "clause:use")[0] == 8


def test_a_comment_says_its_language_or_has_it_guessed(draft):
    guessed, said = (
        make_comment(draft, "use", "Свободная система."),
        make_comment(draft, "use", language="fr"),
    )

    assert [again(each).language for each in (guessed, said)] == ["ru", "fr"]
