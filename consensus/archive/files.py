"""Sources of archives as files and folders: opened one by one, read bit by bit, never all at once."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from .models import ArchiveKind
from .plain import Found, Left, NotReadable
from .sources.discourse import MOST_BYTES as MOST_JSON
from .sources.discourse import posts_of, read_json
from .sources.mbox import letters_of, what_it_is
from .sources.notes import MOST_BYTES as MOST_NOTE
from .sources.notes import read_note

ENDINGS = {
    ArchiveKind.DISCOURSE: (".json",),
    ArchiveKind.MBOX: (".mbox", ".mbx", ".txt", ".eml", ""),
    ArchiveKind.MARKDOWN: (".md", ".markdown", ".mdown", ".txt"),
}
WANTED = {
    ArchiveKind.DISCOURSE: "topics or posts of Discourse (.json)",
    ArchiveKind.MBOX: "mailboxes (.mbox)",
    ArchiveKind.MARKDOWN: "notes in Markdown (.md)",
}
Told = Callable[[int], object]


def files_in(path: Path, *, kind: ArchiveKind) -> list[Path]:
    """The files that are read: the path itself, or those of a folder in order of name. Raises NotReadable.

    Hidden files and links to elsewhere are left alone.
    """
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise NotReadable(f"{path} is neither a file nor a folder that can be read.")
    found = [each for each in path.rglob("*") if _is_wanted(each, path, kind)]
    if not found:
        raise NotReadable(f"{path} holds no {WANTED[kind]}.")
    return sorted(found)


def _is_wanted(file: Path, folder: Path, kind: ArchiveKind) -> bool:
    return file.suffix.lower() in ENDINGS[kind] and _is_shown(file, folder)


def _is_shown(file: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    return not hidden and file.is_file() and not file.is_symlink()


def left_in(path: Path, *, kind: ArchiveKind) -> Iterator[Left]:
    """What lies beside the files of a folder and is not opened, by its name, in order."""
    others = () if path.is_file() else path.rglob("*")
    for each in sorted(others):
        if _is_shown(each, path) and not _is_wanted(each, path, kind):
            yield Left(
                _name(each, path), f"By its name it is none of the {WANTED[kind]}, so it was not opened."
            )


def size_of(files: list[Path]) -> int:
    """How many bytes there are to read."""
    return sum(each.stat().st_size for each in files)


def digest_of(files: list[Path], *, folder: Path) -> str:
    """The digest of a file, or of all files of a folder with their names. Raises NotReadable."""
    whole = hashlib.sha256()
    for each in files:
        try:
            with each.open("rb") as opened:
                one = hashlib.file_digest(opened, "sha256").hexdigest()
        except OSError as error:
            raise NotReadable(f"{each} cannot be read: {error.strerror or error}.") from error
        whole.update(f"{_name(each, folder)}\x00{one}\n".encode("utf-8", "surrogateescape"))
    return whole.hexdigest()


def found_in(
    files: list[Path], *, kind: ArchiveKind, folder: Path, site: str = "", told: Told
) -> Iterator[Found]:
    """Everything that files hold, in order. ``told`` hears how many bytes were read.

    A file of a folder that cannot be read is left out; a file that was named itself raises NotReadable.
    """
    for file in files:
        name = _name(file, folder)
        try:
            yield from _read(file, name, kind, site, told)
        except (NotReadable, OSError) as error:
            why = (
                str(error)
                if isinstance(error, NotReadable)
                else f"It cannot be read: {error.strerror or error}."
            )
            if file == folder:
                raise NotReadable(why) from error
            yield Left(name, why)


def _name(file: Path, folder: Path) -> str:
    name = file.name if file == folder else file.relative_to(folder).as_posix()
    return name.encode("utf-8", "replace").decode("utf-8")


def _read(file: Path, name: str, kind: ArchiveKind, site: str, told: Told) -> Iterator[Found]:
    if kind is ArchiveKind.MBOX:
        with file.open("rb") as opened:
            yield from letters_of(name, opened, told=told)
        return
    with file.open("rb") as opened:
        data = opened.read((MOST_JSON if kind is ArchiveKind.DISCOURSE else MOST_NOTE) + 1)
    told(file.stat().st_size)
    if kind is ArchiveKind.DISCOURSE:
        if what := what_it_is(data[:4096]):
            raise NotReadable(f"{name} is {what}, not JSON of Discourse. Please unpack or export it first.")
        yield from posts_of(name, read_json(name, data), site=site)
    else:
        yield read_note(name, data)
