"""The permanent address of what somebody said: in its context, what it said before, and what is nearly the same."""

from typing import Any

from flask import g, render_template, request

from ...drafts.redline import redline
from ...following.queries import watches
from ...kit.permissions import open_to_all
from ...kit.text.rendered import redline_texts
from ...kit.web.cache import public
from ...kit.web.paging import cut
from ..in_context import context_of, draft_to_see
from ..models import Comment
from ..placed import place_view
from ..places import place_of
from ..queries.answers import acceptances_of, former_dispositions
from ..queries.comments import campaign_of, comment_at, folded, may_unfold, revisions_of
from ..queries.suggestions import colliding
from ..queries.threads import thread_of, thread_page
from ..shown import comment_views
from ..talking import part_of_thread, shown_threads
from .doors import bp

REPLIES = 50
EDITS = 10


@bp.get("/comments/<int:id>")
@open_to_all
@public
def comment(id: int) -> str:
    """A comment with the words it was made on, what they are now, and its thread."""
    found = comment_at(id)
    seen_from, cursor = draft_to_see(found), request.args.get("cursor")
    thread, root = thread_of(found), comment_at(found.root_id)
    if cursor:
        page = thread_page(root, cursor=cursor, limit=REPLIES)
        thread = part_of_thread(root, page.items, next=page.next)
    [shown] = shown_threads([thread], seen_from=seen_from, viewer=g.viewer)
    views = {view.id: view for view in (shown.root, *shown.replies)}
    here = views.get(id) or comment_views([found], seen_from=seen_from, viewer=g.viewer)[0]
    return render_template(
        "discussion/comment.html",
        shown=here,
        thread=shown,
        deeper=bool(cursor),
        context=context_of(found, seen_from=seen_from),
        former=former_dispositions(found),
        colliding=colliding(found) if found.suggests else [],
        taken=acceptances_of([found]).get(id, []),
        alike=_alike(found),
        ref=str(root.ref),
        watching=watches(g.viewer, root),
    )


@bp.get("/comments/<int:id>/history")
@open_to_all
@public
def history(id: int) -> str:
    """What a comment said before each edit, the newest first; nothing of what is folded or deleted."""
    found = comment_at(id)
    silent = found.deleted_at is not None or (folded([found]) and not may_unfold(g.viewer, found))
    page = cut(
        _steps(found) if not silent else [],
        key=lambda step: -step["n"],
        cursor=request.args.get("cursor"),
        limit=EDITS,
    )
    lined = redline_texts([(step["before"], step["body"]) for step in page.items if step["before"]], redline)
    return render_template(
        "discussion/history.html",
        comment=found,
        silent=silent,
        place=place_view(place_of(found)),
        steps=[step | {"redline_html": lined.get((step["before"], step["body"]))} for step in page.items],
        next=page.next,
        deeper=bool(request.args.get("cursor")),
    )


@bp.get("/comments/<int:id>/alike")
@open_to_all
@public
def alike(id: int) -> str:
    """Comments whose texts are nearly the same, the first first."""
    found = comment_at(id)
    page = campaign_of(found, cursor=request.args.get("cursor"))
    seen_from = draft_to_see(found)
    return render_template(
        "discussion/alike.html",
        id=id,
        comments=comment_views(page.items, seen_from=seen_from, viewer=g.viewer),
        next=page.next,
        deeper=bool(request.args.get("cursor")),
    )


def _alike(found: Comment) -> int:
    """How many say nearly the same, this one not counted; of a great many only that they are many."""
    return len(campaign_of(found, limit=REPLIES).items) - 1


def _steps(found: Comment) -> list[dict[str, Any]]:
    """What a comment said, the newest first: number, text, the text before, since when."""
    said = [(each.body, each.at) for each in revisions_of(found)]
    said.append((found.body, found.edited_at or found.created_at))
    steps = [
        {"n": n, "body": body, "before": said[n - 1][0] if n else "", "at": at}
        for n, (body, at) in enumerate(said)
    ]
    return steps[::-1]
