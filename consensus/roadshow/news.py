"""What people hear of the roadshow: whoever watches a stop, of everything that becomes of it; whoever is named, of that."""

from collections.abc import Mapping, Sequence
from datetime import date

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from ..following import About, Detail, concerns, details_for, quiet, reason, watchable
from ..kit.refs import parse
from ..kit.turns import turn
from ..ledger.models import Entry
from .models import Stop
from .queries.stops import last_reasons, stop_named, stops_named
from .turns import BEGINS, remind_of_stops
from .verbs import Verb

NAMED = "named-at-a-stop"
REASONED = (Verb.MOVED, Verb.CANCELLED)


def declare_news() -> None:
    """Say what can be watched, whom each act concerns, and what is worth knowing of it."""
    watchable("stop", load=stop_named, titles=stop_titles)
    reason(NAMED, _l("you were named for this stop"))
    reason(BEGINS, _l("you watch it, and it begins within a day"))
    turn("stops", remind_of_stops)
    for verb in (Verb.DUTY_GIVEN, Verb.DUTY_ENDED):
        concerns(verb, _whom_named)
    quiet(
        Verb.DUTY_GIVEN, Verb.DUTY_ENDED, Verb.BATCH, Verb.ROWS_SETTLED, Verb.SITTING_CHANGED, Verb.HEADS, Verb.WITNESSED,
        Verb.CODE_REPLACED, Verb.SET_ASIDE, Verb.RESTORED, Verb.NOTES_TURNED, Verb.SITTING_CLOSED, Verb.SITTING_OPENED,
    )  # fmt: skip
    details_for("stop", _of_stops)


def stop_titles(slugs: Sequence[str]) -> dict[str, str]:
    """Slug → what people call the stop."""
    return {slug: stop.title for slug, stop in stops_named(slugs).items()}


def _whom_named(entry: Entry) -> dict[str, str]:
    return {str(entry.details["person"]): NAMED}


def _of_stops(abouts: Sequence[About]) -> Mapping[About, Detail]:
    """The days it was moved to, and why; what came of it when it closed."""
    said = [parse(about.entry.subject).name for about in abouts if about.entry.verb in REASONED]
    reasons = last_reasons(said) if said else {}
    begins = stops_named([parse(about.entry.subject).name for about in abouts if about.why == BEGINS])
    details = {about: _begins(about, begins) or _detail(about.entry, reasons) for about in abouts}
    return {about: detail for about, detail in details.items() if detail is not None}


def _begins(about: About, stops: Mapping[str, Stop]) -> Detail | None:
    stop = stops.get(parse(about.entry.subject).name) if about.why == BEGINS else None
    return Detail(note=_("It begins on %(day)s.", day=format_date(stop.starts))) if stop else None


def _detail(entry: Entry, reasons: Mapping[tuple[str, str], str]) -> Detail | None:
    slug, details = parse(entry.subject).name, entry.details
    why = reasons.get((slug, entry.verb.partition(".")[2]), "")
    if entry.verb == Verb.MOVED:
        first, last = (format_date(date.fromisoformat(str(details[name]))) for name in ("starts", "ends"))
        return Detail(note=_("It is now from %(first)s to %(last)s.", first=first, last=last), excerpt=why)
    if entry.verb == Verb.CANCELLED:
        return Detail(note=_("It will not take place."), excerpt=why)
    if entry.verb == Verb.OPENED:
        return Detail(note=_("People in the room take part now."))
    if entry.verb == Verb.CLOSED:
        note = _(
            "People who joined: %(joined)s; on paper: %(paper)s.",
            joined=details["joined"],
            paper=details["paper"],
        )
        return Detail(note=note, path=f"/roadshow/{slug}/report/")
    return None
