"""What a checklist that nobody has published would change."""

from typing import Any

from flask import render_template, request
from flask_babel import gettext as _

from ...drafts.checklists import Checklist, ChecklistError, read_checklist
from ...drafts.models import Draft
from ...drafts.queries import draft_named, drafts_published, files_of, latest_draft
from ...drafts.reading import draft_views
from ...kit.errors import Invalid
from ...kit.permissions import needs
from ...kit.web.transactions import reads_only
from ..forms import WhatIfForm
from ..queries.outlooks import what_if
from ..rules import Can
from ..scoring import Verdict
from .doors import bp, by_participant

CHECKLIST = "checklist.toml"


@bp.get("/desk/systems/what-if")
@needs(Can.DESK)
def what_if_form() -> str:
    """A checklist to change, at first the one of the latest draft."""
    draft = latest_draft()
    return _page(draft, text=_text_of(draft) if draft else "", found=None)


@bp.post("/desk/systems/what-if")
@by_participant
@reads_only
@needs(Can.DESK)
def ask_what_if() -> Any:
    """Every system whose assessment it would change, with the requirement and clause. Stores nothing."""
    form = WhatIfForm.read()
    draft = draft_named(form.against or "latest")
    found = what_if(_read(form.checklist), base=draft)
    return _page(draft, text=form.checklist, found=found)


def _read(text: str) -> Checklist:
    try:
        return read_checklist(text)
    except ChecklistError as error:
        raise Invalid(
            {"checklist": _("This checklist cannot be used: %(why)s", why=str(error))},
            values=dict(request.form),
        ) from error


def _page(draft: Draft | None, *, text: str, found: Any) -> str:
    published = [each for each in reversed(drafts_published()) if each.withdrawal is None]
    return render_template(
        "systems/what_if.html",
        drafts=draft_views(published),
        against=draft.version if draft else "",
        text=text,
        found=found,
        verdicts=[str(verdict) for verdict in Verdict],
    )


def _text_of(draft: Draft) -> str:
    return next((file.content for file in files_of(draft) if file.name == CHECKLIST), "")
