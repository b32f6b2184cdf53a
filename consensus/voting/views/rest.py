"""*I can live with the rest of this part*: a page that names the clauses, and one button."""

from typing import Any

from flask import flash, g, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from ...discussion.places import OnPart, place_named
from ...drafts.printed import clause_views
from ...drafts.queries import parts_of, status_of
from ...drafts.reading import draft_view
from ...kit.permissions import needs
from ..actions import live_with_the_rest
from ..beside import facts_view
from ..forms import RestForm
from ..queries.policies import policy_of
from ..queries.rest import rest_of
from ..rules import Can
from .doors import back, bp, by_participant, left_out


def part_at(version: str, slug: str) -> OnPart:
    """A part of a published draft. Raises NoSuchDraft, NoSuchPart."""
    place = place_named(version, part=slug)
    assert isinstance(place, OnPart)
    return place


@bp.get("/drafts/<version>/parts/<slug>/rest")
@needs(Can.TAKE, on=part_at)
def rest(place: OnPart) -> str:
    """The clauses of a part on which I have said nothing yet."""
    draft = place.draft
    return render_template(
        "voting/rest.html",
        draft=draft_view(draft),
        part=next(part for part in parts_of(draft) if part.slug == place.part),
        clauses=clause_views(rest_of(draft, place.part, g.viewer)),
        possible=policy_of(draft).en_bloc and status_of(draft) == "open",
        facts=facts_view(draft, g.viewer, left_out=left_out()),
    )


@bp.post("/drafts/<version>/parts/<slug>/rest")
@by_participant
@needs(Can.TAKE, on=part_at)
def live_with_rest(place: OnPart) -> Any:
    """Say of those that were named that one can live with them."""
    form = RestForm.read()
    taken = live_with_the_rest(place.draft, place.part, by=g.viewer, keys=form.key, leave_out=left_out(form))
    said = ngettext(
        "On record: you can live with one clause.",
        "On record: you can live with %(num)s clauses.",
        len(taken),
    )
    flash(said if taken else _("Nothing was left to be said of this part."))
    page = url_for("reading.draft", version=place.draft.version)
    return back(form.next, anchor=f"part-{place.part}", otherwise=page)
