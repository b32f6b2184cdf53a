"""Imports from end to end: whole, again, interrupted, killed; what the same command then comes to."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from consensus.archive import bringing
from consensus.archive.bringing import bring_in, take_messages
from consensus.archive.errors import BadName
from consensus.archive.models import (
    Archive,
    ArchiveKind,
    ArchiveRun,
    ArchiveSkip,
    Mention,
    Message,
    Thread,
)
from consensus.archive.plain import Found, NotReadable, PlainMessage
from consensus.config import ROOT
from consensus.kit.db import Base, db
from consensus.ledger import CLI
from consensus.ledger.queries import newest_entries
from tests.factories import make_draft

from .writing import letter, mailbox, post, topic, write

DRAFT = "---\ndate: 2024-06-01\n---\n# What\n\nData has to be described so that others can use it. {#data-description}\n"
MOMENTS = {"at", "finished_at"}


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A mailbox of some batches, with replies before what they reply to, and some that cannot be taken."""
    letters = []
    for n in range(700):
        to = n + 300 if n % 7 == 0 and n < 400 else n - 3
        reply = {"In_Reply_To": f"<{to}@x>"} if n % 3 else {}
        body = "" if n % 97 == 5 else f"Letter {n} speaks of data-description."
        letters.append(letter(f"{n}@x", body, subject=f"Topic {n % 40}", day=n % 28 + 1, **reply))
    return write(tmp_path / "src", {"list.mbox": mailbox(letters)}) / "list.mbox"


def stored() -> dict[str, list[dict[str, Any]]]:
    """Everything that archives hold, but for when it was done."""
    db.session.rollback()
    models = (Archive, ArchiveRun, ArchiveSkip, Thread, Message, Mention)
    found = {}
    for table in (Base.metadata.tables[each.__tablename__] for each in models):
        told = MOMENTS if table.name in ("archives", "archive_runs") else set()
        rows = db.session.execute(select(table)).mappings()
        found[table.name] = [{name: row[name] for name in row if name not in told} for row in rows]
    return found


def imports() -> list[dict[str, Any]]:
    """What the record says of imports, the newest first."""
    return [each.details for each in newest_entries(verb="archive.imported").items]


def brought(path: Path, **given: Any) -> tuple[int, int, int, int]:
    taken = bring_in(path, kind=given.pop("kind", ArchiveKind.MBOX), into="list", by=CLI, **given)
    return taken.added, taken.changed, taken.unchanged, taken.skipped


@pytest.mark.both_databases
def test_the_same_again_changes_nothing_and_is_not_on_record_again(app: Flask, many: Path) -> None:
    make_draft("0.1", DRAFT)
    first = brought(many)
    before = stored()
    again = brought(many)
    after = stored()

    assert (first, again) == ((692, 0, 0, 8), (0, 0, 692, 8))
    assert [
        after[name] == before[name]
        for name in ("archives", "archive_threads", "archive_messages", "archive_mentions")
    ] == [True] * 4
    assert [(each["added"], each["skipped"], each["whole"]) for each in imports()] == [(692, 8, True)]


@pytest.mark.both_databases
def test_replies_hang_where_they_belong_whatever_comes_first(app: Flask, tmp_path: Path) -> None:
    letters = [
        letter("3@x", subject="Re: One", References="<1@x> <2@x>", day=3),
        letter("4@x", subject="Re: Nothing said before", day=4),
        letter("2@x", subject="Re: One", In_Reply_To="<1@x>", day=2),
        letter("5@x", subject="RE: [list] one", day=5),
        letter("1@x", subject="One", day=1),
    ]
    brought(write(tmp_path, {"a.mbox": mailbox(letters)}) / "a.mbox")

    rows = {row.id: row for row in db.session.scalars(select(Message))}
    parents = {row.key: rows[row.parent_id].key if row.parent_id else None for row in rows.values()}
    threads = {(each.title, each.messages, each.month) for each in db.session.scalars(select(Thread))}
    assert parents == {"3@x": "2@x", "4@x": None, "2@x": "1@x", "5@x": None, "1@x": None}
    assert threads == {("One", 4, "2024-07"), ("Nothing said before", 1, "2024-07")}


def test_a_message_that_changed_there_changes_here(app: Flask, tmp_path: Path) -> None:
    make_draft("0.1", DRAFT)
    folder = write(tmp_path / "topics", {"t.json": topic(12, [post(1), post(2)])})
    brought(folder, kind=ArchiveKind.DISCOURSE)
    write(
        folder,
        {"t.json": topic(12, [post(1, "Now it speaks of data-description."), post(2)], title="Renamed")},
    )

    assert brought(folder, kind=ArchiveKind.DISCOURSE) == (0, 2, 0, 0)
    assert db.session.scalars(select(Thread.title)).all() == ["Renamed"]
    assert [each["changed"] for each in imports()] == [2, 0]
    assert len(db.session.scalars(select(Mention)).all()) == 1


def test_a_message_that_stands_twice_is_taken_once(app: Flask, tmp_path: Path) -> None:
    path = write(tmp_path, {"a.mbox": mailbox([letter("1@x"), letter("1@x", "Something else.")])}) / "a.mbox"

    assert (brought(path), brought(path)) == ((1, 0, 0, 1), (0, 0, 1, 1))


def test_whoever_stops_it_finds_whole_batches_and_goes_on(app: Flask, many: Path) -> None:
    make_draft("0.1", DRAFT)
    found = list(bringing.found_in([many], kind=ArchiveKind.MBOX, folder=many, told=lambda n: None))

    def until_stopped() -> Iterator[Found]:
        yield from found[:450]
        raise KeyboardInterrupt

    stopped = take_messages(until_stopped(), into="list", kind="mbox", by=CLI, source="list.mbox", digest="x")
    kept = db.session.query(Message).count()
    whole = take_messages(iter(found), into="list", kind="mbox", by=CLI, source="list.mbox", digest="x")

    assert (stopped.stopped, stopped.added, kept, kept + stopped.skipped) == (True, 395, 395, 400)
    assert (whole.stopped, whole.run_id, whole.added, whole.unchanged) == (False, stopped.run_id, 692, 0)
    assert [(each["added"], each["whole"]) for each in imports()] == [(692, True), (395, False)]


def test_killed_in_the_middle_it_comes_to_the_same(app: Flask, many: Path, settings: dict[str, Any]) -> None:
    make_draft("0.1", DRAFT)
    environment = {
        **os.environ, "CONSENSUS_INSTANCE": str(many.parent), "CONSENSUS_SECRET_KEY": "x" * 64,
        "CONSENSUS_DATABASE_URL": str(app.config["DATABASE_URL"]), "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    command = [sys.executable, "-m", "tests.archive.dying", "7", str(many)]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    killed, told = stored(), imports()
    for table in (Mention, Message, Thread, ArchiveSkip, ArchiveRun, Archive):
        db.session.query(table).delete()
    db.session.commit()

    brought(many)
    assert (done.returncode, int(done.stdout.split()[0]) >= 5) == (0, True)
    assert (killed, len(told)) == (stored(), 1)


def test_of_an_empty_source_nothing_is_made(app: Flask) -> None:
    with pytest.raises(NotReadable):
        take_messages(iter(()), into="list", kind="mbox", by=CLI)
    with pytest.raises(BadName):
        take_messages(iter((PlainMessage("1", "Ana", None, "", "x"),)), into="messages", kind="mbox", by=CLI)

    assert stored()["archives"] == []


def test_what_was_broken_off_is_told_by_the_next_import_from_elsewhere(app: Flask, many: Path) -> None:
    found = list(bringing.found_in([many], kind=ArchiveKind.MBOX, folder=many, told=lambda n: None))

    def dying() -> Iterator[Found]:
        yield from found[:450]
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        take_messages(dying(), into="list", kind="mbox", by=CLI, source="old.mbox", digest="x")
    whole = take_messages(iter(found), into="list", kind="mbox", by=CLI, source="new.mbox", digest="x")

    assert (whole.added, {each.run_id for each in db.session.scalars(select(Message))}) == (
        692,
        {whole.run_id},
    )
    assert [(each["added"], each["whole"]) for each in imports()] == [(692, True)]
