"""All systems with their assessments under one draft: filtered, paged by key."""

from collections.abc import Mapping
from typing import Any

from flask import render_template, request

from ...drafts.queries import drafts_published
from ...drafts.reading import draft_view, draft_views
from ...kit.permissions import open_to_all
from ...kit.web.cache import public
from ...kit.web.paging import cut
from ..laid_out import becauses
from ..queries.editions import editions
from ..queries.lines import SystemLine, lines, verdict_counts
from ..queries.registry import kinds, makers
from ..scoring import Verdict
from .doors import bp, draft_asked

AT_ONCE = 50


@bp.get("/systems/")
@open_to_all
@public
def index() -> str:
    """The systems: ``?draft=`` ``?verdict=`` ``?maker=`` ``?kind=`` choose some."""
    draft, asked = draft_asked(), asked_in(request.args)
    found = sorted(lines(draft, **asked), key=_place)
    page = cut(found, key=_place, cursor=request.args.get("cursor"), limit=AT_ONCE)
    titles = editions().titles(draft.version) if draft else {}
    return render_template(
        "systems/index.html",
        draft=draft_view(draft) if draft else None,
        lines=[(line, becauses(line.deciding, titles, verdict=line.verdict)) for line in page.items],
        next=page.next,
        deeper="cursor" in request.args,
        **choices(draft, asked),
    )


def _place(line: SystemLine) -> list[str]:
    return [line.name.casefold(), line.slug]


def choices(draft: Any, asked: Mapping[str, Any]) -> dict[str, Any]:
    """What the filters of a page offer, and what is chosen."""
    return {
        "asked": asked,
        "counts": {verdict: n for verdict, n in verdict_counts(draft).items() if verdict} if draft else {},
        "verdicts": [str(verdict) for verdict in Verdict],
        "makers": makers(),
        "kinds": kinds(),
        "drafts": draft_views([each for each in reversed(drafts_published()) if each.withdrawal is None]),
    }


def asked_in(args: Mapping[str, str]) -> dict[str, Any]:
    """What an address asks for, as far as it can be asked for; another verdict than there is asks for none."""
    asked = {name: args.get(name, "").strip() or None for name in ("verdict", "maker", "kind")}
    if asked["verdict"] not in (None, *Verdict):
        asked["verdict"] = None
    return asked
