"""Drafts on the command line: the same flow as on the desk."""

from pathlib import Path
from typing import Any

import click

from ..drafts import shapes
from ..drafts.actions import (
    align_again,
    decide_map,
    plan_publication,
    prepare_draft,
    publish_draft,
    read_files,
    withdraw_draft,
)
from ..drafts.bundle import LARGEST, File
from ..drafts.checklists import in_words, read_checklist
from ..drafts.exports import as_html, as_markdown, as_pdf
from ..drafts.queries import compare, draft_named, drafts_prepared, drafts_published, files_of, status_of
from ..drafts.rules import Can
from ..kit.errors import Invalid, Missing
from ..systems.shapes import flip_shapes
from ..voting.counted import whole_shape
from .assessments import tell_flips
from .database import files_in
from .entrance import acting, as_option, emit, json_option, write

MARKS = {"=": "", "-": "[-", "+": "{+"}
ENDS = {"=": "", "-": "-]", "+": "+}"}


@click.group("draft")
def draft() -> None:
    """Versions of the text: read, compare, prepare, publish."""


@draft.command("list")
@json_option
def list_drafts(as_json: bool) -> None:
    """Every draft, the newest first."""
    found = [*drafts_prepared(), *reversed(drafts_published())]
    if as_json:
        emit({"items": [shapes.draft_summary_shape(each) for each in found], "next": None})
        return
    for each in found:
        click.echo(f"{each.version:<12} {each.date or ''!s:<12} {status_of(each):<12} {each.title}")


@draft.command("show")
@click.argument("version")
@json_option
def show(version: str, as_json: bool) -> None:
    """One draft, clause by clause."""
    found = draft_named(version, published=False)
    if as_json:
        emit(whole_shape(found))
        return
    click.echo(f"{found.title}, {found.version} ({status_of(found)}), digest {found.digest}")
    for clause in shapes.draft_shape(found)["clauses"]:
        click.echo(f"{clause['number']:<8} {clause['key']:<32} {clause['markdown']}")


@draft.command("prepare")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--version", help="The draft's version; else what its front matter says.")
@click.option("--summary", help="What changed, in a sentence or two.")
@click.option("--date", help="The draft's own date, YYYY-MM-DD.")
@click.option(
    "--checklist", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="checklist.toml"
)
@click.option("--policy", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="policy.toml")
@click.option("--until", help="When comments close, e.g. 2024-09-20T23:59:00Z.")
@click.option("--format", "format_", type=click.Choice(["markdown", "hackmd", "webclip", "wordpress"]))
@as_option
@json_option
def prepare(
    path: Path,
    version: str | None,
    summary: str | None,
    date: str | None,
    checklist: Path | None,
    policy: Path | None,
    until: str | None,
    format_: str | None,
    as_email: str | None,
    as_json: bool,
) -> None:
    """Read a FILE, or a folder of parts in order of name, into clauses; nothing is public yet."""
    by = acting(as_email, Can.PREPARE)
    files = files_in(path) if path.is_dir() else [_file(path, path.name)]
    given = {name: given for name, given in (("checklist.toml", checklist), ("policy.toml", policy)) if given}
    files = [file for file in files if file.name not in given] + [
        _file(at, name) for name, at in given.items()
    ]
    if format_:
        files = [File(file.name, file.content, format_ if file.is_text else "") for file in files]
    reading = read_files(files, version=version, summary=summary, date=date, comment_until=until)
    made = write(lambda: prepare_draft(reading, by=by))
    _warn(reading)
    if as_json:
        emit(shapes.prepared_shape(made))
        return
    click.echo(
        f"Prepared {made.version}: {len(reading.outline.clauses)} clauses. Look at: consensus draft map {made.version}"
    )


@draft.command("map")
@click.argument("version")
@click.option("--set", "sets", multiple=True, metavar="KEY=KIND:FROM[,FROM]", help="What became of a clause.")
@click.option("--editorial", multiple=True, metavar="KEY", help="Declare a change editorial.")
@click.option("--substantive", multiple=True, metavar="KEY", help="Declare a change one of substance.")
@click.option("--informative", multiple=True, metavar="KEY", help="Settle that a clause is informative.")
@click.option("--normative", multiple=True, metavar="KEY", help="Settle that a clause is normative.")
@click.option("--reason", help="Why a risky change is editorial; a second maintainer has to agree.")
@as_option
@json_option
def map_(
    version: str, reason: str | None, as_email: str | None, as_json: bool, **given: tuple[str, ...]
) -> None:
    """What became of each clause; with options, decide about it."""
    found = draft_named(version, published=False)
    changes = _changes(given, reason)
    if changes:
        by, alignment = acting(as_email, Can.PREPARE), align_again(found)
        write(lambda: decide_map(found, changes, alignment=alignment, by=by))
        found = draft_named(version, published=False)
    shape = shapes.map_shape(found)
    if as_json:
        emit(shape)
        return
    for row in shape["map"]:
        came = ", ".join(row["from"])
        told = f"{row['kind']}{' +moved' if row['moved'] and row['kind'] != 'moved' else ''}"
        click.echo(
            f"{row['number'] or '':<8} {row['key']:<32} {told:<16} {row['significance'] or '':<12} "
            f"{round(row['confidence'] * 100):>3} %  {came:<40} {row['reason']}"
        )


@draft.command("publish")
@click.argument("version")
@as_option
@json_option
def publish(version: str, as_email: str | None, as_json: bool) -> None:
    """Publish a prepared draft; its text cannot be changed afterwards."""
    found = draft_named(version, published=False)
    by = acting(as_email, Can.PUBLISH)
    plan = plan_publication(found)
    done = write(lambda: publish_draft(found, plan, by=by))
    emit(whole_shape(done)) if as_json else click.echo(f"Published {done.version}, digest {done.digest}")


@draft.command("withdraw")
@click.argument("version")
@click.option("--reason", required=True, help="Why; it is public.")
@as_option
def withdraw(version: str, reason: str, as_email: str | None) -> None:
    """Withdraw the latest draft; its version is spent."""
    found = draft_named(version)
    by = acting(as_email, Can.WITHDRAW)
    write(lambda: withdraw_draft(found, reason=reason, by=by))
    click.echo(f"Withdrew {found.version}")


@draft.command("diff")
@click.argument("older")
@click.argument("newer")
@json_option
def diff(older: str, newer: str, as_json: bool) -> None:
    """The redline between two drafts, with what became of each clause."""
    before, after = draft_named(older), draft_named(newer)
    shape = shapes.compare_shape(compare(before, after)) | {"flips": flip_shapes(before, after)}
    if as_json:
        emit(shape)
        return
    for row in shape["map"]:
        if row["kind"] == "same" and not (row["moved"] or row["surroundings"]):
            continue
        words = "".join(f"{MARKS[op]}{text}{ENDS[op]}" for op, text in row["spans"])
        click.echo(
            f"{row['number'] or '–'} {row['key']} ({row['kind']}, from {', '.join(row['from']) or 'nothing'})"
        )
        click.echo(f"    {words}\n")
    tell_flips(shape["flips"])


@draft.command("export")
@click.argument("version")
@click.option(
    "--format", "format_", type=click.Choice(["md", "html", "json", "pdf"]), default="md", show_default=True
)
def export(version: str, format_: str) -> None:
    """One draft as Markdown, HTML, JSON or PDF on standard output."""
    found = draft_named(version)
    if format_ == "json":
        emit(whole_shape(found))
    elif format_ == "pdf":
        click.echo(as_pdf(found), nl=False)
    else:
        click.echo(as_markdown(found) if format_ == "md" else as_html(found), nl=False)


@draft.command("checklist")
@click.argument("version")
@json_option
def checklist_(version: str, as_json: bool) -> None:
    """The requirement a draft places on components, as an expression."""
    found = draft_named(version, published=False)
    content = next((file.content for file in files_of(found) if file.name == "checklist.toml"), None)
    if content is None:
        raise Missing(f"Draft {found.version} carries no checklist.")
    read = read_checklist(content)
    emit({"draft": found.version, "requires": read.requires}) if as_json else click.echo(
        in_words(read.requires)
    )


def _file(path: Path, name: str) -> File:
    if path.stat().st_size > LARGEST:
        raise Invalid({name: "the file is larger than 2 MB"})
    try:
        return File(name, path.read_text("utf-8"))
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        raise Invalid({name: f"line {before.count(10) + 1}: the file is not UTF-8 text"}) from error


def _warn(reading: Any) -> None:
    for caution in reading.outline.cautions:
        click.echo(f"line {caution.line}: {caution.message}", err=True)
    for name, sentence in reading.warnings:
        click.echo(f"{name}: {sentence}", err=True)
    for dropped in reading.outline.dropped:
        click.echo(f"line {dropped.line}: left out ({dropped.reason}): {dropped.text[:80]}", err=True)


def _changes(given: dict[str, tuple[str, ...]], reason: str | None) -> list[dict[str, Any]]:
    changes: list[dict[str, Any]] = []
    for text in given["sets"]:
        key, _, rest = text.partition("=")
        kind, _, sources = rest.partition(":")
        if not key or not kind:
            raise click.UsageError(f"--set takes KEY=KIND:FROM[,FROM], not {text!r}")
        changes.append({"key": key, "kind": kind, "from": [each for each in sources.split(",") if each]})
    for key in given["editorial"]:
        changes.append({"key": key, "significance": "editorial", "reason": reason})
    changes += [{"key": key, "significance": "substantive"} for key in given["substantive"]]
    changes += [{"key": key, "normative": False} for key in given["informative"]]
    changes += [{"key": key, "normative": True} for key in given["normative"]]
    return changes


COMMANDS = (draft,)
