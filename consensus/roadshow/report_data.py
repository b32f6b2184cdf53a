"""The report of a stop and participation over all stops as plain data, for commands and programs."""

from typing import Any

from ..kit.clock import rfc3339
from ..voting.tally import totals_as_data
from .participation import Figure
from .queries.participation import Participation, StopLine
from .queries.report import SaidClause, SittingLine, StopReport, Talked, WhoTookPart


def report_as_data(report: StopReport) -> dict[str, Any]:
    """A stop's report. Figures hold how many said something of how many; ``*`` is what fewer than ``below`` share."""
    stop, totals, left = report.stop, report.totals, report.left
    return {
        "stop": stop.slug, "title": stop.title, "draft": report.draft.version if report.draft else None,
        "state": str(stop.state), "as_of": rfc3339(report.as_of), "participants": who_as_data(report.who),
        "sittings": [_sitting(each) for each in report.sittings],
        "totals": {
            "positions": totals.positions, "comments": totals.comments, "objections": totals.objections,
            "answered": totals.answered, "notes": totals.notes,
        },
        "left": {"notes": left.notes, "waiting": left.waiting, "differing": left.differing},
        "clauses": [_clause(each) for each in report.clauses], "elsewhere": _talked(report.elsewhere),
        "newest": report.newest.version if report.newest else None,
    }  # fmt: skip


def participation_as_data(found: Participation) -> dict[str, Any]:
    """Participation over all stops."""
    return {
        "as_of": rfc3339(found.as_of), "n": found.n, "participants": who_as_data(found.who),
        "stops": [_stop(each) for each in found.stops],
        "venues": [{"continent": each.continent, "stops": each.stops, "people": each.people} for each in found.venues],
        "positions": {"rooms": found.rooms, "online": found.online},
        "comments": {"rooms": found.comments_rooms, "online": found.comments_online},
    }  # fmt: skip


def who_as_data(who: WhoTookPart) -> dict[str, Any]:
    """Who took part, as far as they said."""
    return {
        "people": who.people, "phones": who.phones, "paper": who.paper, "guests": who.guests,
        "with_account": who.with_account, "claimed": who.claimed, "set_aside": who.aside, "heads": who.heads,
        "witnessed": who.witnessed, "groups": _figure(who.groups), "continents": _figure(who.continents),
        "languages": _figure(who.languages), "below": who.below, "may_be_twice": who.twice,
        "consent": [
            {"version": each.version, "n": each.n, "first": each.first.isoformat(), "last": each.last.isoformat()}
            for each in who.consents
        ],
    }  # fmt: skip


def _figure(figure: Figure) -> dict[str, Any]:
    return {"said": figure.said, "of": figure.of, "by_name": {share.name: share.n for share in figure.rows}}


def _sitting(line: SittingLine) -> dict[str, Any]:
    sitting, heads = line.sitting, line.heads
    return {
        "number": sitting.number, "title": sitting.title,
        "opened_at": rfc3339(sitting.opened_at) if sitting.opened_at else None,
        "closed_at": rfc3339(sitting.closed_at) if sitting.closed_at else None,
        "heads": heads.declared, "witnessed": heads.witnessed, "joined": heads.joined, "set_aside": heads.aside,
        "more_than_heads": heads.more,
    }  # fmt: skip


def _clause(each: SaidClause) -> dict[str, Any]:
    return {
        "key": each.key, "number": each.number, "totals": totals_as_data(each.counts), "notes": each.notes,
        **_talked(each.talked), "became": list(each.became), "status": each.status, "depends_on_stop": each.depends,
    }  # fmt: skip


def _talked(said: Talked) -> dict[str, Any]:
    return {
        "comments": said.comments, "objections": said.objections, "standing": said.standing, "answered": said.answered,
        "outcomes": dict(said.outcomes), "resolved_in": list(said.resolved_in),
    }  # fmt: skip


def _stop(line: StopLine) -> dict[str, Any]:
    stop = line.stop
    return {
        "slug": stop.slug, "title": stop.title, "starts": stop.starts.isoformat(), "state": str(stop.state),
        "continent": stop.continent, "online": stop.online, "people": line.people, "phones": line.phones,
        "paper": line.paper, "heads": line.heads, "positions": line.positions, "comments": line.comments,
    }  # fmt: skip
