"""Archives on the command line: discussions held elsewhere brought in, listed, withdrawn, a name taken out."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from tqdm import tqdm

from ..archive.actions import unname, withdraw_archive
from ..archive.bringing import Taken, bring_in
from ..archive.errors import NoSuchArchive
from ..archive.models import Archive, ArchiveKind, ArchiveRun
from ..archive.plain import NotReadable
from ..archive.queries.archives import ArchiveLine, archive_called, archive_lines, last_runs, skipped_in
from ..archive.rules import Can
from ..kit.clock import rfc3339
from ..kit.db import db
from ..kit.errors import Refused
from ..kit.turns import until_done
from .entrance import acting, as_option, emit, json_option, write

SHOWN = 20  # of what was skipped, in words; with --json all of it


@click.group("archive")
def archive() -> None:
    """Discussions that were held elsewhere, brought in to be read and found."""


@archive.command("import")
@click.argument("kind", type=click.Choice([str(kind) for kind in ArchiveKind]))
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--into", metavar="NAME", default="", help="The archive's name (default: after the file or folder)."
)
@click.option("--title", default="", help="What the archive is called on pages.")
@click.option(
    "--url", default="", help="Where it was held: of a forum its address, from which links to posts are made."
)
@as_option
@json_option
def import_(
    kind: str, path: Path, into: str, title: str, url: str, as_email: str | None, as_json: bool
) -> None:
    """Bring a discussion in: topics or posts of Discourse as JSON, a mailbox, notes in Markdown; a file or a folder.

    Stopped or broken off, the same command goes on where it was; given the same again, it changes nothing. What was
    left out is reported with the reason.
    """
    by = acting(as_email, Can.IMPORT)
    bars: list[Any] = []
    try:
        taken = bring_in(
            path,
            kind=ArchiveKind(kind),
            into=into,
            title=title,
            url=_address(url),
            by=by,
            begin=_progress(bars),
        )
    except (NotReadable, OSError) as error:
        raise Refused(str(error)) from error
    finally:
        for bar in bars:
            bar.close()
    until_done()
    run = db.session.get_one(ArchiveRun, taken.run_id)
    emit(_shape_of_run(taken, run)) if as_json else _tell(taken, run)
    if taken.stopped:
        raise Refused("Stopped. What was stored is whole; the same command goes on from there.")


@archive.command("list")
@json_option
def list_(as_json: bool) -> None:
    """Every archive, with what it holds and when it was last brought up to date."""
    runs = last_runs()
    found = [_shape(line, runs.get(line.archive.id)) for line in archive_lines()]
    if as_json:
        emit({"items": found, "next": None})
        return
    for each in found:
        state = (
            "  withdrawn"
            if each["withdrawn_at"]
            else ""
            if each["complete"]
            else "  not complete: import it again"
        )
        click.echo(f"{each['name']:<24} {each['kind']:<10} {each['messages']:>8} messages{state}")
    if not found:
        click.echo("There is no archive yet: `consensus archive import` brings one in.")


@archive.command("withdraw")
@click.argument("name")
@click.option("--reason", default="", help="Shown where the archive was listed.")
@as_option
@json_option
def withdraw(name: str, reason: str, as_email: str | None, as_json: bool) -> None:
    """Take an archive out of sight and of search as a whole, on record. Importing it again shows it again."""
    by = acting(as_email, Can.WITHDRAW)
    write(lambda: withdraw_archive(_called(name), by=by, reason=reason.strip()))
    emit({"name": name, "withdrawn": True}) if as_json else click.echo(f"Withdrawn: {name}")


@archive.command("unname")
@click.argument("name")
@click.argument("author")
@click.option("--reason", required=True, help="Why; kept, and shown to nobody.")
@as_option
@json_option
def unname_(name: str, author: str, reason: str, as_email: str | None, as_json: bool) -> None:
    """Take the name AUTHOR out of an archive, for good: it does not come back with the next import.

    Their words stay. Single messages are hidden by moderators, from the message's page.
    """
    by = acting(as_email, Can.UNNAME)
    taken = write(lambda: unname(_called(name), author, reason=reason, by=by))
    emit({"name": name, "messages": taken}) if as_json else click.echo(
        f"The name is out of {taken} messages of {name}."
    )


def _called(name: str) -> Archive:
    found = archive_called(name)
    if found is None:
        raise NoSuchArchive
    return found


def _address(url: str) -> str:
    if url and not url.startswith(("https://", "http://")):
        raise Refused("An address begins with https:// or http://.")
    return url.rstrip("/")


def _progress(bars: list[Any]) -> Callable[[int], Callable[[int], object]]:
    """A bar on a terminal, by bytes; none in a pipe."""

    def begin(size: int) -> Callable[[int], object]:
        bar = tqdm(total=size, desc="Messages", unit="B", unit_scale=True, disable=None, leave=False)
        bars.append(bar)
        return bar.update

    return begin


def _shape_of_run(taken: Taken, run: ArchiveRun) -> dict[str, Any]:
    left = [{"place": each.place, "why": each.why} for each in skipped_in(run)]
    return {
        "name": taken.name,
        "added": taken.added,
        "changed": taken.changed,
        "unchanged": taken.unchanged,
        "skipped": taken.skipped,
        "complete": not taken.stopped,
        "items": left,
        "next": None,
    }


def _tell(taken: Taken, run: ArchiveRun) -> None:
    click.echo(
        f"{taken.name}: {taken.added} new, {taken.changed} changed, {taken.unchanged} unchanged, {taken.skipped} left out"
    )
    left = skipped_in(run)
    for each in left[:SHOWN]:
        click.echo(f"  left out: {each.place}: {each.why}", err=True)
    if taken.skipped > SHOWN:
        click.echo(f"  and {taken.skipped - SHOWN} more; --json tells them", err=True)


def _shape(line: ArchiveLine, run: ArchiveRun | None) -> dict[str, Any]:
    found = line.archive
    return {
        "name": found.name,
        "title": found.title,
        "kind": str(found.kind),
        "url": found.url or None,
        "messages": line.messages,
        "threads": line.threads,
        "began": rfc3339(line.began) if line.began else None,
        "ended": rfc3339(line.ended) if line.ended else None,
        "imported_at": rfc3339(run.at) if run else None,
        "complete": run is not None and run.finished_at is not None,
        "skipped": run.skipped if run else 0,
        "withdrawn_at": rfc3339(found.withdrawn_at) if found.withdrawn_at else None,
        "reason": found.withdrawn_reason or None,
    }


COMMANDS = (archive,)
