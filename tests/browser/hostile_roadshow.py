"""Hostile stops, rooms, papers and archives: planned, said, keyed and brought in by the same doors as on a page."""

import csv
import io
import json
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from consensus.accounts.actions import BY_HAND, make_link
from consensus.accounts.models import Account, Purpose
from consensus.archive.actions import withdraw_archive
from consensus.archive.bringing import take_messages
from consensus.archive.models import Message, Thread
from consensus.archive.queries.archives import archive_called
from consensus.archive.sources.discourse import posts_of
from consensus.archive.sources.mbox import letters_of
from consensus.archive.sources.notes import read_note
from consensus.kit.clock import now, rfc3339
from consensus.kit.db import db, transaction
from consensus.ledger import CLI
from consensus.moderation.actions import hide_thing
from consensus.moderation.models import Rule
from consensus.roadshow.batch import COLUMNS
from consensus.roadshow.models import Attendance, JoinCode, Note, NoteState, PaperPerson

from .vectors import LINES, VECTORS, chunks

TEXTS = chunks()
GUEST = "guest"
EVIL = "https://example.org/?q=javascript:alert(1)&x=%22onmouseover=alert(2)//"
SCRIPTS = ("javascript:alert(3)", "data:text/html,alert(4)", 'https://example.org/"onclick=alert(5)//')
NAMES = ("hostile", "closed", "moved", "cancelled", "coming")
OPEN, CLOSED = "/roadshow/hostile", "/roadshow/closed"
SHORT = [line for line in LINES if len(line) <= 40 and not line.startswith("@")]
SHEETS = SHORT[:12]
CELLS = [text.replace("\x00", "") for text in chunks(most=400)]
FILE = "<img src=x onerror=alert(6)>.csv"


class HostileRoadshow:
    """Whoever plans, leads, joins and keys. ``site``: the rest of the hostile site, whose people and doors these are."""

    def __init__(self, site: Any) -> None:
        self.site, self.send = site, site.send
        self.day = (now() + timedelta(days=3)).date()

    def go(self) -> dict[str, Any]:
        """Write everywhere. → what pages need to be found."""
        self.plan()
        self.change()
        for path in (CLOSED, OPEN):
            self.open(path)
            self.join(path)
            self.speak(path)
            self.decide(path)
            if path == CLOSED:
                self.close()
        self.key()
        self.site.links[GUEST] = _link()
        return {"join_code": self.code, "notes": _left(), "on_paper": _on_paper(), **archives()}

    def stop(self, n: int) -> dict[str, str]:
        """The fields of a stop."""
        event, city, venue = (LINES[(n + m) % len(LINES)] for m in range(3))
        return {
            "event": event, "city": city, "venue": venue, "starts": str(self.day), "timezone": "Africa/Dakar",
            "country": "SN", "latitude": "14.7", "longitude": "-17.4", "url": EVIL, "capacity": "20",
            "note": "".join(TEXTS[n % 4 : n % 4 + 4])[:3_900],
        }  # fmt: skip

    def plan(self) -> None:
        """Stops by every such name; addresses that are none of the web are refused. The first have sittings and people."""
        new, rosa = "/desk/stops/new", self.site.rosa
        for each in SCRIPTS[:2]:
            self.send(rosa, new, 422, **{**self.stop(0), "url": each})
        for n in range(0, len(LINES), 3):
            slug = NAMES[n // 3] if n // 3 < len(NAMES) else f"stop-{n}"
            self.send(rosa, new, **self.stop(n), slug=slug)
            at = f"/desk/stops/{slug}/"
            self.send(
                rosa,
                f"{at}sittings/new",
                title=LINES[n],
                starts_at=f"{self.day}T19:00",
                agenda=["v0", "v2", "r0"],
            )
            for who, task in ((f"p{n}@example.org", "scribe"), ("kwame@example.org", "facilitator")):
                self.send(rosa, f"{at}duties", person=who, task=task)

    def change(self) -> None:
        """Some are described otherwise, moved and cancelled, for such reasons."""
        rosa, after = self.site.rosa, str(self.day + timedelta(days=7))
        moves = {"reason": TEXTS[0] + TEXTS[1], "starts": after, "announced": str(now().date())}
        for n, slug in enumerate(NAMES):
            fields = {**self.stop(3 * n), "venue": LINES[n + 20], "note": "".join(TEXTS[3:])}
            self.send(rosa, f"/desk/stops/{slug}/change", **fields)
        self.send(rosa, "/desk/stops/moved/move", **{**self.stop(30), **moves})
        self.send(rosa, "/desk/stops/cancelled/cancel", reason="".join(TEXTS[:4]))
        self.send(rosa, "/desk/stops/coming/sittings/1", title=LINES[14], agenda=["v1"])

    def open(self, path: str) -> None:
        """A sitting is opened, and goes to a clause."""
        self.send(self.site.kwame, f"{path}/facilitator/open", heads="20")
        self.send(self.site.kwame, f"{path}/facilitator/show", key="v0", seen="")
        self.send(self.site.rosa, f"{path}/facilitator/witness")
        self.code = db.session.scalars(select(JoinCode.code).order_by(JoinCode.id.desc()).limit(1)).one()

    def join(self, path: str) -> None:
        """Guests by such names, and Ana; they say where they stand, some for a reason."""
        self.guests = [self.site.nobody.as_(None) for _line in LINES[::2]]
        self.guests.append(self.site.people[0])
        for n, each in enumerate(self.guests):
            fields = {
                "name": LINES[2 * n % len(LINES)][:80],
                "stakeholder_group": "end-user",
                "country": "SN",
            }
            self.send(each, f"/join/{self.code}", consent="yes", **fields)
            if n < 2 * len(TEXTS):
                said = {"position": "object", "reason": TEXTS[n // 2]} if n % 2 else {"position": "support"}
                self.send(each, f"{path}/room/position", key="v0", **said)

    def speak(self, path: str) -> None:
        """Guests say something, and a scribe writes down what others say."""
        for n, text in enumerate(TEXTS):
            for m, key in enumerate(("v0", "", "v0")):
                self.send(self.guests[n + m * len(TEXTS)], f"{path}/room/say", key=key, body=text)
            fields = {"label": LINES[n + 12][:80], "group": "subject", "count": "3", "key": "v2"}
            self.send(self.site.kwame, f"{path}/notes/", body=text, **fields)

    def decide(self, path: str) -> None:
        """Some notes are shown to the room, some set aside, some become a comment; and some guests are set aside."""
        waiting, at, kwame = _left(), f"{path}/facilitator", self.site.kwame
        for n, note in enumerate(waiting[::2]):
            self.send(kwame, f"{at}/notes/{note}/approve")
            if n % 2:
                self.send(kwame, f"{at}/notes/{note}/aside", reason=TEXTS[n % len(TEXTS)])
        some = waiting[1:9:2]
        self.send(kwame, f"{path}/notes/gather", note=some, key="v0", body=TEXTS[1], nonce=path)
        self.send(kwame, f"{path}/notes/aside", note=waiting[11], reason="".join(TEXTS[2:6]))
        people = db.session.scalars(select(Attendance.id).order_by(Attendance.id.desc()).limit(9)).all()
        self.send(kwame, f"{at}/aside", people=list(people[1:]), reason=TEXTS[4])
        self.send(kwame, f"{at}/reveal", key="v0")

    def close(self) -> None:
        """What is left of the stop that closes is set aside."""
        self.send(self.site.kwame, f"{CLOSED}/notes/aside", note=_left(), reason=TEXTS[2])
        self.send(self.site.kwame, f"{CLOSED}/facilitator/close")

    def key(self) -> None:
        """Files of rows, keyed by such hands; some are keyed again, and differ. Of others every cell is refused."""
        at = f"{OPEN}/batches/"
        for who, rows in (
            (self.site.kwame, _rows(0)),
            (self.site.lena, _rows(1)[::2]),
            (self.site.kwame, refused_rows()),
        ):
            answer = who.post(at, data={"file": (io.BytesIO(sheet(rows)), FILE)})
            assert answer.status_code == 200, answer.text
        keyed = {
            "sheet": "9",
            "participant": LINES[16][:80],
            "p-v0": "1",
            "c-v0": TEXTS[0],
            "p-v2": "4",
            "w-v2": TEXTS[1],
        }
        self.send(self.site.kwame, f"{OPEN}/scribe/", **keyed)
        self.send(self.site.kwame, f"{OPEN}/scribe/", **{**keyed, "sheet": "", "participant": LINES[18][:80]})


def sheet(rows: list[dict[str, str]]) -> bytes:
    """Rows as a file."""
    out = io.StringIO()
    table = csv.DictWriter(out, COLUMNS, restval="")
    table.writeheader()
    table.writerows(rows)
    return out.getvalue().encode()


def _rows(hand: int) -> list[dict[str, str]]:
    """An objection of somebody on each sheet, as one of two hands keyed it."""
    return [
        {
            "sheet": name, "participant": LINES[n + 16][:80], "clause": f"v{2 * n}", "position": "object",
            "reason": CELLS[(n + 5 * hand) % len(CELLS)], "comment": CELLS[(n + 6 * hand + 1) % len(CELLS)],
            "entered_by": LINES[n + 40 + hand][:80],
        }
        for n, name in enumerate(SHEETS)
    ]  # fmt: skip


def refused_rows() -> list[dict[str, str]]:
    """Rows of which a cell is none, each another."""
    return [{**row, column: LINES[n] * 9} for n, row in enumerate(_rows(0)) for column in COLUMNS]


def _left() -> list[int]:
    """Notes of which nothing became yet."""
    query = select(Note.id).where(Note.comment_id.is_(None), Note.state != NoteState.SET_ASIDE)
    return list(db.session.scalars(query.order_by(Note.id)))


def _link() -> str:
    """With which the second guest of the open room signs in, who objected."""
    last = select(Attendance).order_by(Attendance.id.desc())
    part = db.session.scalars(last.offset(len(LINES[::2]) - 1).limit(1)).one()
    account = db.session.get_one(Account, part.account_id)
    with transaction():
        return make_link(account, Purpose.SIGN_IN, lifetime=BY_HAND)[0].rsplit("/", 1)[1]


def _on_paper() -> list[int]:
    return list(db.session.scalars(select(PaperPerson.id).order_by(PaperPerson.id)))


def archives() -> dict[str, Any]:
    """A forum, a mailing list and notes, as their files have them; some of it folded, one withdrawn. → threads, a month."""
    with db.session.no_autoflush:
        said = {
            "forum": ("discourse", posts_of(LINES[0], topics(), site=EVIL)),
            "list": ("mbox", letters_of(LINES[1], io.BytesIO(mailbox()), told=lambda read: None)),
            "notes": ("markdown", [read_note(f"{LINES[n]}.md", note(n)) for n in range(len(LINES))]),
            "gone": ("discourse", posts_of(LINES[2], topics()[:1])),
        }
    for n, (name, (kind, found)) in enumerate(said.items()):
        take_messages(found, into=name, kind=kind, title=LINES[n + 30], url=EVIL, by=CLI, source=LINES[n])
    with transaction():
        archive = archive_called("gone")
        assert archive is not None
        withdraw_archive(archive, by=CLI, reason=TEXTS[0])
        hide_thing(db.session.get_one(Message, 3), rule=Rule.OTHER, reason=TEXTS[1][:900], by=CLI)
    threads = [
        db.session.scalars(select(Thread.id).where(Thread.archive.has(name=name)).order_by(Thread.id)).all()
        for name in ("forum", "list", "notes")
    ]
    return {"threads": [id for some in threads for id in some[:4]], "month": f"{now():%Y-%m}"}


def topics() -> list[dict[str, Any]]:
    """Topics of a forum: as they were written, and as they were shown there."""
    found = []
    for n, name in enumerate(("raw", "cooked", "cooked")):
        words = VECTORS if n < 2 else TEXTS
        posts = [_post(m, name, text) for m, text in enumerate(words)]
        found.append({"id": n + 1, "title": LINES[n], "slug": LINES[n + 3], "post_stream": {"posts": posts}})
    return found


def _post(n: int, field: str, text: str) -> dict[str, Any]:
    line, quoted = LINES[n % len(LINES)], LINES[(n + 7) % len(LINES)]
    before = f'[quote="{quoted}, post:1, topic:1"]\n{quoted}\n[/quote]\n\n> {quoted}\n\n' if field == "raw" else (
        f'<aside class="quote" data-username="{quoted}"><blockquote>{quoted}</blockquote></aside>'
    )  # fmt: skip
    return {
        "post_number": n + 1, "created_at": rfc3339(now()), "name": line, "username": quoted, "locale": "en",
        field: f"{before}{text}\n\n`v0` /clauses/v{n % len(LINES)} {EVIL} {SCRIPTS[0]}", "post_url": (*SCRIPTS, EVIL)[n % 4],
        "reply_to_post_number": n,
    }  # fmt: skip


def mailbox() -> bytes:
    """Letters: in plain words, as HTML, and with something attached by such a name."""
    return b"".join(_letter(n, text) for n, text in enumerate([*VECTORS, *TEXTS]))


def _letter(n: int, text: str) -> bytes:
    kind, line, quoted = ("plain", "html", "plain")[n % 3], LINES[n % len(LINES)], LINES[(n + 7) % len(LINES)]
    plain = (
        f"On Monday, {quoted} wrote:\n> {quoted}\n> {quoted}\n> {quoted}\n> {quoted}\n\n{text}\n\n-- \n{line}"
    )
    head = (
        f'From {n}@example.org Mon Jan  1 10:{n % 60:02}:00 2024\nFrom: "{line}" <a@example.org>\nSubject: {quoted}\n'
        f"Date: {now():%d %b %Y %H:%M:%S} +0000\nMessage-ID: <{n}@{line}>\nArchived-At: <{(*SCRIPTS, EVIL)[n % 4]}>\n"
    )
    body = text if kind == "html" else plain
    attached = f'--b\nContent-Type: image/png\nContent-Disposition: attachment; filename="{quoted}"\n\nx\n'
    parts = f"--b\nContent-Type: text/{kind}; charset=utf-8\n\n{body}\n{EVIL} {SCRIPTS[0]} `v0`\n{attached}--b--\n\n"
    return f'{head}Content-Type: multipart/mixed; boundary="b"\n\n{parts}'.encode()


def note(n: int) -> bytes:
    """Notes with front matter; of some no date is known."""
    front = {
        "title": LINES[n],
        "author": LINES[(n + 1) % len(LINES)],
        "language": LINES[(n + 2) % len(LINES)],
    }
    front |= {"url": (*SCRIPTS, EVIL)[n % 4]} | ({"date": f"{now():%Y-%m-%d}"} if n % 2 else {})
    return f"---\n{json.dumps(front)}\n---\n# {LINES[n]}\n\n{VECTORS[n]}\n\n`v0`\n".encode()
