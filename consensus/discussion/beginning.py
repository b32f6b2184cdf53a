"""Pure: the files of the latest draft as those of the next one: with another version, and an id behind every clause.

The ids are the lasting keys, so that every clause is known again whatever becomes of its words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..drafts.bundle import File
from ..drafts.clauses import to_markdown
from ..drafts.pieces import Outline, SourceError
from ..drafts.writing import Writable
from .rewriting import CannotBeWritten, Wanted, read_outline, rewrite

FRONT = re.compile(r"\A\ufeff?---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*\n", re.S)
OF_THE_OLD = re.compile(r"(?m)^(?:date|summary|comment_until)[ \t]*:.*\n(?:[ \t]+\S.*\n)*")
VERSION = re.compile(r"(?m)^(version[ \t]*:[ \t]*).*$")


class NotTheSame(ValueError):
    """The files do not read as the clauses that were published."""


@dataclass(frozen=True, slots=True)
class Published:
    """A clause as it was published: what writing needs, and the digest of its words."""

    row: Writable
    digest: str


def begun(
    files: Sequence[File], clauses: Sequence[Published], *, title: str, old: str, version: str
) -> tuple[tuple[File, ...], Outline]:
    """The files of the draft ``old`` for the next ``version``, and the outline they make.

    Where the files do not read as what was published, the clauses are written anew, as one file.
    """
    dated = [_for_version(file, old, version) if file.is_text else file for file in files]
    try:
        return _with_ids(dated, clauses)
    except (NotTheSame, CannotBeWritten, SourceError):
        return _as_one(files, clauses, title, version)


def _with_ids(files: Sequence[File], clauses: Sequence[Published]) -> tuple[tuple[File, ...], Outline]:
    found = read_outline(files)
    if [clause.digest for clause in found.clauses] != [each.digest for each in clauses]:
        raise NotTheSame
    names = {
        clause.key: each.row.key
        for clause, each in zip(found.clauses, clauses, strict=True)
        if not clause.given
    }
    if not names:
        return tuple(files), found
    made = rewrite(files, found, Wanted(found.clauses, names=names, always=True))
    return made.files, made.outline


def _as_one(
    files: Sequence[File], clauses: Sequence[Published], title: str, version: str
) -> tuple[tuple[File, ...], Outline]:
    text = to_markdown([each.row for each in clauses], title=title, fields={"version": version})
    made = (File("draft.md", text, "markdown"), *(file for file in files if not file.is_text))
    return made, read_outline(made)


def _for_version(file: File, old: str, version: str) -> File:
    """A file that says the other version; what it says of the old one's date and changes is left out."""
    content = file.content.replace("\r\n", "\n").replace("\r", "\n")
    front = FRONT.match(content)
    end = front.end() if front else 0
    head = VERSION.sub(lambda said: f"{said[1]}{version}", OF_THE_OLD.sub("", content[:end]))
    heading = re.compile(
        rf"(?im)^(#{{1,6}}[ \t]+(?:draft[ \t]+)?v(?:ersion)?[ \t.:]*){re.escape(old)}(?=[ \t]*$)"
    )
    return replace(
        file, content=head + heading.sub(lambda said: f"{said[1]}{version}", content[end:], count=1)
    )
