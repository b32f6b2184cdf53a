"""Who is told of what is said, and in which words."""

import pytest
from flask import Flask
from sqlalchemy import select

from consensus.accounts.models import Account
from consensus.discussion.actions import answer_disposition, dispose
from consensus.discussion.models import Comment
from consensus.drafts.queries import clause_named, lineage_of
from consensus.following.actions import watch
from consensus.following.models import InboxItem
from consensus.kit.db import db, transaction
from consensus.kit.mail import OutboxMail
from consensus.kit.turns import until_done
from consensus.moderation.actions import hide_thing
from tests.factories import make_account, make_comment, make_draft

TEXT = "# T\n\n## A {#a}\n\nAnyone may use it. {#use}\n"


@pytest.fixture
def ana(app: Flask) -> Account:
    make_draft("0.1", TEXT)
    return make_account("Ana Ruiz")


def told(account: Account) -> list[tuple[str, str]]:
    """Verb and reason of everything put before somebody, the oldest first."""
    until_done()
    items = db.session.scalars(
        select(InboxItem).where(InboxItem.account_id == account.id).order_by(InboxItem.n)
    )
    return [(item.entry.verb, item.why) for item in items]


def test_whoever_is_replied_to_or_mentioned_is_told(ana: Account) -> None:
    bola, chen = make_account("Bola Okafor"), make_account("Chen Wei")
    until_done()
    root = make_comment("0.1", "use", by=ana)

    make_comment(parent=root, body="Ask @Chen Wei about that.", by=bola)

    assert told(ana) == [("comment.added", "reply")]
    assert told(chen) == [("comment.added", "mention")]
    assert told(bola) == []


def test_an_answer_is_told_to_its_author_with_its_reason_and_the_reply_to_the_editor(ana: Account) -> None:
    rosa = make_account("Rosa", role="maintainer")
    until_done()
    comment = make_comment("0.1", "use", by=ana)
    with transaction():
        dispose([comment], outcome="declined", reason="The words stay, as they were.", by=rosa)
    until_done()
    [mail] = [
        each for each in db.session.scalars(select(OutboxMail)) if "The words stay" in (each.text or "")
    ] or [None]
    with transaction():
        answer_disposition(db.session.get_one(Comment, comment.id), answer="agree", by=ana)

    assert told(ana) == [("comment.disposed", "disposition")]
    assert told(rosa) == [("disposition.answered", "authors-reply")]
    assert mail is None or mail.recipient == ana.email


def test_whose_comment_is_folded_is_told_and_nobody_gets_its_words(ana: Account) -> None:
    moderator = make_account("Mo", role="moderator")
    until_done()
    comment = make_comment("0.1", "use", body="Buy now.", by=ana)
    with transaction():
        hide_thing(db.session.get_one(Comment, comment.id), rule="spam", reason="It sells.", by=moderator)

    assert told(ana) == [("moderation.hidden", "moderated")]


def test_whoever_watches_a_clause_hears_what_is_said_of_what_became_of_it(app: Flask) -> None:
    use, share = (
        "Anyone may use the system for any purpose they like.",
        "Anyone may share it with all others, changed or not.",
    )
    make_draft("0.1", f"# T\n\n## A {{#a}}\n\n{use} {share} {{#both}}\n")
    ana, bola = make_account("Ana"), make_account("Bola")
    with transaction():
        watch(clause_named("both"), by=ana)
    make_draft("0.2", f"# T\n\n## A {{#a}}\n\n{use} {{#use}}\n\n{share} {{#share}}\n")
    before = told(ana)

    make_comment("0.2", "share", by=bola)

    assert (sorted(lineage_of(clause_named("share"))), told(ana)[len(before) :]) == (
        ["both", "share"],
        [("comment.added", "clause:both")],
    )
