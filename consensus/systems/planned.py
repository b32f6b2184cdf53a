"""Pure: what a checklist that is not published would change: the same answers, carried one step further."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..drafts.checklists import Checklist
from .assessing import Sheet, assess
from .carrying import Edition, Flip, Link, flips, linked, links
from .scoring import Evaluation, FoundTerms

PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class Outlook:
    """Every system's assessment now and under the planned checklist, and those that would change.

    ``by``: where the planned requirements come from.
    """

    before: Mapping[str, Evaluation]
    after: Mapping[str, Evaluation]
    flips: tuple[Flip, ...]
    by: Mapping[str, Link]


def outlook(
    editions: Sequence[Edition],
    planned: Checklist,
    *,
    sheets: Mapping[str, Iterable[Sheet]],
    terms: FoundTerms,
    changed: Collection[str] = (),
) -> Outlook:
    """What becomes of every system. ``editions``: those up to the draft that the plan is compared with, the last.

    ``changed``: keys of clauses that would mean something else. Answers carry over as they would at publication.
    """
    base = editions[-1]
    drafts = linked([*editions, Edition(PLANNED, planned, frozenset(changed))])
    before: dict[str, Evaluation] = {}
    after: dict[str, Evaluation] = {}
    for system, given in sheets.items():
        found = assess(drafts, given, wanted=(base.draft, PLANNED), terms=terms)
        before[system] = found[base.draft].combined.evaluation
        after[system] = found[PLANNED].combined.evaluation
    by = links(base.checklist, planned, changed=changed) if base.checklist else {}
    return Outlook(before, after, flips(before, after, by=by), by)
