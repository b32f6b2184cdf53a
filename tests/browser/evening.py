"""A site on the evening before: a draft, a stop in Dakar with two clauses on its agenda, and those who are on duty there."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

from consensus import create_app
from consensus.accounts import actions as accounts
from consensus.accounts.models import Role
from consensus.cli.database import files_in, migrate
from consensus.config import ROOT
from consensus.drafts.actions import plan_publication, prepare_draft, publish_draft, read_files
from consensus.kit.db import db, transaction
from consensus.ledger import SETUP
from consensus.roadshow import actions
from consensus.roadshow.given import SittingGiven, StopGiven
from consensus.roadshow.models import Task

AMINA, SAM, NADIA = "amina@example.org", "sam@example.org", "nadia@example.org"
USE, DATA = "freedom-use", "data-information"
VERSION = "0.0.8"


def the_evening_before(folder: Path) -> None:
    """Make it in a folder, with the secrets of links that sign in once in `links.json`."""
    app = create_app(INSTANCE=str(folder), LIMITS="off")
    with app.test_request_context("/"):
        migrate()
        reading = read_files(files_in(ROOT / "content/drafts" / VERSION))
        with transaction():
            accounts.add_account("rosa@example.org", name="Rosa", roles=[Role.MAINTAINER], by=SETUP)
            draft = prepare_draft(reading, by=SETUP)
        plan = plan_publication(draft)
        with transaction():
            publish_draft(draft, plan, by=SETUP)
        secrets = plan_the_stop()
        (folder / "links.json").write_text(json.dumps(secrets), "utf-8")
        db.session.remove()
        db.engine.dispose()


def plan_the_stop() -> dict[str, str]:
    """A stop, its sitting, a facilitator and two scribes. → the secrets of links that sign them in once."""
    day, secrets = date(2026, 9, 1), {}
    with transaction():
        stop = actions.plan_stop(
            StopGiven(
                "dakar", "Deep Learning Indaba", day, day, "Africa/Dakar", city="Dakar", country="SN", language="en",
            ),
            by=SETUP,
        )  # fmt: skip
        actions.add_sitting(
            stop, SittingGiven("Evening", datetime(2026, 9, 1, 18, tzinfo=UTC), agenda=(USE, DATA)), by=SETUP
        )
        for email, name, task in (
            (AMINA, "Amina", Task.FACILITATOR),
            (SAM, "Sam", Task.SCRIBE),
            (NADIA, "Nadia", Task.SCRIBE),
        ):
            account = accounts.add_account(email, name=name, by=SETUP)
            actions.give_duty(stop, account, task, by=SETUP)
            link, _row = accounts.make_link(account, lifetime=accounts.BY_HAND)
            secrets[email] = link.rsplit("/", 1)[1]
    return secrets
