"""What was said elsewhere, for the browser to look at: a forum and a mailing list, short and long, in several languages."""

from consensus.archive.bringing import take_messages
from consensus.archive.models import Message
from consensus.archive.plain import PlainMessage
from consensus.kit.clock import parse_rfc3339
from consensus.kit.db import db, transaction
from consensus.ledger import CLI
from consensus.moderation.actions import hide_thing
from consensus.moderation.models import Rule

SAID = (
    "What still worries me is 2.9: *detailed enough for a skilled person to recreate a substantially equivalent system*.\n\n"
    "1. Who is that person?\n2. What is enough?\n\nSee https://example.org/notes/skilled-person-and-other-questions-of-the-kind.",
    "> What still worries me is 2.9: detailed enough\n> for a skilled person to recreate\n> a substantially equivalent system.\n\n"
    "data-information, freedom-study, model-card and `parameters` all ask the same.",
    "أوافق على ذلك، والنص واضح في البند 2.9.",
    "我同意。数据信息必须完整。",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft " * 3,
)


def tell() -> None:
    """Bring in both, and fold one message."""
    forum = [
        _said(n, body, thread="Who is the skilled person, and who says so?")
        for n, body in enumerate(SAID * 8)
    ]
    take_messages(
        forum, into="forum", kind="discourse", title="The forum", url="https://forum.example.org", by=CLI
    )
    letters = [
        _said(n, f"{body}\n-- \nAna", thread=f"Letter {n}", markdown=False) for n, body in enumerate(SAID)
    ]
    take_messages(letters, into="list", kind="mbox", title="The mailing list", by=CLI)
    with transaction():
        hide_thing(
            db.session.get_one(Message, 3),
            rule=Rule.PERSONAL_DATA,
            reason="At the wish of its author.",
            by=CLI,
        )


def _said(n: int, body: str, *, thread: str, markdown: bool = True) -> PlainMessage:
    return PlainMessage(
        id=f"{thread}/{n}", author=("Ana María Fernández de la Vega", "陈立", "دينا", "")[n % 4], subject=thread, body=body,
        at=parse_rfc3339(f"2024-{4 + n % 6:02}-2{n % 9}T10:00:00Z"), markdown=markdown, url=f"https://forum.example.org/t/{n}",
        thread=thread, title=thread, replies_to=(f"{thread}/{n - 1}",), notes=("attached:plan.pdf",) if n % 5 == 0 else (),
    )  # fmt: skip
