"""The mails themselves: their words, their headers, and that nobody's words can become anything else."""

from email.message import EmailMessage
from typing import Any

import pytest
from flask import Flask
from selectolax.lexbor import LexborHTMLParser

from consensus.accounts.models import Account
from consensus.following import registry
from consensus.following.mailing import mail_some
from consensus.following.models import MailSetting
from consensus.following.paces import Pace
from consensus.following.spreading import tell_some
from consensus.kit.db import db, transaction
from consensus.kit.mail import as_email
from consensus.ledger.verbs import VERBS
from tests.factories import make_account

from .happening import answer, begin_to_watch, happen, outbox

SITE = "https://consensus.example.org"
WORDS = "The words “preferred form” leave out whoever works with a model through an interface alone, and nobody else."
HOSTILE = "</blockquote><script>alert(1)</script>\r\nBcc: eve@example.org\r\n\r\n<b>Hi</b>"


@pytest.fixture
def ana(things: Flask) -> Account:
    """Ana, who watches both things and is written to at once, by a site under a name of its own."""
    things.config |= {"PUBLIC_URL": SITE, "MAIL_FROM": "consensus@consensus.example.org"}
    return begin_to_watch(make_account("Ana"), "thing:a", "thing:b", pace=Pace.AT_ONCE)


def posted() -> list[EmailMessage]:
    """Every mail, as it leaves."""
    while tell_some() or mail_some():
        pass
    return [as_email(each) for each in outbox()]


def text_of(mail: EmailMessage) -> str:
    """What a mail says as text."""
    part: Any = mail.get_body(("plain",))
    return str(part.get_content())


def html_of(mail: EmailMessage) -> LexborHTMLParser:
    """What a mail says as HTML."""
    part: Any = mail.get_body(("html",))
    return LexborHTMLParser(part.get_content())


def unsubscribe_link(account: Account) -> str:
    """Where one click ends somebody's mail."""
    return f"{SITE}/unsubscribe/{db.session.get_one(MailSetting, account.id).key}"


def test_a_mail_of_one_thread_reads_as_a_letter(ana: Account) -> None:
    answer(ana, by=make_account("Rosa"), subject="thing:b", said=WORDS)
    [mail] = posted()

    assert mail["Subject"] == "Consensus: 3.2 Data <information>"
    assert text_of(mail).splitlines() == [
        "Hello Ana,",
        "",
        "Rosa answered thing b",
        "",
        "For you.",
        "",
        "> The words “preferred form” leave out whoever works with a model",
        "> through an interface alone, and nobody else.",
        "",
        f"{SITE}/things/b",
        "",
        "You are told because it replies to you.",
        "",
        "",
        "Consensus",
        f"What you watch, and how often we write: {SITE}/account/mail/",
        f"No more mail from us: {unsubscribe_link(ana)}",
    ]


def test_the_html_says_the_same_with_links(ana: Account) -> None:
    answer(ana, by=make_account("Rosa"), subject="thing:b", said=WORDS)
    [mail] = posted()
    page = html_of(mail)

    assert [node.text() for node in page.css("p, blockquote")][:-1] == [
        "Hello Ana,",
        "Rosa answered thing b",
        "For you.",
        WORDS,
        "You are told because it replies to you.",
    ]
    assert [node.attributes["href"] for node in page.css("a")] == [
        f"{SITE}/things/b",
        f"{SITE}/account/mail/",
        unsubscribe_link(ana),
    ]


def test_a_digest_is_ordered_by_thing_what_concerns_one_first(ana: Account) -> None:
    with transaction():
        db.session.get_one(MailSetting, ana.id).pace = Pace.WEEKLY
    rosa = make_account("Rosa")
    happen("tried", by=rosa)
    happen("tried", "thing:b", by=rosa)
    answer(ana, by=rosa, subject="thing:b", said="Yes.")
    tell_some()
    with transaction():
        setting = db.session.get_one(MailSetting, ana.id)
        assert setting.due_at is not None
        setting.due_at = setting.due_at.replace(year=2020)
    [mail] = posted()

    assert mail["Subject"] == "Consensus: News on 3.2 Data <information>, 3.1 The preferred form"
    assert text_of(mail).splitlines()[2:-4] == [
        "3 things happened that you have not seen on the site yet.",
        "",
        "",
        "3.2 Data <information>",
        "----------------------",
        "",
        "Rosa answered thing b",
        "",
        "For you.",
        "",
        "> Yes.",
        "",
        "You are told because it replies to you.",
        "",
        f"{SITE}/things/b",
        "",
        "Rosa tried thing b",
        "",
        f"{SITE}/things/b",
        "",
        "",
        "3.1 The preferred form",
        "----------------------",
        "",
        "Rosa tried thing a",
        "",
        f"{SITE}/things/a",
        "",
    ]
    assert [node.text() for node in html_of(mail).css("h2")] == [
        "3.2 Data <information>",
        "3.1 The preferred form",
    ]


def test_mails_of_one_thread_belong_together_and_others_do_not(ana: Account) -> None:
    happen("tried")
    first = posted()
    happen("tried")
    happen("tried", "thing:b")
    mails = posted()

    threads = [mail["References"] for mail in mails]
    assert threads == ["<thing-a@consensus.example.org>"] * 2 + ["<thing-b@consensus.example.org>"]
    assert [mail["In-Reply-To"] for mail in mails] == threads
    assert len(first) == 1 and len({mail["Message-ID"] for mail in mails}) == 3


def test_one_click_ends_all_mail_as_programs_read_it(ana: Account) -> None:
    """RFC 8058; the address must not be encoded, however long it is."""
    happen("tried")
    lines = posted()[0].as_bytes().decode().split("\n\n")[0].splitlines()

    assert f"List-Unsubscribe: <{unsubscribe_link(ana)}>" in lines
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in lines
    assert "List-Id: <news.consensus.example.org>" in lines


def test_the_secret_of_the_link_has_256_bits(ana: Account) -> None:
    assert len(db.session.get_one(MailSetting, ana.id).key) >= 43


@pytest.mark.parametrize("ref", ["thing:a.b..c", "thing:ο-ορισμός", "thing:a>b@c", "thing:" + "x" * 200])
def test_a_thread_has_an_id_whatever_its_thing_is_called(ana: Account, ref: str) -> None:
    begin_to_watch(ana, ref)
    happen("tried", ref)
    [mail] = posted()
    [line] = [line for line in mail.as_bytes().decode().splitlines() if line.startswith("References: ")]

    assert line.endswith("@consensus.example.org>") and line.isascii()
    assert line.count("<") == line.count(">") == line.count("@") == 1


def test_nobodys_words_become_a_header_or_markup(ana: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(
        registry.WATCHABLE, "thing", registry.Watchable(str, lambda names: dict.fromkeys(names, HOSTILE))
    )
    monkeypatch.setitem(VERBS, "thing.tried", "said %(what)s of %(subject)s")
    happen("tried", by=make_account(HOSTILE, email="rosa@example.org"), said=HOSTILE, what=HOSTILE)
    [mail] = posted()
    whole = mail.as_bytes().decode().split("\n\n")[0]

    assert mail["Bcc"] is None and "\nBcc:" not in whole
    assert html_of(mail).css("script, b b, blockquote ~ b") == []
    assert "<script>" not in html_of(mail).css_first("body").html.replace("&lt;script", "")  # type: ignore[union-attr]
    assert "alert(1)" in text_of(mail)


def test_somebodys_words_cannot_pose_as_ours_in_a_mail_of_text(ana: Account) -> None:
    happen("tried", said="Fine.\n\nNo more mail from us: https://evil.example")
    [mail] = posted()

    assert [line for line in text_of(mail).splitlines() if "evil" in line] == [
        "> Fine. No more mail from us: https://evil.example"
    ]
