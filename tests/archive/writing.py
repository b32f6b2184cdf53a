"""Sources to import, written by ourselves: mailboxes, topics and posts of Discourse, notes. Their people are invented."""

import json
from collections.abc import Iterable, Mapping
from email.message import EmailMessage
from pathlib import Path
from typing import Any

DAY = "Mon, {:02} Jul 2024 10:00:00 +0200"
ENVELOPE = "From {} Mon Jul  1 08:00:00 2024\n"


def letter(
    id: str | None,
    body: str = "I read the draft with care, and clause 2.9 is clear to me.",
    *,
    subject: str = "Data information",
    by: str = "Ana Díaz <ana@example.org>",
    day: int | None = 1,
    html: str | None = None,
    attached: str | None = None,
    **headers: str,
) -> bytes:
    """One mail as a program writes it; ``headers`` by names with underscores."""
    mail = EmailMessage()
    mail["From"], mail["Subject"] = by, subject
    if id:
        mail["Message-ID"] = f"<{id}>"
    if day:
        mail["Date"] = DAY.format(day)
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(html if html is not None else body, subtype="html" if html is not None else "plain")
    if attached:
        mail.add_attachment(b"\x00" * 100, maintype="application", subtype="pdf", filename=attached)
    return mail.as_bytes()


def mailbox(letters: Iterable[bytes]) -> bytes:
    """Mails one after another, as mailing lists give them out."""
    pieces = []
    for each in letters:
        escaped = each.replace(b"\nFrom ", b"\n>From ")
        pieces.append(ENVELOPE.format("list@example.org").encode() + escaped.rstrip(b"\n") + b"\n\n")
    return b"".join(pieces)


def post(number: int, raw: str | None = None, *, topic: int = 12, **given: Any) -> dict[str, Any]:
    """A post as Discourse's API gives it; ``raw`` None: without it, as topics have them."""
    words = raw or f"Post {number} speaks of data-information at length."
    found = {
        "id": topic * 1000 + number, "name": "Ana Díaz", "username": "ana", "post_type": 1, "post_number": number,
        "created_at": f"2024-07-{number % 27 + 1:02}T10:00:00.000Z", "cooked": f"<p>{words}</p>", "topic_id": topic,
        "topic_slug": "on-data-information", "reply_to_post_number": None, "hidden": False, "user_deleted": False,
    }  # fmt: skip
    if raw is not None:
        found["raw"] = raw
    return found | given


def topic(
    id: int, posts: Iterable[Mapping[str, Any]], *, title: str = "On data information"
) -> dict[str, Any]:
    """A topic with its stream of posts, as ``/t/12.json`` gives it."""
    some = list(posts)
    return {
        "id": id, "title": title, "slug": "on-data-information", "posts_count": len(some), "category_id": 5,
        "tags": ["draft"], "post_stream": {"posts": some, "stream": [each["id"] for each in some]},
    }  # fmt: skip


def note(
    title: str = "Notes of a working group", *, date: str = "2024-09-03", body: str = "We spoke of 2.11."
) -> str:
    """A note as HackMD exports it, with front matter."""
    return f"---\ntitle: {title}\ndate: {date}\nauthor: Bo Lind\nsource: https://hackmd.example/{date}\n---\n\n# {title}\n\n{body}\n"


def write(folder: Path, files: Mapping[str, str | bytes | Any]) -> Path:
    """Files in a folder: texts, bytes, anything else as JSON. → the folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return folder
