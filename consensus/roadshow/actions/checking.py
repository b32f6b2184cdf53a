"""Whether a description of a stop or a sitting can be taken; every field that cannot is told at once."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo, available_timezones

from flask_babel import gettext as _
from sqlalchemy import select

from ...accounts.countries import CONTINENTS, COUNTRIES, continent_of
from ...accounts.names import UnknownLanguage, language_codes
from ...drafts.models import Clause
from ...kit.db import db
from ...kit.errors import Invalid
from ...kit.web.forms import tidy_text
from ..given import LONGEST_LINE, LONGEST_TEXT, RESERVED, SLUG, SittingGiven, StopGiven, one_line, tidied
from ..models import Stop

Wrong = dict[str, str]
MOST_CLAUSES = 200


def checked_stop(given: StopGiven) -> StopGiven:
    """A description that can be stored; without a continent that of its country. Raises Invalid with every wrong field."""
    given = tidied(given)
    wrong: Wrong = {}
    for check in (_name, _place, _time, _numbers):
        check(given, wrong)
    for field in ("event", "city", "venue", "source"):
        if len(getattr(given, field)) > LONGEST_LINE:
            wrong[field] = _("Use at most %(n)s characters.", n=LONGEST_LINE)
    if len(given.note) > LONGEST_TEXT:
        wrong["note"] = _("Use at most %(n)s characters.", n=LONGEST_TEXT)
    if wrong:
        raise Invalid(wrong)
    return replace(
        given, continent=given.continent or continent_of(given.country), note=tidy_text(given.note)
    )


def _name(given: StopGiven, wrong: Wrong) -> None:
    if not SLUG.fullmatch(given.slug) or len(given.slug) > 80:
        wrong["slug"] = _("Use small letters, digits and single hyphens.")
    elif given.slug in RESERVED:
        wrong["slug"] = _("This name is an address of the site already. Choose another one.")
    if not given.event:
        wrong["event"] = _("Please fill this in.")
    if given.url and not given.url.startswith(("https://", "http://")):
        wrong["url"] = _("Give a whole web address, beginning with https:// or http://.")


def _place(given: StopGiven, wrong: Wrong) -> None:
    if given.country and given.country not in COUNTRIES:
        wrong["country"] = _("Choose one of the countries, or none.")
    if given.continent and given.continent not in CONTINENTS:
        wrong["continent"] = _("Choose one of the continents, or none.")
    if not given.online and not given.city:
        wrong["city"] = _("Say in which city it is, or that it is online.")
    if (given.latitude is None) is not (given.longitude is None):
        wrong["latitude"] = _("Give both coordinates, or none.")


def _time(given: StopGiven, wrong: Wrong) -> None:
    if given.ends < given.starts:
        wrong["ends"] = _("The last day cannot be before the first.")
    if given.timezone not in available_timezones():
        wrong["timezone"] = _("Choose a time zone, such as Africa/Dakar.")
    if not is_language(given.language):
        wrong["language"] = _("Choose a language.")


def is_language(text: str) -> bool:
    """Whether a text is the code of a language that we know."""
    try:
        return language_codes(text) == [text]
    except UnknownLanguage:
        return False


def _numbers(given: StopGiven, wrong: Wrong) -> None:
    if given.latitude is not None and not -90 <= given.latitude <= 90:
        wrong["latitude"] = _("A latitude is between -90 and 90.")
    if given.longitude is not None and not -180 <= given.longitude <= 180:
        wrong["longitude"] = _("A longitude is between -180 and 180.")
    if given.capacity is not None and not 0 < given.capacity <= 100_000:
        wrong["capacity"] = _("Give a number above 0, or leave this empty.")


def checked_sitting(stop: Stop, given: SittingGiven) -> SittingGiven:
    """A plan that can be stored; times without a zone are those of the stop. Raises Invalid with every wrong field."""
    wrong: Wrong = {}
    title = one_line(tidy_text(given.title))
    if len(title) > LONGEST_LINE:
        wrong["title"] = _("Use at most %(n)s characters.", n=LONGEST_LINE)
    starts, ends = (_local(stop, moment) for moment in (given.starts_at, given.ends_at))
    if starts and ends and ends <= starts:
        wrong["ends_at"] = _("It cannot end before it begins.")
    if ends and not starts:
        wrong["starts_at"] = _("Say when it begins, too.")
    agenda = tuple(dict.fromkeys(key.strip() for key in given.agenda if key.strip()))
    unknown = _unknown(agenda)
    if unknown:
        wrong["agenda"] = _("There are no such clauses: %(keys)s.", keys=", ".join(unknown))
    if len(agenda) > MOST_CLAUSES:
        wrong["agenda"] = _("At most %(n)s clauses. Leave this empty for the whole draft.", n=MOST_CLAUSES)
    if wrong:
        raise Invalid(wrong)
    return SittingGiven(title, starts, ends, agenda)


def checked_reason(reason: str) -> str:
    """A reason as it is stored, in public. Raises Invalid without one."""
    words = tidy_text(reason).strip()
    if not words:
        raise Invalid({"reason": _("Say why; the reason is public.")})
    if len(words) > LONGEST_TEXT:
        raise Invalid({"reason": _("Use at most %(n)s characters.", n=LONGEST_TEXT)})
    return words


def all_wrong(*checks: Callable[[], object]) -> None:
    """Raise what some checks find, all at once. Raises Invalid."""
    errors: dict[str, list[object]] = {}
    for check in checks:
        try:
            check()
        except Invalid as error:
            errors |= error.errors
    if errors:
        raise Invalid(errors)


def _local(stop: Stop, moment: datetime | None) -> datetime | None:
    """A moment with a zone: what says none is meant in the stop's."""
    if moment is None or moment.tzinfo is not None:
        return moment
    return moment.replace(tzinfo=ZoneInfo(stop.timezone))


def _unknown(keys: Collection[str]) -> list[str]:
    known = set(db.session.scalars(select(Clause.key).where(Clause.key.in_(keys)))) if keys else set()
    return [key for key in keys if key not in known]
