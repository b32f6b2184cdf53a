"""People on the command line: accounts, roles, links to sign in with."""

from datetime import datetime
from typing import Any

import click
from flask_babel import gettext as _

from ..accounts import actions
from ..accounts.fields import read_day
from ..accounts.forms import RegisterForm
from ..accounts.models import Account, Role, Scope
from ..accounts.queries import account_by_email, everybody, roles_of
from ..accounts.rules import Can
from ..kit.clock import rfc3339
from ..kit.errors import Missing
from .entrance import acting, as_option, emit, json_option, write

TOKEN_DAYS = 366
role_choice = click.Choice([str(role) for role in Role])


class Day(click.ParamType[datetime]):
    """``2024-10-28``: the last second of that day, UTC."""

    name = "day"

    def convert(self, value: Any, param: Any, ctx: Any) -> datetime:
        """Text → moment, or wrong usage."""
        try:
            return value if isinstance(value, datetime) else read_day(value)
        except ValueError:
            self.fail(f"{value!r} is no day; write it like 2024-10-28", param, ctx)


@click.group("user")
def user() -> None:
    """People: add them, grant roles, make links to sign in with."""


@user.command("add")
@click.argument("email")
@click.option("--name", required=True, help="The name that stands beside what the person writes.")
@click.option("--role", "roles", multiple=True, type=role_choice, help="A role to grant; can be repeated.")
@as_option
@json_option
def add(email: str, name: str, roles: tuple[str, ...], as_email: str | None, as_json: bool) -> None:
    """Make a confirmed account for EMAIL."""
    form = RegisterForm.take({"email": email, "name": name})
    by = acting(as_email, Can.GRANT_ROLE)
    account = write(lambda: actions.add_account(form.email, name=form.name, roles=roles, by=by))
    _tell(account, as_json)


@user.command("grant")
@click.argument("email")
@click.argument("roles", nargs=-1, type=role_choice)
@click.option("--role", "more", multiple=True, type=role_choice, help="Another way to name a role.")
@click.option("--until", type=Day(), help="The last day of the role, like 2024-10-28; without it, for good.")
@as_option
@json_option
def grant(
    email: str,
    roles: tuple[str, ...],
    more: tuple[str, ...],
    until: datetime | None,
    as_email: str | None,
    as_json: bool,
) -> None:
    """Grant ROLES to the account of EMAIL, on record."""
    account, by = _account(email), acting(as_email, Can.GRANT_ROLE)
    wanted = _some(roles + more)
    write(lambda: [actions.grant_role(account, role, until=until, by=by) for role in wanted])
    _tell(account, as_json)


@user.command("revoke")
@click.argument("email")
@click.argument("roles", nargs=-1, type=role_choice)
@click.option("--role", "more", multiple=True, type=role_choice, help="Another way to name a role.")
@as_option
@json_option
def revoke(
    email: str, roles: tuple[str, ...], more: tuple[str, ...], as_email: str | None, as_json: bool
) -> None:
    """Take ROLES back from the account of EMAIL, on record."""
    account, by = _account(email), acting(as_email, Can.REVOKE_ROLE)
    wanted = _some(roles + more)

    def take_back() -> None:
        for role in wanted:
            actions.revoke_role(account, role, by=by)

    write(take_back)
    _tell(account, as_json)


@user.command("list")
@json_option
def list_people(as_json: bool) -> None:
    """Everybody with an address, and their roles."""
    people = everybody()
    if as_json:
        emit({"items": [_said(account) for account in people], "next": None})
        return
    for account in people:
        state = "" if account.confirmed_at else "  (not confirmed)"
        click.echo(f"{account.email}  {account.name}  {', '.join(roles_of(account)) or 'participant'}{state}")


@user.command("link")
@click.argument("email")
@click.option("--token", "with_token", is_flag=True, help="Also make a token for programs.")
@click.option(
    "--scope", type=click.Choice([str(scope) for scope in Scope]), default="write", show_default=True,
    help="What the token is good for.",
)  # fmt: skip
@json_option
def link(email: str, with_token: bool, scope: str, as_json: bool) -> None:
    """Make a link that signs in the account of EMAIL once, within a day."""
    account = _account(email)
    said = write(lambda: _link(account, Scope(scope) if with_token else None))
    if as_json:
        emit(said)
        return
    click.echo(said["url"])
    if with_token:
        click.echo(f"token: {said['token']}")


def _link(account: Account, scope: Scope | None) -> dict[str, Any]:
    url, row = actions.make_link(account, lifetime=actions.BY_HAND)
    said = {"email": account.email, "url": url, "expires_at": rfc3339(row.expires_at)}
    if scope is None:
        return said
    secret, _token = actions.create_token(
        account, name=_("from the command line"), scope=scope, days=TOKEN_DAYS
    )
    return said | {"token": secret}


def _account(email: str) -> Account:
    account = account_by_email(email)
    if account is None:
        raise Missing(
            _(
                "There is no account with the address %(email)s; make one with `consensus user add`.",
                email=email,
            )
        )
    return account


def _some(roles: tuple[str, ...]) -> list[Role]:
    if not roles:
        raise click.UsageError("Name at least one role: " + ", ".join(Role))
    return [Role(role) for role in dict.fromkeys(roles)]


def _tell(account: Account, as_json: bool) -> None:
    if as_json:
        emit(_said(account))
    else:
        click.echo(f"{account.email}  {account.name}  {', '.join(roles_of(account)) or 'participant'}")


def _said(account: Account) -> dict[str, Any]:
    return {
        "id": account.actor_id,
        "email": account.email,
        "name": account.name,
        "roles": [str(role) for role in roles_of(account)],
        "created_at": rfc3339(account.created_at),
        "confirmed_at": rfc3339(account.confirmed_at) if account.confirmed_at else None,
        "stakeholder_group": account.stakeholder_group,
        "affiliation": account.affiliation,
    }


COMMANDS = (user,)
