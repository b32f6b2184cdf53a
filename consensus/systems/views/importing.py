"""Systems from files, on the desk: read before the lock, taken with a report per file."""

from dataclasses import dataclass
from typing import Any

from flask import g, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from ...kit.errors import Invalid
from ...kit.permissions import needs
from ...kit.slow import before_lock, slow
from ..actions.importing import import_systems
from ..found import SystemFound
from ..given import Report
from ..rules import Can
from ..sources import FORMATS, MOST_BYTES, NoSystem, SourceError, read
from .doors import bp, by_participant

MOST_FILES = 50
TITLES = {
    "mot": _l("Model Openness Tool"), "osai": _l("European Open Source AI Index"), "native": _l("our own"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Uploaded:
    """One file: the system it holds, or why it holds none; ``skipped``: it is in order, and none of its own."""

    name: str
    found: SystemFound | None
    line: int = 0
    sentence: str = ""
    skipped: bool = False


@slow
def read_uploaded() -> list[Uploaded]:
    """The files of the form. Raises Invalid where there are none, or too many."""
    files = [file for file in request.files.getlist("files") if file.filename]
    if not files:
        raise Invalid({"files": _("Choose at least one file.")})
    if len(files) > MOST_FILES:
        raise Invalid(
            {"files": _("At most %(n)s files at a time; the command line takes folders.", n=MOST_FILES)}
        )
    wanted = request.form.get("format", "")
    return [
        _one(file.filename or "", file.stream.read(MOST_BYTES + 1), wanted if wanted in FORMATS else None)
        for file in files
    ]


def _one(name: str, content: bytes, format: str | None) -> Uploaded:
    try:
        return Uploaded(name, read(name, content, format=format))
    except NoSystem as error:
        return Uploaded(name, None, error.line, error.message, skipped=True)
    except SourceError as error:
        return Uploaded(name, None, error.line, error.message)


@bp.get("/desk/systems/import")
@needs(Can.EDIT_REGISTRY)
def import_form() -> str:
    """Choose files."""
    return _page(None, None)


@bp.post("/desk/systems/import")
@by_participant
@before_lock(read_uploaded)
@needs(Can.EDIT_REGISTRY)
def take_files() -> Any:
    """Take what could be read; say of each file what became of it. The same files again change nothing."""
    uploaded: list[Uploaded] = g.prepared
    report = import_systems([each.found for each in uploaded if each.found], by=g.viewer)
    return _page(uploaded, report)


def _page(uploaded: list[Uploaded] | None, report: Report | None) -> str:
    formats = [("", _("find out from the content")), *TITLES.items()]
    return render_template("systems/import.html", formats=formats, read=uploaded, report=report)
