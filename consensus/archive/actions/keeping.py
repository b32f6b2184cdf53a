"""What is done with archives once they are here: withdrawn as a whole, a name taken out, held against other drafts."""

import secrets
from collections.abc import Collection, Mapping

from sqlalchemy import delete, insert, update

from ...kit.clock import now
from ...kit.db import db
from ...ledger import FOLLOWER, Actor, record
from ..errors import AlreadyWithdrawn, NobodyOfThatName
from ..models import Archive, How, Mention, Message, Unnamed
from ..queries.messages import placed_now
from ..ready import name_digest
from ..verbs import Verb

Placed = Mapping[int, tuple[int | None, Mapping[int, str]]]


def withdraw_archive(archive: Archive, *, by: Actor, reason: str = "") -> None:
    """Take an archive out of sight and of search, as a whole. What it holds is kept, and importing it again shows it.

    Raises AlreadyWithdrawn.
    """
    if archive.withdrawn_at is not None:
        raise AlreadyWithdrawn
    archive.withdrawn_at, archive.withdrawn_by = now(), str(by.actor_id)
    archive.withdrawn_reason = reason
    db.session.flush()
    record(Verb.WITHDRAWN, by, archive)


def unname(archive: Archive, author: str, *, reason: str, by: Actor) -> int:
    """Take somebody's name out of an archive, now and whenever it is imported again; their words stay.

    → from how many messages. Raises NobodyOfThatName.
    """
    theirs = (
        update(Message).where(Message.archive_id == archive.id, Message.author == author).values(author="")
    )
    taken = int(db.session.execute(theirs).rowcount) if author else 0  # type: ignore[attr-defined]  # as above, of a write
    if not taken:
        raise NobodyOfThatName
    salt = secrets.token_hex(16)
    digest = name_digest(author, salt)
    db.session.add(
        Unnamed(archive_id=archive.id, salt=salt, digest=digest, at=now(), by=str(by.actor_id), reason=reason)
    )
    db.session.flush()
    record(Verb.UNNAMED, by, archive, messages=taken)
    return taken


def place_some(archive: Archive, placed: Placed, *, under: str, to: int, last: bool) -> None:
    """Put messages beside the drafts of their time, with the clauses they mention, after these drafts changed.

    ``placed``: message → draft and mentions. ``under``: the digest of the drafts; ``to``: the last message looked at.
    On record at the end, when any message stands elsewhere now.
    """
    if archive.placing != under:
        archive.placing, archive.moved = under, 0
    other = _other_now(placed)
    if other:
        db.session.execute(update(Message), [{"id": id, "draft_id": placed[id][0]} for id in sorted(other)])
        db.session.execute(delete(Mention).where(Mention.message_id.in_(sorted(other))))
        rows = [
            {"message_id": id, "clause_id": clause, "how": How(how)}
            for id in sorted(other)
            for clause, how in placed[id][1].items()
        ]
        if rows:
            db.session.execute(insert(Mention), rows)
    archive.placed_to, archive.moved = to, archive.moved + len(other)
    if last:
        moved, archive.placed_under, archive.placing = archive.moved, under, ""
        archive.placed_to = archive.moved = 0
        if moved:
            record(Verb.PLACED, FOLLOWER, archive, moved=moved)
    db.session.flush()


def _other_now(placed: Placed) -> Collection[int]:
    """The messages that stand under another draft, or mention other clauses, than is stored."""
    before = placed_now(placed)
    return {id for id, (draft, mentions) in placed.items() if before[id] != (draft, set(mentions))}
