"""Pure: the files of a draft, changed so that reading them again gives exactly the clauses that are wanted.

First only the lines of the clauses concerned are changed. Where reading the result gives anything else, the files
concerned are written anew, a page of HTML as Markdown. Where that fails too, nothing is written.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Any

from ..drafts.bundle import File
from ..drafts.clauses import outline, to_markdown
from ..drafts.footnotes import MARK, marks_in
from ..drafts.pieces import Kind, Outline, OutlineClause, SourceError
from ..drafts.sources import read, sniff
from .blocks import Block, Style, Unsure, lines_of, plain, same_words, with_id, written

IN_TABLES = (Kind.GROUP, Kind.ROW)
OF_FRONT = ("version", "date", "title", "summary", "source", "comment_until", "language")


class CannotBeWritten(ValueError):
    """No way was found to write the files so that they read as wanted."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The clauses as they are to be read. ``moved``: keys of those that stand elsewhere than before.

    ``names``: key as it was read → the lasting key, for clauses that have no id in their file; it is written there
    when a clause changes, or ``always``.
    """

    clauses: Sequence[OutlineClause]
    moved: Collection[str] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    always: bool = False


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The files, the outline that they now make, and which clauses got an id: key as it was read → id."""

    files: tuple[File, ...]
    outline: Outline
    named: Mapping[str, str]


def rewrite(files: Sequence[File], before: Outline, wanted: Wanted) -> Rewritten:
    """Change the files of a draft, which are read as ``before``. Raises CannotBeWritten."""
    was = {clause.key: clause for clause in before.clauses}
    nameless = [clause for clause in wanted.clauses if clause.key in was and not clause.given]
    said_anew = {
        clause.key for clause in nameless if wanted.always or not same_words(was[clause.key], clause)
    }
    concerned = {clause.file for clause in _touched(was, wanted)}
    concerned |= {clause.file for clause in nameless if clause.key in said_anew}
    some = {key: wanted.names[key] for key in said_anew if key in wanted.names}
    every = {each.key: wanted.names.get(each.key, each.key) for each in nameless if each.file in concerned}
    for way, ids in ((_patched, some), (_anew, every), (_from_the_top, every)):
        found = _tried(way, files, before, replace(wanted, names=ids), concerned)
        if found is not None:
            return Rewritten(*found, ids)
    raise CannotBeWritten


def _touched(was: Mapping[str, OutlineClause], wanted: Wanted) -> list[OutlineClause]:
    """Everything that is not as it was: changed, new, moved (here and there) or gone."""
    now = {clause.key for clause in wanted.clauses}
    left = [clause for key, clause in was.items() if key not in now or key in wanted.moved]
    come = [
        clause
        for clause in wanted.clauses
        if clause.key not in was or clause.key in wanted.moved or not same_words(was[clause.key], clause)
    ]
    return [*left, *come]


Way = Callable[[Sequence[File], Outline, Wanted, Collection[str]], tuple[File, ...]]


def _tried(
    way: Way, files: Sequence[File], before: Outline, wanted: Wanted, concerned: Collection[str]
) -> tuple[tuple[File, ...], Outline] | None:
    try:
        made = way(files, before, wanted, concerned)
        found = read_outline(made)
    except (Unsure, SourceError, RecursionError):
        return None
    return (made, found) if _reads_as(found, wanted, before) else None


def read_outline(files: Iterable[File]) -> Outline:
    """The draft that files make. Raises SourceError."""
    texts = [file for file in files if file.is_text]
    return outline([read(file.name, file.content, format=file.format or None) for file in texts])


def _reads_as(found: Outline, wanted: Wanted, before: Outline) -> bool:
    """Whether an outline has exactly the wanted clauses: kinds, words, ids, and what hangs from what.

    Those whose words are not as before also have the very Markdown; what the files say of themselves stays.
    """
    known = {clause.digest for clause in before.clauses}
    same = _facts(found.clauses, known, {}) == _facts(wanted.clauses, known, wanted.names)
    return same and dict(found.fields) == dict(before.fields)


def _facts(
    clauses: Sequence[OutlineClause], known: Collection[str], ids: Mapping[str, str]
) -> tuple[list[Any], list[Any]]:
    line = [clause for clause in clauses if clause.kind is not Kind.FOOTNOTE]
    place = {clause.order: number for number, clause in enumerate(line)}
    told = [(place.get(clause.parent, -1), *_told(clause, known, ids)) for clause in line]  # type: ignore[arg-type]
    notes = [_told(clause, known, ids) for clause in clauses if clause.kind is Kind.FOOTNOTE]
    return told, sorted(notes, key=repr)


def _told(clause: OutlineClause, known: Collection[str], ids: Mapping[str, str]) -> tuple[Any, ...]:
    said = (
        ()
        if clause.digest in known
        else tuple(MARK.sub("[^]", text) for text in (clause.markdown, *clause.cells))
    )
    return (str(clause.kind), clause.digest, clause.key if clause.given else ids.get(clause.key), *said)


def _patched(
    files: Sequence[File], before: Outline, wanted: Wanted, concerned: Collection[str]
) -> tuple[File, ...]:
    """Only the lines of what is concerned are changed."""
    return tuple(
        replace(file, content=_Patch(file, before, wanted).content()) if file.name in concerned else file
        for file in files
    )


class _Patch:
    """One file while its lines are changed."""

    def __init__(self, file: File, before: Outline, wanted: Wanted) -> None:
        if _is_page(file):
            raise Unsure
        own = [clause for clause in before.clauses if clause.file == file.name]
        self.lines, self.moved = lines_of(file.content, own), wanted.moved
        self.whole = {block.clause.key: block for block in self.lines.blocks}
        self.style = Style(_labels(file, own), wanted.names)
        here = [clause for clause in wanted.clauses if clause.file == file.name]
        self.now = [clause for clause in here if clause.kind is not Kind.FOOTNOTE]
        self.notes = [clause for clause in here if clause.kind is Kind.FOOTNOTE]

    def content(self) -> str:
        """The text of the file with everything in its place."""
        stays = {clause.key for clause in (*self.now, *self.notes)} - set(self.moved)
        for clause in (*self.now, *self.notes):
            block = self.whole.get(clause.key)
            if block is None or clause.key not in stays:
                continue
            if not same_words(block.clause, clause):
                block.own = written(clause, like=block, style=self.style, same=True)
            elif clause.key in self.style.ids:
                block.own = with_id(block, self.style)
        for key, block in self.whole.items():
            if key not in stays:
                self.lines.remove(block)
        self._put_in()
        return self.lines.text()

    def _is_same(self, block: Block, clause: OutlineClause) -> bool:
        return same_words(block.clause, clause) and clause.key not in self.style.ids

    def _put_in(self) -> None:
        """What is new or moved, each after what stands before it."""
        previous: Block | None = None
        for clause in self.now:
            block = self.lines.block(clause.key)
            if block is None:
                block = Block(clause, self._lines_of(clause, previous))
                self.lines.insert(block, previous=previous)
            previous = block

    def _lines_of(self, clause: OutlineClause, previous: Block | None) -> list[str]:
        """A clause as the one most like it is written; one that was moved and is the same keeps its lines."""
        was = self.whole.get(clause.key)
        if was is not None and (was.clause.kind, was.clause.level) == (clause.kind, clause.level):
            return (
                was.own
                if self._is_same(was, clause)
                else written(clause, like=was, style=self.style, same=True)
            )
        like = self._most_like(clause, previous)
        return written(clause, like=like, style=self.style, same=False) if like else plain(clause, self.style)

    def _most_like(self, clause: OutlineClause, previous: Block | None) -> Block | None:
        """The nearest clause of the same kind and level, before the place, else after it."""
        blocks = self.lines.blocks
        at = blocks.index(previous) + 1 if previous else 0
        for block in (*reversed(blocks[:at]), *blocks[at:]):
            if (block.clause.kind, block.clause.level) == (clause.kind, clause.level) and not block.is_code:
                return block
        tables = (
            block for block in blocks if clause.kind in IN_TABLES and block.clause.table == clause.table
        )
        return next(tables, None)


def _labels(file: File, clauses: Sequence[OutlineClause]) -> dict[str, str]:
    """Label of a footnote in the draft → label in the file, where several files use the same."""
    pieces = read(file.name, file.content, format=file.format or None).pieces
    in_file = {label for piece in pieces for label in (*marks_in(piece.markdown), piece.marker) if label}
    found = {}
    for clause in clauses:
        for label in (*marks_in(clause.markdown), clause.marker if clause.kind is Kind.FOOTNOTE else ""):
            short = label.rpartition("-")[0]
            if label and label not in in_file and short in in_file:
                found[label] = short
    return found


def _is_page(file: File) -> bool:
    return (file.format or sniff(file.name, file.content)) == "wordpress"


def _anew(
    files: Sequence[File], before: Outline, wanted: Wanted, concerned: Collection[str]
) -> tuple[File, ...]:
    """What is concerned is written anew, below what stands before its first clause."""
    return tuple(
        _written_anew(file, files, before, wanted, top=True) if file.name in concerned else file
        for file in files
    )


def _from_the_top(
    files: Sequence[File], before: Outline, wanted: Wanted, concerned: Collection[str]
) -> tuple[File, ...]:
    """What is concerned is written anew, with only its fields kept."""
    return tuple(
        _written_anew(file, files, before, wanted, top=False) if file.name in concerned else file
        for file in files
    )


def _written_anew(file: File, files: Sequence[File], before: Outline, wanted: Wanted, *, top: bool) -> File:
    own_clauses = [clause for clause in wanted.clauses if clause.file == file.name]
    body = _body([replace(clause, key=wanted.names.get(clause.key, clause.key)) for clause in own_clauses])
    page = _is_page(file)
    if top and not page:
        own = [clause.line for clause in before.clauses if clause.file == file.name]
        head = "\n".join(file.content.replace("\r\n", "\n").split("\n")[: min(own) - 1])
    else:
        head = _head(file, first=file.name == _first_text(files), title=before.fields.get("title", ""))
    content = f"{head.rstrip()}\n\n{body}".lstrip("\n")
    return File(_name_as_markdown(file, files) if page else file.name, content, "markdown")


def _first_text(files: Sequence[File]) -> str:
    return next(file.name for file in files if file.is_text)


def _body(clauses: Sequence[OutlineClause]) -> str:
    """The clauses of one file as Markdown, without a title."""
    return to_markdown(clauses, title="x").split("\n# x\n", 1)[1].lstrip("\n")


def _head(file: File, *, first: bool, title: str) -> str:
    fields = read(file.name, file.content, format=file.format or None).fields
    known = {name: fields[name] for name in OF_FRONT if fields.get(name) and name != "title"}
    if first and title:
        return to_markdown([], title=title, fields=known)
    return (
        to_markdown([], title="x", fields=known).replace('title: "x"\n', "").split("\n# x", 1)[0]
        if known
        else ""
    )


def _name_as_markdown(file: File, files: Sequence[File]) -> str:
    taken = {other.name for other in files if other is not file}
    name = str(PurePath(file.name).with_suffix(".md"))
    return f"{file.name}.md" if name in taken else name
