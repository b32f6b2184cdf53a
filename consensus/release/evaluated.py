"""Pure: a draft held against criteria, as it is told: every criterion with its state, its number, and why."""

from dataclasses import dataclass

from .criteria import Kind


@dataclass(frozen=True, slots=True)
class Result:
    """One criterion as it stands: ``why`` in words of the reader's language, ``rows``: where what is counted can be seen."""

    id: str
    kind: Kind
    title: str
    necessary: bool
    state: str
    value: int | None
    threshold: int | None
    why: str
    rows: str


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A draft held against one version of a target's criteria. ``signatures``: of the board, None where none are asked for.

    ``beside``: by the version before that one, and by the one that comes with the next draft, where there are such.
    """

    draft: str
    target: str
    version: int
    digest: str
    signatures: int | None
    passes: bool
    criteria: tuple[Result, ...]
    beside: tuple["Evaluated", ...] = ()

    @property
    def before(self) -> "Evaluated | None":
        """By the version before; None for the first."""
        return next((each for each in self.beside if each.version < self.version), None)

    @property
    def missing(self) -> tuple[Result, ...]:
        """What does not pass."""
        return tuple(each for each in self.criteria if each.state != "pass")

    def called(self, id: str) -> Result | None:
        """A criterion by its id."""
        return next((each for each in self.criteria if each.id == id), None)

    def all_but(self, kind: str) -> bool:
        """Whether everything passes, not counting what is of a kind."""
        return all(each.kind == kind for each in self.missing)
