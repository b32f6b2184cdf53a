"""Many programs take positions at once, over HTTP, from two workers: no fault, none lost, none double, and all of it counted."""

import json
import os
import random
import threading
import time
from collections import Counter
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from flask import Flask
from sqlalchemy import func, select

from consensus.accounts.actions import create_token
from consensus.accounts.models import Scope
from consensus.drafts.models import Draft
from consensus.drafts.queries import rows_of
from consensus.kit.db import db, transaction
from consensus.ledger.models import Entry
from consensus.release import verify
from consensus.voting.counting import Choice
from consensus.voting.models import Position
from consensus.voting.policies import STANDARD_GROUPS
from consensus.voting.queries.tallies import tallies_of
from tests.factories import make_account, make_draft
from tests.serving import Site

CLAUSES = 25
WEIGHTS = {Choice.SUPPORT: 60, Choice.ACCEPT: 25, Choice.ABSTAIN: 13, Choice.OBJECT: 2}
TWICE = 10  # one position in so many is sent from two windows at once
PATIENCE = 120


class Task(NamedTuple):
    """A position to be taken: by whom (a token), on which clause."""

    token: str
    key: str
    choice: Choice


class Client(threading.Thread):
    """A program that takes one position after the other over one connection. ``told``: what each was answered."""

    def __init__(self, port: int, tasks: list[Task]) -> None:
        super().__init__()
        self.connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self.tasks, self.told = tasks, list[tuple[Task, int, Any]]()

    def run(self) -> None:
        for task in self.tasks:
            status, answer = self._put(task)
            self.told.append((task, status, answer))
        self.connection.close()

    def _put(self, task: Task) -> tuple[int, Any]:
        body = {"position": task.choice} | ({"reason": "Not so."} if task.choice is Choice.OBJECT else {})
        headers = {"Authorization": f"Bearer {task.token}", "Content-Type": "application/json"}
        path = f"/api/v1/drafts/latest/clauses/{task.key}/position"
        self.connection.request("PUT", path, json.dumps(body), headers)
        answer = self.connection.getresponse()
        return answer.status, json.loads(answer.read())


@pytest.fixture
def site(app: Flask, tmp_path: Path) -> Site:
    """The application's own database, for servers in processes of their own."""
    settings = {name: app.config[name] for name in ("DATABASE_URL", "SECRET_KEY")}
    return Site(tmp_path, {f"CONSENSUS_{name}": value for name, value in settings.items()})


@pytest.fixture
def draft(app: Flask) -> Draft:
    """An open draft on which there is much to say."""
    items = "\n".join(
        f"- What number {n} asks for is there, with all its parts. {{#c{n}}}" for n in range(CLAUSES)
    )
    return make_draft("0.1", f"# A definition {{#all}}\n\nEverything is open. {{#lead}}\n\n{items}\n")


def tokens(people: int) -> list[str]:
    """People of all stakeholder groups, as their tokens."""
    groups = [group.slug for group in STANDARD_GROUPS]
    accounts = [make_account(f"P{n}", stakeholder_group=groups[n % len(groups)]) for n in range(people)]
    with transaction():
        return [create_token(account, name="many", scope=Scope.WRITE)[0] for account in accounts]


def tasks_of(people: int) -> list[Task]:
    """Everybody's position on every clause, in no order."""
    chance = random.Random(5)
    choices = list(WEIGHTS), list(WEIGHTS.values())
    found = [
        Task(token, f"c{n}", chance.choices(*choices)[0]) for token in tokens(people) for n in range(CLAUSES)
    ]
    chance.shuffle(found)
    return found


def dealt(tasks: list[Task], clients: int) -> list[list[Task]]:
    """Tasks for each client; some are dealt to two neighbours, which come to them at about the same time."""
    hands: list[list[Task]] = [[] for _ in range(clients)]
    for at, task in enumerate(tasks):
        hands[at % clients].append(task)
        if at % TWICE == 0:
            hands[(at + 1) % clients].append(task)
    return hands


def taken(port: int, hands: list[list[Task]]) -> tuple[float, list[tuple[Task, int, Any]]]:
    """Let all clients work. → seconds, and everything that was answered."""
    clients = [Client(port, hand) for hand in hands]
    began = time.perf_counter()
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    return time.perf_counter() - began, [each for client in clients for each in client.told]


def syncs_per_second(folder: Path, *, seconds: float = 1.0) -> float:
    """How often in a second a small write reaches the disk."""
    done, began = 0, time.perf_counter()
    with (folder / "syncs").open("wb", buffering=0) as file:
        while time.perf_counter() - began < seconds:
            file.write(bytes(4096))
            os.fsync(file.fileno())
            done += 1
    return done / (time.perf_counter() - began)


def as_lists(tasks: list[Task]) -> dict[str, list[int]]:
    """Key → how many say each of the four."""
    said = Counter((task.key, task.choice) for task in tasks)
    return {key: [said[key, choice] for choice in Choice] for key in {task.key for task in tasks}}


def counted(draft: Draft) -> dict[str, list[int]]:
    """The same, as the counters have it."""
    db.session.rollback()
    keys = {row.clause_id: row.key for row in rows_of(draft)}
    return {
        keys[id]: [getattr(found.totals, choice) for choice in Choice]
        for id, found in tallies_of(draft).items()
    }


def recounted(site: Site, draft: Draft) -> dict[str, list[int]]:
    """The same, as the stand-alone program counts it from an export."""
    file = site.instance / "ledger.ndjson"
    site.run("ledger", "export", str(file))
    record = verify.verify(str(file))
    found = {key: record.tally(draft.version, key, record.n) for key in record.drafts[draft.version]}
    return {key: counts for key, counts in found.items() if any(counts)}


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("clients", "people"), [(8, 24), pytest.param(64, 400, marks=pytest.mark.soak)], ids=["short", "long"]
)
def test_positions_of_many_at_once_are_each_taken_once(
    site: Site, draft: Draft, tmp_path: Path, clients: int, people: int
) -> None:
    tasks = tasks_of(people)
    db.session.rollback()
    site.start("--workers", "2")
    try:
        seconds, told = taken(site.port, dealt(tasks, clients))
    finally:
        site.stop()

    rate, syncs = len(told) / seconds, syncs_per_second(tmp_path)
    print(f"{len(tasks):,} positions by {clients} clients in {seconds:.1f} s: {rate:.0f} a second; the disk syncs {syncs:.0f} times a second")  # fmt: skip
    assert Counter(status for _task, status, _answer in told) == {
        201: len(tasks), 200: len(told) - len(tasks),
    }  # fmt: skip
    receipts = {task: answer["receipt"] for task, status, answer in told if status == 201}
    entries = dict(
        db.session.execute(select(Entry.n, Entry.hash).where(Entry.verb == "position.taken")).all()
    )
    assert {each["n"]: each["hash"] for each in receipts.values()} == entries
    assert (len(entries), db.session.scalar(select(func.count(Position.id)))) == (len(tasks), len(tasks))
    assert counted(draft) == recounted(site, draft) == as_lists(tasks)
    assert "each following from the one before" in site.run("ledger", "verify")
    assert "unexpected error" not in site.log
