"""What another checklist would change: one that is not published, or that of a draft being prepared."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ...drafts.checklists import Checklist
from ...drafts.errors import NoDraftYet
from ...drafts.meanings import leaves_its_meaning
from ...drafts.models import Draft
from ...drafts.planning import plan_of
from ...drafts.queries import latest_draft
from ..book import found_by_book
from ..carrying import named_in
from ..errors import NotReviewable
from ..planned import PLANNED, Outlook, outlook
from ..scoring import Evaluation
from .editions import checklist_of, editions
from .flips import FlipLine, lines_of
from .sheets import leading_sheets


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What a planned checklist would change of what comes out under a draft.

    ``flips``: the systems that change; ``before`` and ``after``: every system's assessment, by slug; ``counts_…``: how
    many systems have which verdict.
    """

    base: Draft
    checklist: Checklist
    flips: tuple[FlipLine, ...]
    before: Mapping[str, Evaluation]
    after: Mapping[str, Evaluation]

    @property
    def counts_before(self) -> dict[str | None, int]:
        return counted(self.before)

    @property
    def counts_after(self) -> dict[str | None, int]:
        return counted(self.after)


def what_if(checklist: Checklist, *, base: Draft | None = None, changed: Collection[str] = ()) -> WhatIf:
    """Every system held against a checklist that nobody published: answers carry over from ``base`` (None: the latest).

    ``changed``: keys of clauses that would mean something else. Nothing is stored. Raises NoDraftYet, and NotReviewable
    for a base that is withdrawn.
    """
    draft = base or latest_draft()
    if draft is None:
        raise NoDraftYet
    known = editions()
    upto = known.upto(draft.version)
    if not upto:
        raise NotReviewable
    found = outlook(upto, checklist, sheets=leading_sheets(), terms=found_by_book, changed=changed)
    titles = {
        PLANNED: {each.id: each.title for each in named_in(checklist).values()},
        draft.version: known.titles(draft.version),
    }
    return WhatIf(draft, checklist, tuple(_lines(found, titles, draft)), found.before, found.after)


def preview(draft: Draft) -> WhatIf | None:
    """What publishing a draft that is being prepared would change, with its map as it stands; None: it has no checklist, or
    there is no draft before."""
    checklist, latest = checklist_of(draft), latest_draft()
    if checklist is None or latest is None:
        return None
    rows = plan_of(draft).rows
    changed = {row.key for row in rows if row.clause and leaves_its_meaning(row.change)}
    return what_if(checklist, base=latest, changed=changed)


def counted(some: Mapping[str, Evaluation]) -> dict[str | None, int]:
    """How many systems have which verdict."""
    found = Counter(str(each.verdict) if each.verdict else None for each in some.values())
    return dict(sorted(found.items(), key=lambda pair: str(pair[0])))


def _lines(found: Outlook, titles: Mapping[str, Mapping[str, str]], draft: Draft) -> list[FlipLine]:
    return lines_of(found.flips, titles=titles, order=(PLANNED, draft.version))
