"""Pure: what a reviewer says of one component of a system. Values only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

AVAILABLE = ("yes", "no", "unknown")
FREEDOMS = ("use", "study", "modify", "share")
ALLOWED, RESTRICTED, CONDITIONS, UNKNOWN = "allowed", "restricted", "conditions", "unknown"
FINDINGS = (ALLOWED, RESTRICTED, CONDITIONS, UNKNOWN)


@dataclass(frozen=True, slots=True)
class Answer:
    """One cell of a review.

    component  an id of the checklist, or the key of a clause the checklist defers to.
    available  yes, no or unknown.
    licence    as written: an SPDX expression, or a name.
    document   link to the legal text; evidence: link to the thing itself, or to where its absence can be seen.
    use …      the reviewer's own finding on each freedom: allowed, restricted, conditions or unknown.
    """

    component: str
    available: str = "unknown"
    licence: str = ""
    document: str = ""
    evidence: str = ""
    note: str = ""
    use: str = UNKNOWN
    study: str = UNKNOWN
    modify: str = UNKNOWN
    share: str = UNKNOWN

    @property
    def freedoms(self) -> dict[str, str]:
        """The finding on each freedom, in their usual order."""
        return {"use": self.use, "study": self.study, "modify": self.modify, "share": self.share}


def by_component(answers: Iterable[Answer] | Mapping[str, Answer]) -> dict[str, Answer]:
    """Answers by component; of several on one component the last stands."""
    given = answers.values() if isinstance(answers, Mapping) else answers
    return {answer.component: answer for answer in given}
