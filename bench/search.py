"""Searching a large archive: how fast it is built and asked, with each engine, beside SQLite's own full-text search.

::

    python -m bench.search whoosh:10000 whoosh:100000 tantivy:100000 tantivy:1000000
    python -m bench.search posting          what searching costs those who post, and when it is findable

The same messages and the same questions for all, in one run. An engine's answer is a whole page: twenty hits, how many
there are in all, and all facets; SQLite's is twenty hits and how many there are in all.
"""

import os
import random
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, sleep

from consensus import create_app
from consensus.cli.database import load_content, migrate
from consensus.config import ROOT
from consensus.discussion.actions import add_comment
from consensus.discussion.places import place_named
from consensus.discussion.texts import prepare_text
from consensus.kit.db import db, transaction
from consensus.kit.turns import until_done
from consensus.ledger import CLI
from consensus.search.asking import read
from consensus.search.document import Document
from consensus.search.index import engine_called
from consensus.search.index.folders import size_of
from consensus.search.index.shape import Bookmark, Change, Sort
from consensus.search.prepared import prepare
from consensus.search.queries import find
from consensus.search.sought import sought

START, SPAN = datetime(2022, 6, 1, tzinfo=UTC), timedelta(days=900)
DRAFTS = ("0.0.5", "0.0.6", "0.0.7", "0.0.8", "0.0.9", "1.0")
CLAUSES = [f"clause-{n}" for n in range(60)]
SAID = "open source definition data information model weights training licence freedom use study modify share".split()
VOCABULARY = 50_000
RUNS = 60
POSTS, PAUSE, ROUNDS = 40, 0.04, 3
LIMIT = 1.1  # posting with search on, at most so many times as long as with search off
FOLLOWER = """
import sys, time
from consensus import create_app
from consensus.kit import turns
app = create_app()
if sys.argv[1] == "off":
    turns.TURNS.pop("search")
with app.app_context():
    while True:
        if not turns.take_turns():
            time.sleep(0.4)  # as the server's follower waits, when there was nothing to do
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """A kind of question: what is typed, its order, and the same for SQLite: what is matched, and further conditions."""

    kind: str
    typed: str
    matched: str
    sort: Sort = "relevance"
    where: str = ""


def messages(many: int) -> Iterator[Document]:
    """So many messages, always the same ones."""
    dice = random.Random(many)
    words = [f"w{n:x}" for n in range(VOCABULARY)]
    weights = [1 / (n + 10) for n in range(VOCABULARY)]
    steps = list(_sums(weights))
    for n in range(many):
        some = dice.choices(SAID, k=12) + dice.choices(words, cum_weights=steps, k=30)
        dice.shuffle(some)
        text = " ".join(some)
        yield Document(
            f"message:{n}", "message", f"message:{n}", f"/archive/{n}", " ".join(some[:6]), text, "en",
            START + SPAN * (n / many), draft=dice.choice(DRAFTS), clause=dice.choice(CLAUSES), source="list",
            byline=f"person {n % 500}",
        )  # fmt: skip


def batches(many: int) -> Iterator[list[Document]]:
    """The same, some at a time, so that making them up is not counted."""
    every = messages(many)
    while some := list(islice(every, 5_000)):
        yield some


def _sums(weights: list[float]) -> Iterator[float]:
    total = 0.0
    for each in weights:
        total += each
        yield total


def questions(dice: random.Random) -> list[Asked]:
    """One of each kind."""
    rare, other = f"w{dice.randint(2_000, 40_000):x}", f"w{dice.randint(20, 400):x}"
    one, two = dice.sample(SAID, 2)
    draft, clause = dice.choice(DRAFTS), dice.choice(CLAUSES)
    narrowed = f"AND m.draft = '{draft}' AND m.clause = '{clause}'"
    return [
        Asked("term, rare", rare, rare),
        Asked("term, common", one, one),
        Asked("AND", f"{other} {one}", f"{other} AND {one}"),
        Asked("phrase", f'"{one} {two}"', f'"{one} {two}"'),
        Asked("by draft and clause", f"{one} draft:{draft} clause:{clause}", one, where=narrowed),
        Asked("newest first", other, other, "newest"),
    ]


def told(seconds: list[float]) -> str:
    """p50 and p99 in milliseconds."""
    cuts = quantiles(seconds, n=100, method="inclusive")
    return f"{cuts[49] * 1e3:8.1f} {cuts[98] * 1e3:8.1f}"


def measure(name: str, ask: Callable[[Asked], object], runs: int) -> None:
    """Ask everything so many times, and print what it took."""
    dice, taken = random.Random(7), dict[str, list[float]]()
    for _ in range(runs):
        for asked in questions(dice):
            start = perf_counter()
            ask(asked)
            taken.setdefault(asked.kind, []).append(perf_counter() - start)
    for kind, seconds in taken.items():
        print(f"  {name:<8} {kind:<22} p50, p99 ms {told(seconds)}", flush=True)


def engine(name: str, many: int, folder: Path) -> None:
    """Build and ask one engine."""
    chosen = engine_called(name)
    chosen.create(folder)
    made = 0.0
    writer = chosen.writer(folder, bulk=True)
    for some in batches(many):
        made -= perf_counter()
        for document in some:
            writer.put(Change(document.subject, [prepare(document)]), known=False)
        made += perf_counter()
    start = perf_counter()
    writer.commit(Bookmark(1))
    rate, size = many / (made + perf_counter() - start), size_of(folder) / 1e6
    start = perf_counter()
    reader = chosen.open(folder)
    opening = perf_counter() - start
    print(
        f"{name}, {many:,} messages: {rate:,.0f} a second, {size:.0f} MB, opened in {opening * 1e3:.0f} ms",
        flush=True,
    )
    measure(name, lambda asked: reader.find(sought(read(asked.typed)), sort=asked.sort), RUNS)
    taken = []
    for n, document in zip(range(10), messages(many), strict=False):
        start = perf_counter()
        writer = chosen.writer(folder)
        writer.put(Change(document.subject, [prepare(document)]))
        writer.commit(Bookmark(n + 2))
        reader = chosen.open(folder, before=reader)
        taken.append(perf_counter() - start)
    print(
        f"  {name:<8} one written and opened: median {median(taken) * 1e3:.0f} ms, most {max(taken) * 1e3:.0f} ms"
    )


def fts5(many: int, folder: Path) -> None:
    """Build and ask SQLite."""
    connection = sqlite3.connect(folder / "fts5.sqlite")
    connection.executescript(
        """CREATE TABLE messages (id INTEGER PRIMARY KEY, draft TEXT, clause TEXT, at TEXT, title TEXT, text TEXT);
        CREATE INDEX narrowed ON messages (draft, clause);
        CREATE VIRTUAL TABLE found USING fts5(title, text, tokenize='porter unicode61');"""
    )
    made, n = 0.0, 0
    for some in batches(many):
        made -= perf_counter()
        for each in some:
            row = (n, each.draft, each.clause, each.at.isoformat(), each.title, each.text)
            n += 1
            connection.execute("INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?)", row)
            connection.execute(
                "INSERT INTO found (rowid, title, text) VALUES (?, ?, ?)", (row[0], each.title, each.text)
            )
        connection.commit()
        made += perf_counter()
    size = (folder / "fts5.sqlite").stat().st_size / 1e6
    print(f"SQLite FTS5, {many:,} messages: {many / made:,.0f} a second, {size:.0f} MB", flush=True)

    def ask(asked: Asked) -> None:
        matching = f"FROM found JOIN messages m ON m.id = found.rowid WHERE found MATCH ? {asked.where}"
        order = "found.rowid DESC" if asked.sort == "newest" else "rank"
        connection.execute(f"SELECT m.* {matching} ORDER BY {order} LIMIT 20", (asked.matched,)).fetchall()
        connection.execute(f"SELECT count(*) {matching}", (asked.matched,)).fetchone()

    measure("fts5", ask, RUNS)
    connection.close()


def posting() -> bool:
    """What searching costs those who post, with a follower beside them, and how soon a post is found."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CONSENSUS_INSTANCE"] = folder
        app = create_app(INSTANCE=folder, LIMITS="off")
        with app.app_context(), app.test_request_context():
            migrate()
            load_content()
            until_done()
            taken: dict[str, list[float]] = {"off": [], "on": []}
            for _ in range(ROUNDS):
                for how, seconds in taken.items():
                    seconds += _posts(how)
            off, on = median(taken["off"]), median(taken["on"])
            print(
                f"posting: {off * 1e3:.1f} ms with search off, {on * 1e3:.1f} ms with search on: {on / off:.2f} times"
            )
            print(f"from posting to findable: p50, p99 ms {told(_until_found())}")
    return on <= off * LIMIT


def _posts(how: str) -> list[float]:
    from consensus.accounts.actions import add_account

    with transaction():
        author = add_account(f"a{random.random()}@example.org", name="Ana", roles=[], by=CLI)
        id = author.id
    taken = []
    with subprocess.Popen([sys.executable, "-c", FOLLOWER, how], cwd=ROOT) as follower:
        sleep(4)
        for n in range(POSTS):
            taken.append(_post(id, f"Number {n}: what is meant by the weights and the data here?"))
            sleep(PAUSE)
        follower.kill()
    return taken


def _post(author: int, words: str) -> float:
    from consensus.accounts.models import Account

    text = prepare_text(words)
    start = perf_counter()
    with transaction():
        add_comment(place_named("latest"), text=text, kind="comment", by=db.session.get_one(Account, author))
    return perf_counter() - start


def _until_found() -> list[float]:
    from consensus.accounts.models import Account

    author, taken = db.session.query(Account.id).order_by(Account.id.desc()).limit(1).scalar(), []
    with subprocess.Popen([sys.executable, "-c", FOLLOWER, "on"], cwd=ROOT) as follower:
        _post(author, "Wait for the follower: waitedfor.")
        while not find(read("waitedfor")).total:
            sleep(0.1)
        for n in range(30):
            word = f"findable{n}"
            _post(author, f"A word like no other: {word}.")
            start = perf_counter()
            while not find(read(word)).total:
                sleep(0.01)
            taken.append(perf_counter() - start)
            sleep(random.random() * 0.4)
        follower.kill()
    return taken


def main(asked: list[str]) -> bool:
    """Everything that was asked for; sizes beside SQLite's."""
    fine, sizes = True, []
    for each in asked:
        name, _, many = each.partition(":")
        if name == "posting":
            fine = posting()
            continue
        with tempfile.TemporaryDirectory() as folder:
            engine(name, int(many), Path(folder))
        sizes.append(int(many))
    for size in sorted(set(sizes)):
        with tempfile.TemporaryDirectory() as folder:
            fts5(size, Path(folder))
    return fine


if __name__ == "__main__":
    every = ["whoosh:10000", "whoosh:100000", "tantivy:100000", "tantivy:1000000", "posting"]
    sys.exit(0 if main(sys.argv[1:] or every) else 1)
