"""The public record on the command line."""

import sys
from pathlib import Path

import click

from ..kit.errors import Refused
from ..ledger import CLI, queries
from ..ledger.chain import canonical
from ..ledger.steps import out_of_step
from ..ledger.views import export_lines
from ..release import verify
from ..release.checkpointing import sign_head
from .entrance import emit, json_option


@click.group("ledger")
def ledger() -> None:
    """The public record: check it, export it."""


@ledger.command("verify")
@click.argument("file", required=False, type=click.Path(exists=True))
@json_option
def verify_command(file: str | None, as_json: bool) -> None:
    """Check the record of this site, and that all counters agree with it; or an exported FILE, or a dump."""
    if file:
        sys.exit(verify.main([file]))
    broken = queries.first_broken_link()
    wrong = out_of_step() if broken is None else []
    n, hash = queries.head()
    if as_json:
        emit(
            {
                "entries": n,
                "head": hash,
                "verifies": broken is None and not wrong,
                "broken_at": broken.n if broken else None,
                "disagreements": wrong,
            }
        )
    if broken:
        raise Refused(f"entry {broken.n}: {broken.why}")
    if wrong:
        raise Refused("; ".join(wrong))
    if not as_json:
        click.echo(f"{n} entries, each following from the one before. The last hash is {hash}")


@ledger.command("export")
@click.argument("file", type=click.Path(dir_okay=False))
def export(file: str) -> None:
    """Write every entry to FILE, one a line (``-``: standard output)."""
    if file == "-":
        for line in export_lines():
            click.echo(line, nl=False)
        return
    target = Path(file)
    part = target.with_name(target.name + ".part")
    with part.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(export_lines())
    part.replace(target)
    click.echo(f"{queries.head()[0]} entries are in {file}")


@ledger.command("checkpoint")
@json_option
def checkpoint(as_json: bool) -> None:
    """Sign where the record ends now. One a day is made by itself; two prove that nothing between was rewritten."""
    found = sign_head(by=CLI)
    if as_json:
        return emit(found.as_dict())
    click.echo(canonical(found.as_dict()))


COMMANDS = (ledger,)
