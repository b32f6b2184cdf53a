"""A site on which everything that people can write is hostile, written by the doors they have."""

import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select

from consensus import create_app
from consensus.accounts.actions import BY_HAND, add_account, make_link
from consensus.accounts.models import Account, Purpose, Role
from consensus.cli.database import migrate
from consensus.drafts.actions import (
    decide_map,
    plan_publication,
    prepare_draft,
    publish_draft,
    read_files,
    show_draft,
)
from consensus.drafts.bundle import File
from consensus.drafts.models import Draft
from consensus.drafts.queries import draft_named, parts_of
from consensus.following.actions import set_pace, watch
from consensus.following.models import MailSetting
from consensus.following.paces import Pace
from consensus.kit.clock import now
from consensus.kit.db import db, transaction
from consensus.kit.turns import until_done
from consensus.ledger import SETUP
from consensus.ledger.queries import entries_by_subjects
from consensus.voting.models import Position
from tests.conftest import Client
from tests.visitor import filled_in

from .hostile_endorsements import HostileEndorsements
from .hostile_release import HostileRelease
from .hostile_roadshow import HostileRoadshow
from .hostile_systems import HostileSystems, checklist
from .vectors import LINES, VECTORS, chunks

ROSA, KWAME, LENA, ANA = "rosa@example.org", "kwame@example.org", "lena@example.org", "p0@example.org"
GROUPS = ("system-creator", "license-creator", "regulator", "licensee", "end-user", "subject")
TEXTS = chunks()
OBJECTORS = 10  # from here on people object with a position; before, those who hold one on the old words
MORE = {"0.1": "", "0.2": " and more", "0.3": " and again", "0.4": " and again, and again"}


def draft(version: str) -> str:
    """A draft whose title, headings and clauses are vectors; in later ones every other clause says more."""
    head = [
        "---",
        f"title: {json.dumps(LINES[6])}",
        "---",
        f"# {LINES[7]}",
        "",
        "Everybody may say: {#lead}",
        "",
    ]
    clauses = [f"- `{line}`{MORE[version] if n % 2 else ''} {{#v{n}}}" for n, line in enumerate(LINES)]
    raw = [f"Raw {line}{MORE[version]} {{#r{n}}}\n" for n, line in enumerate(LINES[:30])]
    return "\n".join([*head, *clauses, "", f"# {LINES[8]}", "", *raw])


class Hostile:
    """Whoever writes them, by the same doors as a browser without scripts."""

    def __init__(self, app: Any) -> None:
        app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
        app.test_client_class = Client
        self.nobody = app.test_client()
        with transaction():
            rosa = add_account(ROSA, name="Rosa", roles=list(Role), by=SETUP)
            kwame = add_account(KWAME, name="Kwame", roles=[Role.MODERATOR, Role.CHAIR], by=SETUP)
            people = [add_account(f"p{n}@example.org", name="P", by=SETUP) for n in range(len(LINES))]
            lena = add_account(
                LENA, name="Lena", roles=[Role.MODERATOR, Role.CHAIR, Role.MAINTAINER], by=SETUP
            )
            watch("draft:0.1", by=kwame)
            for each, pace in ((kwame, Pace.AT_ONCE), (people[0], Pace.AT_ONCE), (people[1], Pace.DAILY)):
                set_pace(each, pace=pace)
            self.links = {each.email: _link(each) for each in (rosa, kwame, lena, people[0])}
            self.unsubscribe = db.session.get_one(MailSetting, people[0].id).key
        self.soon = f"{now() + timedelta(days=20):%Y-%m-%d}"
        self.rosa, self.kwame, self.lena = (self.nobody.as_(each) for each in (rosa, kwame, lena))
        self.people = [self.nobody.as_(each) for each in people]
        self.ids = [each.actor_id for each in people]

    def go(self) -> dict[str, Any]:
        """Write everywhere. → what pages need to be found."""
        self.introduce()
        published("0.1")
        self.say()
        until_done()
        published("0.2")
        self.answer()
        self.stand()
        self.decide()
        self.moderate()
        self.edit()
        self.withdraw()
        until_done()
        systems = HostileSystems(self).go()
        until_done()
        roadshow = HostileRoadshow(self).go()
        until_done()
        endorsements = HostileEndorsements(self).go()
        until_done()
        HostileRelease(self).go()
        until_done()
        typed = self.send(self.nobody, "/drafts/0.2/clauses/v0/comment", body=TEXTS[0], quote=LINES[0])
        return {
            "typed": typed.rsplit("/", 1)[1],
            "part": parts_of(draft_named("0.2"))[1].slug,
            "entry": _entry(self.organisation),
            "person": self.ids[0],
            "links": self.links,
            "folded": self.folded,
            "unsubscribe": self.unsubscribe,
            "organisation": self.organisation,
            "receipt": _receipt(),
            **systems,
            **roadshow,
            **endorsements,
        }

    def introduce(self) -> None:
        """A name each, whom one speaks for and why; some are organisations with a page and a spokesperson."""
        for n, line in enumerate(LINES):
            fields = {"name": line[:80], "affiliation": line[:120], "group_reason": line[:300]}
            group = {"stakeholder_group": GROUPS[n % len(GROUPS)]}
            self.send(self.people[n], "/account/", **fields, **group)
            if n % 4 == 0:
                names = {"name": line[:120], "aliases": f"a {line[:90]}\nb {line[:90]}"}
                made = self.send(self.rosa, "/desk/organisations/", sector="nonprofit", **names)
                self.send(self.rosa, f"{made}spokespeople", person=f"p{n}@example.org")
                self.organisation = made.rsplit("/", 2)[1]
        self.send(self.people[0], "/account/tokens", status=201, name=LINES[0][:60])

    def say(self) -> None:
        """Of each clause an objection that quotes it and suggests other words; and something of the whole, of a part, of a gap."""
        for n, vector in enumerate(VECTORS):
            key, quote = n % len(LINES), {"quote": LINES[n]} if n < len(LINES) else {}
            said = {"body": vector, "kind": "objection", "suggestion": f"{vector} {n}", **quote}
            self.send(self.people[key], f"/drafts/0.1/clauses/v{key}/comment", **said)
        for n, place in enumerate(("", "?after=v0", "?after=r0")):
            self.send(self.people[n], f"/drafts/0.1/comment{place}", body=TEXTS[n])
        for n in range(len(TEXTS)):
            self.send(self.people[n], f"/drafts/0.1/clauses/v{2 * n + 1}/position", position="support")

    def answer(self) -> None:
        """The editors' reason, why it does not satisfy, and who shares the concern; and the same in plain words."""
        for n, text in enumerate(TEXTS):
            at, person = f"/comments/{n + 1}", self.people[n]
            given = {"outcome": "declined", "reason": text, "resolved_in": "0.2", "further": f"v{n}"}
            self.fill(self.rosa, f"/desk{at}", **given)
            if n % 3 == 0:
                self.send(person, f"{at}/standing", answer="sustain", reason=text)
            elif n % 3 == 1:
                self.send(person, f"{at}/standing/withdraw", why=text)
            self.send(self.people[n + 1], f"/comments/{n + 1}/cosignature")
            self.fill(self.rosa, f"/desk/drafts/0.2/clauses/v{n}/explain", plain=text, example=text)

    def stand(self) -> None:
        """Positions, some for a reason; some on words that were edited since; one challenges that."""
        for n, text in enumerate(TEXTS):
            what = {"position": "object", "reason": text}
            self.send(self.people[OBJECTORS + n], f"/drafts/0.2/clauses/v{2 * n}/position", **what)
            self.send(self.people[n], f"/drafts/0.2/clauses/v{2 * n + 1}/challenge", reason=text)
        for n in range(4, 30):
            self.send(self.people[n], "/drafts/0.2/clauses/r0/position", position="support")

    def decide(self) -> None:
        """Calls, appeals, last calls, and rulings, each for such reasons."""
        for n, text in enumerate(TEXTS):
            at = f"/desk/calls/0.2/v{2 * n}"
            call = self.send(self.kwame, at, finding="contested", reason=text)
            self.send(self.people[OBJECTORS + n], f"{call}appeal", reason=text)
            if n % 2:
                ruled = f"/desk/appeals/{call.split('/')[-2]}"
                self.send(self.lena, ruled, upheld="no", reason=text)
                self.send(self.lena, f"/desk/challenges/{n + 1}", upheld="no", reason=text)
        for key, text in zip(("v1", "r1", ""), TEXTS, strict=False):
            self.send(self.rosa, "/desk/calls/last", key=key, until=self.soon, reason=text)

    def moderate(self) -> None:
        """Reports, foldings, an appeal, a pause and its end, each for such reasons."""
        self.folded = []
        for n, text in enumerate(TEXTS):
            said = self.send(self.people[n], f"/comments/{n + 1}/reply", body=text)
            thing = f"comment:{said.rpartition('#c')[2]}"
            self.folded.append(thing)
            for other in (thing, f"comment:{n + 30}"):
                self.send(self.people[n + 20], f"/moderation/{other}/report", rule="other", reason=text)
            self.send(self.kwame, f"/desk/flags/{thing}/hide", rule="other", reason=text)
            self.send(self.people[n], f"/moderation/{thing}/appeal", reason=text)
            if n % 2:
                self.send(self.kwame, f"/desk/flags/comment:{n + 30}/dismiss", answer=text)
                self.send(self.lena, f"/desk/flags/{thing}/rule", ruling="uphold", because=text)
            paused = f"/desk/people/{self.ids[60 + n]}/pause"
            self.send(self.kwame, paused, rule="other", reason=text, until=self.soon)
        self.send(self.kwame, f"{paused}/end", why=TEXTS[0])

    def edit(self) -> None:
        """Other words in place of one's own, and once more; and the end of a period moved."""
        for seen, text in enumerate(TEXTS):
            self.send(self.people[0], "/comments/1/edit", body=text, seen=str(seen))
        self.fill(
            self.rosa, "/desk/drafts/0.2/period", closes_at="2999-01-01T00:00", ends="at", reason=TEXTS[0]
        )

    def withdraw(self) -> None:
        """A draft that is withdrawn, and another in hand for everybody to see."""
        published("0.3", key="v5")
        self.send(self.rosa, "/desk/drafts/0.3/withdraw", reason=TEXTS[0], confirm="0.3")
        in_hand = prepared("0.4")
        with transaction():
            show_draft(in_hand, shown=True, by=SETUP)

    def fill(self, who: Any, path: str, **fields: str) -> str:
        """Fill in the form of a page, as it stands there, and post it to the same address. → where it leads."""
        page = LexborHTMLParser(who.get(path).text)
        form = next(each for each in page.css("form[method=post]") if each.attributes["action"] == path)
        return self.send(who, path, **{**filled_in(form), **fields})

    def send(self, who: Any, path: str, status: int = 303, **fields: str) -> str:
        """Post a form. → where it leads. Raises AssertionError when it is refused."""
        answer = who.post(path, data=fields)
        assert answer.status_code == status, (path, fields, answer.status_code, _errors(answer.text))
        return str(answer.headers.get("Location", ""))


def prepared(version: str) -> Draft:
    """Such a draft in hand."""
    files = [File("draft.md", draft(version)), File("checklist.toml", checklist(version))]
    reading = read_files(files, version=version, summary=TEXTS[0])
    with transaction():
        return prepare_draft(reading, by=SETUP)


def published(version: str, key: str = "v") -> Draft:
    """Such a draft, its changes of the clauses with a vector called editorial."""
    made = prepared(version)
    if version != "0.1":
        with transaction():
            rows = [{"key": f"v{n}", "significance": "editorial"} for n in range(1, len(LINES), 2)]
            decide_map(made, rows, by=SETUP)
    plan = plan_publication(made)
    with transaction():
        return publish_draft(made, plan, by=SETUP)


def make_hostile(instance: Path) -> None:
    """Make it. What its addresses need stands in ``hostile.json``."""
    app = create_app(INSTANCE=str(instance), LIMITS="off")
    with app.test_request_context("/"):
        migrate()
        (instance / "hostile.json").write_text(json.dumps(Hostile(app).go()), "utf-8")
        db.session.remove()
        db.engine.dispose()


def known(instance: Path) -> Any:
    """What its addresses need."""
    return json.loads((instance / "hostile.json").read_text("utf-8"))


def _link(who: Account) -> str:
    return make_link(who, Purpose.SIGN_IN, lifetime=BY_HAND)[0].rsplit("/", 1)[1]


def _entry(organisation: str) -> int:
    return entries_by_subjects([f"organisation:{organisation}"])[0].n


def _receipt() -> int:
    return db.session.scalars(select(Position.taken_n).where(Position.comment_id.is_not(None)).limit(1)).one()


def _errors(page: str) -> list[str]:
    """What a refused form says."""
    return re.findall(r'class="error"[^>]*>(.*?)</p>', page) or [re.sub(r"<[^>]*>|\s+", " ", page)[-1500:]]
