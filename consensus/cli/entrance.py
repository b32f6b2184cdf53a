"""What commands share: who acts, one JSON document on standard output, and the end of a writing command."""

import json
from collections.abc import Callable
from typing import Any, TypeVar

import click
from flask_babel import gettext as _

from ..accounts.queries import account_by_email
from ..kit.db import again_on_a_race
from ..kit.errors import Missing
from ..kit.permissions import demand
from ..kit.turns import until_done
from ..ledger import CLI, Actor

T = TypeVar("T")

as_option = click.option(
    "--as", "as_email", metavar="EMAIL", help="Act as this account (default: system:cli)."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")


def acting(as_email: str | None, permission: Any = None, thing: Any = None) -> Actor:
    """Who acts: the account of an address, asked by the same rule as on the site, or the operator.

    Raises Missing for an unknown address, Forbidden.
    """
    if as_email is None:
        return CLI
    account = account_by_email(as_email)
    if account is None:
        raise Missing(_("There is no account with the address %(email)s.", email=as_email))
    if permission is not None:
        demand(account, permission, thing)
    return account


def write(work: Callable[[], T]) -> T:
    """Run an action in its transaction, then let everything that follows from it catch up."""
    done = again_on_a_race(work)
    until_done()
    return done


def emit(document: Any) -> None:
    """One JSON document."""
    click.echo(json.dumps(document, indent=2, ensure_ascii=False, default=str))
