"""Lists are counted: every page that lists things asks the database as often for one thing as for three."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from consensus.accounts import actions
from consensus.accounts.models import Account, Role, Scope, Sector
from consensus.kit.clock import now
from consensus.kit.db import db, transaction
from consensus.ledger import SETUP
from consensus.moderation.models import Hiding
from tests.factories import make_account, make_draft

from .world import World, rules_of

Make = Callable[[World, int], Any]


def an_entry(world: World, n: int) -> None:
    """Another entry of the record, about another person."""
    with transaction():
        actions.grant_role(make_account(f"Έλλη {n}"), Role.SCRIBE, by=world.rosa)


def a_hiding(world: World, n: int) -> None:
    """Another thing that is folded."""
    with transaction():
        by = make_account(f"Έλλη {n}").actor_id
        db.session.add(Hiding(ref=f"comment:{n}", by=by, rule="spam", reason="It sells.", at=now()))


def a_person(world: World, n: int) -> None:
    """Another person, with a role and an organisation."""
    person = make_account(f"Έλλη {n}")
    with transaction():
        actions.grant_role(person, Role.SCRIBE, by=world.rosa)
    an_organisation(world, n, speaker=person)


def an_organisation(world: World, n: int, *, speaker: Account | None = None) -> None:
    """Another organisation, with another name and somebody who speaks for it."""
    speaker = speaker or make_account(f"Έλλη {n}")
    with transaction():
        made = actions.create_organisation(
            f"Ένωση {n}", sector=Sector.OTHER, aliases=[f"Ε{n}"], by=world.rosa
        )
        actions.confirm_spokesperson(made, speaker, by=world.rosa)


def a_speaker(world: World, n: int) -> None:
    """Another person who may speak for the world's organisation."""
    from consensus.accounts.queries import organisation_at

    speaker = make_account(f"Έλλη {n}")
    with transaction():
        organisation = organisation_at(world.values["slug"])
        assert organisation is not None
        actions.confirm_spokesperson(organisation, speaker, by=world.rosa)


def a_token(world: World, n: int) -> None:
    """Another token of Rosa's."""
    with transaction():
        actions.create_token(world.rosa, name=f"σενάριο {n}", scope=Scope.READ)


def a_role(world: World, n: int) -> None:
    """Another role of Paul's."""
    with transaction():
        actions.grant_role(world.paul, list(Role)[n], by=world.rosa)


def a_draft(world: World, n: int) -> None:
    """Another published draft, in which one clause has changed."""
    make_draft(f"0.1.{n}", text_of(3, said=n), by=world.rosa)


def a_preparation(world: World, n: int) -> None:
    """Another draft being prepared."""
    make_draft(f"0.2.{n}", text_of(3, said=n), publish=False, by=world.rosa)


def text_of(clauses: int, *, said: int = 0) -> str:
    """A text of so many clauses, in which one speaks of a number."""
    lines = "".join(f"Το άρθρο {n} μιλά για όλους. {{#p{n}}}\n\n" for n in range(clauses))
    return f"---\ntitle: Ορισμός\nsummary: Σχέδιο.\n---\n# Μέρος\n\nΗ αρχή, {said}. {{#study}}\n\n{lines}"


# Pages that list things, by what they list.
LISTS: dict[str, Make] = {
    "accounts.desk_organisation": a_speaker,
    "accounts.desk_organisations": an_organisation,
    "accounts.organisations": an_organisation,
    "accounts.people": a_person,
    "accounts.person": a_role,
    "accounts.public_person": a_role,
    "accounts.tokens": a_token,
    "api-drafts.list_drafts": a_draft,
    "api-ledger.list_entries": an_entry,
    "desk.index": a_preparation,
    "drafts.index": a_preparation,
    "feeds.drafts": a_draft,
    "feeds.everything": an_entry,
    "feeds.index": a_draft,
    "home.drafts": a_draft,
    "home.index": an_entry,
    "ledger.index": an_entry,
    "moderation.log": a_hiding,
    "operations.sitemap": a_draft,
}
# Pages that list the clauses of a draft, or the drafts of a clause: counted by the length of the draft.
OF_CLAUSES = {
    "api-clauses.show_clause", "api-drafts.compare", "api-drafts.show_draft", "api-drafts.show_map",
    "comparing.two", "drafts.correct_form", "drafts.explanations", "feeds.clause", "feeds.draft", "home.five",
    "reading.clause", "reading.draft", "reading.history", "reading.json", "reading.markdown",
}  # fmt: skip
# The same for a draft that is being prepared.
OF_PREPARED = {"drafts.editors_draft", "drafts.map_", "drafts.preview", "drafts.publish_form", "drafts.text"}


@contextmanager
def counting() -> Iterator[list[str]]:
    """Collects the statements that the database is sent."""
    sent: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *more: Any) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA", "SAVEPOINT")):
            sent.append(re.sub(r"\bIN \([^()]*\)", "IN (…)", " ".join(statement.split())))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def asked_by(client: Any, path: str) -> list[str]:
    """The statements that a page asks, once everything that is kept in memory is there."""
    assert client.get(path).status_code == 200
    with counting() as sent:
        assert client.get(path).status_code == 200
    return sent


def more_of(many: list[str], few: list[str]) -> list[str]:
    """The statements that came more often the second time."""
    left = list(few)
    return [statement for statement in many if statement not in left or left.remove(statement)]  # type: ignore[func-returns-value]


@pytest.mark.parametrize("endpoint", LISTS)
def test_three_things_cost_as_many_questions_as_one(
    app: Flask, client: Any, world: World, endpoint: str
) -> None:
    [rule] = [rule for rule in rules_of(app, "GET") if rule.endpoint == endpoint]
    rosa, path, make = client.as_(world.rosa), world.path(rule), LISTS[endpoint]

    make(world, 1)
    few = asked_by(rosa, path)
    make(world, 2)
    make(world, 3)
    many = asked_by(rosa, path)

    assert more_of(many, few) == []


@pytest.mark.parametrize("endpoint", sorted(OF_CLAUSES))
def test_a_long_draft_costs_as_many_questions_as_a_short_one(
    app: Flask, client: Any, world: World, endpoint: str
) -> None:
    [rule] = [rule for rule in rules_of(app, "GET") if rule.endpoint == endpoint]
    rosa, asked = client.as_(world.rosa), []
    for place, clauses in enumerate((1, 3)):
        make_draft(f"0.{place}.8", text_of(clauses, said=place), by=SETUP)
        make_draft(f"0.{place}.9", text_of(clauses, said=place + 7), by=SETUP)
        world.values |= {"version": f"0.{place}.9", "older": f"0.{place}.8", "newer": f"0.{place}.9"}
        asked.append(asked_by(rosa, world.path(rule)))

    assert more_of(asked[1], asked[0]) == []


@pytest.mark.parametrize("endpoint", sorted(OF_PREPARED))
def test_a_long_draft_in_hand_costs_as_many_questions_as_a_short_one(
    app: Flask, client: Any, world: World, endpoint: str
) -> None:
    [rule] = [rule for rule in rules_of(app, "GET") if rule.endpoint == endpoint]
    rosa, asked = client.as_(world.rosa), []
    for place, clauses in enumerate((1, 3)):
        draft = make_draft(f"0.{place}.9", text_of(clauses, said=place), publish=False, by=SETUP)
        world.drafts = (*world.drafts[:2], draft)
        world.values["version"] = draft.version
        asked.append(asked_by(rosa, world.path(rule)))

    assert more_of(asked[1], asked[0]) == []


def test_every_page_that_shows_many_things_is_counted(app: Flask) -> None:
    """Whoever adds a page says here whether it lists anything."""
    pages = {rule.endpoint for rule in rules_of(app, "GET")}

    assert pages - set(LISTS) - OF_CLAUSES - OF_PREPARED == SINGLE


# Pages that list nothing that grows.
SINGLE = {
    "accounts.confirmation", "accounts.data", "accounts.data_json", "accounts.forgotten", "accounts.link",
    "accounts.new_password", "accounts.own_password", "accounts.profile", "accounts.registration",
    "accounts.rules", "accounts.sent", "accounts.sign_in", "api-front.list_calls", "api-front.list_rules",
    "api.manual", "api.openapi", "comparing.choose", "content.page", "drafts.discard_form",
    "drafts.explain_form", "drafts.files", "drafts.map_row", "drafts.new", "drafts.overview",
    "drafts.period_form", "drafts.withdraw_form", "language.choose", "ledger.entry", "ledger.export",
    "ledger.verifier", "operations.health", "operations.metrics", "operations.ready", "operations.robots",
    "operations.security", "reading.latest", "reading.pdf", "static",
}  # fmt: skip


def test_a_question_asked_more_often_would_be_found() -> None:
    assert more_of(["a", "b", "a"], ["a", "b"]) == ["a"]
    assert more_of(["a"], ["a", "b"]) == []
