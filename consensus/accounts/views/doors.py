"""What the doors share: the blueprint, the limits, and what each page about oneself says of itself."""

from flask import Blueprint, Response, request

from ...kit.web.limits import address_and_name, limiter

bp = Blueprint("accounts", __name__)


def _name_tried() -> str:
    return (request.form.get("email") or "").strip().lower()[:254]


by_address_and_name = limiter.limit("10 per 15 minutes", key_func=address_and_name)
by_name = limiter.limit("60 per hour", key_func=_name_tried)
mail_by_name = limiter.limit("20 per hour", key_func=_name_tried)
by_account = limiter.shared_limit("60 per minute", scope="accounts")


@bp.after_request
def keep_to_themselves(answer: Response) -> Response:
    """Pages about one's own account are kept nowhere, and tell no other site where they are: links hold
    secrets.
    """
    if request.path.startswith("/account/"):
        answer.headers["Cache-Control"] = "private, no-store"
        answer.headers["Referrer-Policy"] = "no-referrer"
        answer.headers["X-Robots-Tag"] = "noindex"
    return answer
