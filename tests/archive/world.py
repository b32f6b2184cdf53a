"""An archive in the house's world: what its addresses lead to; and more of everything it lists. In Greek, as all there."""

from typing import Any

from consensus.archive.bringing import take_messages
from consensus.archive.plain import PlainMessage
from consensus.kit.clock import parse_rfc3339
from consensus.kit.db import db
from consensus.ledger import CLI

THERE = "https://example.org/there"
VALUES = {"name": "forum", "month": "2024-07", "id": 1, "key": "study"}


def value_of_archives(endpoint: str, name: str, values: dict[str, Any]) -> Any:
    """What an address of archives speaks of; None where it is what the others speak of."""
    return VALUES.get(name) if endpoint.startswith("archive.") else None


def something_said(n: int, *, thread: str = "Νήμα", month: int = 7, body: str = "") -> PlainMessage:
    """A message that mentions a clause, quotes, and replies to the first one."""
    return PlainMessage(
        id=f"{thread}/{n}", author=f"Έλλη {n}", at=parse_rfc3339(f"2024-{month:02}-01T10:{n % 60:02}:00Z"), subject=thread,
        body=body or f"> παλιά\n> λόγια\n> κι άλλα\n\nΛέω το 2.3, {n} φορές.", markdown=True, url=THERE, language="el",
        thread=thread, title=thread, replies_to=(f"{thread}/1",) if n > 1 else (), notes=("attached:έργο.pdf",),
    )  # fmt: skip


def archives_brought() -> dict[str, Any]:
    """An archive with two messages in one thread."""
    bring(something_said(1), something_said(2))
    return {}


def bring(*messages: PlainMessage, into: str = "forum") -> None:
    """Messages into an archive."""
    take_messages(messages, into=into, kind="discourse", title="Φόρουμ", url=THERE, by=CLI)
    db.session.rollback()


def another_archive(world: Any, n: int) -> None:
    """Another archive."""
    bring(something_said(1), into=f"forum-{n}")


def another_month(world: Any, n: int) -> None:
    """A thread in another month."""
    bring(something_said(1, thread=f"Νήμα {n}", month=7 + n))


def another_thread(world: Any, n: int) -> None:
    """Another thread of the same month."""
    bring(something_said(1, thread=f"Νήμα {n}"))


def another_message(world: Any, n: int) -> None:
    """Another message of the same thread."""
    bring(something_said(n + 2))
