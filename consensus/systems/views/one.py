"""One system: its assessment under a draft, requirement by requirement, with everything that it rests on."""

from typing import Any

from flask import g, render_template, request

from ...drafts.models import Draft
from ...drafts.reading import draft_view
from ...following.queries import watches
from ...kit.permissions import can, open_to_all
from ...kit.web.cache import public
from ...moderation.queries import hidings_of
from ..laid_out import laid_out
from ..models import ReviewRevision, System
from ..queries.contacts import contacts_of, waiting_revisions
from ..queries.editions import editions
from ..queries.one import system_view
from ..queries.opinions import opinions_on
from ..queries.registry import system_named
from ..queries.surprises import surprises_of
from ..rules import Can
from ..stored import answers_of
from .doors import bp, draft_needed

MAKERS, OTHERS = "makers", "others"


@bp.get("/systems/<slug>/")
@open_to_all
@public
def system(slug: str) -> Any:
    """The system under the latest draft, or under ``?draft=``; ``?by=`` shows the answers of some reviewers only."""
    found, draft = system_named(slug), draft_needed()
    return render_template(
        "systems/system.html",
        system=found,
        draft=draft_view(draft),
        **_shown(found, draft),
    )


def _shown(system: System, draft: Draft) -> dict[str, Any]:
    view, known = system_view(system, draft=draft), editions()
    surprises = surprises_of(draft, system=system)
    replies = [each.revision.reply for each in view.reviewers if each.revision.reply]
    by = request.args.get("by", "").strip()
    return {
        "by": by,
        "declared": {each.review.id: each.revision for each in view.reviewers},
        "wanted": {each.review.id for each in view.reviewers if is_asked_for(each.revision, by)},
        "view": view,
        "page": laid_out(view, known),
        "registries": [(each, answers_of(each.answers)) for each in view.registries],
        "titles": known.titles(draft.version),
        "opinions": opinions_on(system, draft=draft),
        "waiting": _waiting(system) if g.viewer else [],
        "watching": watches(g.viewer, system.ref),
        "reachable": bool(contacts_of(system)),
        "surprises": surprises,
        "folded": set(hidings_of([*surprises, *replies])) if surprises or replies else set(),
    }


def is_asked_for(said: ReviewRevision, by: str) -> bool:
    """Whether a review is among those of ``by``: of makers, of others, or of people of one affiliation; empty: all."""
    if by in (MAKERS, OTHERS):
        return said.maker is (by == MAKERS)
    return not by or said.affiliation == by


def _waiting(system: System) -> list[ReviewRevision]:
    """Reviews that wait until their maker's time is over, as far as the viewer may see them."""
    found = [each for each in waiting_revisions() if each.review.version.system_id == system.id]
    return [each for each in found if can(g.viewer, Can.SEE_WAITING, each.review)]
