"""Searching, and the index that searches ask, on the command line."""

from dataclasses import asdict
from typing import Any

import click
from flask_babel import gettext as _
from tqdm import tqdm

from ..kit.clock import rfc3339
from ..kit.errors import Refused
from ..search.asking import read
from ..search.building import rebuild
from ..search.found import Found, Result
from ..search.index.shape import Broken
from ..search.queries import find
from ..search.registry import all_subjects
from ..search.verifying import OUTGROWN, Status, differences, status
from .entrance import emit, json_option

MOST_TOLD = 20


@click.command("search")
@click.argument("query")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 200))
@click.option(
    "--sort", default="relevance", show_default=True, type=click.Choice(["relevance", "newest", "oldest"])
)
@json_option
def search(query: str, limit: int, sort: str, as_json: bool) -> None:
    """Find what was said. QUERY: words "exact phrases" -not OR prefix* author: clause: draft: kind: outcome: system:
    stop: in: before: after:
    """
    found = find(read(query), sort=sort, limit=limit)
    if as_json:
        emit(_document(found))
        return
    for sentence in found.explained:
        click.echo(sentence, err=True)
    for each in found.items:
        click.echo(f"{each.at:%Y-%m-%d}  {each.kind:<11}  {each.title}\n            {each.url}")
    click.echo(_("%(total)s found.", total=found.total))
    if found.suggestion:
        click.echo(_("Did you mean: %(words)s", words=found.suggestion))


def _document(found: Found) -> dict[str, Any]:
    return {
        "total": found.total,
        "items": [_item(each) for each in found.items],
        "facets": {
            name: [{"value": each.value, "count": each.n} for each in counts]
            for name, counts in found.facets.items()
        },
        "suggestion": found.suggestion,
        "next": None,
    }


def _item(result: Result) -> dict[str, Any]:
    return {
        "kind": result.kind, "id": result.id, "url": result.url, "title": result.title,
        "excerpt": str(result.excerpt), "score": result.score, "at": rfc3339(result.at),
        "draft": result.draft, "clause": result.clause, "outcome": result.outcome, "source": result.source,
    }  # fmt: skip


@click.group("index")
def index() -> None:
    """The index that searches ask: how it is, build it anew, prove it."""


@index.command("status")
@json_option
def status_command(as_json: bool) -> None:
    """Say which engine is used, how much is in its index, and how far it has followed the record."""
    found = status()
    if as_json:
        emit(asdict(found) | {"behind": found.behind, "outgrown": found.outgrown})
        return
    click.echo(_sentence(found))
    if found.outgrown:
        click.echo(
            _(
                "The archive has outgrown Whoosh, which is good for some %(most)s documents. Install the extra "
                "`tantivy`, set CONSENSUS_SEARCH=tantivy, run `consensus index rebuild`, and start the server again.",
                most=OUTGROWN,
            )
        )


def _sentence(found: Status) -> str:
    if found.state == "missing":
        return _("There is no %(engine)s index. Run: consensus index rebuild", engine=found.engine)
    if found.state == "broken":
        return _("The %(engine)s index cannot be read. Run: consensus index rebuild", engine=found.engine)
    facts = {"engine": found.engine, "documents": found.documents, "size": f"{found.size / 1e6:.1f}"}
    if found.state == "filling":
        return _(
            "The %(engine)s index is being filled: %(documents)s documents so far, %(size)s MB.", **facts
        )
    told = _("The %(engine)s index has %(documents)s documents in %(size)s MB", **facts)
    if found.behind:
        return told + _("; it is %(behind)s acts behind the record.", behind=found.behind)
    return told + _(" and is in step with the record.")


@index.command("rebuild")
@json_option
def rebuild_command(as_json: bool) -> None:
    """Build the index anew beside the one in use, then put it in its place. Searches go on all the while."""
    many = sum(1 for _each in all_subjects())
    with tqdm(total=many, desc=_("Index"), disable=None, leave=False) as bar:
        documents = rebuild(lambda done: _advance(bar, done))
    if as_json:
        emit(asdict(status()) | {"documents": documents})
        return
    click.echo(_("The index has %(documents)s documents.", documents=documents))


def _advance(bar: Any, done: int) -> None:
    bar.update(done)


@index.command("verify")
@json_option
def verify_command(as_json: bool) -> None:
    """Compare every document of the index with what there is to find. Exit 1 and a list when they differ."""
    found = status()
    if found.state != "in step":
        raise Refused(_sentence(found))
    try:
        wrong = list(differences())
    except Broken as error:
        raise Refused(_("The index cannot be read. Run: consensus index rebuild")) from error
    if as_json:
        emit(asdict(found) | {"verifies": not wrong, "differences": [each._asdict() for each in wrong]})
    for each in wrong[:MOST_TOLD]:
        click.echo(f"{each.fault}: {each.id}", err=True)
    if wrong:
        raise Refused(
            _(
                "%(many)s documents differ from what there is to find. Run: consensus index rebuild",
                many=len(wrong),
            )
        )
    if not as_json:
        click.echo(_("All %(documents)s documents are as they should be.", documents=found.documents))


COMMANDS = (search, index)
