"""Pure: cells of a table file that no spreadsheet runs."""

import csv
import unicodedata
from collections.abc import Iterable, Sequence
from typing import IO, Any

RUNS = frozenset("=+-@\t\r\n")
PLAIN = "'"


def defused(cell: str) -> str:
    """A text as a cell that a spreadsheet shows and does not compute: an apostrophe goes before what could run.

    That is what begins with ``=``, ``+``, ``-``, ``@``, a tab or a line end, also in full width and also after white
    space or signs that are not seen. Write such files with every cell quoted (``csv.QUOTE_ALL``), so that a
    separator of another country does not begin a cell inside of one.
    """
    return PLAIN + cell if _runs(cell) else cell


def write_table(out: IO[str], header: Iterable[str], rows: Iterable[Sequence[Any]]) -> None:
    """A table as comma-separated values: a line of names, then rows of anything, each cell quoted and defused."""
    sheet = csv.writer(out, quoting=csv.QUOTE_ALL)
    sheet.writerow(header)
    for row in rows:
        sheet.writerow([defused(_cell(value)) for value in row])


def _cell(value: Any) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    return ", ".join(value) if isinstance(value, list) else str(value)


def _runs(cell: str) -> bool:
    for sign in cell:
        if unicodedata.normalize("NFKC", sign)[:1] in RUNS:
            return True
        if not _unseen(sign):
            return False
    return False


def _unseen(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) in ("Cc", "Cf", "Cn", "Co", "Cs")
