"""What was posted, and the link in it."""

import re
from collections.abc import Sequence

from sqlalchemy import select

from consensus.kit.db import db
from consensus.kit.mail import OutboxMail


def posted(recipient: str | None = None) -> Sequence[OutboxMail]:
    """The mails in the outbox, the oldest first; those to one address when it's given."""
    query = select(OutboxMail).order_by(OutboxMail.id)
    return db.session.scalars(query.where(OutboxMail.recipient == recipient) if recipient else query).all()


def subjects(recipient: str | None = None) -> list[str]:
    """Their subjects."""
    return [mail.subject for mail in posted(recipient)]


def link_in(mail: OutboxMail) -> str:
    """The path of the link that a mail holds."""
    found = re.search(r"https?://[^/\s]+(/\S+)", mail.text)
    assert found
    return found[1]


def secret_in(mail: OutboxMail) -> str:
    """The secret at the end of that link."""
    return link_in(mail).rsplit("/", 1)[1]
