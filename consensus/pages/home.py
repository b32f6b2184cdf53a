"""Where the process stands, on one page; and the list of drafts."""

from dataclasses import dataclass, replace

from flask import Blueprint, render_template

from ..discussion.queries.comments import latest_talk
from ..discussion.queries.counts import talk_totals
from ..discussion.shown import comment_views
from ..drafts.models import Draft
from ..drafts.printing import is_changed
from ..drafts.queries import change_counts, draft_named, drafts_published, latest_draft, shown_drafts
from ..drafts.reading import KINDS, draft_view, draft_views, reading_of
from ..drafts.shown import ClauseView, DraftView, Reading
from ..drafts.verbs import Verb
from ..kit.permissions import open_to_all
from ..kit.web.cache import public
from ..kit.web.fragments import fragments
from ..kit.web.i18n import current_language
from ..ledger.queries import newest_entries, revision
from ..ledger.telling import tell
from ..release.showing import ahead_views
from ..roadshow.queries import coming_stops
from ..roadshow.stops_shown import stop_views
from ..systems.queries.lines import verdict_counts
from ..systems.scoring import Verdict

bp = Blueprint("home", __name__)
SHOWN = 6
TALKS = 3
STOPS = 3
WEIGHT = 100_000
LOOKS = 4


@bp.get("/")
@open_to_all
@public
def index() -> str:
    """The front page."""
    latest = latest_draft()
    front = front_of(latest) if latest else None
    talk = latest_talk(TALKS)
    return render_template(
        "pages/home.html",
        draft=with_counts(draft_view(latest), front.draft) if latest and front else None,
        drafts=overview(),
        changed=front.changed if front else None,
        changed_in=front.changed_in if front else None,
        five=front.five if front else [],
        said=talk_totals([latest])[latest.id] if latest else None,
        systems={each: n for each, n in verdict_counts(latest).items() if each} if latest else {},
        verdicts=[str(verdict) for verdict in Verdict],
        ahead=ahead_views(latest),
        stops=stop_views(coming_stops(most=STOPS)),
        talk=comment_views(talk, seen_from=latest, viewer=None) if latest and talk else [],
        latest=tell(newest_entries(limit=SHOWN, without=Verb.EXPLAINED).items),
    )


@bp.get("/drafts/")
@open_to_all
@public
def drafts() -> str:
    """Every draft, the newest first."""
    return render_template("pages/drafts.html", drafts=overview(), shown=shown_drafts())


@bp.get("/drafts/<version>/five/")
@open_to_all
@public
def five(version: str) -> str:
    """Five clauses for three minutes."""
    reading = reading_of(draft_named(version))
    return render_template(
        "pages/five.html", draft=reading.draft, clauses=five_to_read(reading), terms=reading.terms
    )


@dataclass(frozen=True, slots=True)
class Front:
    """What the front page shows of the text, which stays while the text does."""

    draft: DraftView
    changed: ClauseView | None
    changed_in: DraftView | None
    five: list[ClauseView]


def front_of(draft: Draft) -> Front:
    """The words shown first, found once for each draft and language."""

    def make() -> tuple[Front, int]:
        reading = reading_of(draft)
        changed, changed_in = telling_change(draft, reading) or (None, None)
        return Front(reading.draft, changed, changed_in, five_to_read(reading)), WEIGHT

    state = str(revision([str(draft.text_ref)]))
    return fragments().get(("front", draft.digest, draft.version, current_language(), state), make)


def with_counts(view: DraftView, counted: DraftView) -> DraftView:
    """A draft as it is now, with how much of it changed."""
    return replace(view, changed=counted.changed, total=counted.total, counts=counted.counts)


def overview() -> list[DraftView]:
    """Every published draft with how much changed in it, the newest first."""
    published = drafts_published()
    counts = change_counts(published)
    views = []
    for draft, view in zip(reversed(published), draft_views(published[::-1]), strict=True):
        view.counts = dict.fromkeys(KINDS, 0) | counts.get(draft.id, {})
        view.total = sum(n for kind, n in view.counts.items() if kind != "removed")
        view.changed = view.total - view.counts["same"] if view.previous else 0
        views.append(view)
    return views


def telling_change(draft: Draft, reading: Reading) -> tuple[ClauseView, DraftView] | None:
    """The clause whose redline tells most, with its draft: the longest normative one that changed in substance.

    A draft that changed nothing of the kind passes the question on to the one before.
    """
    step: Draft | None = draft
    for _look in range(LOOKS):
        best = max(
            (clause for clause in reading.clauses if _tells(clause)),
            key=lambda it: len(it.text),
            default=None,
        )
        if best is not None:
            return best, reading.draft
        step = step.previous if step else None
        if step is None:
            return None
        reading = reading_of(step)
    return None


def _tells(clause: ClauseView) -> bool:
    change = clause.change
    return bool(clause.normative and change and change.redline_html and change.significance == "substantive")


def five_to_read(reading: Reading) -> list[ClauseView]:
    """Five clauses for three minutes: changed ones first, then the longest normative ones; in reading order."""
    wanted = [
        clause for clause in reading.clauses if clause.normative and clause.kind in ("paragraph", "item")
    ]
    ranked = sorted(wanted, key=lambda clause: (not is_changed(clause.change), -len(clause.text)))
    return sorted(ranked[:5], key=lambda clause: clause.order)
