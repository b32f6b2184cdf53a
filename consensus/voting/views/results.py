"""The results of a draft: sentences, the objectors' own words, figures, the score, the policy."""

from typing import Any

from flask import redirect, render_template, request, url_for

from ...drafts.queries import draft_named
from ...drafts.reading import draft_view
from ...kit.permissions import open_to_all
from ...kit.web.cache import public
from ..by_channel import channel_lines, channels_in
from ..leading import leading
from ..policies import said_of
from ..results import NOW, results_view
from ..titles import sentence_of
from .doors import bp

TABLES = ("", "group", "channel", "continent", "rules")


@bp.get("/drafts/<version>/results/")
@open_to_all
@public
def results(version: str) -> Any:
    """What becomes of every clause: at closing, where the draft closed; ``?at=now`` after answers.

    ``?by=`` shows another table, ``?channel=`` one channel alone.
    """
    draft = draft_named(version)
    if version != draft.version:
        return redirect(url_for("voting.results", version=draft.version), 302)
    found = results_view(draft, at=NOW if request.args.get("at") == NOW else "")
    by, channels = request.args.get("by", ""), channels_in(found.clauses)
    channel = request.args.get("channel", "")
    channel = channel if channel in channels else ""
    return render_template(
        "voting/results.html",
        draft=draft_view(draft),
        results=found,
        leading=leading(found),
        policy=[sentence_of(said) for said in said_of(found.policy)],
        by=by if by in TABLES else "",
        tables=TABLES,
        channels=channels,
        channel=channel,
        lines=channel_lines(found.clauses, channel) if channel else [],
    )
