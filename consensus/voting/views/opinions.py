"""The opinion map of a draft: where people stand together, what characterises opinion groups, what all share, what divides."""

from typing import Any

from flask import redirect, render_template, url_for

from ...drafts.queries import draft_named
from ...drafts.reading import draft_view
from ...kit.permissions import open_to_all
from ...kit.text.words import excerpt
from ..mapped import too_little
from ..queries.opinions import clauses_voted_on, opinions_of
from ..queries.policies import policy_of
from ..titles import sentence_of
from .doors import bp

TITLE = 90


@bp.get("/drafts/<version>/opinions/")
@open_to_all
def opinions(version: str) -> Any:
    """The map as the follower reckoned it last, with a table of everything that it shows."""
    draft = draft_named(version)
    if version != draft.version:
        return redirect(url_for("voting.opinions", version=draft.version), 302)
    policy, data = policy_of(draft), opinions_of(draft) or {}
    why = too_little(data, policy)
    return render_template(
        "voting/opinions.html",
        draft=draft_view(draft),
        map=data,
        why=sentence_of(why) if why else "",
        policy=policy,
        clauses={
            row.key: (row.number, row.lead or excerpt(row.text, most=TITLE))
            for row in clauses_voted_on(draft)
        },
    )
