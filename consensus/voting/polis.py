"""Pure: votes in the five files that Polis exports, and reading its table of participants and votes.

Columns are those of Polis' own export (``server/src/report.ts``; the files of
github.com/compdemocracy/openData): 1 is agree, -1 disagree, 0 pass, an empty cell nothing. People and
statements have numbers there; a statement's text begins with the key of its clause.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from ..kit.text.cells import defused
from .characteristics import GroupVotes, votes_of
from .opinions import OpinionMap
from .votes import AGREE, CODES, DISAGREE, PASS, VoteTable, bits_of

PARTICIPANT = "participant"
ABOUT = (PARTICIPANT, "group-id", "n-comments", "n-votes", "n-agree", "n-disagree")
OTHER = frozenset({*ABOUT, "xid"})
"""Columns of the table that are no statements; those after them are, whatever they are called."""
CELLS = {
    "": "-", "1": CODES[AGREE], "0": CODES[PASS], "-1": CODES[DISAGREE],
    "1.0": CODES[AGREE], "0.0": CODES[PASS], "-1.0": CODES[DISAGREE],
}  # fmt: skip
VOTES = {code: str(vote) for vote, code in CODES.items() if vote is not None} | {"-": ""}
NOBODY = -1
"""The author of a clause is the project, no participant."""
"""What a spreadsheet takes for the beginning of a formula."""


class PolisError(ValueError):
    """A table that cannot be read; its text names the line and the column."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A clause as Polis would show it; `at`: seconds since 1970."""

    clause: str
    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Vote:
    """Somebody's vote on a clause; `at`: seconds since 1970."""

    person: str
    clause: str
    vote: int
    at: int


@dataclass(frozen=True, slots=True)
class Conversation:
    """What is exported of a draft. `statements` and `table` have the same clauses in the same order."""

    topic: str
    url: str
    description: str
    statements: Sequence[Statement]
    table: VoteTable
    votes: Sequence[Vote]
    opinions: OpinionMap


def read_participants_votes(text: str) -> VoteTable:
    """``participants-votes.csv`` → a table. Raises PolisError."""
    rows = _rows(text)
    header = [name.strip() for name in next(rows, (1, []))[1]]
    clauses = [at for at, name in enumerate(header) if name.lower() not in OTHER]
    named = [header[at] for at in clauses]
    who = next((at for at, name in enumerate(header) if name.lower() == PARTICIPANT), None)
    if who is None or not clauses:
        raise PolisError(f"line 1: a header with `{PARTICIPANT}` and a column for each statement is needed")
    if len(set(named)) < len(named) or "" in named:
        raise PolisError("line 1: each statement needs a column with a name of its own")
    people: dict[str, str] = {}
    for line, row in rows:
        if len(row) > len(header):
            raise PolisError(f"line {line}: there are more cells than the header has columns")
        row += [""] * (len(header) - len(row))
        person = row[who].strip()
        if not person or person in people:
            raise PolisError(f"line {line}, column {PARTICIPANT}: each row needs a participant of its own")
        people[person] = _codes(row, clauses, header, line)
    return VoteTable(tuple(people), tuple(named), tuple(people.values()))


def export(conversation: Conversation) -> dict[str, str]:
    """The five files, by name."""
    return {
        "summary.csv": _summary(conversation),
        "comments.csv": _comments(conversation),
        "votes.csv": _votes(conversation),
        "participants-votes.csv": _participants(conversation),
        "comment-groups.csv": _comment_groups(conversation),
    }


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not empty, with the line they end on."""
    reader = csv.reader(f"{line}\n" for line in text.removeprefix("\ufeff").split("\n"))
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise PolisError(f"line {reader.line_num}: this is no CSV ({error})") from error
        if any(cell.strip() for cell in row):
            yield reader.line_num, row


def _codes(row: Sequence[str], clauses: Sequence[int], header: Sequence[str], line: int) -> str:
    try:
        return "".join([CELLS[row[at]] for at in clauses])
    except KeyError:
        return "".join([_code(row[at], header[at], line) for at in clauses])


def _code(cell: str, name: str, line: int) -> str:
    code = CELLS.get(cell.strip())
    if code is None:
        raise PolisError(f"line {line}, column {name}: a vote is 1, 0, -1 or empty, not {cell[:20]!r}")
    return code


def _summary(conversation: Conversation) -> str:
    table = conversation.table
    return _written(
        [
            ("topic", defused(conversation.topic)),
            ("url", conversation.url),
            ("voters", len(table.people)),
            ("voters-in-conv", len(conversation.opinions.groups)),
            ("commenters", 0),
            ("comments", len(table.clauses)),
            ("groups", conversation.opinions.k),
            ("conversation-description", defused(conversation.description)),
        ]
    )


def _comments(conversation: Conversation) -> str:
    header = (
        "timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated",
        "comment-body",
    )  # fmt: skip
    rows: list[Sequence[object]] = [header]
    for number, (statement, column) in enumerate(
        zip(conversation.statements, conversation.table.columns(), strict=True)
    ):
        agrees, disagrees = column.agree.bit_count(), column.disagree.bit_count()
        at = (statement.at, _date(statement.at))
        rows.append((*at, number, NOBODY, agrees, disagrees, 1, _body(statement)))
    return _written(rows)


def _votes(conversation: Conversation) -> str:
    people = _numbers(conversation.table.people)
    clauses = _numbers(conversation.table.clauses)
    rows = sorted(
        (clauses[vote.clause], people[vote.person], vote.at, vote.vote) for vote in conversation.votes
    )
    header = ("timestamp", "datetime", "comment-id", "voter-id", "vote")
    return _written([header, *((at, _date(at), clause, who, vote) for clause, who, at, vote in rows)])


def _participants(conversation: Conversation) -> str:
    table, groups = conversation.table, conversation.opinions.groups
    rows: list[Sequence[object]] = [(*ABOUT, *range(len(table.clauses)))]
    for number, (person, codes) in enumerate(zip(table.people, table.codes, strict=True)):
        agree, disagree = codes.count(CODES[AGREE]), codes.count(CODES[DISAGREE])
        about = (number, groups.get(person, ""), 0, len(codes) - codes.count("-"), agree, disagree)
        rows.append((*about, *(VOTES[code] for code in codes)))
    return _written(rows)


def _comment_groups(conversation: Conversation) -> str:
    table, groups = conversation.table, conversation.opinions.groups
    members = [
        bits_of(groups.get(person) == group for person in table.people)
        for group in range(conversation.opinions.k)
    ]
    names = [f"group-{chr(ord('a') + at)}-" for at in range(len(members))]
    what = ("votes", "agrees", "disagrees", "passes")
    header = ["comment-id", "comment", *(f"total-{each}" for each in what)]
    rows: list[Sequence[object]] = [[*header, *(name + each for name in names for each in what)]]
    for number, (statement, column) in enumerate(zip(conversation.statements, table.columns(), strict=True)):
        votes = [votes_of(column, group) for group in members]
        figures = [_figures(each) for each in (sum(votes, GroupVotes()), *votes)]
        rows.append([number, _body(statement), *(figure for each in figures for figure in each)])
    return _written(rows)


def _figures(votes: GroupVotes) -> tuple[int, int, int, int]:
    return votes.seen, votes.agree, votes.disagree, votes.seen - votes.agree - votes.disagree


def _body(statement: Statement) -> str:
    return defused(f"{statement.clause}: {statement.text}")


def _date(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def _numbers(names: Sequence[str]) -> Mapping[str, int]:
    return {name: number for number, name in enumerate(names)}


class _Pieces(list[str]):
    """What a CSV writer writes to."""

    write = list.append


def _written(rows: Iterable[Sequence[object]]) -> str:
    pieces = _Pieces()
    csv.writer(pieces, lineterminator="\n").writerows(rows)
    return "".join(pieces)
