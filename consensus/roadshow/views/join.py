"""Joining a room by its code: half a minute on a phone, without mail."""

from typing import Any
from uuid import uuid4

from flask import flash, g, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _

from ...accounts.groups import GROUPS
from ...accounts.names import country_choices
from ...accounts.signing_in import sign_in
from ...kit.errors import Refusal
from ...kit.permissions import open_to_all
from ...kit.web.errors import Rejected
from ...kit.web.i18n import current_language
from ..actions import join as join_sitting
from ..codes import spaced
from ..errors import CodeIsOver, NoSuchCode, SittingIsNotOpen, TooManyCodes
from ..forms import JoinForm
from ..given import CONSENT, Joining
from ..queries import attendance_of
from ..stops_shown import sitting_views, stop_view
from .doors import bp, by_code, code_at


@bp.get("/join/")
@open_to_all
def type_code() -> Any:
    """Where one types the code; with one, on to its page."""
    typed = request.args.get("code", "").strip()
    if typed:
        return redirect(url_for("roadshow.join", code=typed[:40]), 303)
    return render_template("roadshow/type_code.html")


def typed_again(code: str, error: Refusal) -> Any:
    """Where one types the code, with what was typed and why it leads nowhere."""
    g.rejected = Rejected({"code": code}, {"code": [error.sentence]})
    answer = make_response(render_template("roadshow/type_code.html"), error.status)
    if "retry_after" in error.details:
        answer.headers["Retry-After"] = str(error.details["retry_after"])
    return answer


@bp.get("/join/<code>")
@open_to_all
def join(code: str) -> Any:
    """Name, stakeholder group, country, consent. Whoever is in already goes to the room."""
    try:
        found = code_at(code)
    except (NoSuchCode, CodeIsOver, TooManyCodes) as error:
        return typed_again(code, error)
    stop = found.sitting.stop
    if request.method == "GET" and attendance_of(g.viewer, found.sitting) is not None:
        return redirect(url_for("roadshow.room", slug=stop.slug), 303)
    countries = country_choices()
    [sitting] = [each for each in sitting_views(stop) if each.number == found.sitting.number]
    return render_template(
        "roadshow/join.html",
        stop=stop_view(stop),
        sitting=sitting,
        code=found.code,
        shown=spaced(found.code),
        groups=GROUPS,
        offered=[(group.slug, str(group.title)) for group in GROUPS],
        countries=[one for one in countries if one[0] == stop.country] + [one for one in countries if one[0] != stop.country],
        account=g.viewer,
        nonce=request.form.get("nonce") or uuid4().hex,
    )  # fmt: skip


@bp.post("/join/<code>")
@by_code
@open_to_all
def enter(code: str) -> Any:
    """Take part: as a guest, whose session begins here, or with the account one is signed in to."""
    found = code_at(code)
    if not found.sitting.is_open:
        raise SittingIsNotOpen
    form = JoinForm.read()
    who = Joining(
        name=form.name or "", consent=CONSENT if form.consent == "yes" else "",
        stakeholder_group=form.stakeholder_group or None, country=form.country or None,
        language=current_language().split("-")[0], nonce=form.nonce,
    )  # fmt: skip
    part = join_sitting(found.code, who, by=g.viewer)
    if g.viewer is None:
        sign_in(part.account)
    flash(_("You are in."))
    return redirect(url_for("roadshow.room", slug=part.sitting.stop.slug), 303)
