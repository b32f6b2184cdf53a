"""Files of systems, read before the lock; and the systems of the content folder, which setup loads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..kit.slow import slow
from ..ledger import Actor
from .actions.importing import import_all
from .due import evaluate_due
from .found import SystemFound
from .given import Report
from .sources import MOST_BYTES, NoSystem, SourceError, is_system_file, read


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read, where and why; ``skipped``: it is in order and holds no system."""

    file: str
    line: int
    sentence: str
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What files hold. ``files``: where each system was found, in the same order."""

    found: tuple[SystemFound, ...]
    files: tuple[str, ...]
    failed: tuple[Failure, ...]
    skipped: tuple[Failure, ...]


@slow
def read_files(paths: Iterable[Path], *, format: str | None = None) -> Reading:
    """Files, and the system files of folders in order of name. One that cannot be read stops none of the others."""
    found: list[SystemFound] = []
    files: list[str] = []
    failures: list[Failure] = []
    for path in _files_in(paths):
        try:
            found.append(read(path.name, _content(path), format=format))
            files.append(str(path))
        except NoSystem as error:
            failures.append(Failure(str(path), error.line, error.message, skipped=True))
        except SourceError as error:
            failures.append(Failure(str(path), error.line, error.message))
    failed = tuple(each for each in failures if not each.skipped)
    return Reading(tuple(found), tuple(files), failed, tuple(each for each in failures if each.skipped))


def load_systems(folder: Path, *, by: Actor) -> Report:
    """Take every system of a folder that is new or changed, and see to it that all assessments are there. What cannot be read
    is among the refused."""
    reading = read_files([folder]) if folder.is_dir() else Reading((), (), (), ())
    report = import_all(reading.found, by=by)
    evaluate_due(look=True)
    refused = tuple((Path(each.file).name, f"{each.line}: {each.sentence}") for each in reading.failed)
    return report + Report(refused=refused)


def _files_in(paths: Iterable[Path]) -> Sequence[Path]:
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(each for each in path.rglob("*") if each.is_file() and is_system_file(each.name))
        else:
            found.append(path)
    return found


def _content(path: Path) -> bytes:
    """A file's content, no more than what is read at all. Raises SourceError where there is none."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise SourceError(path.name, 1, f"cannot be read: {error.strerror or error}") from error
