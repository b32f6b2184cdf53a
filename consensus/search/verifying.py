"""Proof that the index shows what there is: every document compared with what its feature has to show now."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal, NamedTuple

from ..kit.db import fresh_look
from ..ledger.queries import head
from .following import follows_this_record
from .index import engine
from .index.folders import current, size_of
from .index.shape import Bookmark, Broken, Reader
from .opened import open_anew, place_of
from .prepared import SCHEMA, digest_of
from .registry import all_subjects, documents_of

BATCH = 500
OUTGROWN = 50_000  # documents; with more of them Whoosh takes too long
Fault = Literal["missing", "different", "left over", "twice"]


class Difference(NamedTuple):
    """One document that the index does not show as it is."""

    id: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class Status:
    """How the index is: which engine, how many documents, how far behind the record, how many bytes.

    ``state``: in step, behind, filling, missing or broken.
    """

    engine: str
    schema: int
    state: str
    documents: int = 0
    acts: int = 0
    followed: int = 0
    size: int = 0

    @property
    def behind(self) -> int:
        """How many acts of the record it has not followed yet."""
        return max(self.acts - self.followed, 0)

    @property
    def outgrown(self) -> bool:
        """Whether there is more than Whoosh is good for."""
        return self.engine == "whoosh" and self.documents >= OUTGROWN


def status() -> Status:
    """How the index is now."""
    fresh_look()
    name, acts = engine().name, head()[0]
    folder = current(name)
    if folder is None:
        return Status(name, SCHEMA, "missing", acts=acts)
    try:
        reader = open_anew(folder)
        place = place_of(reader, folder)
        if not follows_this_record(reader):
            raise Broken("the index followed another record")
    except Broken:
        return Status(name, SCHEMA, "broken", acts=acts, size=size_of(folder))
    followed = place.n if place and not place.filling else 0
    return Status(name, SCHEMA, _state(place, acts), reader.size(), acts, followed, size_of(folder))


def _state(place: Bookmark | None, acts: int) -> str:
    if place is None or place.filling:
        return "filling"
    return "behind" if place.n < acts else "in step"


def differences() -> Iterator[Difference]:
    """Whatever the index in use does not show as it is; nothing: all of it is right. Raises Broken."""
    folder = current(engine().name)
    if folder is None:
        raise Broken("there is no index")
    fresh_look()
    yield from compare(open_anew(folder))


def compare(reader: Reader) -> Iterator[Difference]:
    """The same for any index."""
    kept: dict[str, str] = {}
    times: Counter[str] = Counter()
    for each in reader.contents():
        kept[each.id] = each.digest
        times[each.id] += 1
    yield from (Difference(id, "twice") for id, n in times.items() if n > 1)
    every = iter(all_subjects())
    while some := list(islice(every, BATCH)):
        for found in documents_of(some).values():
            for document in found:
                fault = _fault(kept.pop(document.id, None), digest_of(document))
                if fault:
                    yield Difference(document.id, fault)
    yield from (Difference(id, "left over") for id in sorted(kept))


def _fault(digest: str | None, wanted: str) -> Fault | None:
    if digest is None:
        return "missing"
    return None if digest == wanted else "different"
