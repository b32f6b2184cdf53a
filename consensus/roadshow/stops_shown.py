"""Stops as pages show them: their days and times in words, where they are, and the clauses on the agenda."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

import pytz  # type: ignore[import-untyped]  # Babel comes with it and formats its zones
from babel.dates import format_datetime, format_interval, format_time
from flask_babel import format_date, get_locale
from flask_babel import gettext as _

from ..accounts.names import country_name
from ..drafts.models import Draft
from ..drafts.printed import clause_views
from ..drafts.queries import ClauseRow, latest_draft, rows_of
from ..kit.clock import now
from ..kit.text.words import excerpt
from ..voting.places import takes_positions
from .models import Sitting, Stop, StopChange, StopState
from .queries.listed import told_last
from .shown import ClauseLine, SittingView, StopView
from .worldmap import Spot, projected, set_apart

TITLE = 90
HOUR = 3600


def stop_views(stops: Sequence[Stop]) -> list[StopView]:
    """Stops for a list and for the map, where two in one city stand side by side."""
    placed = [stop for stop in stops if stop.latitude is not None and stop.longitude is not None]
    spots = dict(
        zip(
            (stop.id for stop in placed),
            set_apart(projected(float(stop.latitude or 0), float(stop.longitude or 0)) for stop in placed),
            strict=True,
        )
    )
    told = told_last(stops)
    return [_stop(stop, told.get(stop.id), spots.get(stop.id)) for stop in stops]


def stop_view(stop: Stop) -> StopView:
    """One stop."""
    return stop_views([stop])[0]


def sitting_views(stop: Stop, *, draft: Draft | None = None) -> list[SittingView]:
    """Its sittings, with the words of their agendas as they stand in their draft, else in the given or the current one."""
    otherwise = draft or latest_draft()
    lines: dict[int, dict[str, ClauseLine]] = {}
    for each in stop.sittings:
        about = each.draft or otherwise
        if about is not None and about.id not in lines and each.agenda:
            lines[about.id] = {line.key: line for line in clause_lines(rows_of(about))}
    return [_sitting(each, stop, lines, each.draft or otherwise) for each in stop.sittings]


def clause_lines(rows: Iterable[ClauseRow]) -> list[ClauseLine]:
    """Clauses as lines, for as many statements as one."""
    found = list(rows)
    return [
        ClauseLine(row.key, row.number, row.lead or excerpt(row.text, most=TITLE), view.html, len(row.text))
        for row, view in zip(found, clause_views(found), strict=True)
    ]


def agenda_of(sitting: Sitting, draft: Draft) -> list[ClauseLine]:
    """What a sitting goes through: its agenda as far as the draft has it, else every clause that takes positions."""
    rows = {row.key: row for row in rows_of(draft)}
    wanted = [rows[key] for key in sitting.agenda if key in rows]
    return clause_lines(wanted or [row for row in rows.values() if takes_positions(row)])


def days_words(starts: date, ends: date) -> str:
    """``September 1 – 3, 2024``, as the reader's language writes it."""
    if starts == ends:
        return str(format_date(starts, "long"))
    return str(format_interval(starts, ends, "yMMMd", locale=_locale()))


def times_words(starts: datetime | None, ends: datetime | None, zone: str) -> str:
    """``Tuesday, June 11, 2024, 18:00 – 20:00``, as the clocks of a zone show it; empty for none."""
    if starts is None:
        return ""
    local = pytz.timezone(zone)
    begins = starts.astimezone(local)
    words = format_datetime(begins, "EEEE", locale=_locale()) + ", " + format_date(begins.date(), "long")
    words += ", " + format_time(begins, "HH:mm", tzinfo=local, locale=_locale())
    if ends is None:
        return words
    until = ends.astimezone(local)
    if until.date() != begins.date():
        return f"{words} – {format_date(until.date(), 'long')}, {until:%H:%M}"
    return f"{words} – {until:%H:%M}"


def zone_words(zone: str, day: date) -> str:
    """``Africa/Dakar, UTC`` or ``Asia/Kolkata, UTC+05:30``: the zone, and how far it is from UTC on a day."""
    noon = pytz.timezone(zone).localize(datetime(day.year, day.month, day.day, 12))
    offset = noon.utcoffset()
    seconds = int(offset.total_seconds()) if offset else 0
    sign, ahead = "+" if seconds >= 0 else "−", abs(seconds)
    far = f"{sign}{ahead // HOUR:02}:{ahead % HOUR // 60:02}" if ahead else ""
    return f"{zone.replace('_', ' ')}, UTC{far}"


def where_words(stop: Stop) -> str:
    """``Lagos, Nigeria, held online``."""
    place = ", ".join(part for part in (stop.city, country_name(stop.country)) if part)
    if not stop.online:
        return place
    return _("%(place)s, held online", place=place) if place else _("online")


def is_past(stop: Stop) -> bool:
    """Whether its days are over where it is, or it is closed; an open stop never is."""
    if stop.state is StopState.OPEN:
        return False
    today = now().astimezone(pytz.timezone(stop.timezone)).date()
    return stop.state is StopState.CLOSED or stop.ends < today


def _stop(stop: Stop, change: StopChange | None, spot: Spot | None) -> StopView:
    told = change if change is not None and change.state == stop.state else None
    return StopView(
        slug=stop.slug, event=stop.event, title=stop.title, where=where_words(stop), venue=stop.venue,
        online=stop.online, days=days_words(stop.starts, stop.ends), starts=stop.starts, ends=stop.ends,
        zone=zone_words(stop.timezone, stop.starts), language=stop.language, state=str(stop.state),
        reason=told.reason if told else "", announced=told.announced_at if told else None, past=is_past(stop),
        held=stop.draft_id is not None, spot=spot, url=stop.url, note=stop.note, source=stop.source,
        capacity=stop.capacity,
    )  # fmt: skip


def _sitting(
    sitting: Sitting, stop: Stop, lines: Mapping[int, Mapping[str, ClauseLine]], about: Draft | None
) -> SittingView:
    found = lines.get(about.id, {}) if about else {}
    return SittingView(
        number=sitting.number,
        title=sitting.title,
        starts_at=sitting.starts_at,
        ends_at=sitting.ends_at,
        words=times_words(sitting.starts_at, sitting.ends_at, stop.timezone),
        state=sitting.state,
        version=about.version if about else None,
        agenda=tuple(found[key] for key in sitting.agenda if key in found),
        heads=sitting.heads,
        witnessed=sitting.witnessed_at is not None,
    )


def _locale() -> str:
    return str(get_locale() or "en")


def begins_at(stop: Stop) -> datetime:
    """The first moment of a stop: of its first sitting where the hour is set, else of its first day there."""
    hours = [sitting.starts_at for sitting in stop.sittings if sitting.starts_at is not None]
    midnight = pytz.timezone(stop.timezone).localize(
        datetime(stop.starts.year, stop.starts.month, stop.starts.day)
    )
    return min(hours, default=midnight)
