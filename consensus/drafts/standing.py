"""Where a prepared draft stands: who had it in hand last, and what stands in the way of publishing it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from packaging.version import Version
from sqlalchemy import select

from ..kit.db import db
from ..kit.errors import Refusal
from ..ledger.names import names_of
from .attachments import check_attachments
from .bundle import File
from .models import Draft, Preparation
from .queries import files_of
from .workbench import Bench


def obstacles(draft: Draft, bench: Bench, *, latest: Draft | None) -> list[str]:
    """Sentences that say why a prepared draft could not be published now; none: it could."""
    found = []
    if latest is not None and Version(draft.version) <= Version(latest.version):
        sentence = _(
            "The version %(v)s is not above %(latest)s, the latest.", v=draft.version, latest=latest.version
        )
        found.append(sentence)
    try:
        keys = {clause.key for clause in bench.outline.clauses}
        check_attachments([File(file.name, file.content) for file in files_of(draft)], keys)
    except Refusal as refusal:
        found.append(str(refusal))
    if bench.found.stale:
        found.append(_("Another draft became the latest; the map has to be made anew and looked at."))
    return found


@dataclass(frozen=True, slots=True)
class Hand:
    """Who had a prepared draft in hand last, and when."""

    name: str
    at: datetime
    revision: int


def last_hand(draft: Draft) -> Hand | None:
    """Who changed a prepared draft last; None once it is published."""
    return last_hands([draft]).get(draft.id)


def last_hands(drafts: Iterable[Draft]) -> dict[int, Hand]:
    """The same for several drafts, by draft."""
    query = select(Preparation).where(Preparation.draft_id.in_([draft.id for draft in drafts]))
    stored = db.session.scalars(query).all()
    names = names_of(each.changed_by for each in stored)
    return {each.draft_id: Hand(names[each.changed_by], each.changed_at, each.revision) for each in stored}
