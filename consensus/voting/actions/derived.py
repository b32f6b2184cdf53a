"""Keeping what it takes reading every position to know. It is no act: it follows from the record."""

from typing import Any

from ...drafts.models import Draft
from ...kit.clock import now
from ...kit.db import db
from ...kit.db.dialects import upsert
from ..models import Figures


def keep_derived(draft: Draft, name: str, data: dict[str, Any], *, n: int) -> None:
    """Keep something of a draft, as of an entry of the record, in place of what was kept before."""
    row = {"draft_id": draft.id, "name": name, "n": n, "at": now(), "data": data}
    table = Figures.__table__
    upsert(db.session, table, [row], key=["draft_id", "name"], update=["n", "at", "data"])  # type: ignore[arg-type]
