"""Scribes to test with: two people who write at an open stop and one who leads it, each with a browser of their own."""

from typing import Any, NamedTuple

from consensus.accounts.models import Account
from consensus.kit.db import transaction
from consensus.ledger import SETUP
from consensus.roadshow.actions import give_duty
from consensus.roadshow.models import Stop, Task
from tests.factories import make_account
from tests.roadshow.papers import a_stop


class Desk(NamedTuple):
    """An open stop, Maria and Jo who write there, somebody with no duty, and Lea who leads, with their browsers."""

    stop: Stop
    maria: Any
    jo: Any
    other: Any
    account: Account
    lea: Any


def a_desk(client: Any, **given: Any) -> Desk:
    """The desk of a stop in Dakar."""
    stop, maria, jo, lea = a_stop(**given), *(make_account(name) for name in ("Maria", "Jo", "Lea"))
    with transaction():
        for account in (maria, jo):
            give_duty(stop, account, Task.SCRIBE, by=SETUP)
        give_duty(stop, lea, Task.FACILITATOR, by=SETUP)
    return Desk(
        stop, client.as_(maria), client.as_(jo), client.as_(make_account("Ida")), maria, client.as_(lea)
    )


def key(browser: Any, sheet: Any, who: str = "Ana", **rows: Any) -> Any:
    """Type one person's sheet: ``use="1"``, or ``use=("4", "why")``."""
    fields = {"sheet": str(sheet), "participant": who}
    for clause, typed in rows.items():
        position, words = typed if isinstance(typed, tuple) else (typed, "")
        fields |= {f"p-{clause}": position, f"w-{clause}": words}
    return browser.post("/roadshow/dakar/scribe/", data=fields)
