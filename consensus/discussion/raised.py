"""Has this been raised? What was said before that is most like something that somebody is about to say, or has said."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from ..drafts.queries import clause_named
from ..drafts.queries.changes import lineage_of
from ..ledger.names import names_of
from ..search.queries import Alike, alike
from ..search.titles import kind_title, outcome_title
from .languages import SPACELESS
from .models import Comment
from .placed import row_at
from .places import Place, place_of

FEWEST = 3  # words; of fewer nothing can be said
FEWEST_SIGNS = 6  # of scripts without spaces
LIMIT = 5
SIGN = re.compile(f"[{SPACELESS}]")


@dataclass(frozen=True, slots=True)
class RaisedView:
    """Something that was said before. ``id``: of a comment; None for what was imported."""

    id: int | None
    url: str
    kind: str
    excerpt: Markup
    language: str
    who: str | None
    at: datetime
    version: str | None
    outcome: str | None
    source: str | None


def raised_at(place: Place, text: str, *, without: Collection[int] = ()) -> list[RaisedView]:
    """What was said like this text of the clause at a place, of what it came from, and in imported discussions.

    The most like first, at most five; nothing for a text of hardly any words. ``without``: comments that are left out.
    """
    if not says_enough(text):
        return []
    row = row_at(place)
    keys = lineage_of(clause_named(row.key)) if row else ()
    found = alike(text, clauses=keys, limit=LIMIT, without=[f"comment:{id}" for id in without])
    return _views(found)


def raised_before(comment: Comment, text: str) -> list[RaisedView]:
    """The same of a comment that was made, itself left out. ``text``: its plain words."""
    return raised_at(place_of(comment), text, without=[comment.id])


def says_enough(text: str) -> bool:
    """Whether a text has words enough that something can be like it."""
    return len(text.split()) >= FEWEST or len(SIGN.findall(text)) >= FEWEST_SIGNS


def _views(found: Sequence[Alike]) -> list[RaisedView]:
    results = [each.result for each in found]
    names = names_of(each.author for each in results if each.author)
    return [
        RaisedView(
            id=int(each.id.partition(":")[2]) if each.kind == "comment" else None,
            url=each.url,
            kind=kind_title("objection" if "objection" in each.also else each.kind),
            excerpt=each.excerpt,
            language=each.language or "en",
            who=names.get(each.author or "") or each.byline,
            at=each.at,
            version=each.draft,
            outcome=outcome_title(each.outcome) if each.outcome else None,
            source=each.source,
        )
        for each in results
    ]
