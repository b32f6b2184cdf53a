"""What the public record says."""

from sqlalchemy import select

from consensus.kit.db import db
from consensus.ledger.models import Entry


def told() -> list[tuple[str, str, str]]:
    """Verb, by, subject of every entry, in order."""
    return [
        (entry.verb, entry.by, entry.subject) for entry in db.session.scalars(select(Entry).order_by(Entry.n))
    ]


def verbs() -> list[str]:
    """The verbs alone."""
    return [verb for verb, _, _ in told()]
