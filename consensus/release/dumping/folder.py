"""The folder of a dump while it is written: a sibling that takes its name in the end, or goes when anything fails."""

import hashlib
import json
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from flask_babel import gettext as _

from ...kit.errors import Refused
from .addresses import leading_to

MARK = ".being-written"
MANIFEST, SIGNATURE = "manifest.json", "manifest.sig.json"
LINK = r'<a href="%s(#[^"]*)?"'
PICTURE = r'<(?:img|use|image)\b[^>]*\s(?:src|href|xlink:href)="%s(#[^"]*)?"[^>]*>'
BLOCK = 1 << 20


class Folder:
    """A folder of files by their path in it. What pages lead to is noted in a file, and looked up in the end."""

    def __init__(self, root: Path) -> None:
        self.root, self.files, self.size = root, 0, 0
        self.mark = (root / MARK).open("w+", encoding="utf-8")
        self._noted = lru_cache(maxsize=50_000)(self._note)

    def write(self, name: str, chunks: Iterable[str | bytes]) -> None:
        """Store a file, piece by piece."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as out:
            for chunk in chunks:
                self.size += out.write(chunk.encode("utf-8") if isinstance(chunk, str) else chunk)
        self.files += 1

    def has(self, name: str) -> bool:
        """Whether a file is there by now."""
        return (self.root / name).is_file()

    def leads(self, page: str, targets: Iterable[str]) -> None:
        """Note that a page leads to some files, which may still have to be written."""
        for target in targets:
            self._noted(page, target)

    def _note(self, page: str, target: str) -> None:
        self.mark.write(f"{page}\t{target}\n")

    def mend(self) -> int:
        """Take links from pages whose files were never written: their words stay. → how many."""
        self.mark.seek(0)
        mended = 0
        for line in self.mark:
            page, _tab, target = line.rstrip("\n").partition("\t")
            if not self.has(target):
                self._unlink(page, target)
                mended += 1
        self.mark.close()
        (self.root / MARK).unlink()
        return mended

    def _unlink(self, page: str, target: str) -> None:
        path, href = self.root / page, re.escape(leading_to(target, seen_from=page).replace("&", "&amp;"))
        words = path.read_text("utf-8")
        less = re.sub(LINK % href, "<a", words)
        less = re.sub(PICTURE % href, "", less)
        self.size += path.write_bytes(less.encode("utf-8")) - len(words.encode("utf-8"))

    def listed(self) -> Iterator[tuple[str, int, str]]:
        """Every file but the manifest with its size and SHA-256, folder by folder, in the order of their names."""
        for path in _walked(self.root):
            name = path.relative_to(self.root).as_posix()
            if name not in (MANIFEST, SIGNATURE):
                yield name, path.stat().st_size, digest_of(path)

    def seal(self, head: dict[str, object]) -> str:
        """Write the manifest: what is given, and every file, one a line. → its SHA-256."""
        self.write(MANIFEST, self._manifest(head))
        return digest_of(self.root / MANIFEST)

    def _manifest(self, head: dict[str, object]) -> Iterator[str]:
        before = json.dumps(head, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        yield before[:-1] + ',"files":[\n'
        for number, row in enumerate(self.listed()):
            yield (",\n" if number else "") + json.dumps(row, separators=(",", ":"), ensure_ascii=False)
        yield "\n]}\n"


@contextmanager
def written(target: Path) -> Iterator[Folder]:
    """A folder that becomes ``target`` when all went well; else nothing of it stays.

    Raises Refused when there is something at its place, or no place for it.
    """
    try:
        target = target.resolve()
        part = _place_for(target)
        folder = Folder(part)
    except (OSError, RuntimeError, ValueError) as error:  # a loop of links; a name that no folder has
        raise Refused(_("It cannot be written: %(why)s.", why=_why(error))) from error
    try:
        yield folder
        part.replace(target)
    except BaseException as error:
        shutil.rmtree(part, ignore_errors=True)
        if isinstance(error, OSError) and error.errno is not None:
            raise Refused(_("It cannot be written: %(why)s.", why=_why(error))) from error
        raise
    finally:
        folder.mark.close()


def _why(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error)


def _place_for(target: Path) -> Path:
    """Make the folder in which a dump is written until it takes its name. Raises Refused, OSError."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise Refused(
            _("%(dir)s is there already and not empty. Name a folder that is not there.", dir=target)
        )
    if not target.parent.is_dir():
        raise Refused(_("There is no folder %(dir)s to put it into.", dir=target.parent))
    part = target.with_name(target.name + ".part")
    if (part / MARK).is_file() and not part.is_symlink():
        shutil.rmtree(part)
    if part.exists() or part.is_symlink():
        raise Refused(_("%(dir)s is in the way: it would be written there first.", dir=part))
    part.mkdir()
    return part


def digest_of(path: Path) -> str:
    """SHA-256 of a file, in lower hex."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            found.update(block)
    return found.hexdigest()


def _walked(root: Path) -> Iterator[Path]:
    for path in sorted(root.iterdir()):
        if path.is_dir():
            yield from _walked(path)
        else:
            yield path
