"""Who endorses which draft: by stakeholder group and kind, one by one, and what became of each; my own."""

from typing import Any

from flask import g, render_template, request

from ...drafts.models import Draft
from ...drafts.queries import drafts_published, latest_draft
from ...drafts.reading import draft_view, draft_views
from ...kit.permissions import needs, open_to_all
from ...kit.web.cache import public
from ...ledger.names import names_of
from ...moderation.queries import hidings_of
from ...voting.queries import policy_of
from ..models import Endorsement, EndorsementKind
from ..queries import endorsements as asked
from ..rules import Can
from .endorsements_doors import bp, draft_asked

AT_ONCE = 50


@bp.get("/endorsements/")
@open_to_all
@public
def index() -> str:
    """Those of the latest draft, or of ``?draft=``; chosen by state, stakeholder group and kind."""
    draft = draft_asked()
    return render_template(
        "release/endorsements/index.html", **(_of_draft(draft) if draft else {"draft": None})
    )


@bp.get("/endorsements/<int:id>")
@open_to_all
@public
def one(id: int) -> str:
    """One endorsement: who, for whom, which words of which draft, and what became of it since."""
    endorsement = asked.endorsement_called(id)
    challenges = asked.challenges_of([endorsement]).get(id, [])
    return render_template(
        "release/endorsements/one.html",
        endorsement=endorsement,
        state=asked.shown_state(endorsement),
        hidden=bool(hidings_of([endorsement])),
        challenges=challenges,
        folded=set(hidings_of(challenges)) if challenges else set(),
        rulers=names_of([each.ruled_by for each in challenges if each.ruled_by]),
        waiting=next((each for each in challenges if each.ruled_at is None), None),
        latest=latest_draft(),
    )


@bp.get("/endorsements/mine/")
@needs(Can.OWN)
def mine() -> str:
    """Everything I endorsed, for myself and for others."""
    draft = latest_draft()
    found = asked.own_endorsements(g.viewer)
    return render_template(
        "release/endorsements/mine.html",
        endorsements=[(each, asked.shown_state(each)) for each in found],
        draft=draft_view(draft) if draft else None,
        standing=asked.own_standing(g.viewer, draft) if draft else None,
        again=asked.to_say_again(g.viewer, draft) if draft else None,
    )


def _of_draft(draft: Draft) -> dict[str, Any]:
    groups = policy_of(draft).groups
    chosen = _chosen({group.slug for group in groups})
    page = asked.listed(
        draft, state=chosen["state"], group=chosen["group"] or None, kind=chosen["kind"] or None,
        cursor=request.args.get("cursor"), limit=AT_ONCE,
    )  # fmt: skip
    found: list[Endorsement] = list(page.items)
    figures = asked.counted(draft)
    return {
        "draft": draft_view(draft),
        "drafts": draft_views([each for each in reversed(drafts_published()) if each.withdrawal is None]),
        "groups": groups,
        "figures": figures,
        "total": sum(figures.values(), asked.Figures()),
        "over": asked.counted_over(draft),
        "chosen": chosen,
        "endorsements": found,
        "hidden": set(hidings_of(found)) if found else set(),
        "challenged": set(asked.challenges_of(found)) if found else set(),
        "next": page.next,
        "deeper": "cursor" in request.args,
    }


def _chosen(groups: set[str]) -> dict[str, str]:
    """What the list shows; what is none of those offered counts as not chosen."""
    state, group, kind = (request.args.get(name, "") for name in ("state", "group", "kind"))
    offered = (asked.STANDS, asked.LAPSED, asked.WITHDRAWN, asked.RULED_OUT)
    return {
        "state": state if state in offered else asked.STANDS,
        "group": group if group in groups else "",
        "kind": kind if kind in tuple(EndorsementKind) else "",
    }
