"""Papers to test with: an open stop on a draft of seven clauses, files of rows, and what came of them."""

import csv
import io
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import select

from consensus.accounts.models import Account
from consensus.discussion.models import Comment
from consensus.drafts.models import Clause, Placement
from consensus.kit.db import db, transaction
from consensus.ledger import SETUP
from consensus.roadshow.actions import open_stop, plan_stop
from consensus.roadshow.actions.batches import take_batch
from consensus.roadshow.batch import COLUMNS
from consensus.roadshow.batching import BatchReport, ready_batch
from consensus.roadshow.given import StopGiven
from consensus.roadshow.keying import drawn
from consensus.roadshow.models import PaperRow, Stop
from consensus.roadshow.queries import stop_named
from consensus.voting.models import Position
from tests.drafts.making import published

SLUG = "dakar"
KEYS = ("use", "study", "share", "permission", "parts", "code")


def a_stop(slug: str = SLUG, *, draft: Any = None, opened: bool = True, language: str = "en") -> Stop:
    """A stop in Dakar, open on a draft: the one given, else one that is published for it."""
    draft or published()
    given = StopGiven(
        slug=slug, event="Indaba", starts=date(2024, 9, 1), ends=date(2024, 9, 3), timezone="Africa/Dakar",
        city="Dakar", country="SN", language=language,
    )  # fmt: skip
    with transaction():
        stop = plan_stop(given, by=SETUP)
        if opened:
            open_stop(stop, by=SETUP)
    return stop_named(slug)


def a_row(sheet: Any, clause: str, position: str = "support", **cells: Any) -> dict[str, str]:
    """A row as a file has it: of Ana, entered by Maria, unless said otherwise."""
    whole = {
        "sheet": str(sheet),
        "participant": "Ana",
        "clause": clause,
        "position": position,
        "entered_by": "Maria",
    }
    return whole | cells


def a_file(rows: Iterable[dict[str, str]]) -> bytes:
    """Rows as a file."""
    out = io.StringIO()
    sheet = csv.DictWriter(out, COLUMNS)
    sheet.writeheader()
    sheet.writerows(rows)
    return out.getvalue().encode()


def send(stop: Stop, rows: Iterable[dict[str, str]] | bytes, *, by: Any = SETUP, **given: Any) -> BatchReport:
    """Take a file in, as every entrance does: made ready first, then in a transaction."""
    content = rows if isinstance(rows, bytes) else a_file(rows)
    ready = ready_batch(stop_named(stop.slug), content, name="rows.csv")
    with transaction():
        return take_batch(stop_named(stop.slug), ready, by=by, **given)


def undrawn(key: str, *, participant: str = "Ana", slug: str = SLUG, many: int = 1) -> list[str]:
    """Sheets whose row on a clause is not among the random tenth, so that it counts at once."""
    return [str(n) for n in range(1, 400) if not drawn(slug, str(n), participant, key)][:many]


def a_drawn_sheet(key: str, *, participant: str = "Ana", slug: str = SLUG) -> str:
    """A sheet whose row on a clause is among the random tenth."""
    return next(str(n) for n in range(1, 400) if drawn(slug, str(n), participant, key))


def the_row(sheet: Any, clause: str, participant: str = "Ana") -> PaperRow:
    """A row as it is stored."""
    query = select(PaperRow).where(
        PaperRow.sheet == str(sheet), PaperRow.clause_key == clause, PaperRow.participant == participant
    )
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def positions() -> list[tuple[str, str, str | None, str | None]]:
    """Current positions: clause, choice, channel and scribe."""
    query = (
        select(Clause.key, Position.choice, Position.channel, Position.scribe)
        .join(Placement, Placement.id == Position.placement_id)
        .join(Clause, Clause.id == Placement.clause_id)
        .where(Position.ended_at.is_(None))
    )
    return [
        (key, str(choice), *rest) for key, choice, *rest in db.session.execute(query.order_by(Position.id))
    ]


def comments() -> list[tuple[str, str, str]]:
    """What was said and stands: kind, words and channel."""
    query = select(Comment).where(Comment.deleted_at.is_(None)).order_by(Comment.id)
    return [(str(each.kind), each.body, each.channel) for each in db.session.scalars(query)]


def how_many_people() -> int:
    """How many accounts there are without an address."""
    return len(db.session.scalars(select(Account).where(Account.email.is_(None))).all())
