"""What acts on the path to stable have in common: they are about the draft that is current, until it is sealed."""

from ...drafts.models import Draft
from ...drafts.queries import latest_draft
from ..errors import AlreadySealed, OnlyTheLatestDraft


def check_current(draft: Draft) -> None:
    """Raise OnlyTheLatestDraft or AlreadySealed for a draft about which nothing is decided any more."""
    latest = latest_draft()
    if latest is None or latest.id != draft.id or draft.withdrawal is not None:
        raise OnlyTheLatestDraft
    if draft.sealing is not None:
        raise AlreadySealed
