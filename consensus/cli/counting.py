"""Counting again on the command line, from files alone: positions from an export, opinion groups from votes."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from ..kit.errors import Refused
from ..ledger.chain import START
from ..release import verify
from ..voting.bands import Banded, banded
from ..voting.counting import Counts
from ..voting.ledgered import LedgerError, Record, read_record, recounted, recounted_as_data
from ..voting.opinions import OpinionMap, opinion_map, opinions_as_data
from ..voting.polis import PolisError, read_participants_votes
from ..voting.recount import Recounted, Rule, rule_called
from ..voting.votes import VoteTable
from .entrance import emit, json_option

Counted = tuple[str, str, Recounted]
HANGS = "(depends on the rule)"
a_file = click.Path(exists=True, dir_okay=False, path_type=Path)


def _rule(context: Any, parameter: Any, value: str) -> Rule:
    try:
        return rule_called(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


@click.command("recount")
@click.argument("file", type=a_file)
@click.option("--rule", default="person", show_default=True, callback=_rule, help="Count by another rule.")
@json_option
def recount(file: Path, rule: Rule, as_json: bool) -> None:
    """Count all positions of an exported record again. No database is asked.

    Rules: person, organisation, groups-equal, without-makers, without-en-bloc, established, online, rooms,
    stop:SLUG, threshold=0.NN. Each changes one thing and leaves the rest of the draft's policy.
    """
    try:
        record = read_record(entries_of(file))
        found = recounted(record, rule)
    except LedgerError as error:
        raise Refused(str(error)) from error
    bands = bands_of(record, found)
    if as_json:
        told = [{"draft": draft} | each.as_data for draft, some in bands.items() for each in some.values()]
        emit(recounted_as_data(found, rule) | ({"bands": told} if told else {}))
    else:
        _tell_recount(found, bands)


def bands_of(record: Record, found: Iterable[Counted]) -> dict[str, dict[str, Banded]]:
    """Draft → key → the band of a clause, counted net and by what is for alone, where the draft's policy has bands."""
    totals: dict[str, dict[str, Counts]] = {}
    for draft, key, each in found:
        totals.setdefault(draft, {})[key] = each.totals
    return {
        draft: banded(some, bands) for draft, some in totals.items() if (bands := record.policy(draft).bands)
    }


def entries_of(file: Path) -> Iterator[dict[str, Any]]:
    """The entries of an export, each checked to continue the one before. Raises Refused."""
    head = START
    with file.open("rb") as lines:
        for n, line in enumerate(lines, 1):
            try:
                entry = verify.entry_of(line, n, head)
            except verify.Wrong as wrong:
                raise Refused(f"entry {n} {wrong}") from wrong
            head = entry["hash"]
            yield entry


def _tell_recount(found: Iterable[Counted], bands: Mapping[str, Mapping[str, Banded]]) -> None:
    said = None
    for draft, key, each in found:
        if draft != said:
            click.echo(f"Draft {draft}")
            said = draft
        totals, band = each.totals, bands.get(draft, {}).get(key)
        told = [str(each.status)] + ([HANGS] if each.says_something else [])
        told += ([band.band] + ([HANGS] if band.depends else [])) if band else []
        click.echo(f"  {key:<32} {totals.backing:>5} of {totals.of:<5} {' '.join(told)}")
    if said is None:
        click.echo("There are no positions in this record.")


@click.command("opinions")
@click.argument("file", type=a_file, metavar="FILE.csv")
@json_option
def opinions(file: Path, as_json: bool) -> None:
    """Find the opinion groups of a participant-votes table in Polis' format. No database is asked."""
    found = opinion_map(_votes(file))
    if as_json:
        emit(opinions_as_data(found))
    else:
        _tell_opinions(found)


def _votes(file: Path) -> VoteTable:
    try:
        return read_participants_votes(file.read_text("utf-8"))
    except (PolisError, UnicodeDecodeError) as error:
        raise Refused(f"{file.name}: {error}") from error


def _tell_opinions(found: OpinionMap) -> None:
    if found.too_little is not None:
        click.echo(found.too_little.text)
        return
    click.echo(f"{found.k} opinion groups of {len(found.groups)} people")
    click.echo(f"What all of them say: {_names(each.clause for each in found.shared)}")
    click.echo(f"What divides them most: {_names(each.clause for each in found.dividing[:5])}")
    for number, size in enumerate(found.sizes):
        stands_out = (f"{each.clause} ({each.stance})" for each in found.representative[number])
        click.echo(f"Opinion group {number}, {size} people, stands out by: {_names(stands_out)}")


def _names(names: Iterable[str]) -> str:
    return ", ".join(names) or "nothing"


COMMANDS = (recount, opinions)
