"""Sheets to print: whoever leads the sitting prints its code on them, everybody else the address of the stop."""

from typing import Any

from flask import Response, g, render_template, request

from ...kit.errors import Invalid
from ...kit.permissions import can, open_to_all
from ..models import Stop
from ..queries import live_code, open_sitting_of
from ..rules import Can
from ..sheets import Sheets, makes_pdf, sheets_of, sheets_pdf
from .doors import bp, by_printer, stop_at


@bp.get("/roadshow/<slug>/sheet/")
@open_to_all
def sheet(slug: str) -> str:
    """Numbered sheets; ``?start=``, ``?copies=`` and ``?part=`` say which."""
    stop = stop_at(slug)
    given = asked_for(stop)
    shown, errors = _shown(stop, given)
    return render_template(
        "roadshow/sheet.html", sheets=shown, given=given, errors=errors, pdf=makes_pdf(),
        query=request.query_string.decode(),
    )  # fmt: skip


def _shown(stop: Stop, given: dict[str, Any]) -> tuple[Sheets, dict[str, list[Any]]]:
    """The sheets that were asked for; one, and why, where they cannot be printed."""
    try:
        return sheets_of(stop, **given), {}
    except Invalid as error:
        return sheets_of(stop, join=given["join"]), error.errors


def asked_for(stop: Stop) -> dict[str, Any]:
    """What an address asks for. The code is for those alone who show it to the room."""
    sitting = open_sitting_of(stop) if can(g.viewer, Can.SHOW_CODE, stop) else None
    code = live_code(sitting) if sitting else None
    return {
        "start": _number("start"), "copies": _number("copies"), "part": request.args.get("part", "").strip() or None,
        "join": code.code if code else None,
    }  # fmt: skip


def _number(name: str) -> int:
    text = request.args.get(name, "").strip()
    return int(text) if text.isdecimal() and len(text) < 8 else 0 if text else 1


@bp.get("/roadshow/<slug>/sheet.pdf")
@by_printer
@open_to_all
def sheet_pdf(slug: str) -> Response:
    """The same as PDF; 501 where the site cannot make any."""
    stop = stop_at(slug)
    return Response(sheets_pdf(stop, **asked_for(stop)), mimetype="application/pdf")
