"""What the doors share: the blueprint, the limits, and what each page about oneself says of itself."""

from flask import Blueprint, Response, request
from flask_limiter.util import get_remote_address

from ...kit.web.limits import address_and_name, limiter, name_tried
from ..fields import read_address

bp = Blueprint("accounts", __name__)


def _name_tried() -> str:
    """The address that mail would go to, however it is spelled; where none is given, who asks."""
    name = name_tried()
    try:
        return read_address(name)
    except ValueError:
        return name or get_remote_address()


by_address_and_name = limiter.limit("10 per 15 minutes", key_func=address_and_name)
by_name = limiter.limit("60 per hour", key_func=_name_tried)
mail_by_name = limiter.limit("20 per hour", key_func=_name_tried)
by_address = limiter.shared_limit("300 per hour", scope="arriving", key_func=get_remote_address)
by_account = limiter.shared_limit("60 per minute", scope="accounts")


@bp.after_request
def keep_to_themselves(answer: Response) -> Response:
    """Pages about one's own account are kept nowhere, and tell no other site where they are: links hold
    secrets.
    """
    if request.path.startswith("/account/"):
        answer.headers["Cache-Control"] = "private, no-store"
        answer.headers["Referrer-Policy"] = "same-origin"
        answer.headers["X-Robots-Tag"] = "noindex"
    return answer
