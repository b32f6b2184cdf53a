"""The roadshow on the command line: stops listed, opened and closed, batches of rows taken, sheets and reports printed."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
from tqdm import tqdm

from ..kit.errors import Refused
from ..kit.web.addresses import base_url
from ..roadshow.actions import close_stop, open_stop
from ..roadshow.actions.batches import take_batch
from ..roadshow.actions.counting_rows import Progress
from ..roadshow.batching import MOST_BYTES, ready_batch
from ..roadshow.codes import spaced
from ..roadshow.models import Sitting
from ..roadshow.queries import all_stops, live_code, open_sitting_of, stop_named
from ..roadshow.queries.report import report_of
from ..roadshow.report_data import report_as_data
from ..roadshow.rules import Can
from ..roadshow.shapes import stop_shape, stop_shapes
from ..roadshow.sheets import sheets_html, sheets_pdf
from .entrance import acting, as_option, emit, json_option, write

Shape = Mapping[str, Any]
CHOICES = ("support", "accept", "abstain", "object")
a_file = click.Path(dir_okay=False, path_type=Path)


@click.group("stop")
def stop() -> None:
    """Stops of the roadshow: rooms in which people take part by phone, on paper, or through a scribe."""


@stop.command("list")
@json_option
def list_(as_json: bool) -> None:
    """Every stop in order of time, with its state."""
    found = stop_shapes(all_stops())
    if as_json:
        return emit({"items": found, "next": None})
    for each in found:
        days = each["starts"] if each["starts"] == each["ends"] else f"{each['starts']} to {each['ends']}"
        where = ", ".join(filter(None, (each["city"], "online" if each["online"] else "")))
        click.echo(
            f"{each['slug']:<32} {each['state']:<10} {days:<24} {each['event']}{', ' if where else ''}{where}"
        )
    if not found:
        click.echo("There are no stops.")


@stop.command("open")
@click.argument("slug")
@click.option("--heads", type=click.IntRange(0), help="How many people are in the room.")
@as_option
@json_option
def open_(slug: str, heads: int | None, as_email: str | None, as_json: bool) -> None:
    """Open a stop with its next sitting, whatever the date, on the draft that is open now; print the code to join by."""
    found = stop_named(slug)
    by = acting(as_email, Can.OPEN, found)
    sitting = write(lambda: open_stop(stop_named(slug), heads=heads, by=by))
    code, join = _way_in(sitting)
    if as_json:
        return emit({**stop_shape(stop_named(slug)), "sitting": sitting.number, "code": code, "join": join})
    draft = sitting.draft.version if sitting.draft else ""
    click.echo(f"{found.title} is open, on draft {draft}.")
    click.echo(f"Join with the code {spaced(code)} at {join}")


@stop.command("batch")
@click.argument("slug")
@click.argument("file", metavar="FILE.csv", type=a_file)
@as_option
@json_option
def batch(slug: str, file: Path, as_email: str | None, as_json: bool) -> None:
    """Take rows that were entered from paper. What cannot be taken is listed with its line; the same file again changes nothing.

    The columns are sheet, participant, group, clause, position, reason, comment, language and entered_by.
    """
    by = acting(as_email, Can.BATCH, stop_named(slug))
    ready = ready_batch(stop_named(slug), _content(file), name=file.name)
    with tqdm(total=len(ready.rows), desc="Rows", disable=None, leave=False) as bar:
        report = write(lambda: take_batch(stop_named(slug), ready, by=by, progress=_moving(bar))).as_data()
    emit(report) if as_json else _tell_batch(report)
    if report["refused"] and not (report["accepted"] or report["unchanged"]):
        raise Refused("No row of this file could be taken; the report says why.")


@stop.command("sheet")
@click.argument("slug")
@click.option("--format", "format_", type=click.Choice(["pdf", "html"]), default="html", show_default=True)
def sheet(slug: str, format_: str) -> None:
    """A sheet for people without a phone, to print, on standard output: the clauses with boxes, and the code to join by."""
    found = stop_named(slug)
    sitting = open_sitting_of(found)
    code = live_code(sitting) if sitting else None
    make = sheets_pdf if format_ == "pdf" else sheets_html
    click.echo(make(found, join=code.code if code else None), nl=False)


@stop.command("report")
@click.argument("slug")
@json_option
def report(slug: str, as_json: bool) -> None:
    """Who took part at a stop as far as they said, what was said of each clause, and what was answered since."""
    found = report_as_data(report_of(stop_named(slug)))
    emit(found) if as_json else _tell_report(found)


@stop.command("close")
@click.argument("slug")
@as_option
@json_option
def close(slug: str, as_email: str | None, as_json: bool) -> None:
    """Close a stop, once everything that was said there has become a comment or was set aside."""
    by = acting(as_email, Can.CLOSE, stop_named(slug))
    write(lambda: close_stop(stop_named(slug), by=by))
    found = stop_named(slug)
    emit(stop_shape(found)) if as_json else click.echo(f"{found.title} is closed.")


def _way_in(sitting: Sitting) -> tuple[str, str]:
    """The code of an open sitting, and where to type it."""
    found = live_code(sitting)
    code = found.code if found else ""
    return code, f"{base_url()}/join/{code}"


def _moving(bar: Any) -> Progress:
    def move(done: int, _all: int) -> None:
        bar.update(done - bar.n)

    return move


def _tell_batch(report: Shape) -> None:
    for each in report["refused"]:
        column = f", {each['column']}" if each["column"] else ""
        click.echo(f"line {each['line']}{column}: {each['reason']}")
    counts = f"{report['accepted']} accepted, {report['unchanged']} there already"
    click.echo(f"{counts}, {len(report['refused'])} problems")


def _tell_report(report: Shape) -> None:
    who, totals, left = report["participants"], report["totals"], report["left"]
    click.echo(
        f"{report['title']}: {report['state']}{', on draft ' + report['draft'] if report['draft'] else ''}"
    )
    heads = "heads were not counted" if who["heads"] is None else f"{who['heads']} heads were counted"
    click.echo(
        f"{who['people']} people took part: {who['phones']} by phone, {who['paper']} on paper; {heads}"
    )
    for name in ("groups", "continents", "languages"):
        told = ", ".join(_figure(each, n) for each, n in who[name]["by_name"].items())
        click.echo(f"  {name}: {who[name]['said']} of {who[name]['of']} said{': ' + told if told else ''}")
    for each in report["clauses"]:
        said = ", ".join(f"{each['totals'][choice]} {choice}" for choice in CHOICES if each["totals"][choice])
        talk = (
            f"{_many(each['comments'], 'comment')}, {each['answered']} answered" if each["comments"] else ""
        )
        click.echo(f"  {each['number']:<8} {each['key']:<28} {'; '.join(filter(None, (said, talk)))}")
    click.echo(
        f"{_many(totals['positions'], 'position')}, {_many(totals['comments'], 'comment')}, {totals['answered']} answered"
    )
    if any(left.values()):
        click.echo(
            f"Left to do: {_many(left['notes'], 'note')}, {_many(left['waiting'], 'row')} to key again, "
            f"{left['differing']} differ"
        )


def _many(n: int, thing: str) -> str:
    return f"{n} {thing}" if n == 1 else f"{n} {thing}s"


def _figure(name: str, n: int | None) -> str:
    """How many said so; those who would be too few to be hidden among stand together."""
    return f"{n} of groups too small to tell apart" if name == "*" else f"{'*' if n is None else n} {name}"


def _content(file: Path) -> bytes:
    """What a file holds, to the byte. Raises Refused."""
    try:
        with file.open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise Refused(f"{file}: {error.strerror or error}") from error
    if len(content) > MOST_BYTES:
        raise Refused(f"{file.name}: a file of at most {MOST_BYTES // 1024**2} MB is read; send it in parts")
    return content


COMMANDS = (stop,)
