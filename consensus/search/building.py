"""Building the index anew, beside the one in use, and swapping: searches go on all the while."""

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from shutil import rmtree

from flask_babel import gettext as _

from ..kit.db import fresh_look
from ..kit.errors import Refused
from ..kit.refs import Ref
from ..ledger.queries import head
from .following import bookmark_at, changes_of, follow
from .index import engine
from .index.folders import fresh, locked, point_to, sweep
from .index.shape import Bookmark
from .registry import all_subjects

BATCH = 500
Progress = Callable[[int], None]


def rebuild(progress: Progress = lambda done: None) -> int:
    """A new index of everything, put in the place of the old one when it is whole. → how many documents it has.

    ``progress`` is told how many more subjects were taken up. Raises Refused while another process does the same.
    """
    name = engine().name
    with locked(f"{name}-rebuild") as mine:
        if not mine:
            raise Refused(_("The search index is being built anew by another process already; wait for it."))
        sweep(name)
        folder = fresh(name)
        try:
            _build(folder, progress)
            while follow(folder):
                pass
            with locked(name, wait=True):
                while follow(folder):
                    pass
                point_to(folder, name)
        except BaseException:
            rmtree(folder, ignore_errors=True)
            raise
        return engine().open(folder).size()


def _build(folder: Path, progress: Progress) -> None:
    """Everything there is, in one commit."""
    fresh_look()
    engine().create(folder)
    bookmark = bookmark_at(Bookmark(head()[0]))
    writer = engine().writer(folder, bulk=True)
    try:
        for some in _batches():
            for change in changes_of(some, None):
                writer.put(change, known=False)
            progress(len(some))
    except BaseException:
        writer.cancel()
        raise
    writer.commit(bookmark)


def _batches() -> Iterator[list[Ref]]:
    """Every subject, some at a time; each batch is read as of now."""
    every = iter(all_subjects())
    while some := list(islice(every, BATCH)):
        yield some
