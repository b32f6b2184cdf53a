"""The path to stable on the command line."""

import sys
from collections.abc import Mapping
from typing import Any

import click

from ..drafts.queries import draft_named
from ..release.evaluating import evaluate
from ..release.models import Target
from ..release.shapes import gate_shape
from .entrance import emit, json_option

Shape = Mapping[str, Any]
MARKS = {"pass": "+", "fail": "-", "unknown": "?"}
FAILED = 1


@click.command("gate")
@click.argument("version", metavar="V")
@click.option(
    "--target",
    type=click.Choice([str(target) for target in Target]),
    default=str(Target.STABLE),
    show_default=True,
    help="What the draft is held against.",
)
@json_option
def gate(version: str, target: str, as_json: bool) -> None:
    """Say what stands between draft V and its release, criterion by criterion.

    Exit code 0: every criterion passes; 1: one does not, or is not known yet.
    """
    shape = gate_shape(evaluate(draft_named(version), target))
    if as_json:
        emit(shape)
    else:
        tell_gate(shape)
    sys.exit(0 if shape["passes"] else FAILED)


def tell_gate(shape: Shape) -> None:
    """One line a criterion with what is missing; then what that comes to, also by other versions of the criteria."""
    click.echo(f"Draft {shape['draft']}, {shape['target']}, version {shape['version']} of the criteria")
    for each in shape["criteria"]:
        click.echo(f"  {MARKS[each['state']]} {each['id']:<20} {_figure(each):>9}  {each['why']}")
    click.echo(_comes_to(shape))
    for each in shape["beside"]:
        when = "before" if each["version"] < shape["version"] else "from the next draft"
        click.echo(f"By version {each['version']} ({when}): {_comes_to(each)}")


def _figure(each: Shape) -> str:
    if each["value"] is None:
        return "-"
    return f"{each['value']} of {each['threshold']}" if each["threshold"] else str(each["value"])


def _comes_to(shape: Shape) -> str:
    missing = [each["id"] for each in shape["criteria"] if each["state"] != "pass"]
    return (
        f"Does not pass: {', '.join(missing)}."
        if missing
        else "Every criterion passes: the next step may be taken."
    )


COMMANDS = (gate,)
