"""What the doors share: the blueprint, the limits, clauses by their address, and what somebody leaves out."""

from collections.abc import Collection
from typing import Any

from flask import Blueprint, g, redirect, request, session, url_for

from ...accounts.signing_in import local_path
from ...discussion.places import OnClause, place_named
from ...kit.web.forms import Given
from ...kit.web.limits import limiter
from ..queries.facts import LEAVE_OUT

bp = Blueprint("voting", __name__)
KEPT = "leave_out"
by_participant = limiter.shared_limit("120 per minute", scope="voting")


def clause_at(version: str, key: str) -> OnClause:
    """A clause of a published draft. Raises NoSuchDraft, NoSuchClause."""
    place = place_named(version, key=key)
    assert isinstance(place, OnClause)
    return place


def left_out(form: Given | None = None) -> Collection[str]:
    """What becomes public without: as the form says that asked for it, which is kept in the session; else as kept there."""
    if form is not None and form.asked:
        session[KEPT] = sorted(set(form.leave_out))
    kept = session.get(KEPT, []) if g.get("viewer") is not None else []
    return [each for each in LEAVE_OUT if each in kept]


def gives_reason() -> bool:
    """Whether a form gives a reason, which has to be made ready; most positions come without."""
    return bool(request.form.get("reason", "").strip())


def back(wanted: str | None, *, anchor: str = "", otherwise: str) -> Any:
    """Where somebody came from, if that is on this site; at the clause they spoke of."""
    path = (local_path(wanted) or otherwise).partition("#")[0]
    return redirect(path + (f"#{anchor}" if anchor else ""), 303)


def at_clause(place: OnClause) -> str:
    """The address of a clause in its draft."""
    return url_for("reading.clause", version=place.draft.version, key=place.row.key)
