"""Bringing a discussion in: a source read bit by bit, stored in batches, each whole, and put on record at the end."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path

from ..kit.db import again_on_a_race, fresh_look
from ..ledger import Actor
from .actions.importing import begin_import, finish_import, settle_some, store_some
from .errors import BadName
from .files import Told, digest_of, files_in, found_in, left_in, size_of
from .models import ArchiveKind
from .names import is_name, name_of
from .plain import Found, Left, NotReadable, PlainMessage, key_of
from .queries.archives import archive_called, unnamed_in
from .queries.shelf import Shelf, shelf
from .ready import make_ready, unnamed_among

AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import came to. ``stopped``: it was broken off cleanly; the same command goes on with it."""

    name: str
    run_id: int
    added: int
    changed: int
    unchanged: int
    skipped: int
    stopped: bool


def bring_in(
    path: Path,
    *,
    kind: ArchiveKind,
    into: str = "",
    title: str = "",
    url: str = "",
    by: Actor,
    begin: Callable[[int], Told] = lambda size: lambda read: None,
) -> Taken:
    """Read a file or folder into an archive. ``begin`` is told how many bytes there are, and gives what hears of progress.

    Raises NotReadable in one sentence, BadName.
    """
    files = files_in(path, kind=kind)
    digest = digest_of(files, folder=path)
    found = chain(
        found_in(files, kind=kind, folder=path, site=url, told=begin(size_of(files))),
        left_in(path, kind=kind),
    )
    name = into or name_of(path.resolve().name)
    return take_messages(
        found, into=name, kind=kind, title=title, url=url, by=by, source=path.resolve().name, digest=digest
    )


def take_messages(
    found: Iterable[Found],
    *,
    into: str,
    kind: ArchiveKind | str,
    by: Actor,
    title: str = "",
    url: str = "",
    source: str = "",
    digest: str = "",
) -> Taken:
    """Store messages as they are found, in transactions of their own. Raises BadName; NotReadable where there are none."""
    if not is_name(into):
        raise BadName
    batches = _batches(_each_once(iter(found)))
    first = _first(batches, source or into)
    drafts = shelf()
    run_id = again_on_a_race(
        lambda: (
            begin_import(
                into,
                kind=ArchiveKind(kind),
                source=source,
                digest=digest,
                under=drafts.digest,
                by=by,
                title=title,
                url=url,
            ).id
        )
    )
    stopped = False
    try:
        _store(run_id, into, [first], drafts)
        _store(run_id, into, batches, drafts)
        _settle(run_id)
    except KeyboardInterrupt:
        stopped = True
    run = again_on_a_race(lambda: finish_import(run_id, by=by, whole=not stopped))
    return Taken(into, run_id, run.added, run.changed, run.unchanged, run.skipped, stopped)


def _first(batches: Iterator[Sequence[Found]], source: str) -> Sequence[Found]:
    """Everything up to the first batch that has a message. Raises NotReadable."""
    left: list[Found] = []
    for batch in batches:
        left += batch
        if any(isinstance(each, PlainMessage) for each in batch):
            return left
    why = next((f"{each.place}: {each.why}" for each in left if isinstance(each, Left)), "It is empty.")
    raise NotReadable(f"Nothing could be taken from {source}. {why}")


def _store(run_id: int, name: str, batches: Iterable[Sequence[Found]], drafts: Shelf) -> None:
    fresh_look()
    archive = archive_called(name)
    is_unnamed = unnamed_among(unnamed_in(archive) if archive else ())
    for batch in batches:
        said = [each for each in batch if isinstance(each, PlainMessage)]
        left = [each for each in batch if isinstance(each, Left)]
        ready = make_ready(said, shelf=drafts, is_unnamed=is_unnamed)
        again_on_a_race(partial(store_some, run_id, ready, left=left))


def _settle(run_id: int) -> None:
    after: int | None = 0
    while after is not None:
        after = again_on_a_race(partial(settle_some, run_id, after=after))


def _batches(found: Iterator[Found]) -> Iterator[Sequence[Found]]:
    while batch := list(islice(found, AT_ONCE)):
        yield batch


def _each_once(found: Iterator[Found]) -> Iterator[Found]:
    """Each message once; of two with the same id the second is left out. What is remembered is one number each."""
    seen: set[int] = set()
    for each in found:
        if isinstance(each, PlainMessage):
            known = hash(key_of(each.id))
            if known in seen:
                yield Left(each.place, "A message with the same id stands before it.")
                continue
            seen.add(known)
        yield each
