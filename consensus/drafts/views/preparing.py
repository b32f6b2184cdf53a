"""Preparing: the list, a draft pasted or uploaded, the text as it was understood, discarding."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from ...kit.clock import rfc3339
from ...kit.permissions import needs
from ...kit.slow import before_lock
from ...kit.web.errors import shown_by
from ...kit.web.transactions import reads_only
from ...kit.web.zones import UTC_ZONE, reading_in, zones
from ..actions import Reading, discard_draft, prepare_draft, read_files, revise_draft
from ..bundle import File
from ..forms import ATTACHED, DraftForm, SureForm, given_files, sent_back
from ..models import Draft
from ..planning import prepared
from ..queries import drafts_prepared, drafts_published, files_of, latest_draft, preparation_of, status_of
from ..rules import Can
from ..standing import last_hand, last_hands
from ..understood import text_of, text_view
from . import bp, prepared_draft, prepares

AREAS = 3


@bp.get("/desk/drafts/")
@needs(Can.PREPARE)
def index() -> str:
    """Drafts in hand, and those published."""
    latest, in_hand = latest_draft(), drafts_prepared()
    hands = last_hands(in_hand)
    return render_template(
        "drafts/index.html",
        prepared=[(draft, status_of(draft), hands.get(draft.id)) for draft in in_hand],
        published=[(draft, status_of(draft, latest=latest)) for draft in reversed(drafts_published())],
    )


@bp.get("/desk/drafts/new")
@needs(Can.PREPARE)
def new() -> str:
    """A form for another draft; refused, it comes back with everything that was pasted."""
    return _new(None)


@bp.post("/desk/drafts/reading")
@needs(Can.PREPARE)
@shown_by("drafts.new")
@reads_only
def read_first() -> str:
    """Read what was pasted or uploaded, and store nothing."""
    return _new(read_bundle())


@bp.post("/desk/drafts/new")
@before_lock(lambda: read_bundle())
@needs(Can.PREPARE)
def create() -> Any:
    """Store a draft to be prepared."""
    draft = prepare_draft(g.prepared, by=g.viewer)
    return redirect(url_for("drafts.text", version=draft.version), 303)


@bp.get("/desk/drafts/<version>/text")
@prepares
def text(draft: Draft) -> str:
    """Parts and clauses as they were understood, with what is to be looked at beside its line."""
    view = text_of(draft, prepared(draft).outline)
    return render_template("drafts/text.html", draft=draft, view=view, hand=last_hand(draft))


@bp.get("/desk/drafts/<version>/files")
@prepares
def files(draft: Draft) -> str:
    """The files of a prepared draft, to be mended or replaced."""
    stored, attached = preparation_of(draft), {file.name: file.content for file in files_of(draft)}
    return render_template(
        "drafts/files.html",
        draft=draft,
        areas=_areas([File(file.name, file.content, file.format) for file in files_of(draft)]),
        attached=_attached(attached),
        hand=last_hand(draft),
        until=reading_in(stored.comment_until if stored else None),
        zones=zones(),
    )


@bp.post("/desk/drafts/<version>/files")
@before_lock(lambda version: read_bundle(prepared_draft(version)))
@prepares
def revise(draft: Draft) -> Any:
    """Put other files in the place of a prepared draft's. Decisions about its map stay with their clauses."""
    form = DraftForm.read()
    revise_draft(draft, g.prepared, revision=form.revision, by=g.viewer)
    flash(_("The files are read anew. What was decided about the map stays with its clauses."))
    return redirect(url_for("drafts.text", version=draft.version), 303)


@bp.get("/desk/drafts/<version>/discard")
@prepares
def discard_form(draft: Draft) -> str:
    """Ask whether somebody means it."""
    return render_template("drafts/discard.html", draft=draft, hand=last_hand(draft))


@bp.post("/desk/drafts/<version>/discard")
@prepares
@shown_by("drafts.discard_form")
def discard(draft: Draft) -> Any:
    """Throw a prepared draft away."""
    form = SureForm.read()
    discard_draft(draft, revision=form.revision, by=g.viewer)
    flash(_("Draft %(version)s is discarded.", version=draft.version))
    return redirect(url_for("drafts.index"), 303)


def read_bundle(draft: Draft | None = None) -> Reading:
    """What was pasted or uploaded, read into clauses; slow, and before the lock. Raises Invalid."""
    form = DraftForm.read()
    return read_files(
        given_files(form),
        version=form.version or (draft.version if draft else None),
        summary=form.summary,
        date=form.date,
        comment_until=rfc3339(form.comment_until) if form.comment_until else None,
    )


def _new(reading: Reading | None) -> str:
    latest = latest_draft()
    return render_template(
        "drafts/new.html",
        latest=latest,
        areas=_areas([]),
        attached=_attached({}),
        typed=request.form if reading else {},
        view=text_view(reading.outline, reading.warnings) if reading else None,
        reading=reading,
        zones=zones(),
        zone=UTC_ZONE,
    )


def _areas(stored: list[File]) -> list[tuple[str, str]]:
    """Name and text of each area of the form: what was sent with this request, else what is stored; then empty ones."""
    files = sent_back() if request.method == "POST" else stored
    shown = [(file.name, file.content) for file in files if file.name not in ATTACHED.values()]
    return shown + [("", "")] * max(1, AREAS - len(shown))


def _attached(stored: dict[str, str]) -> dict[str, str]:
    """Field → content of the attached files, sent with this request or stored."""
    if request.method == "POST":
        sent = {file.name: file.content for file in sent_back()}
        return {field: sent.get(name) or request.form.get(field, "") for field, name in ATTACHED.items()}
    return {field: stored.get(name, "") for field, name in ATTACHED.items()}
