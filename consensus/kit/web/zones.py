"""Times as people type them: what a clock shows, and the zone it stands in. Stored is the moment, in UTC."""

from datetime import UTC, datetime

import pytz  # type: ignore[import-untyped]
from flask_babel import gettext as _

UTC_ZONE = "UTC"


class BadTime(ValueError):
    """A reading that is no moment in its zone; its text is the sentence the person reads."""


def zones() -> list[tuple[str, str]]:
    """The zones offered, UTC first: name, and how it is shown."""
    names = [UTC_ZONE, *(name for name in pytz.common_timezones if name != UTC_ZONE)]
    return [(name, name.replace("_", " ")) for name in names]


def moment_in(reading: str, zone: str) -> datetime:
    """``("2026-11-23T18:00", "Africa/Lagos")`` → the moment, in UTC. Raises BadTime.

    A reading that a change of the clocks leaves out or shows twice is refused, never guessed.
    """
    try:
        shown = datetime.strptime(reading.strip().replace(" ", "T")[:16], "%Y-%m-%dT%H:%M")
    except ValueError as error:
        raise BadTime(_("“%(t)s” is no time; write it like 2026-11-23T18:00.", t=reading[:40])) from error
    try:
        return pytz.timezone(zone).localize(shown, is_dst=None).astimezone(UTC)
    except pytz.UnknownTimeZoneError as error:
        raise BadTime(_("“%(zone)s” is no time zone we know.", zone=zone[:40])) from error
    except pytz.NonExistentTimeError as error:
        raise BadTime(
            _("The clocks skip this time in %(zone)s. Choose another one, or UTC.", zone=zone)
        ) from error
    except pytz.AmbiguousTimeError as error:
        raise BadTime(
            _("The clocks show this time twice in %(zone)s. Choose another one, or UTC.", zone=zone)
        ) from error
    except OverflowError as error:
        raise BadTime(_("“%(t)s” is no time; write it like 2026-11-23T18:00.", t=reading[:40])) from error


def reading_in(at: datetime | None, zone: str = UTC_ZONE) -> str:
    """The inverse, for filling in a form; "" for None."""
    return at.astimezone(pytz.timezone(zone)).strftime("%Y-%m-%dT%H:%M") if at else ""
