"""Drafts as far as reviews are concerned: their checklists, and which clauses mean something else than before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import select

from ...drafts.checklists import Checklist, ChecklistError, read_checklist
from ...drafts.models import Clause, Draft, DraftFile, Placement, Publication, Withdrawal
from ...kit.db import db
from ..book import table_digest
from ..carrying import Edition, Link, composed, linked, links, named_in
from ..stored import digest

FILE = "checklist.toml"


@dataclass(frozen=True, slots=True)
class Editions:
    """The published drafts that are not withdrawn, oldest first, as reviews see them.

    ``ids``: version → id. ``digests``: version → digest of everything that led to it, the table of licences included.
    """

    rows: tuple[Edition, ...]
    ids: Mapping[str, int]
    digests: Mapping[str, str]

    def of(self, version: str) -> Edition | None:
        """The edition of a draft; None for one that is withdrawn or not published."""
        return next((row for row in self.rows if row.draft == version), None)

    def upto(self, version: str) -> tuple[Edition, ...]:
        """The editions that led to a draft, itself the last."""
        names = [row.draft for row in self.rows]
        return self.rows[: names.index(version) + 1] if version in names else ()

    def titles(self, version: str) -> dict[str, str]:
        """What a draft's checklist calls everything it names, by id."""
        row = self.of(version)
        return (
            {each.id: each.title for each in named_in(row.checklist).values()}
            if row and row.checklist
            else {}
        )

    def links(self, older: str, newer: str) -> dict[str, Link]:
        """Where a draft's requirements come from in an earlier one, over all drafts between that have a checklist."""
        found: dict[str, Link] | None = None
        before, changed = self.of(older), set[str]()
        for row in self.upto(newer)[len(self.upto(older)) :]:
            changed |= row.changed
            if row.checklist is None or before is None or before.checklist is None:
                continue
            step = links(before.checklist, row.checklist, changed=changed)
            found = step if found is None else composed(found, step)
            before, changed = row, set()
        return found or {}


@lru_cache(maxsize=64)
def checklist_in(text: str) -> Checklist | None:
    """A checklist by its text; None for one that cannot be read, which publishing refuses."""
    try:
        return read_checklist(text)
    except ChecklistError:
        return None


def checklist_of(draft: Draft) -> Checklist | None:
    """The checklist that a draft carries, prepared or published; None without one."""
    text = db.session.scalar(
        select(DraftFile.content).where(DraftFile.draft_id == draft.id, DraftFile.name == FILE)
    )
    return checklist_in(text) if text is not None else None


def editions() -> Editions:
    """All of them, in two statements."""
    texts = _texts()
    lists = {id: checklist_in(text) if text else None for id, _version, text in texts}
    meanings = _meanings([id for id, *_rest in texts], _clauses(list(lists.values())))
    rows, ids, digests, told = [], {}, {}, table_digest()
    before: Mapping[str, int] | None = None
    for id, version, text in texts:
        here = meanings.get(id, {})
        known = set(before.values()) if before is not None else set()
        changed = frozenset(key for key, means in here.items() if before is not None and means not in known)
        told = digest([told, text, sorted(changed)])
        rows.append(Edition(version, lists[id], changed))
        ids[version], digests[version], before = id, told, here
    return Editions(linked(rows), ids, digests)


def _texts() -> Sequence[tuple[int, str, str | None]]:
    query = (
        select(Draft.id, Draft.version, DraftFile.content)
        .join(Publication, Publication.draft_id == Draft.id)
        .outerjoin(Withdrawal, Withdrawal.draft_id == Draft.id)
        .outerjoin(DraftFile, (DraftFile.draft_id == Draft.id) & (DraftFile.name == FILE))
        .where(Withdrawal.draft_id.is_(None))
        .order_by(Publication.position)
    )
    return [(id, version, text) for id, version, text in db.session.execute(query)]


def _clauses(lists: Sequence[Checklist | None]) -> set[str]:
    """The clauses that any of the checklists names."""
    return {each.clause for found in lists if found for each in named_in(found).values() if each.clause}


def _meanings(drafts: Sequence[int], keys: set[str]) -> dict[int, dict[str, int]]:
    """Draft → key → what the clause means there, of the clauses that checklists name, under whatever key they stand."""
    named = select(Placement.meaning_id).join(Clause, Clause.id == Placement.clause_id)
    query = (
        select(Placement.draft_id, Clause.key, Placement.meaning_id)
        .join(Clause, Clause.id == Placement.clause_id)
        .where(
            Placement.draft_id.in_(drafts),
            Placement.meaning_id.in_(named.where(Clause.key.in_(sorted(keys)))),
        )
    )
    found: dict[int, dict[str, int]] = {}
    for draft, key, meaning in db.session.execute(query):
        found.setdefault(draft, {})[key] = meaning
    return found
