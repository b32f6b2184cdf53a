"""Who may do what, and why."""

import click

from ..kit.permissions import RULES
from .entrance import emit, json_option


@click.command("rules")
@json_option
def rules(as_json: bool) -> None:
    """Print who may do what, and why."""
    table = [{"permission": name, "rule": str(rule.sentence)} for name, rule in sorted(RULES.items())]
    if as_json:
        emit({"items": table, "next": None})
        return
    width = max(len(row["permission"]) for row in table)
    for row in table:
        click.echo(f"{row['permission']:<{width}}  {row['rule']}")


COMMANDS = (rules,)
