"""Correcting the map of a published draft: rows chosen, the effect shown, then done with a reason."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from ...kit.errors import Invalid
from ...kit.permissions import needs
from ...kit.web.errors import shown_by
from ...kit.web.transactions import reads_only
from ..actions import correct_map, correction_preview
from ..actions.correcting import corrections_of
from ..corrections import choices, correctable, effect_view
from ..forms import CorrectForm
from ..models import Draft
from ..queries import draft_named, rows_of
from ..rules import Can
from ..settling import decision
from . import bp


@bp.get("/desk/drafts/<version>/correct")
@needs(Can.CORRECT, on=draft_named)
def correct_form(draft: Draft) -> str:
    """The map as published, and a form for the rows that were chosen from it."""
    return _page(draft)


@bp.post("/desk/drafts/<version>/correct/effect")
@needs(Can.CORRECT, on=draft_named)
@shown_by("drafts.correct_form")
@reads_only
def correct_effect(draft: Draft) -> str:
    """What a correction would do, before it is done."""
    effect = correction_preview(draft, _changes(CorrectForm.read()))
    return _page(draft, effect=effect_view(draft, effect))


@bp.post("/desk/drafts/<version>/correct")
@needs(Can.CORRECT, on=draft_named)
def correct(draft: Draft) -> Any:
    """Correct the map, on record."""
    form = CorrectForm.read()
    if not form.reason:
        raise Invalid({"reason": _("Say why the map is corrected; the reason is public.")})
    correct_map(draft, _changes(form), reason=form.reason, seen=form.seen, by=g.viewer)
    flash(_("The map is corrected, on record."))
    return redirect(url_for("drafts.overview", version=draft.version), 303)


def _changes(form: Any) -> list[dict[str, Any]]:
    made = [decision(key, row.was, row.now) for key, row in form.rows.items()]
    return [_plain(change) for change in made if change is not None]


def _plain(change: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in change.items() if name in ("key", "from", "significance")}


def _page(draft: Draft, **more: Any) -> str:
    sent = request.method == "POST"
    keys = request.form.getlist("key") if sent else request.args.getlist("key")
    more.setdefault("effect", None)
    return render_template(
        "drafts/correct.html",
        draft=draft,
        rows=correctable(draft, keys, request.form if sent else None),
        choices=choices(draft),
        older=rows_of(draft.previous) if draft.previous and keys else [],
        seen=corrections_of(draft),
        typed=request.form if sent else {},
        **more,
    )
