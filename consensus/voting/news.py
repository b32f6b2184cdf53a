"""What people are told of positions: that a draft changed words they spoke of, once when it is published, once a day before
it closes; and what became of their challenges and appeals.
"""

from collections.abc import Sequence
from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from ..drafts.models import Draft
from ..drafts.queries import latest_draft, period_of, status_of
from ..drafts.verbs import Verb as DraftVerb
from ..following import About, Detail, concerns, details_for_reason, reason, speaks_as
from ..following.actions import remind_some
from ..following.queries import bookmark_at
from ..kit.clock import now, rfc3339
from ..kit.db import again_on_a_race, fresh_look
from ..kit.refs import parse
from ..kit.turns import turn
from ..kit.web.jinja import moment
from ..ledger.models import Entry
from ..ledger.queries import entries_about
from .queries.decided import appeals_of, appellants_of, call_called, challenge_called
from .queries.holders import holders_left_behind, people_behind, people_of
from .verbs import Verb

CHANGED, CLOSES = "words-changed", "positions-close"
RULED, APPEAL_RULED = "challenge-ruled", "appeal-ruled"
BEFORE_CLOSING = timedelta(days=1)
DONE, STRETCH = 2**31 - 1, 2_000
OWN = "/positions/"
VOTER = "v:"


def declare_news() -> None:
    """Say whom it concerns and why, and what is worth knowing."""
    reason(CHANGED, _l("you took positions on words that it changed"))
    reason(
        CLOSES,
        _l("it closes within a day, and you have not looked again at what it changed of what you spoke of"),
    )
    reason(RULED, _l("you made this challenge"))
    reason(APPEAL_RULED, _l("you appealed"))
    details_for_reason(CHANGED, _details_of_change)
    details_for_reason(CLOSES, _details_of_closing)
    concerns(Verb.CHALLENGE_RULED, _challenger)
    concerns(Verb.APPEAL_RULED, _appellants)
    speaks_as(VOTER, people_of)
    turn("positions", remind_holders)


def remind_holders() -> int:
    """A turn: tell those whose positions a draft left behind, a stretch of people at a time, once for each occasion. → 1 or 0."""
    fresh_look()
    draft = latest_draft()
    if draft is None or draft.previous is None or status_of(draft, latest=draft) != "open":
        return 0
    n = next((each.n for each in entries_about(draft.ref) if each.verb == DraftVerb.PUBLISHED), None)
    if n is None:
        return 0
    return _tell(f"{CHANGED}:{draft.version}", draft, n=n, why=CHANGED) or _before_closing(draft, n=n)


def _before_closing(draft: Draft, *, n: int) -> int:
    period = period_of(draft)
    closes_at = period.closes_at if period else None
    if closes_at is None or not now() < closes_at <= now() + BEFORE_CLOSING:
        return 0
    return _tell(f"{CLOSES}:{draft.version}:{rfc3339(closes_at)}", draft, n=n, why=CLOSES)


def _tell(name: str, draft: Draft, *, n: int, why: str) -> int:
    after = bookmark_at(name)
    if after >= DONE:
        return 0
    found = holders_left_behind(draft, after=after, limit=STRETCH)
    upto = found[-1][0] if len(found) == STRETCH else DONE
    whom = [actor for _account, actor in found]
    return again_on_a_race(lambda: remind_some(name, whom=whom, n=n, why=why, after=after, upto=upto))


def _details_of_change(abouts: Sequence[About]) -> dict[About, Detail]:
    note = _(
        "What you said of words that changed in substance is not counted until you look again: keep, change or take "
        "back all of it in one pass."
    )
    return {about: Detail(note=note, path=OWN) for about in abouts}


def _details_of_closing(abouts: Sequence[About]) -> dict[About, Detail]:
    draft = latest_draft()
    period = period_of(draft) if draft else None
    if period is None or period.closes_at is None:
        return _details_of_change(abouts)
    note = _(
        "Until %(until)s you can say of the new words what you said of the old ones, or something else.",
        until=moment(period.closes_at),
    )
    return {about: Detail(note=note, path=OWN) for about in abouts}


def _challenger(entry: Entry) -> dict[str, str]:
    challenge = challenge_called(int(parse(entry.subject).name))
    return dict.fromkeys(people_behind([challenge.voter]), RULED)


def _appellants(entry: Entry) -> dict[str, str]:
    call = call_called(int(parse(entry.subject).name))
    appeal = appeals_of([call]).get(call.id)
    voters = [each.voter for each in appellants_of(appeal)] if appeal else []
    return dict.fromkeys(people_behind(voters), APPEAL_RULED)
