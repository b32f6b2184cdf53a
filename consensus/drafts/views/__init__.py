"""Doors to the desk of drafts. One blueprint; each file brings in its doors."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response

from ...kit.permissions import needs
from ..errors import AlreadyPublished
from ..models import Draft
from ..queries import draft_named
from ..rules import Can

bp = Blueprint("drafts", __name__)


@bp.after_request
def keep_to_themselves(answer: Response) -> Response:
    """What is being prepared is for no search engine, shown or not."""
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def any_draft(version: str) -> Draft:
    """A draft, prepared or published. Raises NoSuchDraft."""
    return draft_named(version, published=False)


def prepared_draft(version: str) -> Draft:
    """A draft that is being prepared. Raises NoSuchDraft, AlreadyPublished."""
    draft = any_draft(version)
    if draft.publication is not None:
        raise AlreadyPublished
    return draft


@dataclass(frozen=True, slots=True)
class AtClause:
    """A draft, and the key of one of its clauses."""

    draft: Draft
    key: str


def prepared_clause(version: str, key: str) -> AtClause:
    """A clause of a draft that is being prepared, by its key as prepared."""
    return AtClause(prepared_draft(version), key)


def published_clause(version: str, key: str) -> AtClause:
    """A clause of a published draft. Raises NoSuchDraft."""
    return AtClause(draft_named(version), key)


def prepares(view: Any) -> Any:
    """A door for whoever may prepare drafts, given the draft of the address."""
    return needs(Can.PREPARE, on=prepared_draft)(view)


from . import correcting, explaining, mapping, preparing, previewing, publishing, timing  # noqa: E402, F401
