"""kill -9 between preparing and publishing, and at any moment of publishing: nothing is lost, nothing is there by halves."""

import random
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from http.client import HTTPException
from itertools import count
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from consensus.config import ROOT
from consensus.drafts.actions import decide_map, prepare_draft, read_files
from consensus.drafts.bundle import File
from consensus.drafts.queries import draft_named, preparation_of
from consensus.kit.db import Base, db, transaction
from consensus.ledger import SETUP
from consensus.ledger.queries import first_broken_link
from tests.factories import make_draft
from tests.serving import COMMAND, Site
from tests.sixth import AFTER, CAME_FROM, FIFTH, SUMMARY, sixth_draft
from tests.visitor import Visitor

# So many words are said before a publication is committed, at the least; and more than there are.
EARLY, NEVER = 45, 5_000
ANEW = "whoever-publishes-hands-over-everything"


@pytest.fixture
def quiet_site(app: Flask, tmp_path: Path) -> Site:
    """The application's own database, for commands in processes of their own."""
    settings = {name: app.config[name] for name in ("DATABASE_URL", "SECRET_KEY")}
    return Site(tmp_path, {f"CONSENSUS_{name}": value for name, value in settings.items()})


@pytest.fixture
def settled(app: Flask) -> None:
    """A published draft, and a next one in hand, with one row of its map corrected."""
    make_draft("1.0", (FIFTH / "1-definition.md").read_text("utf-8"))
    reading = read_files([File("draft.md", sixth_draft("1.1")["1-definition.md"])], summary=SUMMARY)
    with transaction():
        draft = prepare_draft(reading, by=SETUP)
    with transaction():
        decide_map(draft, [{"key": ANEW, "kind": "edited", "from": [CAME_FROM]}], by=SETUP)


def everything() -> dict[str, list[str]]:
    """Every row of every table."""
    db.session.rollback()
    tables = Base.metadata.sorted_tables
    return {table.name: sorted(map(repr, db.session.execute(select(table)))) for table in tables}


def dies(site: Site, last: int) -> int | None:
    """Publish 1.1 in a process that dies at its ``last`` word. → None, or how many words it said if it lived."""
    command = [sys.executable, "-m", "tests.journeys.dying", str(last), "draft", "publish", "1.1"]
    done = subprocess.run(command, env=site.environment, cwd=ROOT, capture_output=True, text=True)
    if done.returncode == -signal.SIGKILL:
        return None
    assert done.returncode == 0, done.stderr
    return int(done.stdout.split()[-1])


def is_published(version: str) -> bool:
    """A draft is published or in hand, never both, never neither."""
    db.session.rollback()
    draft = draft_named(version, published=False)
    assert (draft.publication is None) == (preparation_of(draft) is not None)
    return draft.publication is not None


@pytest.mark.both_databases
def test_a_publication_killed_at_any_word_has_not_begun(settled: None, quiet_site: Site) -> None:
    before, states = everything(), []

    for last in sorted(random.Random(7).sample(range(1, EARLY), 7)):
        assert dies(quiet_site, last) is None
        states.append(everything())
    said = dies(quiet_site, NEVER)

    assert said is not None and said > EARLY
    assert [state == before for state in states] == [True] * 7
    assert is_published("1.1")
    assert first_broken_link() is None


@pytest.mark.both_databases
def test_a_publication_killed_after_its_commit_is_whole(settled: None, quiet_site: Site) -> None:
    last, before = EARLY, everything()

    while not is_published("1.1"):
        assert everything() == before
        lived = dies(quiet_site, last)
        last += 3

    assert lived is None, "nothing is said after the commit, so there was nothing to kill"
    assert first_broken_link() is None
    assert draft_named("latest").version == "1.1"


@pytest.mark.parametrize("moments", [3, pytest.param(25, marks=pytest.mark.soak)])
def test_a_server_killed_in_the_midst_loses_nothing(settled: None, quiet_site: Site, moments: int) -> None:
    quiet_site.run("user", "add", "rosa@example.org", "--name", "Rosa", "--role", "maintainer")
    quiet_site.start()
    rosa = Visitor(quiet_site.url)
    rosa.open(quiet_site.link("rosa@example.org")).send("Sign in")
    before = everything()

    for moment in sorted(random.Random(7).sample(range(200), moments)):
        publish_and_kill(rosa, quiet_site, moment / 1000)
        if is_published("1.1"):
            break
        assert everything() == before
    else:
        rosa.open("/desk/drafts/1.1/publish").send("Do it", when="now")

    assert is_published("1.1")
    assert first_broken_link() is None
    assert AFTER in rosa.open(f"/drafts/1.1/clauses/{CAME_FROM}/").words
    quiet_site.stop()


def publish_and_kill(rosa: Visitor, site: Site, after: float) -> None:
    """Rosa presses the button, and the machine loses its power so many seconds later; then it is started again."""
    rosa.open("/desk/drafts/1.1/publish")
    assert rosa.status == 200
    power = threading.Timer(after, site.kill)
    power.start()
    with suppress(OSError, HTTPException):
        rosa.send("Do it", when="now")
    power.join()
    site.start()


@pytest.mark.soak
@pytest.mark.both_databases
def test_a_hundred_kills_at_any_moment(settled: None, quiet_site: Site) -> None:
    chosen, killed, versions = random.Random(7), 0, count(1)
    while killed < 100:
        version = f"1.{next(versions)}"
        if version != "1.1":
            prepare_next(version)
        while not is_published(version):
            before = everything()
            killed += killed_at(quiet_site, version, chosen.uniform(0.5, 3))
            assert everything() == before or is_published(version)
            assert first_broken_link() is None


def prepare_next(version: str) -> None:
    """Another draft, whose words come out of the one before."""
    text = sixth_draft(version)["1-definition.md"].replace(
        "everybody gains", f"everybody gains, {version} times"
    )
    reading = read_files([File("draft.md", text)], summary=SUMMARY)
    with transaction():
        prepare_draft(reading, by=SETUP)


def killed_at(site: Site, version: str, after: float) -> bool:
    """Publish in a process that is killed so many seconds after it began. → whether it still lived then."""
    process = subprocess.Popen(
        [*COMMAND, "draft", "publish", version], env=site.environment, cwd=ROOT, stdout=subprocess.DEVNULL
    )
    with suppress(subprocess.TimeoutExpired):
        return process.wait(after) != 0
    process.kill()
    process.wait()
    return True
