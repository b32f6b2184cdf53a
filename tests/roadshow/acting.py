"""Acts of the roadshow, each in a transaction of its own; dull on purpose."""

from datetime import date
from typing import Any

from consensus.accounts.models import Account
from consensus.drafts.models import Draft
from consensus.kit.db import db, transaction
from consensus.ledger import SETUP
from consensus.ledger.models import Entry
from consensus.ledger.queries import entries_after, head
from consensus.roadshow import actions
from consensus.roadshow.given import CONSENT, Joining, NoteGiven, StopGiven
from consensus.roadshow.models import Attendance, Note, Sitting, Stop, Task
from consensus.roadshow.queries import live_code
from tests.factories import make_account, make_draft

TEXT = """# Preamble

Everybody may read this. {#why}

# What it is

A system is open when one may {#what}

- **Use** it for any purpose {#use}
- **Study** it in all its parts {#study}
- **Share** it with anybody {#share}
"""
DAKAR: dict[str, Any] = {
    "slug": "dakar", "event": "Deep Learning Indaba", "city": "Dakar", "country": "SN", "timezone": "Africa/Dakar",
    "starts": date(2024, 9, 1), "ends": date(2024, 9, 3), "language": "fr", "latitude": 14.69, "longitude": -17.45,
}  # fmt: skip


def act(action: Any, *things: Any, **given: Any) -> Any:
    """Do one thing, as an entrance would."""
    with transaction():
        return action(*things, **given)


def a_draft(version: str = "0.1", text: str = TEXT) -> Draft:
    """A published draft of a few clauses."""
    return make_draft(version, text)


def described(**given: Any) -> StopGiven:
    """A stop in Dakar, or what is given."""
    return StopGiven(**(DAKAR | given))


def a_stop(slug: str = "dakar", *, by: Any = SETUP, **given: Any) -> Stop:
    """A planned stop."""
    stop: Stop = act(actions.plan_stop, described(slug=slug, **given), by=by)
    return stop


def on_duty(stop: Stop, task: Task = Task.FACILITATOR, *, name: str = "Fatou") -> Account:
    """Somebody who leads a stop, or writes there."""
    account = make_account(name)
    act(actions.give_duty, stop, account, task, by=SETUP)
    return account


def opened(stop: Stop | None = None, *, heads: int | None = None, by: Any = SETUP) -> Sitting:
    """An open sitting, of a stop made for it where none is given; there is a draft by then."""
    sitting: Sitting = act(actions.open_stop, stop or a_stop(), heads=heads, by=by)
    return sitting


def joined(sitting: Sitting, name: str = "Awa", *, by: Account | None = None, **given: Any) -> Attendance:
    """Somebody takes part in a sitting by its code: a guest, or an account."""
    code = live_code(sitting)
    assert code is not None
    who = Joining(name, **({"consent": CONSENT} | given))
    part: Attendance = act(actions.join, code.code, who, by=by)
    return part


def noted(sitting: Sitting, by: Account, body: str = "Rien sans les données.", **given: Any) -> Note:
    """A note of something said."""
    note: Note = act(actions.write_note, sitting, NoteGiven(body, **given), by=by)
    return note


def recorded_since(n: int) -> list[Entry]:
    """What was put on record after an entry."""
    return list(entries_after(n))


def last_number() -> int:
    """The number of the last entry."""
    db.session.rollback()
    return head()[0]
