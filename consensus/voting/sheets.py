"""Results and positions as sheets, with a dictionary of their columns; no cell that a spreadsheet would run as a formula."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO, Any

from flask_babel import lazy_gettext as _l

from ..kit.text.cells import write_table
from .coarsening import PUBLISHED_ORDER
from .counting import Counts
from .results import ClauseResult, ResultsView
from .tally import totals_as_data

RESULTS = {
    "clause": _l("The clause's lasting key."),
    "url": _l("The permanent address of its rows."),
    "number": _l("Its number in this draft."),
    "part": _l("The part it stands in."),
    "normative": _l("yes where it counts for the path to stable."),
    "outcome": _l("quiet (too few positions), consensus, rough-consensus, no-objection or contested."),
    "sentence": _l("The outcome in words, and what would change it."),
    "depends_on": _l("Without whom, or by which rule, the outcome would be another."),
    "support": _l("Positions: support."),
    "accept": _l("Positions: can live with it."),
    "abstain": _l("Positions: abstain."),
    "object": _l("Positions: object."),
    "n": _l("All positions."),
    "for_value": _l("The share for: support and can live with it, of these and object."),
    "for_low": _l("Its 95 % Wilson interval: the lower end."),
    "for_high": _l("Its 95 % Wilson interval: the upper end."),
    "of": _l("What the shares are of: for and against, without abstentions."),
    "against_value": _l("The share against."),
    "stale": _l("Positions on earlier words, not counted."),
    "carried": _l("Of all positions: taken on an earlier draft."),
    "edited": _l("Of these: on words that were edited since."),
    "en_bloc": _l("Of all positions: said of the rest of a part at once."),
    "late": _l("Of all positions: taken in time on paper, entered later."),
    "makers": _l("Of all positions: of makers of such systems."),
    "set_aside": _l("Positions of people who were set aside from a sitting, not counted."),
    "may_take_part": _l("How many may take part."),
    "objections": _l("Objections that stand."),
    "unaddressed": _l("Of these: not addressed."),
}
FIGURES = {
    "clause": _l("The clause's lasting key."),
    "number": _l("Its number in this draft."),
    "table": _l("group, channel or continent."),
    "name": _l("Which one; unstated: left out."),
    "support": _l("Positions: support."),
    "accept": _l("Positions: can live with it."),
    "abstain": _l("Positions: abstain."),
    "object": _l("Positions: object."),
    "n": _l("All positions."),
}
POSITIONS = {
    "clause": _l("The clause's lasting key."),
    "url": _l("The entry of the public record."),
    "voter": _l("The pseudonym under which it was taken."),
    "position": _l("support, accept (can live with it), abstain or object."),
    "taken_on": _l("The draft it was taken on."),
    "same_words": _l("yes where the words were the same."),
    "day": _l("The day it was taken, UTC."),
    "en_bloc": _l("yes where it was said of the rest of a part at once."),
    "late": _l("yes where it was entered after closing."),
    "organisation": _l("The organisation of its holder."),
    "scribe": _l("Who entered it."),
    "channel": _l("online, or stop: and the stop's name."),
    "continent": _l("The continent of its holder."),
    "maker": _l("yes for a maker of such systems."),
    "established": _l("yes where the account was older than the policy asks."),
    "group": _l("The stakeholder group of its holder."),
}
SHEETS: Mapping[str, Mapping[str, Any]] = {"results": RESULTS, "figures": FIGURES, "positions": POSITIONS}
HIDDEN = _l(
    "* stands for what is not shown, because fewer people than the policy says share it: features are hidden one after "
    "the other, in the order of the columns from organisation to group, in all rows of a combination."
)


def write_results(out: IO[str], results: ResultsView, *, base: str, version: str) -> None:
    """A row for each clause."""
    _write(out, RESULTS, (_result(each, base, version) for each in results.clauses))


def write_figures(out: IO[str], results: ResultsView) -> None:
    """A row for each clause and stakeholder group, channel or continent."""
    _write(out, FIGURES, (row for each in results.clauses for row in _figures(each)))


def write_positions(out: IO[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """A row for each position that is counted."""
    _write(out, POSITIONS, rows)


def write_dictionary(out: IO[str]) -> None:
    """What the columns of all sheets mean."""
    rows = [[name, column, str(means)] for name, sheet in SHEETS.items() for column, means in sheet.items()]
    hidden = ["positions", ", ".join(PUBLISHED_ORDER), str(HIDDEN)]
    write_table(out, ["sheet", "column", "meaning"], [*rows, hidden])


def _write(out: IO[str], columns: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]) -> None:
    write_table(out, columns, ([row.get(column) for column in columns] for row in rows))


def _result(each: ClauseResult, base: str, version: str) -> dict[str, Any]:
    tally, standing = each.found.tally, each.found.outcome.objections
    backing, against = tally.shares
    return {
        "clause": each.key, "url": f"{base}/drafts/{version}/clauses/{each.key}/positions/", "number": each.number,
        "part": each.part, "normative": each.normative, "outcome": str(each.status), "sentence": each.sentence,
        "depends_on": "; ".join([*(one.whom for one in each.depends), *(name for name, _rule in each.other_rules)]),
        **totals_as_data(tally.totals), "for_value": backing.value, "for_low": backing.low, "for_high": backing.high,
        "of": backing.of, "against_value": against.value, "stale": tally.stale.n, "carried": tally.carried.n,
        "edited": tally.edited.n, "en_bloc": tally.en_bloc.n, "late": tally.late.n, "makers": tally.makers.n,
        "set_aside": tally.aside.n,
        "may_take_part": tally.roll, "objections": standing.standing, "unaddressed": standing.unaddressed,
    }  # fmt: skip


def _figures(each: ClauseResult) -> Iterator[dict[str, Any]]:
    tally = each.found.tally
    tables: Sequence[tuple[str, Mapping[str, Counts]]] = (
        ("group", tally.by_group), ("channel", tally.by_channel), ("continent", tally.by_continent),
    )  # fmt: skip
    for table, by_name in tables:
        for name, counts in by_name.items():
            yield {
                "clause": each.key,
                "number": each.number,
                "table": table,
                "name": name,
                **totals_as_data(counts),
            }
