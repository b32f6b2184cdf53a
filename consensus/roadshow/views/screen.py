"""The screen on the wall: the code to join by, then the clause in large letters, what was said, and revealed positions."""

from flask import g, render_template

from ...kit.permissions import can, open_to_all
from ...kit.web.addresses import address_of, base_url
from ..codes import spaced
from ..models import Sitting
from ..qr import Qr, qr_of
from ..queries import heads_of, live_code, open_sitting_of
from ..rooms_shown import now_view
from ..rules import Can
from ..stops_shown import sitting_views, stop_view
from .doors import bp, stop_at


@bp.get("/roadshow/<slug>/screen/")
@open_to_all
def screen(slug: str) -> str:
    """What the room sees. The code is shown only where somebody who leads the stop opened the page."""
    stop = stop_at(slug)
    sitting = open_sitting_of(stop)
    code = live_code(sitting) if sitting and can(g.viewer, Can.SHOW_CODE, sitting) else None
    return render_template(
        "roadshow/screen.html",
        stop=stop_view(stop),
        sitting=_view(sitting),
        now=now_view(sitting, figures=True) if sitting else None,
        code=spaced(code.code) if code else None,
        qr=invitation(code.code) if code else None,
        address=base_url().partition("://")[2] + "/join/",
        heads=heads_of(sitting) if sitting else None,
        leads=can(g.viewer, Can.RUN, stop),
    )


def invitation(code: str) -> Qr:
    """The address that a phone opens, as a QR code."""
    return qr_of(address_of("roadshow.join", code=code))


def _view(sitting: Sitting | None) -> object:
    if sitting is None:
        return None
    return next(each for each in sitting_views(sitting.stop) if each.number == sitting.number)
