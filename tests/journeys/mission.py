"""What the journey of the whole mission is made of: its people, who use pages and programs; its texts; and what it watches."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from consensus.accounts.actions import create_token
from consensus.accounts.models import Scope
from consensus.accounts.queries import account_by_email
from consensus.kit.db import db, transaction
from consensus.kit.turns import until_done
from tests.factories import make_account
from tests.visitor import Visitor

HOST = "http://localhost"
GROUPS = ("system-creator", "license-creator")
TARGETS = ("candidate", "stable")

FIRST = """# The definition

## Freedoms {#freedoms}

Everybody may use the system for any purpose. {#use}

Everybody may share the system with others. {#share}

## Form {#form}

The code that trains the system is there. {#code}

What it learned from is described, so that a skilled person can do it again. {#data}
"""
NEXT = FIRST.replace(
    "a skilled person can do it again", "anyone with ordinary skill in the art can do it again"
)
CHECKLIST = """requires = { all = ["code", "data"] }

[[component]]
id = "code"
title = "Code"
group = "Code"
clause = "code"
framework = "osi"

[[component]]
id = "data"
title = "Description of the data"
group = "Data"
clause = "data"
framework = "osd"
"""
CRITERIA = """name = "{target}"
title = "{title}"
version = 1
{signatures}
[[criterion]]
id = "clauses"
kind = "clauses"
title = "Every normative clause is settled"

[[criterion]]
id = "objections"
kind = "objections"
title = "No objection is left unaddressed"

[[criterion]]
id = "comments"
kind = "comments"
title = "Every comment has an answer"

[[criterion]]
id = "systems"
kind = "systems"
title = "Systems were reviewed independently"
at_least = 1
reviewers = 2

[[criterion]]
id = "disagreements"
kind = "disagreements"
title = "No disagreement is left unanswered"
{more}
[[criterion]]
id = "endorsements"
kind = "endorsements"
title = "Every stakeholder group endorses the draft"
per_group = 1
"""
MORE = """
[[criterion]]
id = "examples"
kind = "examples"
title = "Real examples exist"
at_least = 1
agreeing = 1

[[criterion]]
id = "surprises"
kind = "surprises"
title = "No surprise is left open"

[[criterion]]
id = "stops"
kind = "stops"
title = "Every stop is closed"

[[criterion]]
id = "participation"
kind = "participation"
title = "People from across the world took part"
people = 1
continents = 2
judges = "board"
at_least = 1

[[criterion]]
id = "usable-reference"
kind = "judged"
title = "The text is usable as a reference"
judges = "board"
at_least = 2

[[criterion]]
id = "seal"
kind = "seal"
title = "The board seals it"
"""


def criteria(target: str) -> str:
    """A file of criteria that a village could meet."""
    stable = target == "stable"
    return CRITERIA.format(
        target=target,
        title="Stable release" if stable else "Release candidate",
        signatures="signatures = 2\n" if stable else "",
        more=MORE if stable else "",
    )


def policy(default: str) -> str:
    """The standard policy for a village: two stakeholder groups, and one voice is enough to be heard."""
    head, *groups = default.split("[[group]]")
    for name, n in (("quorum", 2), ("quorum_per_group", 1), ("groups_heard", 1)):
        head = re.sub(rf"(?m)^{name} = \d+", f"{name} = {n}", head)
    return "[[group]]".join([head, *groups[:2]])


class Browser(Visitor):
    """A browser without script whose pages come from the application itself."""

    def __init__(self, client: Any) -> None:
        super().__init__(HOST)
        self.client = client
        self.sent: tuple[str, bytes] | None = None

    def send_again(self) -> "Browser":
        """Send once more what was sent last, as somebody does who goes back and presses the button again."""
        assert self.sent is not None
        return self._ask(*self.sent)

    def _ask(self, url: str, data: bytes | None = None) -> "Browser":
        self.sent = (url, data) if data is not None else self.sent
        path = urlsplit(url)._replace(scheme="", netloc="", fragment="").geturl()
        method = "GET" if data is None else "POST"
        form = "application/x-www-form-urlencoded"
        answer = self.client.open(
            path, method=method, data=data, content_type=form if data is not None else None,
            headers={"Referer": self.url}, follow_redirects=True,
        )  # fmt: skip
        self.url, self.status = urljoin(HOST, answer.request.full_path.rstrip("?")), answer.status_code
        self.page = LexborHTMLParser(answer.get_data(as_text=True))
        return self


@dataclass
class Person:
    """Somebody with a browser, and a program with a token."""

    email: str
    browser: Any
    token: str
    client: Any

    def open(self, path: str) -> Any:
        """Go to a page."""
        self.browser.open(path)
        return self.browser

    def send(self, path: str, button: str, **fields: str) -> Any:
        """Go to a page, fill in its form and press its button; it has to be taken."""
        self.open(path).send(button, **fields)
        assert self.browser.status == 200, (path, self.browser.status, self.browser.words)
        return self.browser

    def sends(self, button: str, **fields: str) -> tuple[int, str]:
        """Press a button of the page that is open, perhaps for a while. → status, and what the page then says."""
        self.browser.send(button, **fields)
        return self.browser.status, self.browser.words

    def sends_again(self) -> tuple[int, str]:
        """Send the same once more. → status, and what the page then says."""
        self.browser.send_again()
        return self.browser.status, self.browser.words

    def ask(self, method: str, path: str, body: Any = None, *, expected: int | None = None) -> Any:
        """Have the program ask. → the document."""
        answer = self.client.open(
            f"/api/v1{path}", method=method, json=body, headers={"Authorization": f"Bearer {self.token}"}
        )
        wanted = (expected,) if expected else (200, 201, 204)
        assert answer.status_code in wanted, (method, path, answer.status_code, answer.get_data(as_text=True))
        return answer.get_json() if answer.data else None


@dataclass
class Gate:
    """What all of its faces say of a draft, which has to be the same."""

    stands: Mapping[str, tuple[str, Any, Any]]
    why: Mapping[str, str]
    passes: bool

    def states(self, *ids: str) -> list[str]:
        """How some criteria stand."""
        return [self.stands[id][0] for id in ids]


@dataclass
class Mission:
    """The site, its people, and its commands."""

    client: Any
    run: Any
    people: dict[str, Person] = field(default_factory=dict)
    seen: dict[str, set[str]] = field(default_factory=dict)
    receipt: Any = None
    thorough: bool = False
    window: Callable[[Any], Visitor] = Browser

    def person(self, name: str, *, role: str | None = None, **profile: Any) -> Person:
        """Somebody new."""
        account = make_account(name, role=role, **profile)
        with transaction():
            secret, _token = create_token(account, name="program", scope=Scope.WRITE)
        signed_in = self.client.as_(account)
        made = Person(str(account.email), self.window(signed_in), secret, self.client)
        self.people[name] = made
        return made

    def signs_in(self, name: str) -> None:
        """Somebody comes back after weeks."""
        person = self.people[name]
        person.browser = self.window(self.client.as_(account_by_email(person.email)))

    def stranger(self) -> Visitor:
        """The browser of somebody without an account."""
        return self.window(self.client.as_(None))

    def catch_up(self) -> None:
        """Let the follower do what is due."""
        until_done()
        db.session.remove()

    def gate(self, version: str, target: str = "stable") -> Gate:
        """Ask command, programs and page how a draft stands; they have to agree, exit code included."""
        self.catch_up()
        if self.thorough and target == "stable":
            self._look(version, "candidate")
        return self._look(version, target)

    def _look(self, version: str, target: str) -> Gate:
        result = self.run("gate", version, "--target", target, "--json")
        told = json.loads(result.stdout)
        asked = self.client.get(f"/api/v1/release/{version}?target={target}").get_json()
        beside = self.client.get(f"/release/{version}.json?target={target}").get_json()
        assert told["criteria"] == asked["criteria"] == beside["criteria"]
        assert (told["passes"], result.exit_code == 0) == (asked["passes"], asked["passes"])
        assert asked["passes"] is all(each["state"] == "pass" for each in asked["criteria"])
        self._on_the_page(version, target, asked["criteria"])
        for each in asked["criteria"]:
            self.seen.setdefault(f"{target}:{each['id']}", set()).add(each["state"])
        return Gate(
            {each["id"]: (each["state"], each["value"], each["threshold"]) for each in asked["criteria"]},
            {each["id"]: each["why"] for each in asked["criteria"]},
            asked["passes"],
        )

    def _on_the_page(self, version: str, target: str, criteria: list[Any]) -> None:
        page = LexborHTMLParser(
            self.client.get(f"/release/{version}/?target={target}").get_data(as_text=True)
        )
        shown = {
            item.attributes["id"]: (mark_of(item), " ".join(item.text().split()))
            for item in page.css("li.criterion[id]")
        }
        assert {id: mark for id, (mark, _words) in shown.items()} == {
            f"c-{each['id']}": each["state"] for each in criteria
        }
        for each in criteria:
            assert " ".join(each["why"].split()) in shown[f"c-{each['id']}"][1]


def mark_of(item: Any) -> str:
    """``pass``, ``fail`` or ``unknown``, by the mark of a criterion on the page."""
    mark = item.css_first(".state-of-criterion")
    return next(
        name for name in ("pass", "fail", "unknown") if name in (mark.attributes["class"] or "").split()
    )
