"""Systems on the command line: the registry read from files, assessments, and what another checklist would change."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from tqdm import tqdm

from ..drafts.checklists import Checklist, ChecklistError, read_checklist
from ..drafts.models import Draft
from ..drafts.queries import draft_named, drafts_published, latest_draft
from ..kit.db import again_on_a_race
from ..kit.errors import Refused
from ..kit.turns import until_done
from ..ledger import Actor
from ..systems import shapes
from ..systems.actions.evaluating import evaluate
from ..systems.actions.importing import import_review, import_systems, in_batches
from ..systems.carrying import named_in
from ..systems.found import ReviewFound
from ..systems.given import Report
from ..systems.loading import Failure, Reading, read_files
from ..systems.queries.editions import checklist_of
from ..systems.queries.flips import flips_between
from ..systems.queries.outlooks import what_if
from ..systems.queries.registry import all_systems, system_named
from ..systems.rules import Can
from ..systems.sources import FORMATS, MOST_BYTES, SourceError, read_review
from .assessments import tell_assessments, tell_flips, tell_import, tell_system, tell_what_if
from .entrance import acting, as_option, emit, json_option, write

draft_option = click.option("--draft", metavar="V", help="Under this draft (default: the latest).")
a_file = click.Path(dir_okay=False, path_type=Path)


@click.group("system")
def system() -> None:
    """AI systems: the registry, and what comes out of them under each draft."""


@system.command("import")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", type=click.Path(path_type=Path))
@click.option("--format", "format_", type=click.Choice(sorted(FORMATS)), help="Else the content tells it.")
@as_option
@json_option
def import_(paths: tuple[Path, ...], format_: str | None, as_email: str | None, as_json: bool) -> None:
    """Read systems from files, or from all files of a folder; what is known already is brought up to date.

    A file that cannot be read is reported and stops none of the others. What another registry says is kept as its
    review, beside ours.
    """
    by = acting(as_email, Can.EDIT_REGISTRY)
    reading = read_files(paths, format=format_)
    rows = list(_rows(reading, _taken(reading, by)))
    emit({"items": rows, "next": None}) if as_json else tell_import(rows)
    bad = sum(row["outcome"] == "failed" or bool(row["refused"]) for row in rows)
    if bad:
        raise Refused(f"{bad} of {len(rows)} files could not be taken whole; the report says where and why.")


@system.command("list")
@draft_option
@json_option
def list_(draft: str | None, as_json: bool) -> None:
    """Every system by name, with its verdict under a draft."""
    found = shapes.system_shapes(all_systems(), draft=_under(draft))
    emit({"items": found, "next": None}) if as_json else tell_assessments(found)


@system.command("show")
@click.argument("slug")
@draft_option
@json_option
def show(slug: str, draft: str | None, as_json: bool) -> None:
    """One system, with the reasons for its verdict under a draft."""
    shape = shapes.system_shape(system_named(slug), draft=_under(draft))
    emit(shape) if as_json else tell_system(shape)


@system.command("evaluate")
@draft_option
@as_option
@json_option
def evaluate_(draft: str | None, as_email: str | None, as_json: bool) -> None:
    """Compute all assessments anew from the reviews, and show those under a draft.

    The site does so by itself whenever something changes; here it can be seen that the same comes out.
    """
    acting(as_email, Can.EDIT_REGISTRY)
    write(lambda: evaluate([each.id for each in all_systems()], together=True))
    found = shapes.evaluation_shapes(draft_named(draft or "latest"))
    emit({"items": found, "next": None}) if as_json else tell_assessments(found)


@system.command("flips")
@click.argument("older")
@click.argument("newer")
@json_option
def flips(older: str, newer: str, as_json: bool) -> None:
    """The systems whose verdict differs between two drafts, and the requirements that make the difference."""
    found = [shapes.flip_shape(each) for each in flips_between(draft_named(older), draft_named(newer))]
    emit({"items": found, "next": None}) if as_json else tell_flips(found)


@system.command("what-if")
@click.argument("file", type=a_file)
@draft_option
@json_option
def what_if_(file: Path, draft: str | None, as_json: bool) -> None:
    """What the checklist of a FILE would change, compared with a draft's own. Nothing is stored."""
    found = what_if(_checklist(file), base=draft_named(draft) if draft else None)
    shape = shapes.what_if_shape(found)
    shape |= {"items": shape.pop("flips"), "next": None}
    emit(shape) if as_json else tell_what_if(shape)


@click.group("review")
def review() -> None:
    """What reviewers answer about systems."""


@review.command("import")
@click.argument("file", type=a_file)
@as_option
@json_option
def import_one(file: Path, as_email: str | None, as_json: bool) -> None:
    """Read one reviewer's answers from a FILE in our own format; the same file again changes nothing."""
    by = acting(as_email, Can.EDIT_REGISTRY)
    try:
        found, cautions = read_review(file.name, _content(file, MOST_BYTES))
    except SourceError as error:
        raise Refused(str(error)) from error
    if found.draft == "latest":
        found = replace(found, draft=draft_named("latest").version)
    made, is_new = write(lambda: import_review(found, by=by))
    for caution in cautions:
        click.echo(f"line {caution.line}: {caution.message}", err=True)
    for component in _not_asked([found], _asked()):
        click.echo(
            f"{component}: draft {found.draft} does not ask for this; it is kept and counts for nothing",
            err=True,
        )
    if as_json:
        emit(shapes.review_shape(made))
    else:
        did = "Added" if is_new else "Brought up to date"
        click.echo(f"{did}: {found.reviewer} on {found.system} {found.version} under draft {found.draft}")


def _taken(reading: Reading, by: Actor) -> Report:
    """Take what was read, a batch in each transaction, and let everything that follows catch up."""
    report = Report()
    batches = list(in_batches(reading.found))
    for some in tqdm(batches, desc="Systems", unit="batch", disable=None, leave=False):
        report += again_on_a_race(lambda some=some: import_systems(some, by=by))  # type: ignore[misc]
    until_done()
    return report


def _rows(reading: Reading, report: Report) -> Iterator[dict[str, Any]]:
    """What became of each file."""
    refused: dict[str, list[str]] = {}
    for slug, sentence in report.refused:
        refused.setdefault(slug, []).append(sentence)
    asked = _asked()
    for file, found, (slug, outcome) in zip(reading.files, reading.found, report.outcomes, strict=True):
        cautions = [{"line": each.line, "message": each.message} for each in found.cautions]
        yield {
            "file": file,
            "outcome": outcome,
            "system": slug,
            "registry": found.source.registry,
            "unknown": [*found.unknown, *_not_asked(found.reviews, asked)],
            "cautions": cautions,
            "refused": refused.pop(slug, []) if found.reviews else [],
        }
    yield from _failures(reading.failed, "failed")
    yield from _failures(reading.skipped, "skipped")


def _asked() -> dict[str, Collection[str]]:
    """Draft → what its checklist names."""
    lists = ((draft.version, checklist_of(draft)) for draft in drafts_published())
    return {version: named_in(checklist) for version, checklist in lists if checklist}


def _not_asked(reviews: Iterable[ReviewFound], asked: Mapping[str, Collection[str]]) -> list[str]:
    """What reviews answer that their drafts do not ask: kept, counted for nothing."""
    strange = (
        answer.component
        for review in reviews
        for answer in review.answers
        if review.draft in asked and answer.component not in asked[review.draft]
    )
    return list(dict.fromkeys(strange))


def _failures(failures: Sequence[Failure], outcome: str) -> Iterable[dict[str, Any]]:
    for each in failures:
        message = {"line": each.line, "message": each.sentence}
        yield {
            "file": each.file,
            "outcome": outcome,
            "system": None,
            "registry": None,
            "unknown": [],
            "cautions": [message],
            "refused": [],
        }


def _under(version: str | None) -> Draft | None:
    return draft_named(version) if version else latest_draft()


def _checklist(file: Path) -> Checklist:
    """The checklist of a file. Raises Refused."""
    try:
        return read_checklist(_content(file, MOST_BYTES).decode("utf-8-sig"))
    except (ChecklistError, UnicodeDecodeError) as error:
        raise Refused(f"{file.name}: {error}") from error


def _content(file: Path, most: int) -> bytes:
    """What a file holds. Raises Refused."""
    try:
        with file.open("rb") as opened:
            content = opened.read(most + 1)
    except OSError as error:
        raise Refused(f"{file}: {error.strerror or error}") from error
    if len(content) > most:
        raise Refused(f"{file.name}: the file is larger than {most:,} bytes, which is the most that is read")
    return content


COMMANDS = (system, review)
