"""Drafts are published one after the other with comments on every clause of each: none is lost, and each says what became of its words."""

import csv
import io
from collections import Counter, defaultdict
from typing import Any

import pytest
from flask import Flask

from consensus.config import ROOT
from consensus.drafts.actions import decide_map, prepare_draft, read_files
from consensus.drafts.bundle import File
from consensus.drafts.models import Draft
from consensus.kit.db import transaction
from consensus.ledger import SETUP
from tests.api.conftest import Program, program_of
from tests.drafts.making import publish
from tests.early import prepared
from tests.factories import make_account

VERSIONS = ["0.0.8", "0.0.9", "1.0-RC1", "1.0-RC2", "1.0", "1.1"]
# What a maintainer says of the maps, so that there is a clause that was joined to another and one that was split.
SETTLED = {
    "0.0.9": [{"key": "data-card", "kind": "merged", "from": ["data-card", "other-data-documentation"]}],
    "1.0-RC1": [{"key": "data-description", "kind": "split", "from": ["data-information"]}],
}
BACK = "note-parts"  # a clause of 0.0.8 alone, which 1.1 has again
SKILLED = "detailed enough for a skilled person to recreate a substantially equivalent system"
# clause and draft → quoted words, and how they are found from 1.0
QUOTED = {
    ("why-licences", "0.0.8"): ("licences that meet the Open Source Definition", "exact"),
    ("why-needs", "0.0.8"): ("AI systems that are reliable and transparent", "exact"),
    ("why-needs", "0.0.9"): ("with the essential freedoms of Open Source", "gone"),
    ("code", "0.0.8"): ("source code used to train", "exact"),
    ("data-information", "0.0.8"): (SKILLED, "near"),
    ("data-information", "1.0-RC1"): ("OSI-approved terms", "exact"),
    ("form-lead", "0.0.9"): ("making modifications is", "near"),
    ("other-data-documentation", "0.0.8"): ("All other documentation", "gone"),
    ("note-parts", "0.0.8"): ("This document has three parts", "gone"),
    ("code-examples", "0.0.9"): ("tokenizers and hyperparameter search", "gone"),
    ("faq-change-answer", "1.0-RC2"): ("One day a release will be called stable", "gone"),
}
# clause → draft it was said of → what it is as seen from 1.0
FROM_THE_STABLE_ONE = {
    "why-licences": dict.fromkeys(VERSIONS[:5], "same"),
    "why-needs": {"0.0.8": "changed", "0.0.9": "changed", "1.0-RC1": "same", "1.0-RC2": "same", "1.0": "same"},
    "data-information": {"0.0.8": "split", "0.0.9": "split", "1.0-RC1": "same", "1.0-RC2": "same", "1.0": "same"},
    "data-description": {"1.0-RC1": "changed", "1.0-RC2": "same", "1.0": "same"},
    "research-paper": {"0.0.8": "changed", "0.0.9": "changed", "1.0-RC1": "same", "1.0-RC2": "same", "1.0": "same"},
    "data-card": {"0.0.8": "merged", "0.0.9": "changed", "1.0-RC1": "same", "1.0-RC2": "same", "1.0": "same"},
    # 1.0-RC2 lost no more than the mark of a footnote there
    "parameters": {"0.0.8": "changed", "0.0.9": "changed", "1.0-RC1": "same", "1.0-RC2": "same", "1.0": "same"},
    "faq-change-answer": {"0.0.9": "changed", "1.0-RC1": "changed", "1.0-RC2": "changed", "1.0": "same"},
    "other-data-documentation": {"0.0.8": "merged"},
    "training-data-scope": {"0.0.8": "gone"},
    "code-examples": {"0.0.8": "gone", "0.0.9": "gone"},
    "fn-parameters": {"0.0.9": "gone", "1.0-RC1": "gone"},
    BACK: {"0.0.8": "gone"},
}  # fmt: skip


class Journey:
    """The drafts as they are published, and what is said of each while it is the latest."""

    def __init__(self, app: Flask) -> None:
        self.ana = program_of(app, make_account("Ana"))
        self.reader = Program(app.test_client())
        self.said: dict[int, dict[str, Any]] = {}
        self.clauses: dict[str, list[str]] = {}

    def go(self) -> None:
        """Publish each draft and say something of every one of its clauses, of the whole, and of what is missing."""
        for version in VERSIONS[:5]:
            self.publish(prepared(version))
        self.publish(sixth())

    def publish(self, draft: Draft) -> None:
        """One draft goes out, as it was settled, and is talked about."""
        with transaction():
            decide_map(draft, SETTLED.get(draft.version, []), by=SETUP)
        version = publish(draft).version
        self.clauses[version] = [clause["key"] for clause in self.read(f"/drafts/{version}")["clauses"]]
        for key in self.clauses[version]:
            exact, _anchor = QUOTED.get((key, version), (None, None))
            quote = {"quote": {"exact": exact}} if exact else {}
            self.say(f"/drafts/{version}/clauses/{key}/comments", f"{key} in {version}.", **quote)
        self.say(f"/drafts/{version}/comments", f"Missing in {version}.", after="why-licences")
        self.say(f"/drafts/{version}/comments", f"{version} as a whole.")

    def say(self, path: str, body: str, **more: Any) -> None:
        """A comment by way of the API, and a reply to every third."""
        answer = self.ana.post(path, {"body": body, **more})
        assert answer.status_code == 201, answer.text
        made = answer.get_json()
        self.said[made["id"]] = made
        if made["id"] % 3 == 0 and made["clause"]:
            self.say(path, f"A reply. {body}", parent=made["id"])

    def read(self, path: str) -> Any:
        """What the API says to anybody."""
        answer = self.reader.get(path)
        assert answer.status_code == 200, (path, answer.text)
        return answer.get_json()

    def listed(self, version: str, key: str | None) -> list[dict[str, Any]]:
        """All that is said of a clause as seen from a draft, or of the draft as a whole, page by page."""
        path = f"/drafts/{version}/" + (f"clauses/{key}/comments" if key else "comments")
        found: list[dict[str, Any]] = []
        address: str | None = f"{path}?limit=7"
        while address:
            page = self.read(address)
            found, address = found + page["items"], page["next"]
        return found

    def onward(self, key: str, since: str, version: str) -> set[str]:
        """The keys under which a clause stands in a later draft, step by step through the maps of neighbours."""
        alive, before = {key}, since
        for after in VERSIONS[VERSIONS.index(since) + 1 : VERSIONS.index(version) + 1]:
            rows = self.read(f"/compare/{before}...{after}")["map"]
            alive = {row["key"] for row in rows if row["kind"] != "removed" and alive & set(row["from"])}
            before = after
        return alive


def sixth() -> Draft:
    """1.0 once more, with the clause that was gone since 0.0.9."""
    old = (ROOT / "content" / "drafts" / "0.0.8" / "definition.md").read_text("utf-8")
    back = next(line for line in old.split("\n") if f"{{#{BACK}}}" in line)
    files = []
    for path in sorted((ROOT / "content" / "drafts" / "1.0").glob("*.md")):
        text = path.read_text("utf-8").replace("version: 1.0\n", "version: 1.1\n")
        files.append(File(path.name, text.replace("# Preamble", f"{back}\n\n# Preamble", 1)))
    reading = read_files(files, version="1.1")
    with transaction():
        return prepare_draft(reading, by=SETUP)


@pytest.fixture
def journey(app: Flask) -> Journey:
    made = Journey(app)
    made.go()
    return made


def test_everything_ever_said_is_found_from_the_newest_draft_with_its_own_words(journey: Journey) -> None:
    every = every_comment_is_listed_where_its_words_went(journey)
    what_became_of_the_words_is_right(journey, every)
    quotes_are_found_or_said_to_be_gone(every)
    every_comment_keeps_its_words_and_leads_to_them(journey, every)
    counts_are_those_of_the_lists(journey)
    what_was_gone_is_back(journey)
    each_draft_sees_what_was_said_until_then(journey)


def every_comment_is_listed_where_its_words_went(journey: Journey) -> dict[int, dict[str, Any]]:
    """From 1.0: each comment under the clauses that carry its words on, else under its own, which is gone. → all of them."""
    expected = {
        id: journey.onward(about, said["draft"], "1.0") or {about}
        for id, said in journey.said.items()
        if said["draft"] != "1.1" and (about := said["clause"] or said["after"])
    }
    listed: dict[int, set[str]] = defaultdict(set)
    every: dict[int, dict[str, Any]] = {}
    for key in sorted(set.union(*expected.values())):
        for comment in journey.listed("1.0", key):
            listed[comment["id"]].add(key)
            if comment["clause"] == key or comment["id"] not in every:
                every[comment["id"]] = comment
    wholes = {comment["id"] for comment in journey.listed("1.0", None)}

    assert len(expected) > 400
    assert dict(listed) == expected
    assert wholes == {
        id for id, said in journey.said.items() if id not in expected and said["draft"] != "1.1"
    }
    return every


def what_became_of_the_words_is_right(journey: Journey, every: dict[int, dict[str, Any]]) -> None:
    """As somebody who has read the six drafts would say it."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for comment in every.values():
        if comment["clause"] in FROM_THE_STABLE_ONE:
            found[comment["clause"]][comment["draft"]] = comment["carried"]
    from_next = {
        comment["carried"]
        for comment in journey.listed("0.0.9", "research-paper")
        if comment["draft"] == "0.0.8"
    }

    assert dict(found) == FROM_THE_STABLE_ONE
    assert from_next == {"moved"}
    assert {each["carried"] for each in every.values()} == {"same", "changed", "split", "merged", "gone"}


def quotes_are_found_or_said_to_be_gone(every: dict[int, dict[str, Any]]) -> None:
    """Where the words still stand; and the words themselves are kept in any case."""
    quoting = {(each["clause"], each["draft"]): each for each in every.values() if each["quote"]}

    assert {place: each["anchor"] for place, each in quoting.items()} == {
        place: anchor for place, (_words, anchor) in QUOTED.items()
    }
    assert {place: each["quote"]["exact"] for place, each in quoting.items()} == {
        place: words for place, (words, _anchor) in QUOTED.items()
    }


def every_comment_keeps_its_words_and_leads_to_them(
    journey: Journey, every: dict[int, dict[str, Any]]
) -> None:
    """The wording is that of the clause in its own draft, and the comment's page links to it there."""
    wordings = {
        (version, clause["key"]): clause["wording"]
        for version in VERSIONS[:5]
        for clause in journey.read(f"/drafts/{version}")["clauses"]
    }
    about = [each for each in every.values() if each["clause"]]

    assert {each["id"]: each["wording"] for each in about} == {
        each["id"]: wordings[each["draft"], each["clause"]] for each in about
    }
    for each in (comment for comment in about if comment["clause"] in FROM_THE_STABLE_ONE):
        page = journey.reader.client.get(f"/comments/{each['id']}").text
        assert f'href="/drafts/{each["draft"]}/clauses/{each["clause"]}/"' in page


def counts_are_those_of_the_lists(journey: Journey) -> None:
    """Beside each clause stands how much is listed with it; the report of a draft holds all that was said of it."""
    clauses = journey.read("/drafts/1.0")["clauses"]
    said = Counter(comment["draft"] for comment in journey.said.values())
    sheets = {version: rows_of_sheet(journey, version) for version in VERSIONS}

    assert {each["key"]: each["comments"] for each in clauses} == {
        each["key"]: len(journey.listed("1.0", each["key"])) for each in clauses
    }
    assert sheets == said


def rows_of_sheet(journey: Journey, version: str) -> int:
    """How many comments the report of a draft tells of as a sheet."""
    with journey.reader.client.get(f"/drafts/{version}/dispositions.csv") as answer:
        return len(list(csv.reader(io.StringIO(answer.text, newline="")))) - 1


def what_was_gone_is_back(journey: Journey) -> None:
    """From 1.1 what was said of the clause in 0.0.8 stands with it again."""
    back = [(each["draft"], each["carried"]) for each in journey.listed("1.1", BACK) if not each["parent"]]

    assert back == [("0.0.8", "same"), ("1.1", "same")]


def each_draft_sees_what_was_said_until_then(journey: Journey) -> None:
    """Nothing that was said of a later draft is shown with an earlier one."""
    for place, version in enumerate(VERSIONS):
        for key in ("why-licences", "data-information"):
            seen = {each["draft"] for each in journey.listed(version, key)}
            assert seen == set(VERSIONS[: place + 1])
