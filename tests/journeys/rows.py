"""Files of rows as rooms send them: mostly right, and wrong in every way that happens, with what has to become of each line."""

import csv
import random
from collections import Counter
from dataclasses import dataclass, field
from io import StringIO

HEADER = "sheet,participant,group,clause,position,reason,comment,language,entered_by".split(",")
CLAUSES = (
    "freedom-use freedom-study freedom-modify freedom-share code parameters data-information copyleft".split()
)
GROUPS = ["System creator", "license-creator", "REGULATOR", "licensee", "end user", "subject", ""]
POSITIONS = ["support", "Support", "accept", "abstain", "object", "2"]
FORMULAS = ["=1+1", '=HYPERLINK("https://example.org","look")', "+49 30 1234", "-2+3", "@SUM(A1:A9)"]
MEANT = {"2": "accept", "Support": "support"}
ODD = {
    "wrong-clause": 3,
    "unknown-position": 3,
    "twice": 3,
    "no-reason": 1,
    "formula": 2,
    "old-encoding": 3,
    "cells": 1,
}
RIGHT = 100 - sum(ODD.values())


@dataclass
class Sent:
    """A file, and what has to become of it. ``refused``: (line, column); ``said``: (clause, position) → how many."""

    content: bytes = b""
    accepted: int = 0
    unchanged: int = 0
    refused: list[tuple[int, str | None]] = field(default_factory=list)
    said: Counter[tuple[str, str]] = field(default_factory=Counter)
    formulas: set[str] = field(default_factory=set)


def file_of(rows: int, *, hand: str = "Hand one", seed: int = 7) -> Sent:
    """So many rows. The same seed gives the same rows whoever keys them, so that a second hand is a second keying."""
    chance, sent, lines = random.Random(seed), Sent(), [_line(HEADER)]
    kinds = ["right", *ODD], [RIGHT, *ODD.values()]
    before: list[list[str]] = []
    for number in range(rows):
        kind = chance.choices(*kinds)[0]
        cells = _right(number, chance, hand)
        if kind == "twice" and before:
            cells = chance.choice(before)
            sent.unchanged += 1
        else:
            before += _made(kind, cells, number + 2, chance, sent)
        lines.append(_line(cells, "cp1252" if kind == "old-encoding" else "utf-8"))
    sent.content = b"".join(lines)
    return sent


def _right(number: int, chance: random.Random, hand: str) -> list[str]:
    person, at = divmod(number, len(CLAUSES))
    position = chance.choice(POSITIONS)
    reason = f"It leaves out what we do here, says number {person}." if position == "object" else ""
    comment = f"Déjà lu, “trop” long {number}." if chance.random() < 0.1 else ""
    group = GROUPS[person % len(GROUPS)]
    return [
        f"{person // 4 + 1:03}",
        str(person % 4 + 1),
        group,
        CLAUSES[at],
        position,
        reason,
        comment,
        "",
        hand,
    ]


def _made(kind: str, cells: list[str], line: int, chance: random.Random, sent: Sent) -> list[list[str]]:
    """Make a row odd, and note what has to become of it. → the row, where it is taken."""
    wrong: str | None = None
    if kind == "wrong-clause":
        cells[3], wrong = chance.choice(["freedom-to-nap", "code ", "", "#", "CODE"]), "clause"
        if cells[3] == "code ":
            cells[3] = "codes"
    elif kind == "unknown-position":
        cells[4], wrong = chance.choice(["maybe", "5", "yes!", "support?"]), "position"
        cells[5] = ""
    elif kind == "no-reason":
        cells[4], cells[5], wrong = "object", "", "reason"
    elif kind == "cells":
        cells.append("one too many")
        sent.refused.append((line, None))
        return []
    elif kind == "formula":
        cells[6] = f"{chance.choice(FORMULAS)} ({line})"
        sent.formulas.add(cells[6])
    if wrong is not None:
        sent.refused.append((line, wrong))
        return []
    sent.accepted += 1
    sent.said[cells[3], MEANT.get(cells[4], cells[4])] += 1
    return [cells]


def _line(cells: list[str], encoding: str = "utf-8") -> bytes:
    text = StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue().encode(encoding)
