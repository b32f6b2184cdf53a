"""Making the bundle that the board reads, before the lock: what the criteria give now, and the text in a file for the time being."""

import tempfile
import weakref
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from ..drafts.models import Draft
from ..drafts.queries import latest_draft, status_of
from ..ledger.queries import head
from .bundle import Bundling, Digests, in_pieces
from .errors import NoCriteria
from .evaluating import Evaluated, Result, evaluate
from .models import Target
from .queries.contents import core_lines
from .queries.seals import members_now

IN_MEMORY = 1 << 20


@dataclass(frozen=True, slots=True)
class Looked:
    """What the core of a draft's bundle is, and what the criteria give, as of an entry of the record."""

    n: int
    hash: str
    core: str
    evaluated: Evaluated

    @property
    def needed(self) -> int | None:
        """How many of the board have to sign; None where the criteria ask for no seal."""
        return self.evaluated.signatures

    @property
    def missing(self) -> list[Result]:
        """What does not pass, but for the board's own criterion."""
        return [each for each in self.evaluated.missing if each.kind != "seal"]


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Made:
    """A finished bundle: what was looked at, what it is known by, and its text, for as long as somebody holds it."""

    looked: Looked
    digests: Digests
    file: IO[str] = field(compare=False)

    def pieces(self) -> Iterator[str]:
        """The text in pieces, from the beginning."""
        self.file.seek(0)
        return in_pieces(self.file)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What stands between a draft and the board: criteria that do not pass, and what else has to be."""

    missing: tuple[Result, ...]
    needed: int | None
    board: int
    is_latest: bool
    status: str

    @property
    def may_be_opened(self) -> bool:
        """Whether it can be laid before the board now."""
        ready = self.is_latest and self.status == "closed" and self.needed is not None
        return ready and not self.missing and (self.needed or 0) <= self.board


def waiting_for(draft: Draft) -> Waiting | None:
    """What a draft waits for; None where no criteria are set."""
    try:
        evaluated = evaluate(draft, Target.STABLE)
    except NoCriteria:
        return None
    looked = Looked(0, "", "", evaluated)
    return Waiting(
        tuple(looked.missing), looked.needed, len(members_now()), latest_draft() is draft, status_of(draft)
    )


def look(draft: Draft) -> Looked:
    """What there is to seal now. The head is read first: if nobody moved it since, all this still holds."""
    n, hash = head()
    evaluated, bundling = evaluate(draft, Target.STABLE), Bundling()
    for _line in bundling.core(core_lines(draft, evaluated=evaluated, criteria=evaluated.digest)):
        pass
    return Looked(n, hash, bundling.core_digest, evaluated)


def make_bundle(draft: Draft) -> Made:
    """The bundle as it is now. Its text is kept in memory while it is small, else in a file that nobody else sees."""
    n, hash = head()
    evaluated, bundling = evaluate(draft, Target.STABLE), Bundling()
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY, mode="w+", encoding="utf-8", newline="\n")  # noqa: SIM115
    file.writelines(bundling.core(core_lines(draft, evaluated=evaluated, criteria=evaluated.digest)))
    last, digests = bundling.head(n=n, hash=hash)
    file.write(last)
    made = Made(Looked(n, hash, digests.core, evaluated), digests, file)
    weakref.finalize(made, file.close)
    return made
