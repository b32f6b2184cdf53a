"""What the doors share: the blueprint, the limit, and the draft an address asks about."""

from flask import Blueprint, request

from ...drafts.models import Draft
from ...drafts.queries import draft_named, latest_draft
from ...kit.web.limits import limiter

bp = Blueprint("systems", __name__)
by_participant = limiter.shared_limit("120 per minute", scope="systems")


def draft_asked() -> Draft | None:
    """The draft of ``?draft=``, else the latest; None before the first. Raises NoSuchDraft."""
    version = request.args.get("draft", "").strip()
    return draft_named(version) if version else latest_draft()


def draft_needed() -> Draft:
    """The same where there has to be one. Raises NoSuchDraft, NoDraftYet."""
    return draft_named(request.args.get("draft", "").strip() or "latest")
