"""Pure: what a comment that was made on one draft is in a later one.

Nothing is copied: the map between the two drafts says where the clause went, and what became of its words.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import StrEnum

from ..drafts.changes import ChangeFound, ChangeKind


class Carried(StrEnum):
    """What became of the words a comment is about."""

    SAME = "same"
    CHANGED = "changed"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    GONE = "gone"


OF_KIND = {
    ChangeKind.SAME: Carried.SAME,
    ChangeKind.MOVED: Carried.MOVED,
    ChangeKind.EDITED: Carried.CHANGED,
    ChangeKind.RENAMED: Carried.CHANGED,
    ChangeKind.SPLIT: Carried.SPLIT,
    ChangeKind.MERGED: Carried.MERGED,
}


class Carrier:
    """Knows the way from one draft to another; made once, asked for as many comments as there are."""

    def __init__(self, changes: Iterable[ChangeFound] | None, digests: Mapping[str, str]) -> None:
        """``changes``: the map between the drafts, composed where they are no neighbours; None: it is one draft.

        ``digests``: key → digest of its wording, for the clauses of the draft it is seen from.
        """
        self._digests = digests
        self._same_draft = changes is None
        self._onward: dict[str, list[ChangeFound]] = defaultdict(list)
        for change in changes or ():
            if change.kind in OF_KIND:
                for source in dict.fromkeys(change.sources):
                    self._onward[source].append(change)

    def carried(self, key: str, digest: str | None) -> dict[str, Carried]:
        """Where a comment on the clause ``key`` stands: key in the draft seen → what it is there, in reading order.

        ``digest`` is that of the wording its author saw. A clause that nothing came of is ``{key: GONE}``.
        """
        if self._same_draft:
            return {key: Carried.SAME if key in self._digests else Carried.GONE}
        found = {change.key: self._become(change, digest) for change in self._onward.get(key, ())}
        return found or {key: Carried.GONE}

    def said(self, key: str, digest: str | None) -> Carried:
        """The same in one word, that of the first clause it is carried to."""
        return next(iter(self.carried(key, digest).values()))

    def _become(self, change: ChangeFound, digest: str | None) -> Carried:
        """Words that are the same to a reader are not called changed, whatever happened to their marks."""
        become = OF_KIND[change.kind]
        if become == Carried.CHANGED and digest is not None and self._digests.get(change.key) == digest:
            return Carried.MOVED if change.moved else Carried.SAME
        return become


def carried(
    key: str, digest: str | None, *, changes: Iterable[ChangeFound] | None, digests: Mapping[str, str]
) -> dict[str, Carried]:
    """What one comment is in a later draft; see ``Carrier``, which is for many."""
    return Carrier(changes, digests).carried(key, digest)
