"""In step: the follower's turn. What acts have changed since the bookmark is looked at again and written with it.

Everything may be done twice without harm: what is kept of a subject is replaced by what it has to show now, and left
alone when that is the same. So a process may die at any point.
"""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain, islice
from pathlib import Path

from flask import current_app

from ..kit.clock import now
from ..kit.db import db, fresh_look
from ..kit.refs import Ref, parse
from ..ledger.queries import entries_after, hashes_of, head, touched_by
from .index import engine
from .index.folders import current, fresh, locked, note_seen, point_to, sweep
from .index.shape import Bookmark, Broken, Change, Key, Reader
from .opened import open_anew, place_of
from .prepared import digest_of, prepare, shown
from .registry import (
    EVERYBODY,
    MODERATORS,
    Document,
    all_subjects,
    documents_of,
    subjects_at_start,
    subjects_changed,
    subjects_of,
)
from .sought import Narrow, Sought

NAME = "search-follower"
SAID = "999 "  # the mark of what a person said; no kind reaches others in so many ways
MOST_ACTS, MOST_SUBJECTS = 200, 300  # looked at in one turn
AGAIN = timedelta(
    seconds=5
)  # what changes without acts is looked at once more, for it may be seen later than it is dated
log = logging.getLogger(__name__)


@dataclass
class Following:
    """What a process that follows remembers: which index it is filling and with what, of which it has looked at what
    changes without acts, until when, and which it began because another could not be read.
    """

    filling: Iterator[Ref] | None = None
    filled: Path | None = None
    started: Path | None = None
    begun: Path | None = None
    looked: datetime | None = None


def turn() -> int:
    """Catch up a little, unless another process does. → how many acts or subjects were looked at."""
    name = engine().name
    with locked(name) as mine:
        if not mine:
            return 0
        folder = current(name) or _begin()
        try:
            return follow(folder)
        except Broken:
            return _after_damage(folder)
        finally:
            fresh_look()


def _after_damage(folder: Path) -> int:
    """Begin anew, unless it is the new one that cannot be read: that would never end."""
    state: Following = current_app.extensions[NAME]
    if state.begun == folder:
        log.exception("the search index cannot be read, though it is new")
        return 0
    log.exception("the search index cannot be read; it is built anew")
    state.begun = _begin()
    return 1


def _begin() -> Path:
    """A new, empty index that is in use at once."""
    name = engine().name
    folder = fresh(name)
    engine().create(folder)
    point_to(folder, name)
    sweep(name)
    return folder


def follow(folder: Path) -> int:
    """Catch up a little with an index that nobody else writes. → how many acts or subjects were looked at.

    Raises Broken.
    """
    fresh_look()
    state: Following = current_app.extensions[NAME]
    reader = open_anew(folder)
    if not follows_this_record(reader):
        raise Broken("the index followed another record")
    bookmark = place_of(reader, folder)
    if bookmark is None or bookmark.filling:
        return _fill(folder, reader, bookmark or Bookmark(head()[0], filling=True), state)
    if changes := changes_of(_without_acts(folder, state), reader):
        _write(folder, changes, bookmark)
        return len(changes)
    return _follow_acts(folder, reader, bookmark)


def _without_acts(folder: Path, state: Following) -> Iterable[Ref]:
    """What changes without acts: all of it at the start, then what has changed since it was looked at."""
    since, state.looked = state.looked, now()
    if state.started != folder or since is None:
        state.started = folder
        return subjects_at_start()
    return subjects_changed(since - AGAIN)


def follows_this_record(reader: Reader) -> bool:
    """Whether the last act that an index has followed is in this record."""
    kept = reader.bookmark()
    return kept is None or kept.n == 0 or hashes_of([kept.n]).get(kept.n) == kept.hash


def bookmark_at(bookmark: Bookmark) -> Bookmark:
    """The same with the hash of its act."""
    return replace(bookmark, hash=hashes_of([bookmark.n]).get(bookmark.n, ""))


def _fill(folder: Path, reader: Reader, bookmark: Bookmark, state: Following) -> int:
    """Take up what there is, a part at a time; after a crash from the beginning, passing over what is there already."""
    if state.filled != folder or state.filling is None:
        state.filling, state.filled = iter(all_subjects()), folder
    some = list(islice(state.filling, MOST_SUBJECTS))
    done = len(some) < MOST_SUBJECTS
    if done:
        state.filling, state.filled = None, None
    _write(folder, changes_of(some, reader), Bookmark(bookmark.n, filling=not done))
    return max(len(some), 1)


def _follow_acts(folder: Path, reader: Reader, bookmark: Bookmark) -> int:
    some, reached = _looked_at(bookmark, reader)
    if (reached.n, reached.after) == (bookmark.n, bookmark.after):
        return 0
    changes = changes_of(some, reader)
    kept = reader.bookmark()
    if changes or reached.after or kept is None or kept.after:
        _write(folder, changes, reached)
    else:
        note_seen(folder, kept.n, reached.n)
    return max(len(some), 1)


def _looked_at(bookmark: Bookmark, reader: Reader) -> tuple[list[Ref], Bookmark]:
    """What the next acts make us look at, and how far that is."""
    entries = entries_after(bookmark.n, most=MOST_ACTS)
    touched = touched_by(entries)
    found: dict[Ref, None] = {}
    n, after = bookmark.n, bookmark.after
    for entry in entries:
        about = parse(entry.subject)
        looked_at = subjects_of(about, map(parse, touched[entry.n]), after)
        for mark, subject in chain(looked_at, _said_by(about, reader, after)):
            found[subject] = None
            if mark and len(found) >= MOST_SUBJECTS:
                return list(found), Bookmark(n, mark)
        n, after = entry.n, None
        if len(found) >= MOST_SUBJECTS:
            break
    return list(found), Bookmark(n)


def _said_by(account: Ref, reader: Reader, after: str | None) -> Iterator[tuple[str, Ref]]:
    """What the index has of a person: after they were joined with another account or erased it is another's or nobody's.

    The index alone knows, for erasure deletes who stood behind an id.
    """
    if account.kind != "account":
        return
    last = after.removeprefix(SAID) if after and after.startswith(SAID) else ""
    for subject in sorted(_subjects_by(account.name, reader)):
        if subject > last:
            yield f"{SAID}{subject}", parse(subject)


def _subjects_by(author: str, reader: Reader) -> set[str]:
    wanted = Sought(only={"author": Narrow(frozenset([author]))}, audiences=(EVERYBODY, MODERATORS))
    found: set[str] = set()
    after: Key | None = None
    while True:
        looked = reader.find(wanted, sort="oldest", after=after, limit=MOST_SUBJECTS, facets=False)
        found |= {str(shown(hit.kept)["subject"]) for hit in looked.hits}
        if not looked.more:
            return found
        after = looked.hits[-1].key


def changes_of(subjects: Iterable[Ref], reader: Reader | None) -> list[Change]:
    """What has to be written so that the index shows some subjects as they are now."""
    wanted = list(dict.fromkeys(subjects))
    kept = reader.kept_of(map(str, wanted)) if reader else {}
    found = []
    for subject, documents in _documents(wanted).items():
        before = sorted((each.id, each.digest) for each in kept.get(str(subject), ()))
        if before != sorted((each.id, digest_of(each)) for each in documents):
            found.append(Change(str(subject), [prepare(each) for each in documents]))
    return found


def _documents(subjects: Sequence[Ref]) -> dict[Ref, list[Document]]:
    """What some subjects have to show; one that cannot be read does not keep the others from being found."""
    try:
        return documents_of(subjects)
    except Exception:
        db.session.rollback()
        if len(subjects) == 1:
            log.exception("what %s has to show cannot be read; the index keeps what it had", subjects[0])
            return {}
    return {ref: found for each in subjects for ref, found in _documents([each]).items()}


def _write(folder: Path, changes: Iterable[Change], bookmark: Bookmark) -> None:
    writer = engine().writer(folder)
    try:
        for change in changes:
            writer.put(change)
    except BaseException:
        writer.cancel()
        raise
    writer.commit(bookmark_at(bookmark))
