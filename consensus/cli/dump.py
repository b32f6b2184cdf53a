"""The whole public record as a folder, on the command line."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
from tqdm import tqdm

from ..release.dumping.making import dump_site
from .entrance import emit, json_option

TITLES = 16


@click.command("dump")
@click.argument("dir", type=click.Path(path_type=Path))
@json_option
def dump(dir: Path, as_json: bool) -> None:
    """Write the whole public record to DIR, which is not there yet or is empty: pages and data that verify without the site."""
    found = dump_site(dir, watch=_watched)
    if as_json:
        emit({"dir": str(dir), **found.as_data})
        return
    click.echo(
        f"{found.files} files, {found.bytes:,} bytes, are in {dir}: the record up to entry {found.entries}."
    )
    if found.key is None:
        click.echo("It is not signed, because this site has no key yet: consensus setup makes one.", err=True)
    click.echo(f"Check it with: python3 {dir / 'verify.py'} {dir}")


def _watched(title: str, steps: Iterable[Any]) -> Iterable[Any]:
    return tqdm(steps, desc=f"{title:<{TITLES}}", disable=None, leave=False, unit="")


COMMANDS = (dump,)
