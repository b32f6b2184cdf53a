"""What the doors of the roadshow share: the blueprint, what addresses name, and limits that no room is locked out by."""

from typing import Any

from flask import Blueprint, Response, current_app, request
from flask_limiter.util import get_remote_address
from limits import parse

from ...kit.web.limits import limiter
from ..codes import normal
from ..errors import CodeIsOver, NoSuchCode, SittingIsNotOpen, TooManyCodes
from ..models import JoinCode, Note, Sitting, Stop
from ..queries import code_called, note_called, open_sitting_of, sitting_of, stop_named

bp = Blueprint("roadshow", __name__)

# A room of two hundred shares one address and one code, and is in within two minutes.
JOINING = "400 per 2 minutes"
WRONG = parse("20 per 10 minutes")


def code_tried() -> str:
    """The address somebody joins from, and the code: a room is limited by itself, not by others behind its address."""
    typed = (request.view_args or {}).get("code") or request.values.get("code") or ""
    return f"{get_remote_address()}|{normal(str(typed)) or 'none'}"


by_code = limiter.limit(JOINING, key_func=code_tried)
by_participant = limiter.shared_limit("120 per minute", scope="rooms")
by_printer = limiter.limit("20 per 10 minutes")  # some hundred pages are laid out for anybody who asks


def code_at(code: str) -> JoinCode:
    """The live code that somebody typed. Right ones always lead in; wrong ones are counted by address.

    Raises NoSuchCode or CodeIsOver, and TooManyCodes after too many wrong ones.
    """
    try:
        return code_called(code)
    except (NoSuchCode, CodeIsOver):
        if current_app.config["RATELIMIT_ENABLED"] and not _hit():
            raise TooManyCodes from None
        raise


def _hit() -> bool:
    """Count a wrong code. → whether that was not too many."""
    return limiter.limiter.hit(WRONG, "wrong code", get_remote_address())


def stop_at(slug: str, **others: Any) -> Stop:
    """The stop of an address, whatever else the address names. Raises NoSuchStop."""
    return stop_named(slug)


def sitting_at(slug: str, number: int) -> Sitting:
    """The sitting of an address. Raises NoSuchSitting."""
    return sitting_of(slug, number)


def open_sitting_at(slug: str) -> Sitting:
    """The sitting that is open at a stop. Raises NoSuchStop, SittingIsNotOpen."""
    sitting = open_sitting_of(stop_named(slug))
    if sitting is None:
        raise SittingIsNotOpen
    return sitting


def note_at(slug: str, id: int) -> Note:
    """A note of a stop. Raises NoSuchNote, also for another stop's."""
    return note_called(id, slug=slug)


@bp.after_request
def keep_codes_apart(answer: Response) -> Response:
    """Pages that hold a code are kept nowhere, found by nobody, and tell no other site where they are."""
    if request.path.startswith("/join/"):
        answer.headers["Cache-Control"] = "private, no-store"
        answer.headers["Referrer-Policy"] = "same-origin"
        answer.headers["X-Robots-Tag"] = "noindex"
    return answer
