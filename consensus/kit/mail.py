"""The outbox: mail is a row, written in the transaction that causes it, and sent afterwards by the follower.

Through SMTP when ``CONSENSUS_MAIL_URL`` is set (``smtp://user:password@host:587``, ``smtps://…``); otherwise each
message is written as a file into ``mail/`` of the instance, and pages say so.
"""

import logging
import smtplib
import ssl
from collections.abc import Mapping
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, make_msgid
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from .clock import now
from .db import Json, Model, UtcDateTime, db, fresh_look, transaction

log = logging.getLogger(__name__)
LEASE = timedelta(minutes=10)
MOST_TRIES = 8
IN_ONE_PIECE = ("list-", "references", "in-reply-to")


class OutboxMail(Model):
    """One message to one address: sent when ``sent_at`` is set, given up after ``MOST_TRIES``."""

    __tablename__ = "outbox_mail"

    id: Mapped[int] = mapped_column(primary_key=True)
    recipient: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str]
    html: Mapped[str | None]
    headers: Mapped[dict[str, str]] = mapped_column(Json, default=dict)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    tries: Mapped[int] = mapped_column(default=0)


def post(
    recipient: str,
    *,
    subject: str,
    text: str,
    html: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> OutboxMail:
    """Put a message into the outbox; it leaves after the commit. Line ends in headers are dropped."""
    at = now()
    message = OutboxMail(
        recipient=recipient,
        subject=" ".join(str(subject).split())[:250],
        text=text,
        html=html,
        headers={name: " ".join(value.split()) for name, value in (headers or {}).items()},
        created_at=at,
        due_at=at,
    )
    db.session.add(message)
    return message


def is_sent_by_mail() -> bool:
    """False when messages are only written to files, which pages then say."""
    return bool(current_app.config["MAIL_URL"])


def send_some(most: int = 20) -> int:
    """The follower's turn: send what is due. Each message is claimed first, so that two senders don't double it."""
    fresh_look()
    due = select(OutboxMail.id).where(OutboxMail.sent_at.is_(None), OutboxMail.due_at <= now())
    ids = list(db.session.scalars(due.order_by(OutboxMail.due_at, OutboxMail.id).limit(most)))
    return sum(_send_one(id) for id in ids)


def _send_one(id: int) -> int:
    with transaction():
        message = db.session.get(OutboxMail, id, with_for_update=True)
        if message is None or message.sent_at or message.due_at > now():
            return 0
        message.tries += 1
        last = message.tries >= MOST_TRIES
        message.due_at = datetime.max.replace(tzinfo=now().tzinfo) if last else now() + LEASE * message.tries
    try:
        _deliver(as_email(message), message.id)
    except (OSError, smtplib.SMTPException) as error:
        log.warning("mail %s could not be sent, try %s: %s", id, message.tries, type(error).__name__)
        return 0
    with transaction():
        sent = db.session.get_one(OutboxMail, id)
        sent.sent_at = now()
        sent.text, sent.html = "", None
    return 1


class _Folding(EmailPolicy):
    """Folds as usual, but for headers that programs read: a long address in them would be encoded beyond reading."""

    def _fold(self, name: str, value: Any, refold_binary: bool = False) -> str:
        if name.lower().startswith(IN_ONE_PIECE) and str(value).isascii():
            return f"{name}: {value}{self.linesep}"
        return str(super()._fold(name, value, refold_binary=refold_binary))  # type: ignore[misc]


def as_email(message: OutboxMail) -> EmailMessage:
    """An outbox row as an e-mail, text first and HTML beside it."""
    mail = EmailMessage(_Folding())
    mail["From"] = Address(current_app.config["SITE_NAME"], addr_spec=current_app.config["MAIL_FROM"])
    mail["To"] = message.recipient
    mail["Subject"] = message.subject
    mail["Date"] = format_datetime(message.created_at)
    mail["Message-ID"] = make_msgid(
        f"outbox-{message.id}", domain=current_app.config["MAIL_FROM"].split("@")[1]
    )
    mail["Auto-Submitted"] = "auto-generated"
    for name, value in message.headers.items():
        mail[name] = value
    mail.set_content(
        message.text, cte=None if is_sent_by_mail() else "8bit"
    )  # files are read by eye: whole links
    if message.html:
        mail.add_alternative(message.html, subtype="html")
    return mail


def _deliver(mail: EmailMessage, id: int) -> None:
    url = urlsplit(current_app.config["MAIL_URL"])
    if not url.scheme:
        _write(mail, id)
        return
    with _connect(url) as server:
        if url.username:
            server.login(unquote(url.username), unquote(url.password or ""))
        server.send_message(mail)


def _connect(url: SplitResult) -> smtplib.SMTP:
    """A connection to the mail server, encrypted where it offers that; its certificate is then checked."""
    host, trusted = url.hostname or "localhost", ssl.create_default_context()
    if url.scheme == "smtps":
        return smtplib.SMTP_SSL(host, url.port or 0, timeout=20, context=trusted)
    server = smtplib.SMTP(host, url.port or 0, timeout=20)
    try:
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=trusted)
    except BaseException:
        server.close()
        raise
    return server


def _write(mail: EmailMessage, id: int) -> None:
    folder = Path(current_app.config["INSTANCE"]) / "mail"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    target = folder / f"{now():%Y%m%dT%H%M%S}-{id}.eml"
    target.write_bytes(mail.as_bytes())
    target.chmod(0o600)
