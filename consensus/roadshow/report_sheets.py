"""The report of a stop and participation over all stops as sheets, with a dictionary of their columns."""

from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

from flask_babel import lazy_gettext as _l

from ..kit.clock import rfc3339
from ..kit.text.cells import write_table
from ..voting.tally import totals_as_data
from .participation import Figure
from .queries.participation import Participation, StopLine
from .queries.report import SaidClause, StopReport, WhoTookPart

REPORT = {
    "clause": _l("The clause's lasting key."), "url": _l("Its permanent address."), "number": _l("Its number in the stop's draft."),
    "support": _l("Positions from this stop that count: support."), "accept": _l("The same: can live with it."),
    "abstain": _l("The same: abstain."), "object": _l("The same: object."), "n": _l("All of these."),
    "notes": _l("Notes that were taken."), "comments": _l("Comments from this stop."),
    "objections": _l("Of these: objections."), "standing": _l("Of these: such as stand."),
    "answered": _l("Comments that have an answer."), "outcomes": _l("How they were answered, and how often."),
    "resolved_in": _l("The drafts whose changes answer them."),
    "became": _l("What the clause became in the newest draft; empty: the same."),
    "outcome": _l("What becomes of the clause, by all positions."),
    "depends_on_stop": _l("yes where that would be another without this stop."),
}  # fmt: skip
STOPS = {
    "stop": _l("The stop's name in addresses."), "url": _l("Its permanent address."), "title": _l("The event and the city."),
    "starts": _l("Its first day, there."), "state": _l("planned, open, closed, moved or cancelled."),
    "continent": _l("Where it was; online: without a place."), "people": _l("Different people, as far as can be known."),
    "phones": _l("By code."), "paper": _l("On paper."), "heads": _l("Heads that were counted; empty: nobody counted."),
    "positions": _l("Positions from there that count."), "comments": _l("Comments from there."),
}  # fmt: skip
PEOPLE = {
    "table": _l("people, group, continent, language or consent."),
    "name": _l("Which one. unstated: they said nothing; *: what few people said each, together; other: what few said, or nothing."),
    "n": _l("How many people."), "said": _l("How many people said something of it."), "of": _l("Of how many."),
    "as_of": _l("When it was computed, UTC."), "consent": _l("From when until when people agreed to this text."),
}  # fmt: skip
SHEETS: Mapping[str, Mapping[str, Any]] = {"report": REPORT, "stops": STOPS, "people": PEOPLE}


def write_report(out: IO[str], report: StopReport, *, base: str) -> None:
    """A row for each clause of which anything was said at the stop."""
    version = report.draft.version if report.draft else ""
    _write(out, REPORT, (_clause(each, base, version) for each in report.clauses))


def write_participation(out: IO[str], found: Participation, *, base: str) -> None:
    """A row for each stop that was opened."""
    _write(out, STOPS, (_stop(each, base) for each in found.stops))


def write_people(out: IO[str], who: WhoTookPart, *, as_of: Any) -> None:
    """Who took part, as far as they said: a row for each stakeholder group, continent and language, and each consent."""
    _write(out, PEOPLE, (row | {"as_of": rfc3339(as_of)} for row in _people(who)))


def write_columns(out: IO[str]) -> None:
    """What the columns of these sheets mean."""
    rows = [[name, column, str(means)] for name, sheet in SHEETS.items() for column, means in sheet.items()]
    write_table(out, ["sheet", "column", "meaning"], rows)


def _write(out: IO[str], columns: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]) -> None:
    write_table(out, columns, ([row.get(column) for column in columns] for row in rows))


def _clause(each: SaidClause, base: str, version: str) -> dict[str, Any]:
    return {
        "clause": each.key, "url": f"{base}/drafts/{version}/clauses/{each.key}/", "number": each.number,
        **totals_as_data(each.counts), "notes": each.notes, "comments": each.comments, "objections": each.objections,
        "standing": each.standing, "answered": each.answered,
        "outcomes": "; ".join(f"{name}: {n}" for name, n in each.outcomes.items()),
        "resolved_in": "; ".join(each.resolved_in), "became": "; ".join(each.became), "outcome": each.status,
        "depends_on_stop": each.depends,
    }  # fmt: skip


def _stop(line: StopLine, base: str) -> dict[str, Any]:
    stop = line.stop
    return {
        "stop": stop.slug, "url": f"{base}/roadshow/{stop.slug}/", "title": stop.title, "starts": stop.starts.isoformat(),
        "state": str(stop.state), "continent": "online" if stop.online else stop.continent, "people": line.people,
        "phones": line.phones, "paper": line.paper, "heads": line.heads, "positions": line.positions,
        "comments": line.comments,
    }  # fmt: skip


def _people(who: WhoTookPart) -> Iterator[dict[str, Any]]:
    whole = (
        ("all", who.people), ("by code", who.phones), ("on paper", who.paper), ("heads", who.heads),
        ("left an address since", who.claimed), ("set aside, not counted", who.aside),
    )  # fmt: skip
    for name, n in whole:
        yield {"table": "people", "name": name, "n": n}
    for table, figure in (("group", who.groups), ("continent", who.continents), ("language", who.languages)):
        yield from _rows(table, figure)
    for each in who.consents:
        yield {"table": "consent", "name": each.version, "n": each.n, "consent": f"{each.first}/{each.last}"}


def _rows(table: str, figure: Figure) -> Iterator[dict[str, Any]]:
    for share in figure.rows:
        yield {"table": table, "name": share.name, "n": share.n, "said": figure.said, "of": figure.of}
