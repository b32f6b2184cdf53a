"""Who may do what with drafts, and why."""

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from ..accounts.rules import role
from ..kit.permissions import any_of, everybody
from .queries import preparation_of


class Can(StrEnum):
    """Permissions on drafts."""

    READ = "drafts:draft:read"
    PREPARE = "drafts:draft:prepare"
    PUBLISH = "drafts:draft:publish"
    WITHDRAW = "drafts:draft:withdraw"
    EXTEND = "drafts:period:extend"
    CORRECT = "drafts:map:correct"
    EXPLAIN = "drafts:clause:explain"
    READ_PREPARED = "drafts:prepared:read"


maintainer = role("maintainer")


def is_public(viewer: Any, draft: Any) -> bool:
    """True for a published draft, and for one being prepared that is shown as an editors' draft."""
    if draft is None or draft.publication is not None:
        return draft is not None
    preparation = preparation_of(draft)
    return preparation is not None and preparation.shown


RULES = {
    Can.READ: (everybody, _l("everybody may read published drafts, without an account")),
    Can.READ_PREPARED: (
        any_of(maintainer, is_public),
        _l("maintainers see drafts being prepared; others only those shown as editors' drafts"),
    ),
    Can.PREPARE: (maintainer, _l("maintainers prepare drafts and settle what became of each clause")),
    Can.PUBLISH: (maintainer, _l("maintainers publish drafts")),
    Can.WITHDRAW: (maintainer, _l("maintainers withdraw the latest draft, with a public reason")),
    Can.EXTEND: (maintainer, _l("maintainers set until when comments are taken, with a public reason")),
    Can.CORRECT: (maintainer, _l("maintainers correct a published map, with a public reason")),
    Can.EXPLAIN: (maintainer, _l("maintainers say clauses in plain words, beside the text")),
}
