"""What people are told who watch drafts and clauses: a clause that changed is news when its draft is published, and a
draft is recalled to mind a day before it closes.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from ..following import About, Detail, around, details_for, reason, watchable
from ..following.actions import remind_once
from ..following.queries import bookmark_at
from ..kit.clock import now, parse_rfc3339, rfc3339
from ..kit.db import again_on_a_race, fresh_look
from ..kit.refs import parse
from ..kit.turns import turn
from ..kit.web.jinja import moment
from ..ledger.models import Entry
from ..ledger.queries import entries_by_subjects
from .changes import ChangeKind
from .models import Draft
from .queries import clause_named, draft_named, latest_draft, period_of
from .queries.watched import Became, became_in, clause_titles, keys_changed_in
from .verbs import Verb

BEFORE_CLOSING = timedelta(days=1)
CLOSING = "closing"
SETS_THE_END = (Verb.PUBLISHED, Verb.EXTENDED, Verb.SHORTENED, Verb.REOPENED)
SENTENCES: dict[ChangeKind, Any] = {
    ChangeKind.NEW: _l("The clause that you watch came back in it."),
    ChangeKind.SPLIT: _l("The clause that you watch was split in it."),
    ChangeKind.MERGED: _l("The clause that you watch was joined with another in it."),
    ChangeKind.RENAMED: _l("The clause that you watch has another name in it."),
    ChangeKind.EDITED: _l("The words of the clause that you watch changed in it."),
    ChangeKind.MOVED: _l("The clause that you watch stands elsewhere in it."),
    ChangeKind.REMOVED: _l("The clause that you watch is gone from it."),
}


def declare_news() -> None:
    """Say what can be watched, what a publication touches, and what is worth knowing of it."""
    watchable("draft", load=draft_named, titles=draft_titles)
    watchable("clause", load=clause_named, titles=clause_titles)
    for verb in (Verb.PUBLISHED, Verb.WITHDRAWN):
        around(verb, clauses_changed)
    reason(CLOSING, _l("you watch it, and it closes within a day"))
    details_for("draft", details_of_drafts)
    turn("closings", remind_of_closing)


def draft_titles(versions: Sequence[str]) -> dict[str, str]:
    """Version → what people call the draft."""
    return {version: str(_("Draft %(version)s", version=version)) for version in versions}


def clauses_changed(entry: Entry) -> list[str]:
    """The refs of the clauses that a draft changed."""
    return [f"clause:{key}" for key in keys_changed_in(parse(entry.subject).name)]


def details_of_drafts(abouts: Sequence[About]) -> dict[About, Detail]:
    """What became of the clause, or of the draft, because of which somebody is told of a draft."""
    pairs = {about: (parse(about.entry.subject).name, _clause_in(about)) for about in abouts}
    keys = {key for _version, key in pairs.values() if key}
    became = became_in({version for version, key in pairs.values() if key}, keys) if keys else {}
    return {about: _detail(about, version, key, became) for about, (version, key) in pairs.items()}


def remind_of_closing() -> int:
    """The follower's turn: a day before the current draft closes, tell those who watch it, once for each such time."""
    fresh_look()
    draft = latest_draft()
    period = period_of(draft) if draft else None
    closes_at = period.closes_at if period else None
    if draft is None or closes_at is None or not now() < closes_at <= now() + BEFORE_CLOSING:
        return 0
    name, thing, n = f"{CLOSING}:{draft.version}:{rfc3339(closes_at)}", draft.ref, _set_by(draft)
    if n is None or bookmark_at(name):
        return 0
    return again_on_a_race(lambda: remind_once(name, thing=thing, n=n, why=CLOSING))


def _set_by(draft: Draft) -> int | None:
    """The entry that set the end of a draft's period."""
    about = entries_by_subjects([str(draft.ref)])
    return next((entry.n for entry in about if entry.verb in SETS_THE_END), None)


def _clause_in(about: About) -> str | None:
    kind, _colon, key = about.why.partition(":")
    return key if kind == "clause" else None


def _detail(about: About, version: str, key: str | None, became: Mapping[tuple[str, str], Became]) -> Detail:
    if about.why == CLOSING:
        return Detail(note=_until(about.entry))
    if key and about.entry.verb == Verb.WITHDRAWN:
        return Detail(
            note=_("What it changed of the clause that you watch is taken back."), path=f"/clauses/{key}/"
        )
    found = became.get((version, key)) if key else None
    if found and about.entry.verb == Verb.PUBLISHED:
        return Detail(note=_told(found), path=_path(version, found))
    if about.entry.verb == Verb.PUBLISHED and about.why == f"draft:{about.entry.details.get('previous')}":
        return Detail(note=_("It takes the place of the draft that you watch. To hear of it too, watch it."))
    return Detail()


def _told(became: Became) -> str:
    if became.kind is ChangeKind.SAME and became.surroundings and not became.moved:
        return _("The clause that you watch kept its words, but what it hangs from changed.")
    kind = ChangeKind.MOVED if became.kind is ChangeKind.SAME and became.moved else became.kind
    return str(SENTENCES.get(kind, ""))


def _path(version: str, became: Became) -> str:
    gone = became.kind is ChangeKind.REMOVED
    return f"/clauses/{became.key}/" if gone else f"/drafts/{version}/clauses/{became.key}/"


def _until(entry: Entry) -> str:
    until = entry.details.get("until") or entry.details.get("comment_until")
    return (
        _("Comments and positions are taken until %(until)s.", until=moment(parse_rfc3339(until)))
        if until
        else ""
    )
