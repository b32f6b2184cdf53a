"""What publishing a prepared draft would do to assessments, for the pages on which it is published."""

from collections.abc import Mapping
from typing import Any

from ..drafts.models import Draft
from .queries.outlooks import preview
from .scoring import Verdict


def outlook_of(draft: Draft) -> Mapping[str, Any] | None:
    """Every system that would change, beside the latest draft; None where there is nothing to compare."""
    found = preview(draft)
    return {"found": found, "verdicts": [str(verdict) for verdict in Verdict]} if found else None
