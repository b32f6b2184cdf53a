"""What the doors of endorsements share: the blueprint, limits, and which draft an address asks about."""

from flask import Blueprint, Response, request

from ...drafts.models import Draft
from ...drafts.queries import draft_named, latest_draft
from ...kit.web.limits import limiter

bp = Blueprint("endorsements", __name__)
by_participant = limiter.shared_limit("60 per minute", scope="endorsements")
by_challenger = limiter.shared_limit("10 per day", scope="challenges")  # each waits for somebody who rules


def draft_asked() -> Draft | None:
    """The draft of ``?draft=``, else the latest; None before the first. Raises NoSuchDraft."""
    version = request.args.get("draft", "").strip()
    return draft_named(version) if version else latest_draft()


def draft_needed() -> Draft:
    """The same where there has to be one. Raises NoSuchDraft, NoDraftYet."""
    return draft_named(request.args.get("draft", "").strip() or "latest")


@bp.after_request
def keep_links_apart(answer: Response) -> Response:
    """Pages whose address holds a secret are kept nowhere, and tell no other site where they are."""
    if request.path.startswith("/endorsements/confirm/"):
        answer.headers["Cache-Control"] = "private, no-store"
        answer.headers["Referrer-Policy"] = "same-origin"
        answer.headers["X-Robots-Tag"] = "noindex"
    return answer
