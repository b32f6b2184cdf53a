"""How messages are found: their own words, the draft and clauses beside them; gone when withdrawn, marked when folded."""

from flask import Flask

from consensus.archive.actions import unname, withdraw_archive
from consensus.archive.documents import (
    all_messages,
    message_documents,
    messages_stored,
    messages_within,
    replies_to,
)
from consensus.archive.models import Message
from consensus.archive.moderated import excerpt, messages_named
from consensus.archive.queries.archives import archive_named
from consensus.kit.db import db, transaction
from consensus.kit.refs import Ref
from consensus.kit.turns import until_done
from consensus.ledger import CLI
from consensus.moderation.actions import hide_thing
from consensus.moderation.models import Rule
from consensus.search.queries import find, read
from consensus.search.registry import MODERATORS
from consensus.search.verifying import differences
from tests.factories import make_account, make_draft

from .views.test_browsing import DRAFT, bring, said


def test_a_message_is_found_by_its_own_words_beside_its_draft(app: Flask) -> None:
    make_draft("0.1", DRAFT.format(month="06", others="others"))
    bring(said(1, "> quoted words\n\nOwn words on data-description.", subject="Re: On data"))
    [found] = message_documents(list(all_messages()))

    assert (found.id, found.kind, found.url, found.title, found.text) == (
        "message:1", "message", "/archive/messages/1", "Re: On data", "Own words on data-description.",
    )  # fmt: skip
    assert (found.draft, found.clause, found.source, found.byline, found.author) == (
        "0.1", "data-description", "forum", "Ana 1", None,
    )  # fmt: skip


def test_an_import_reaches_what_it_stored_and_an_archive_all_of_it(app: Flask) -> None:
    bring(said(1), said(2))
    bring(said(2, "Changed."), said(3))

    assert [str(each) for each in messages_stored(Ref("import", "1"), None)] == ["message:1"]
    assert [str(each) for each in messages_stored(Ref("import", "2"), None)] == ["message:2", "message:3"]
    assert [str(each) for each in messages_within(Ref("archive", "forum"), "message:1")] == [
        "message:2",
        "message:3",
    ]


def test_folded_messages_are_for_moderators_and_withdrawn_ones_for_nobody(app: Flask) -> None:
    bring(said(1), said(2))
    with transaction():
        by = make_account("Mo", role="moderator")
        hide_thing(db.session.get_one(Message, 1), rule=Rule.PERSONAL_DATA, reason="At their wish.", by=by)
    refs = list(all_messages())

    assert [each.audience == MODERATORS for each in message_documents(refs)] == [True, False]
    with transaction():
        withdraw_archive(archive_named("forum"), by=CLI)
    assert (list(message_documents(refs)), list(all_messages())) == ([], [])


def test_what_replies_to_a_folded_message_is_not_called_by_its_subject(app: Flask) -> None:
    bring(
        said(1, subject="My number: 555"),
        said(2, subject="RE: my number: 555", replies_to=("t/1",)),
        said(3, subject="Else", replies_to=("t/1",)),
    )
    with transaction():
        by = make_account("Mo", role="moderator")
        hide_thing(db.session.get_one(Message, 1), rule=Rule.PERSONAL_DATA, reason="At their wish.", by=by)
    refs = list(replies_to(Ref("message", "1"), None))

    assert [str(each) for each in refs] == ["message:1", "message:2", "message:3"]
    assert [str(each) for each in replies_to(Ref("message", "1"), "message:2")] == ["message:3"]
    assert list(replies_to(Ref("message", "99"), None)) == []
    assert [each.title for each in message_documents(refs)] == [
        "My number: 555",
        archive_named("forum").title,
        "Else",
    ]


def test_names_of_nothing_are_left_out(app: Flask) -> None:
    bring(said(1))

    assert list(message_documents([Ref("message", name) for name in ("x", "0", "9" * 30, "2")])) == []
    assert {name: excerpt(each) for name, each in messages_named(["1", "x", "٣", "9" * 30]).items()} == {
        "1": "Ana 1: Message 1."
    }


def test_a_name_that_was_taken_out_is_not_found_any_more_and_its_words_are(app: Flask) -> None:
    bring(said(1, "About licences.", author="Ana Velazquez"), said(2, "About weights."))
    until_done()
    asked = ("velazquez", 'author:"Ana Velazquez"', "in:forum licences")
    before = [find(read(each)).total for each in asked]
    with transaction():
        unname(archive_named("forum"), "Ana Velazquez", reason="At their wish.", by=CLI)
    until_done()

    assert (before, [find(read(each)).total for each in asked]) == ([1, 1, 1], [0, 0, 1])
    assert [each.byline for each in find(read("in:forum licences")).items] == [None]


def test_an_archive_that_is_shown_again_is_found_whole_and_not_only_what_came_with_the_import(
    app: Flask,
) -> None:
    bring(said(1, "Zebras."), said(2, "Zebras again."))
    with transaction():
        withdraw_archive(archive_named("forum"), by=CLI)
    until_done()
    gone = find(read("zebras")).total
    bring(said(2, "Zebras again."))
    until_done()

    assert (gone, sorted(each.id for each in find(read("zebras")).items)) == (0, ["message:1", "message:2"])
    assert list(differences()) == []
