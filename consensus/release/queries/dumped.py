"""What a dump goes through: names and numbers in order, in batches by key, so that memory stays small however many there are."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import InstrumentedAttribute

from ...archive.models import Archive, Mention, Thread
from ...discussion.models import Comment
from ...discussion.models.comments import Revision
from ...discussion.queries.comments import loaded
from ...drafts.models import Clause, Draft, Placement, Publication
from ...kit.db import db
from ...roadshow.models import Stop
from ...systems.models import Evaluation, Review, System
from ...voting.models import Call, Challenge
from ..models import Checkpoint, Endorsement

BATCH = 500


def values(column: InstrumentedAttribute[Any], *where: ColumnElement[bool]) -> Iterator[Any]:
    """The values of a unique column in their order."""
    query = select(column).where(*where).order_by(column).limit(BATCH)
    some = db.session.scalars(query).all()
    while some:
        yield from some
        some = db.session.scalars(query.where(column > some[-1])).all()


def clause_keys() -> Iterator[str]:
    """The keys of clauses that stand in a published draft."""
    placed = select(Placement.id).join(Publication, Publication.draft_id == Placement.draft_id)
    return values(Clause.key, exists(placed.where(Placement.clause_id == Clause.id)))


def keys_mentioned() -> Iterator[str]:
    """The keys of clauses that some archive speaks of."""
    return values(Clause.key, exists(select(Mention.message_id).where(Mention.clause_id == Clause.id)))


def calls() -> Iterator[int]:
    """The numbers of all calls."""
    return values(Call.id)


def challenges() -> Iterator[int]:
    """The numbers of all challenges."""
    return values(Challenge.id)


def slugs_of_systems() -> Iterator[str]:
    """The slugs of all systems."""
    return values(System.slug)


def reviews() -> Iterator[int]:
    """The numbers of the reviews that are or were public."""
    return values(Review.id)


def slugs_of_stops() -> Iterator[str]:
    """The slugs of all stops."""
    return values(Stop.slug)


def edited_comments() -> Iterator[int]:
    """The numbers of comments that said something else before."""
    return values(Comment.id, exists(select(Revision.comment_id).where(Revision.comment_id == Comment.id)))


def endorsements() -> Iterator[int]:
    """The numbers of all endorsements."""
    return values(Endorsement.id)


def names_of_archives() -> Iterator[str]:
    """The names of the archives that can be read."""
    return values(Archive.name, Archive.withdrawn_at.is_(None))


def months(name: str) -> Sequence[str]:
    """The months of an archive in which a thread began."""
    query = select(Thread.month).join(Archive, Archive.id == Thread.archive_id).where(Archive.name == name)
    return db.session.scalars(query.distinct().order_by(Thread.month)).all()


def threads() -> Iterator[int]:
    """The numbers of the threads of archives that can be read."""
    return values(Thread.id, Thread.archive_id.in_(select(Archive.id).where(Archive.withdrawn_at.is_(None))))


def comments_after(id: int, *, most: int) -> Sequence[Comment]:
    """The next comments by number, with everything that is shown of each."""
    return db.session.scalars(
        loaded(select(Comment).where(Comment.id > id).order_by(Comment.id).limit(most))
    ).all()


def checkpoints_after(n: int, *, most: int) -> Sequence[Checkpoint]:
    """The next checkpoints."""
    return db.session.scalars(
        select(Checkpoint).where(Checkpoint.n > n).order_by(Checkpoint.n).limit(most)
    ).all()


def systems_after(slug: str, *, most: int) -> Sequence[System]:
    """The next systems by slug."""
    return db.session.scalars(
        select(System).where(System.slug > slug).order_by(System.slug).limit(most)
    ).all()


def stops_after(slug: str, *, most: int) -> Sequence[Stop]:
    """The next stops by slug."""
    return db.session.scalars(select(Stop).where(Stop.slug > slug).order_by(Stop.slug).limit(most)).all()


def verdicts_of(versions: Sequence[int]) -> dict[int, dict[str, str | None]]:
    """Version of a system → draft → its verdict there."""
    query = select(Evaluation.version_id, Draft.version, Evaluation.verdict).join(
        Draft, Draft.id == Evaluation.draft_id
    )
    found: dict[int, dict[str, str | None]] = {}
    for version, draft, verdict in db.session.execute(query.where(Evaluation.version_id.in_(versions))):
        found.setdefault(version, {})[draft] = str(verdict) if verdict else None
    return found
