"""Erasing somebody who said very much: soon done, every published figure as before, and the record still verifies."""

import csv
import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from flask import Flask, current_app
from sqlalchemy import event, func, select

from consensus.accounts.actions import erase
from consensus.accounts.models import Account
from consensus.discussion.entrance import say
from consensus.discussion.models import Comment, CommentKind
from consensus.discussion.places import OnClause
from consensus.discussion.texts import prepare_text
from consensus.drafts.models import Draft
from consensus.drafts.queries import clause_in, draft_named
from consensus.kit.db import db, transaction
from consensus.kit.turns import until_done
from consensus.ledger.queries import first_broken_link
from consensus.ledger.steps import out_of_step
from consensus.voting.queries.tallies import tallies_of
from tests.drafts.making import OLD, published
from tests.factories import make_account
from tests.voting.acting import take

FEW, MANY, BATCH = 30, 10_000, 100
LIMIT = 5.0  # seconds, for the ten thousand


@pytest.fixture
def draft(app: Flask) -> Draft:
    """A draft."""
    return published(OLD, "0.1")


def test_erasing_sends_as_many_statements_however_much_was_said(draft: Draft) -> None:
    sent = []
    for n in (3, FEW):
        person = talkative(n)
        sent.append(statements(person))

    assert sent[0] == sent[1]


def test_every_figure_stays_and_the_record_verifies(draft: Draft, tmp_path: Path, run: Any) -> None:
    person = talkative(FEW)
    before = figures()

    with transaction():
        erase(person, by=person)
    until_done()

    assert figures() == before
    assert (first_broken_link(), out_of_step(), verified(tmp_path, run)) == (None, [], 0)
    assert said_by(person) == (FEW, "erased person", 0)


@pytest.mark.soak
def test_ten_thousand_comments_are_nobodys_within_seconds(draft: Draft, tmp_path: Path, run: Any) -> None:
    person = talkative(MANY)
    before = figures()

    start = process_time()
    with transaction():
        erase(person, by=person)
    took = process_time() - start

    print(f"{MANY:,} comments: erased in {took:.2f} s")
    assert (took < LIMIT, figures() == before) == (True, True)
    assert (first_broken_link(), verified(tmp_path, run)) == (None, 0)
    assert said_by(person) == (MANY, "erased person", 0)


def talkative(n: int) -> Account:
    """Somebody who stands somewhere and said so many things."""
    person, draft = make_account("Lou", affiliation_text="Lou Ltd"), draft_named("0.1")
    place = OnClause(draft, clause_in(draft, "use"))
    take(draft, "use", "support", person)
    for start in range(0, n, BATCH):
        texts = [prepare_text(f"The {each}th thing.") for each in range(start, min(start + BATCH, n))]
        with transaction():
            for text in texts:
                say(place, text=text, kind=CommentKind.COMMENT, by=person)
    id = person.id
    until_done()
    return db.session.get_one(Account, id)


def statements(person: Account) -> int:
    """How many statements erasing somebody takes."""
    seen: list[str] = []

    def hear(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", hear)
    with transaction():
        erase(person, by=person)
    event.remove(db.engine, "before_cursor_execute", hear)
    return len(seen)


def figures() -> Any:
    """What is published of positions, as a stranger sees it; how many may take part is another thing, and one fewer."""
    client = current_app.test_client()
    with current_app.app_context():
        sheet = client.get("/drafts/0.1/results.csv").get_data(as_text=True)
    rows = [{**row, "may_take_part": ""} for row in csv.DictReader(io.StringIO(sheet))]
    return {id: replace(each, roll=None) for id, each in tallies_of(draft_named("0.1")).items()}, rows


def verified(tmp_path: Path, run: Any) -> int:
    """What the program that stands alone says of an export: 0 when it holds."""
    file = tmp_path / "ledger.ndjson"
    run("ledger", "export", str(file))
    program = Path(current_app.root_path) / "release" / "verify.py"
    return subprocess.run(
        [sys.executable, "-I", str(program), str(file)], capture_output=True, check=False
    ).returncode


def said_by(person: Account) -> tuple[int, str, int]:
    """How many comments are by somebody, what they are called, and how many digests could still tell their words."""
    own = select(func.count()).where(Comment.author_id == person.id)
    name = db.session.scalar(select(Account.name).where(Account.id == person.id))
    return db.session.scalar(own) or 0, name or "", db.session.scalar(own.where(Comment.salt != "")) or 0
