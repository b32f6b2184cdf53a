"""Run all benchmarks: ``python -m bench`` prints one line each and exits 1 when a limit is passed."""

import sys
import tempfile
from collections.abc import Callable
from time import perf_counter
from typing import Any

from flask import current_app
from sqlalchemy import event

from consensus import create_app
from consensus.cli.database import migrate
from consensus.drafts.actions import plan_publication, prepare_draft, publish_draft, read_files
from consensus.drafts.bundle import File
from consensus.drafts.queries import compare, draft_named, rows_of
from consensus.kit.db import db, transaction
from consensus.ledger import CLI
from consensus.systems.due import evaluate_due
from consensus.voting.places import takes_positions

from . import positions, systems, talking, texts

LIMITS = {
    "1,000 clauses: read and aligned": 5.0,
    "1,000 clauses: published": 1.0,
    "1,000 clauses: reading page on the server": 0.150,
    "300 systems × 26: matrix on the server": 0.150,
    "300 systems × 26: all assessed for a new draft": 2.0,
}
MOST_TIMES = 1.5
"""A tally of a million positions takes at most so many times as long as one of a thousand."""


def timed(work: Callable[[], Any], *, best_of: int = 1) -> tuple[float, Any]:
    """Seconds of the best of some runs, and the last answer."""
    best, answer = float("inf"), None
    for _ in range(best_of):
        start = perf_counter()
        answer = work()
        best = min(best, perf_counter() - start)
    return best, answer


def publish(version: str, sentences: list[str]) -> tuple[float, float]:
    """Prepare and publish a draft. → seconds to prepare, seconds to publish (planning included)."""
    file = File("draft.md", texts.as_draft(version, sentences))

    def prepare() -> Any:
        reading = read_files([file])
        with transaction():
            return prepare_draft(reading, by=CLI)

    def issue() -> None:
        draft = draft_named(version, published=False)
        plan = plan_publication(draft)
        with transaction():
            publish_draft(draft, plan, by=CLI)

    return timed(prepare)[0], timed(issue)[0]


def queries_of(client: Any, path: str) -> int:
    """How many statements a page sends, once its text is printed."""
    seen: list[str] = []
    client.get(path, headers={"Authorization": "none"})

    def hear(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", hear)
    client.get(path, headers={"Authorization": "none"})
    event.remove(db.engine, "before_cursor_execute", hear)
    return len(seen)


def tallies() -> bool:
    """Tallies and a draft with its totals, with a thousand and with a million positions. → whether they cost the same."""
    publish("0.5", texts.clauses(positions.CLAUSES))
    draft, taken, people, cost = draft_named("0.5"), 0, 0, {}
    clause = next(row.key for row in rows_of(draft) if takes_positions(row))
    paths = (f"/api/v1/drafts/0.5/clauses/{clause}/tally", "/api/v1/drafts/0.5")
    client = current_app.test_client()
    for many in (1_000, 1_000_000):
        more = range(people, many // positions.CLAUSES)
        taken, people = taken + positions.crowd(draft_named("0.5"), more), more.stop
        for path in paths:
            asked = queries_of(client, path)
            seconds, _ = timed(
                lambda path=path: client.get(path, headers={"Authorization": "none"}), best_of=9
            )
            cost[many, path] = seconds
            print(f"{taken:>9,} positions: {seconds * 1000:6.1f} ms and {asked} statements for {path}")
    times = max(cost[1_000_000, path] / cost[1_000, path] for path in paths)
    print(f"a thousand times as many positions take {times:.2f} times as long; {MOST_TIMES} is the most")
    return times <= MOST_TIMES


def assessments(figures: dict[str, float]) -> bool:
    """The matrix, and what a new draft costs, with a few and with many systems. → whether it asks as often."""
    client, asked, first = current_app.test_client(), {}, systems.VERSIONS[0]
    for version in systems.VERSIONS[:-1]:
        systems.prepare(version, changed=systems.VERSIONS.index(version))
        systems.publish(version)
    systems.fill(range(systems.FEW), first)
    path = f"/systems/matrix/?draft={first}"
    asked[systems.FEW] = queries_of(client, path)
    systems.fill(range(systems.FEW, systems.MANY), first)
    asked[systems.MANY] = queries_of(client, path)
    seconds, answer = timed(lambda: client.get(path, headers={"Authorization": "none"}), best_of=5)
    figures["300 systems × 26: matrix on the server"] = seconds
    print(
        f"matrix of {systems.MANY} systems: {answer.status_code}, {len(answer.data):,} bytes, {asked} statements"
    )
    systems.prepare(systems.VERSIONS[-1], changed=9)
    systems.publish(systems.VERSIONS[-1])
    figures["300 systems × 26: all assessed for a new draft"], _ = timed(evaluate_due)
    return asked[systems.FEW] == asked[systems.MANY]


def main() -> int:
    """Print every figure beside its limit."""
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(INSTANCE=folder, LIMITS="off", SECRET_KEY="bench-" + "x" * 40)
        with app.app_context():
            migrate()
            short = texts.clauses(50)
            publish("0.1", short)
            publish("0.1.1", texts.edited(short)[:-1])
            publish("0.1.2", short)
            few = queries_of(app.test_client(), "/drafts/0.1.1/")
            sentences = texts.clauses(1000)
            publish("0.2", sentences)
            figures["1,000 clauses: read and aligned"], figures["1,000 clauses: published"] = publish(
                "0.3", texts.edited(sentences)
            )
            client = app.test_client()
            path = "/drafts/0.3/"
            first, _ = timed(lambda: client.get(path, headers={"Authorization": "none"}))
            print(f"reading page of 1,000 clauses when its text is printed for the first time: {first:.3f} s")
            seconds, answer = timed(lambda: client.get(path, headers={"Authorization": "none"}), best_of=5)
            figures["1,000 clauses: reading page on the server"] = seconds
            publish("0.4", sentences)
            many = queries_of(client, path)
            between, _ = timed(lambda: compare(draft_named("0.2"), draft_named("0.3")))
            print(
                f"reading page: {answer.status_code}, {len(answer.data):,} bytes, {many} queries; {few} with 50 clauses"
            )
            print(f"map of 1,000 against 1,000 clauses from the database: {between:.3f} s")
            constant = tallies()
            steady = assessments(figures)
            db.session.remove()
            db.engine.dispose()
    alike = 0 if many == few and constant and steady else 1
    return max(report(figures), alike, talking.report(talking.measure()))


def report(figures: dict[str, float]) -> int:
    """0 when every figure is within its limit."""
    for name, seconds in figures.items():
        print(f"{name:<48} {seconds:8.3f} s   {seconds / LIMITS[name]:6.2f} of the limit of {LIMITS[name]} s")
    return 1 if any(seconds > LIMITS[name] for name, seconds in figures.items()) else 0


if __name__ == "__main__":
    sys.exit(main())
