"""What the doors share: the blueprint, the limits, and what the pages of one's own words say of themselves."""

from flask import Blueprint, Response, g, request

from ...kit.web.limits import limiter

bp = Blueprint("discussion", __name__)


def _pace() -> str:
    """A room behind one address writes as one stranger, so strangers get more."""
    return "60 per minute" if g.get("viewer") is not None else "300 per minute"


by_writer = limiter.shared_limit(_pace, scope="discussion")
while_typing = limiter.shared_limit("300 per minute", scope="discussion-typing")


@bp.after_request
def keep_to_themselves(answer: Response) -> Response:
    """What somebody typed before they signed in stands behind a secret: no other site and no search engine is told."""
    if request.path.startswith("/typed/"):
        answer.headers["Cache-Control"] = "private, no-store"
        answer.headers["Referrer-Policy"] = "same-origin"
        answer.headers["X-Robots-Tag"] = "noindex"
    return answer
