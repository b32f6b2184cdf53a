"""Taking a suggestion into a draft being prepared, or into the next one, which is begun; and undoing the link."""

import re
from collections.abc import Mapping
from typing import Any

import marshmallow as ma
from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from ...drafts.errors import MapIsStale
from ...drafts.queries import draft_named, drafts_prepared, latest_draft
from ...kit.permissions import needs
from ...kit.slow import before_lock
from ...kit.web.forms import Form, line
from ..actions.accepting import (
    AcceptancePlan,
    accept_suggestion,
    plan_acceptance,
    release_suggestion,
    try_suggestion,
)
from ..applying import Settled
from ..grounds import Preparing, beginning, preparing, version_after
from ..models import Acceptance, Comment
from ..queries.answers import acceptances_of
from ..queries.comments import comment_at
from ..queries.suggestions import colliding
from ..redlined import edits_told
from ..rules import Can
from ..shown import comment_views
from ..texts import cleaned
from .doors import bp, by_writer

NEXT = "next"
SETTLING = re.compile(r"(text|take|hand)-([1-9][0-9]?)")


class AcceptForm(Form):
    """Into which draft, as it was when the page showed it; or the version of the next."""

    draft = line(most=40, required=True)
    version = line(most=40)
    revision = ma.fields.Integer()


class ReleaseForm(Form):
    """Out of which draft."""

    draft = line(most=40, required=True)


@bp.get("/desk/comments/<int:id>/accept")
@needs(Can.ACCEPT, on=comment_at)
def accept_form(comment: Comment) -> str:
    """What a suggestion would make of a draft in hand, with what stands in its way; refused, with what was settled."""
    typed = request.form if request.method == "POST" else request.args
    links = acceptances_of([comment]).get(comment.id, [])
    into = _into(typed.get("draft", ""), typed.get("version", ""), links)
    taken = try_suggestion(comment, into, settled=settled_in(request.form))
    seen_from = latest_draft() or comment.draft
    shown, *others = comment_views([comment, *colliding(comment)], seen_from=seen_from, viewer=g.viewer)
    return render_template(
        "discussion/accept.html",
        c=shown,
        into=into,
        taken=taken,
        edits=edits_told(taken),
        prepared=drafts_prepared(),
        links=links,
        link=next((each for each in links if _holds(each, into)), None),
        collisions=others,
        typed=request.form,
    )


def think_ahead(id: int) -> AcceptancePlan:
    """Before the lock: what accepting would store. Raises MapIsStale for a page that was overtaken."""
    form = AcceptForm.read()
    into = _named(form.draft, form.version or "")
    if into.draft is not None and form.revision != into.revision:
        raise MapIsStale
    return plan_acceptance(comment_at(id), into, settled=settled_in(request.form))


@bp.post("/desk/comments/<int:id>/accept")
@by_writer
@before_lock(think_ahead)
@needs(Can.ACCEPT, on=comment_at)
def accept(comment: Comment) -> Any:
    """Take it in and link the two, by one act."""
    plan: AcceptancePlan = g.prepared
    version = plan.taken.into.version
    accept_suggestion(comment, plan, revision=AcceptForm.read().revision, by=g.viewer)
    flash(_("The suggestion is taken into draft %(version)s, and both are linked.", version=version))
    return redirect(url_for("discussion.accept_form", id=comment.id, draft=version), 303)


@bp.post("/desk/comments/<int:id>/release")
@by_writer
@needs(Can.ACCEPT, on=comment_at)
def release(comment: Comment) -> Any:
    """Undo the link; the text stays."""
    draft = draft_named(ReleaseForm.read().draft, published=False)
    release_suggestion(comment, draft, by=g.viewer)
    flash(
        _(
            "The link to draft %(version)s is undone. Its text stays as it is: mend the files by hand.",
            version=draft.version,
        )
    )
    return redirect(url_for("discussion.accept_form", id=comment.id, draft=draft.version), 303)


def settled_in(fields: Mapping[str, str]) -> dict[int, Settled]:
    """How conflicts were settled, by number of edit: ``text-1`` with words, ``take-1`` deletes, ``hand-1`` was done by hand.

    Raises Invalid for words that cannot be stored.
    """
    found: dict[int, Settled] = {}
    for name, value in sorted(fields.items(), key=lambda pair: pair[0].startswith("hand-")):
        field = SETTLING.fullmatch(name)
        if field is None or not value.strip():
            continue
        text = " ".join(cleaned(value, field=name).split()) if field[1] == "text" else ""
        found[int(field[2])] = Settled(None if field[1] == "hand" else text)
    return found


def _into(wanted: str, version: str, links: list[Acceptance]) -> Preparing:
    """The draft that was chosen; else one that holds it already, else the newest in hand, else the next."""
    in_hand = {draft.version: draft for draft in drafts_prepared()}
    if wanted == NEXT or not in_hand:
        return beginning(version or version_after(latest_draft()))
    held = [each.draft.version for each in links if each.draft.version in in_hand]
    return preparing(in_hand.get(wanted) or in_hand[(held or list(in_hand))[0]])


def _named(wanted: str, version: str) -> Preparing:
    """The draft that a form names. Raises NoSuchDraft."""
    return beginning(version) if wanted == NEXT else preparing(draft_named(wanted, published=False))


def _holds(acceptance: Acceptance, into: Preparing) -> bool:
    return into.draft is not None and acceptance.draft_id == into.draft.id
