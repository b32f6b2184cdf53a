"""The rows behind a figure: every position that is counted on a clause, without names."""

from collections.abc import Mapping
from typing import Any

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _

from ...discussion.placed import place_view
from ...discussion.places import OnClause
from ...kit.errors import Missing
from ...kit.permissions import open_to_all
from ...kit.web.cache import public
from ..calling import calls_view
from ..coarse import coarse_on
from ..counting import ONLINE, Choice
from ..places import takes_positions
from ..queries.channels import is_channel, outcome_in
from ..queries.outcomes import ClauseOutcome, outcome_of
from ..queries.policies import policy_of
from ..queries.rows import FILTERS, FLAGS, rows_on
from ..results import clause_result
from ..shares import share
from .doors import bp, clause_at


@bp.get("/drafts/<version>/clauses/<key>/positions/")
@open_to_all
@public
def rows(version: str, key: str) -> Any:
    """All figures of one clause, and the positions they count: ``?position=`` ``?group=`` … choose some.

    ``?channel=`` reads all of it from one channel alone.
    """
    place = clause_at(version, key)
    if (version, key) != (place.draft.version, place.row.key):
        return redirect(url_for("voting.rows", version=place.draft.version, key=place.row.key), 302)
    if not takes_positions(place.row):
        raise Missing(
            _("Positions are taken on clauses that say something, not on headings and groups of rows.")
        )
    asked = asked_in(request.args)
    outcome = _outcome(place, asked.get("channel"))
    page = rows_on(place.draft, place.row, asked=asked, cursor=request.args.get("cursor"))
    return render_template(
        "voting/rows.html",
        place=place_view(place),
        result=clause_result(place.row, outcome),
        calls=calls_view(place),
        share_of=lambda counts: share(counts.backing, counts.of),
        policy=policy_of(place.draft),
        asked=asked,
        rows=coarse_on(place, page.items, stale="stale" in asked, aside="aside" in asked),
        next=page.next,
        deeper="cursor" in request.args,
    )


def _outcome(place: OnClause, channel: str | None) -> ClauseOutcome:
    return outcome_in(place.draft, place.row, channel) if channel else outcome_of(place.draft, place.row)


def asked_in(args: Mapping[str, str]) -> dict[str, str]:
    """What an address asks for, as far as it can be asked for; another choice than there is asks for none."""
    asked = {name: args[name] for name in (*FILTERS, *FLAGS) if args.get(name)}
    if asked.get("position") not in (None, *Choice):
        asked.pop("position")
    if not is_channel(asked.get("channel", ONLINE)):
        asked.pop("channel")
    return asked
