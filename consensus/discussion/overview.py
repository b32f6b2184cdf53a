"""How much is said where of a draft: of the whole, its parts, its clauses, and of clauses that are gone from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..drafts.models import Draft, Part
from ..drafts.queries import ClauseRow, keys_of, parts_of, rows_of
from .errors import NoSuchPlace
from .queries.counts import Counts, talk_gone, talk_of, talk_on_parts
from .queries.spots import Spot, spot_on

WHOLE, OF_PART, OF_CLAUSE = "whole", "part", "clause"


@dataclass(frozen=True, slots=True)
class Overview:
    """``clauses``: those that are talked about, in reading order; ``gone``: keys; ``whole``: with parts that are gone."""

    rows: Mapping[str, ClauseRow]
    clauses: tuple[tuple[ClauseRow, Counts], ...]
    parts: tuple[tuple[Part, Counts], ...]
    whole: Counts
    gone: tuple[tuple[str, Counts], ...]

    @property
    def titles(self) -> dict[str, str]:
        """Slug of a part → what it is called."""
        return {part.slug: part.title for part, _counts in self.parts}

    def counts(self, kind: str, name: str) -> Counts:
        """How much is said at one place."""
        places = {
            WHOLE: {"": self.whole},
            OF_PART: {part.slug: counts for part, counts in self.parts},
            OF_CLAUSE: {row.key: counts for row, counts in self.clauses} | dict(self.gone),
        }
        return places[kind].get(name, Counts())


def overview_of(draft: Draft) -> Overview:
    """How much is said where, as seen from a draft; a fixed number of statements."""
    rows, talk, on_parts, gone = rows_of(draft), talk_of(draft), talk_on_parts(draft), talk_gone(draft)
    keys, parts = keys_of(gone), parts_of(draft)
    here = {part.slug for part in parts}
    return Overview(
        rows={row.key: row for row in rows},
        clauses=tuple((row, said) for row in rows if (said := talk.get(row.clause_id)) and said.comments),
        parts=tuple((part, on_parts.get(part.slug, Counts())) for part in parts),
        whole=_together(counts for slug, counts in on_parts.items() if slug not in here),
        gone=tuple(sorted((keys[id], counts) for id, counts in gone.items() if counts.comments)),
    )


def spot_asked(draft: Draft, asked: str) -> tuple[str, str, Spot]:
    """``"whole"``, ``"part:<slug>"`` or ``"clause:<key>"`` → kind, name and spot; a clause may be gone.

    Raises NoSuchPlace, NoSuchPart, NoSuchClause.
    """
    kind, _, name = asked.partition(":")
    if kind == OF_CLAUSE and name:
        return kind, name, spot_on(draft, key=name)
    if kind == OF_PART and name:
        return kind, name, spot_on(draft, part=name)
    if asked != WHOLE:
        raise NoSuchPlace
    return WHOLE, "", Spot(draft)


def _together(some: Iterable[Counts]) -> Counts:
    found = list(some)
    names = ("comments", "objections", "suggestions", "unanswered")
    return Counts(*(sum(getattr(each, name) for each in found) for name in names))
