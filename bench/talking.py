"""What a crowded draft costs beside a quiet one: its pages, saying something, replying, publishing the next.

Both end with the same hundred comments, so that both show the same; the crowded one has very many before them, a fifth
of them on one clause. Runs of the two alternate, and the best of each counts: ``python -m bench.talking``.
"""

import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import Any

from flask import Flask
from sqlalchemy import event
from tqdm import tqdm

from consensus import create_app
from consensus.accounts.actions import add_account
from consensus.accounts.models import Account
from consensus.accounts.signing_in import session_values
from consensus.cli.database import files_in, load_content, migrate
from consensus.cli.talking import Conversation
from consensus.config import ROOT
from consensus.discussion.actions import Edit, cosign, prepare_edits
from consensus.discussion.anchors import Quote
from consensus.discussion.entrance import say
from consensus.discussion.models import Comment, CommentKind, Operation
from consensus.discussion.places import OnClause, takes_positions
from consensus.discussion.texts import prepare_text
from consensus.drafts.actions import plan_publication, prepare_draft, publish_draft, read_files
from consensus.drafts.bundle import File
from consensus.drafts.queries import latest_draft
from consensus.kit.db import db, transaction
from consensus.ledger import CLI

FEW, MANY = 100, 5_000
PEOPLE, BATCH = 50, 100
WORDS = "The last hundred, number {}: what is meant by these words? What is meant by these words?"
MOST = 5  # more people than share anything else
LIMIT = 1.2
SILENT = "regulator"  # nobody here speaks for that group
RUNS, PUBLICATIONS = 15, 4
NOBODY = {"Authorization": "none"}  # such a page is made anew, not taken from those that are kept


@dataclass(frozen=True, slots=True)
class Figure:
    """What something costs on the quiet and on the crowded draft: seconds, and statements."""

    name: str
    seconds: tuple[float, float]
    statements: tuple[int, int]

    @property
    def ratio(self) -> float:
        """How much more the crowded one takes."""
        return self.seconds[1] / self.seconds[0]

    @property
    def holds(self) -> bool:
        """The same number of statements, and the same time within a fifth."""
        return self.ratio <= LIMIT and self.statements[0] == self.statements[1]


class Side:
    """One of the two: an installation with all drafts, fifty people, and so many comments on the latest draft."""

    def __init__(self, instance: Path, comments: int) -> None:
        self.app = create_app(INSTANCE=str(instance), LIMITS="off", SECRET_KEY="bench-" + "x" * 40)
        self.app.config["WTF_CSRF_ENABLED"] = False
        self.published = 0
        with self.inside():
            migrate()
            load_content()
            with transaction():
                people = [add_account(f"p{n}@example.org", name=f"P {n}", by=CLI) for n in range(PEOPLE)]
            draft = latest_draft()
            assert draft is not None
            self.talk = Conversation(draft, [each.id for each in people], random.Random(1))
            self.version, self.key = draft.version, self.talk.hot.key
            self._talk(comments - FEW)
            self.root = self._last_hundred()
            self.person = session_values(people[0])

    @contextmanager
    def inside(self) -> Iterator[Flask]:
        """Its context, without what was loaded before."""
        with self.app.app_context():
            yield self.app
            db.session.remove()

    def _talk(self, n: int) -> None:
        for start in tqdm(range(0, n, BATCH), desc="Comments", unit=f"×{BATCH}", disable=None, leave=False):
            lines = self.talk.lines(min(BATCH, n - start))
            with transaction():
                self.talk.say(lines)

    def _last_hundred(self) -> int:
        """An objection to each clause that takes any, and the rest where most is said, every fourth of it a reply.

        → the last that began a thread.
        """
        people = db.session.query(Account).filter(Account.id.in_(self.talk.people)).all()
        places = [OnClause(self.talk.draft, row) for row in self.talk.rows]
        places = [place for place in places if takes_positions(place)]
        for n, place in enumerate(places):
            self._object(n, place, people)
        root, hot = 0, OnClause(self.talk.draft, self.talk.hot)
        for n in range(len(places), FEW):
            parent = db.session.get_one(Comment, root) if n % 4 == 3 and root else None
            text = prepare_text(WORDS.format(n))
            with transaction():
                made = say(hot, text=text, kind=CommentKind.COMMENT, by=people[n % PEOPLE], parent=parent)
            root = made.root_id
        return root

    def _object(self, n: int, place: OnClause, people: Sequence[Account]) -> None:
        """With a quote; the second with other words, and shared by more than any other: both pages show that."""
        text, quote = prepare_text(WORDS.format(n)), Quote(" ".join(place.row.text.split()[:3]), "", "")
        edit = Edit(Operation.REPLACE, clause=place.row, text=f"{place.row.markdown} That is all.")
        edits, finished = prepare_edits([edit] if n == 1 else [], draft=self.talk.draft)
        with transaction():
            made = say(
                place, text=text, kind=CommentKind.OBJECTION, by=people[n % PEOPLE], quote=quote, edits=edits, finished=finished
            )  # fmt: skip
            for person in people[-MOST:] if n == 1 else ():
                cosign(made, by=person)

    def read(self, path: str) -> None:
        """A page, made anew."""
        answer = self.app.test_client().get(path, headers=NOBODY)
        assert answer.status_code == 200, path

    def read_draft(self) -> None:
        """The reading page."""
        self.read(f"/drafts/{self.version}/")

    def read_clause(self) -> None:
        """The page of the clause that most is said of."""
        self.read(f"/drafts/{self.version}/clauses/{self.key}/")

    def read_talk(self) -> None:
        """The page of everything that is said of the draft."""
        self.read(f"/drafts/{self.version}/talk/")

    def read_group(self) -> None:
        """The same of a group that said nothing, which is looked for among everything."""
        self.read(f"/drafts/{self.version}/talk/?filter=group:{SILENT}")

    def say(self) -> None:
        """Something, of that clause."""
        self._post(f"/drafts/{self.version}/clauses/{self.key}/comment")

    def reply(self) -> None:
        """To the last thread there."""
        self._post(f"/comments/{self.root}/reply")

    def _post(self, path: str) -> None:
        client, words = self.app.test_client(), f"Nothing like it was said before: {process_time()}."
        with client.session_transaction() as session:
            session.update(self.person)
        answer = client.post(path, data={"body": words})
        assert answer.status_code == 303, path

    def publish(self) -> None:
        """The next draft, with one clause that changed; read before."""
        reading = read_files(self._next())
        with transaction():
            draft = prepare_draft(reading, by=CLI)
        plan = plan_publication(draft)
        with transaction():
            publish_draft(draft, plan, by=CLI)

    def _next(self) -> Sequence[File]:
        self.published += 1
        new = (
            ("version: 1.0\n", f"version: 1.{self.published}\n"),
            ("everyone gains.", "all gain." * self.published),
        )
        files = []
        for file in files_in(ROOT / "content" / "drafts" / "1.0"):
            text = file.content
            for old, other in new:
                text = text.replace(old, other)
            files.append(File(file.name, text))
        return files


WORK: dict[str, tuple[Callable[[Side], None], int]] = {
    "reading page": (Side.read_draft, RUNS),
    "page of the clause": (Side.read_clause, RUNS),
    "everything said of it": (Side.read_talk, RUNS),
    "said by a group": (Side.read_group, RUNS),
    "saying something": (Side.say, RUNS),
    "replying": (Side.reply, RUNS),
    "publishing the next draft": (Side.publish, PUBLICATIONS),
}


def measure(n: int = MANY) -> list[Figure]:
    """Everything, with a hundred comments and with so many."""
    with tempfile.TemporaryDirectory() as folder:
        sides = (Side(Path(folder, "quiet"), FEW), Side(Path(folder, "crowded"), n))
        found = [_figure(name, work, sides, runs) for name, (work, runs) in WORK.items()]
        for side in sides:
            with side.app.app_context():
                db.engine.dispose()
    return found


def _figure(name: str, work: Callable[[Side], None], sides: Sequence[Side], runs: int) -> Figure:
    """Warm up, count statements, then take turns."""
    best, statements = [float("inf")] * 2, [0, 0]
    for side in sides:
        _run(side, work)
    for place, side in enumerate(sides):
        statements[place] = _statements(side, work)
    for _round in range(runs):
        for place, side in enumerate(sides):
            best[place] = min(best[place], _run(side, work))
    return Figure(name, (best[0], best[1]), (statements[0], statements[1]))


def _run(side: Side, work: Callable[[Side], None]) -> float:
    with side.inside():
        start = process_time()
        work(side)
        return process_time() - start


def _statements(side: Side, work: Callable[[Side], None]) -> int:
    seen: list[str] = []

    def hear(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    with side.inside():
        event.listen(db.engine, "before_cursor_execute", hear)
        try:
            work(side)
        finally:
            event.remove(db.engine, "before_cursor_execute", hear)
    return len(seen)


def report(figures: Sequence[Figure], n: int = MANY) -> int:
    """Print each figure beside its limit. → 0 when all hold."""
    for each in figures:
        few, many = (seconds * 1000 for seconds in each.seconds)
        name = f"{each.name}, {n:,} comments beside {FEW}"
        print(
            f"{name:<52} {each.ratio:6.2f} of the limit of {LIMIT} ({many:.1f} and {few:.1f} ms; "
            f"{each.statements[1]} and {each.statements[0]} statements)"
        )
    return 0 if all(each.holds for each in figures) else 1


def main() -> int:
    """Measure and print."""
    n = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    return report(measure(n), n)


if __name__ == "__main__":
    sys.exit(main())
