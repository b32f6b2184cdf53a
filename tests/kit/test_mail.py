"""The outbox: a row in the transaction, a message afterwards, to files or through SMTP."""

import smtplib
import socketserver
import stat
import threading
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from consensus.config import BadSetting, read_settings
from consensus.kit import mail
from consensus.kit.clock import now
from consensus.kit.db import db, fresh_look, transaction
from consensus.kit.mail import MOST_TRIES, OutboxMail, as_email, is_sent_by_mail, post, send_some


class Sink(socketserver.StreamRequestHandler):
    """The least of a mail server: it takes what it is given."""

    def handle(self) -> None:
        """Speak SMTP with one client."""
        self.say("220 sink")
        while line := self.rfile.readline().decode().strip():
            word = line.split()[0].upper()
            if word == "EHLO":
                self.say("250-sink", "250-SMTPUTF8", "250-8BITMIME", "250 AUTH PLAIN")
            elif word == "AUTH":
                self.server.signed_in.append(line)  # type: ignore[attr-defined]
                self.say("235 welcome")
            elif word == "RCPT" and "refused@" in line:
                self.say("550 no such person")
            elif word == "DATA":
                self.say("354 go on")
                self.server.taken.append(self.message())  # type: ignore[attr-defined]
                self.say("250 taken")
            elif word == "QUIT":
                return self.say("221 bye")
            else:
                self.say("250 fine")

    def say(self, *lines: str) -> None:
        """Answer."""
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())

    def message(self) -> bytes:
        """The lines up to a single dot."""
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line)
        return b"".join(lines).replace(b"\r\n", b"\n")


class Server(socketserver.ThreadingTCPServer):
    """A sink that remembers."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Sink)
        self.taken: list[bytes] = []
        self.signed_in: list[str] = []


@pytest.fixture
def sink(app: Flask) -> Iterator[Server]:
    """A mail server on this machine, and the site set up to use it."""
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        app.config["MAIL_URL"] = f"smtp://127.0.0.1:{server.server_address[1]}"
        yield server
        server.shutdown()
        thread.join()


def written(app: Flask) -> list[EmailMessage]:
    """The messages that were written to files."""
    files = sorted((Path(app.config["INSTANCE"]) / "mail").glob("*.eml"))
    return [read(file.read_bytes()) for file in files]


def read(raw: bytes) -> EmailMessage:
    """A message as it was sent."""
    message: Any = message_from_bytes(raw, policy=policy.default)
    return message  # type: ignore[no-any-return]


def send(**given: Any) -> OutboxMail:
    """Put a message into the outbox."""
    with transaction():
        message = post(given.pop("to", "ana@example.org"), **({"subject": "Hello", "text": "Words."} | given))
    return message


def waiting() -> list[tuple[int, bool]]:
    """Of each message: how often it was tried, whether it was sent."""
    fresh_look()
    rows = db.session.execute(select(OutboxMail.tries, OutboxMail.sent_at).order_by(OutboxMail.id)).all()
    return [(tries, sent is not None) for tries, sent in rows]


def test_without_a_mail_server_messages_are_written_to_files_that_others_cannot_read(app: Flask) -> None:
    send(subject="Grüße", text="Wörter.", html="<p>Wörter.</p>")

    assert is_sent_by_mail() is False
    assert send_some() == 1
    [message] = written(app)
    assert (message["To"], message["Subject"]) == ("ana@example.org", "Grüße")
    assert message["From"] == "Consensus <consensus@localhost.localdomain>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"] is not None
    assert message["Date"] is not None
    [text, html] = message.iter_parts()
    assert (text.get_content(), html.get_content()) == ("Wörter.\n", "<p>Wörter.</p>\n")
    [file] = (Path(app.config["INSTANCE"]) / "mail").glob("*.eml")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_message_leaves_once_and_its_words_are_then_forgotten(app: Flask) -> None:
    made = send(html="<p>secret</p>")

    assert [send_some(), send_some()] == [1, 0]
    assert waiting() == [(1, True)]
    db.session.refresh(made)
    assert (made.text, made.html) == ("", None)


def test_a_transaction_that_fails_sends_nothing(app: Flask) -> None:
    with pytest.raises(KeyError), transaction():
        post("ana@example.org", subject="Hello", text="Words.")
        raise KeyError

    assert send_some() == 0


def test_line_ends_in_headers_cannot_add_headers(app: Flask) -> None:
    send(subject="Hello\r\nBcc: eve@example.org", headers={"List-Unsubscribe": "<a>\r\nBcc: eve@example.org"})
    send_some()

    [message] = written(app)
    assert message["Subject"] == "Hello Bcc: eve@example.org"
    assert message["List-Unsubscribe"] == "<a> Bcc: eve@example.org"
    assert message["Bcc"] is None


def test_addresses_in_headers_that_programs_read_are_never_encoded(app: Flask, sink: Server) -> None:
    """A long word would be folded into encoded words, which no program looks for in these."""
    link, thread = f"<https://consensus.example.org/unsubscribe/{'x' * 80}>", f"<{'y' * 80}@example.org>"
    headers = {"List-Unsubscribe": link, "References": thread, "In-Reply-To": thread}
    with transaction():
        post("ana@example.org", subject="Ü" * 100, text="Hello", headers=headers)
    send_some()
    lines = sink.taken[0].decode().splitlines()

    assert {line for line in lines if line.startswith(tuple(headers))} == {
        f"{name}: {value}" for name, value in headers.items()
    }
    assert max(len(line) for line in lines if "Subject" in line or line.startswith(" =?")) <= 78


def test_messages_leave_in_their_order_a_few_at_a_time(app: Flask) -> None:
    for n in range(5):
        send(subject=str(n))

    assert [send_some(most=3), send_some(most=3), send_some(most=3)] == [3, 2, 0]


def test_through_smtp_the_message_arrives(app: Flask, sink: Server) -> None:
    send(subject="Grüße", text="Wörter.")

    assert is_sent_by_mail() is True
    assert send_some() == 1
    [raw] = sink.taken
    assert (read(raw)["Subject"], read(raw).get_content()) == ("Grüße", "Wörter.\n")
    assert waiting() == [(1, True)]


def test_a_user_and_password_in_the_address_are_used(app: Flask, sink: Server) -> None:
    app.config["MAIL_URL"] = app.config["MAIL_URL"].replace("//", "//ana:pass%40word@")
    send()

    assert send_some() == 1
    assert len(sink.signed_in) == 1


def test_what_the_server_refuses_is_tried_again_later_and_holds_nobody_up(app: Flask, sink: Server) -> None:
    send(to="refused@example.org")
    send(to="ana@example.org")

    assert send_some() == 1
    assert waiting() == [(1, False), (1, True)]
    assert send_some() == 0
    with time_machine.travel(now() + timedelta(hours=1)):
        assert send_some() == 0
        assert waiting() == [(2, False), (1, True)]


def test_a_server_that_is_away_costs_a_try_and_after_some_the_message_is_given_up(app: Flask) -> None:
    with Server() as server:
        app.config["MAIL_URL"] = f"smtp://127.0.0.1:{server.server_address[1]}"
    send()

    for day in range(MOST_TRIES + 3):
        with time_machine.travel(now() + timedelta(days=day)):
            send_some()

    assert waiting() == [(MOST_TRIES, False)]


@pytest.mark.both_databases
def test_two_senders_at_once_do_not_double_a_message(app: Flask, sink: Server) -> None:
    for n in range(10):
        send(subject=str(n))

    def sending() -> None:
        with app.app_context():
            send_some()

    threads = [threading.Thread(target=sending) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(read(raw)["Subject"] for raw in sink.taken) == [str(n) for n in range(10)]


def test_an_encrypted_connection_is_only_trusted_with_a_good_certificate(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given: dict[str, Any] = {}
    monkeypatch.setattr(smtplib, "SMTP_SSL", lambda *place, **options: given.update(options))

    mail._connect(mail.urlsplit("smtps://mail.example.org"))

    assert given["context"].check_hostname is True
    assert given["context"].verify_mode.name == "CERT_REQUIRED"


def test_a_name_of_the_site_with_a_comma_is_one_name(app: Flask) -> None:
    app.config["SITE_NAME"] = "Open Source AI, defined"

    with transaction():
        message = post("ana@example.org", subject="Hello", text="Words.")
        db.session.flush()

    assert [address.display_name for address in as_email(message)["From"].addresses] == [
        "Open Source AI, defined"
    ]


def test_mail_leaves_only_with_the_address_of_the_site(tmp_path: Path) -> None:
    settings = {"CONSENSUS_INSTANCE": str(tmp_path), "CONSENSUS_MAIL_URL": "smtp://localhost"}

    with pytest.raises(BadSetting, match="CONSENSUS_PUBLIC_URL"):
        read_settings(settings)
    assert read_settings(settings | {"CONSENSUS_PUBLIC_URL": "https://example.org"})["MAIL_URL"]
