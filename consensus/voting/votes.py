"""Pure: the table opinions are read from: who said what of which clause, as +1, 0, -1 or nothing.

Inside, a column is three whole numbers whose bits are people: who agreed, who disagreed, who said anything.
Counting people who did two things is then one *and* and one count of bits, exact and fast.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .counting import Choice

AGREE, PASS, DISAGREE = 1, 0, -1
VOTE_OF: Mapping[Choice, int] = {
    Choice.SUPPORT: AGREE,
    Choice.ACCEPT: AGREE,
    Choice.ABSTAIN: PASS,
    Choice.OBJECT: DISAGREE,
}
"""How positions are read as votes: *can live with it* is for, as in every share."""
CODES: Mapping[int | None, str] = {AGREE: "a", PASS: "p", DISAGREE: "d", None: "-"}


@dataclass(frozen=True, slots=True)
class Column:
    """A clause's votes: bits of people, the first person the highest bit."""

    agree: int
    disagree: int
    seen: int

    @property
    def mean(self) -> float:
        """The mean of the votes given; 0 where there are none."""
        seen = self.seen.bit_count()
        return (self.agree.bit_count() - self.disagree.bit_count()) / seen if seen else 0.0


@dataclass(frozen=True, slots=True)
class VoteTable:
    """People by clauses. ``codes[i][j]`` is a (agree), d (disagree), p (pass) or - (nothing said)."""

    people: tuple[str, ...]
    clauses: tuple[str, ...]
    codes: tuple[str, ...]

    def __post_init__(self) -> None:
        if len(self.codes) != len(self.people) or any(len(row) != len(self.clauses) for row in self.codes):
            raise ValueError("a table has a row for each person and in it a code for each clause")
        if len(set(self.people)) < len(self.people) or len(set(self.clauses)) < len(self.clauses):
            raise ValueError("a table names each person and each clause once")

    def votes(self, person: int) -> int:
        """How many votes a person gave."""
        return len(self.clauses) - self.codes[person].count("-")

    def columns(self) -> list[Column]:
        """The columns, clause by clause."""
        width, everything = len(self.clauses), "".join(self.codes)
        stripes = (everything[at::width] for at in range(width))
        return [Column(_bits(each, "a"), _bits(each, "d"), _bits(each, "apd")) for each in stripes]

    def by_clause(self) -> "VoteTable":
        """The same table with its columns in the order of the clauses' names."""
        order = sorted(range(len(self.clauses)), key=self.clauses.__getitem__)
        codes = ("".join(map(row.__getitem__, order)) for row in self.codes)
        return VoteTable(self.people, tuple(self.clauses[at] for at in order), tuple(codes))

    def only(self, people: Iterable[int]) -> "VoteTable":
        """The rows of some people, in the order of their indexes."""
        kept = sorted(people)
        return VoteTable(
            tuple(self.people[at] for at in kept), self.clauses, tuple(self.codes[at] for at in kept)
        )


def table_of(votes: Iterable[tuple[str, str, int]], clauses: Sequence[str] | None = None) -> VoteTable:
    """(person, clause, vote) in any order → a table. Of two votes on one clause the last one counts.

    `clauses`: the columns, in order; else those voted on, sorted. Raises KeyError for a clause that is not
    among them, ValueError for a vote that is none of +1, 0 and -1.
    """
    by_person: dict[str, dict[str, int]] = {}
    named: set[str] = set()
    for person, clause, vote in votes:
        if vote not in (AGREE, PASS, DISAGREE):
            raise ValueError(f"a vote is 1, 0 or -1, not {vote!r}")
        by_person.setdefault(person, {})[clause] = vote
        named.add(clause)
    columns = tuple(sorted(named) if clauses is None else clauses)
    if unknown := named - set(columns):
        raise KeyError(min(unknown))
    people = tuple(sorted(by_person))
    codes = ("".join(CODES[by_person[person].get(clause)] for clause in columns) for person in people)
    return VoteTable(people, columns, tuple(codes))


def bits_of(flags: Iterable[bool]) -> int:
    """People as bits, the first one the highest: to be combined with columns."""
    return int("0" + "".join("1" if flag else "0" for flag in flags), 2)


def _bits(codes: str, wanted: str) -> int:
    ones = {ord(code): "1" if code in wanted else "0" for code in CODES.values()}
    return int("0" + codes.translate(ones), 2)
