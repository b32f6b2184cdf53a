"""What is said of a row that cannot be taken, in the reader's language."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from . import batch, tabular
from .tabular import Problem

SENTENCES: Mapping[str, Any] = {
    tabular.UNREADABLE: _l("Some signs of this line cannot be read. Save the file as UTF-8 and send it again."),
    tabular.UNCLOSED: _l("A quotation mark is opened in this line and not closed."),
    tabular.TOO_MANY: _l("There are more cells than columns. A text with commas stands in quotation marks."),
    tabular.NO_COLUMN: _l("This is no table of rows: its first line does not name %(about)s."),
    tabular.TWICE: _l("The first line names “%(about)s” twice."),
    batch.EMPTY: _l("This is missing. Every row needs it."),
    batch.TOO_LONG: _l("Use at most %(about)s characters."),
    batch.NOTHING: _l("Nothing is said here: give a position, or a comment."),
    batch.NO_CLAUSE: _l("The draft of this stop has no clause “%(about)s”. The key stands on the sheet."),
    batch.NO_POSITIONS: _l("No positions are taken on headings and groups of rows. A comment can be."),
    batch.NO_POSITION: _l("“%(about)s” is no position. Use support, accept, abstain or object, or 1 to 4 as on the sheet."),
    batch.NOT_OFFERED: _l("The policy of this draft does not offer “%(about)s”."),
    batch.NO_REASON: _l("This position is not taken without a reason."),
    batch.NO_GROUP: _l("There is no stakeholder group “%(about)s”."),
    batch.NO_LANGUAGE: _l("“%(about)s” is no language. Use its name, or a code such as fr."),
    batch.OTHER_GROUP: _l("This person speaks for “%(about)s” in another row. Each person has one stakeholder group."),
    batch.AFTER_REFUSED: _l("The same row was refused in line %(about)s. Mend that one, then send both."),
    batch.SAID: _l("%(about)s"),
}  # fmt: skip
OTHERWISE = (
    _l("The same person keyed this row otherwise before. Take that back first, if it was a mistake."),
    _l("The same person keyed this row otherwise in line %(about)s."),
)
ENOUGH = (_l("Two people have keyed this row already."), _l("Two people have keyed this row already, first in line %(about)s."))  # fmt: skip


def sentence_of(problem: Problem) -> str:
    """What is wrong, as a sentence."""
    both = {batch.OTHERWISE: OTHERWISE, batch.ENOUGH: ENOUGH}.get(problem.code)
    sentence = both[bool(problem.about)] if both else SENTENCES[problem.code]
    return str(sentence) % {"about": problem.about}


def sentences_of_header(problems: Iterable[Problem]) -> str:
    """What is wrong with the first line of a file, of which nothing was taken then, and what it has to name."""
    found = list(problems)
    missing = ", ".join(each.about for each in found if each.code == tabular.NO_COLUMN)
    told = [Problem(1, None, tabular.NO_COLUMN, missing)] if missing else found
    others = ", ".join(name for name in batch.COLUMNS if name not in batch.NEEDED)
    needed = _(
        "It needs the columns %(needed)s, and may have %(others)s. Nothing of it was taken.",
        needed=", ".join(batch.NEEDED), others=others,
    )  # fmt: skip
    return " ".join([*map(sentence_of, told), needed])
