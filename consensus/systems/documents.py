"""How systems are found: by name, maker, kind, licences, and what our own record says of them; and what reviewers say.

A review is found by the words of the revision that counts, and its maker's reply.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from ..kit.db import db
from ..kit.refs import Ref
from ..kit.text.words import excerpt
from ..moderation.queries import hidings_of
from ..search.registry import EVERYBODY, MODERATORS, Document, searchable
from .models import MakerReply, Review, ReviewRevision, System
from .stored import answers_of
from .titles import registry_title

BATCH = 1_000
TITLE, LONGEST_NAME = 80, 10


def all_systems() -> Iterable[Ref]:
    """Every system, by its slug."""
    last = 0
    while rows := _after(last):
        yield from (Ref("system", slug) for _id, slug in rows)
        last = rows[-1][0]


@searchable("system", subjects=all_systems)
def system_documents(refs: Sequence[Ref]) -> Iterable[Document]:
    """Some systems."""
    query = select(System).where(System.slug.in_([ref.name for ref in refs])).order_by(System.id)
    loaded = query.options(selectinload(System.versions), selectinload(System.sources))
    return [_document(each) for each in db.session.scalars(loaded)]


def _document(system: System) -> Document:
    licences = [name for each in system.versions for name in each.licences]
    words = [
        system.name, system.maker, system.kind, *(each.version for each in system.versions),
        *dict.fromkeys(licences), system.notes, *(registry_title(each.origin) for each in system.sources),
    ]  # fmt: skip
    return Document(
        id=str(system.ref),
        kind="system",
        subject=str(system.ref),
        url=f"/systems/{system.slug}/",
        title=system.name,
        text="\n".join(word for word in words if word),
        language="en",
        at=system.created_at,
        system=system.slug,
    )


def all_reviews() -> Iterable[Ref]:
    """Every review of which something is public."""
    last = 0
    while ids := _public_after(last):
        yield from (Ref("review", str(id)) for id in ids)
        last = ids[-1]


@searchable("review", subjects=all_reviews)
def review_documents(refs: Sequence[Ref]) -> Iterable[Document]:
    """Some reviews and the replies to them. What is only saved, was withdrawn or waits for its maker is not found."""
    names = [ref.name for ref in refs if ref.name.isascii() and ref.name.isdigit()]
    ids = [int(name) for name in names if len(name) < LONGEST_NAME]
    query = select(Review).where(Review.id.in_(ids), Review.public.is_not(None)).order_by(Review.id)
    revisions = selectinload(Review.revisions).joinedload(ReviewRevision.reply).joinedload(MakerReply.account)
    loaded = query.options(revisions, joinedload(Review.draft), joinedload(Review.account))
    reviews = db.session.scalars(loaded).unique().all()
    counting = {
        each.id: each for review in reviews for each in review.revisions if each.number == review.public
    }
    replies = [each.reply for each in counting.values() if each.reply is not None]
    folded = hidings_of([*reviews, *replies])
    for revision in counting.values():
        yield _review(revision, hidden=str(revision.review.ref) in folded)
        if revision.reply is not None:
            yield _reply(revision.reply, hidden=str(revision.reply.ref) in folded)


def _review(revision: ReviewRevision, *, hidden: bool) -> Document:
    review, system = revision.review, revision.review.version.system
    answers = answers_of(revision.answers)
    words = [
        system.name, revision.affiliation, revision.reason, *(each.note for each in answers),
        *dict.fromkeys(each.licence for each in answers),
    ]  # fmt: skip
    return Document(
        id=str(review.ref),
        kind="review",
        subject=str(review.ref),
        url=f"/systems/reviews/{review.id}/",
        title=" ".join([system.name, review.version.version]).strip(),
        text="\n".join(word for word in words if word),
        language="en",
        at=revision.released_at or revision.at,
        author=review.account.actor_id if review.account else None,
        byline=None if review.account else review.reviewer,
        draft=review.draft.version,
        system=system.slug,
        audience=MODERATORS if hidden else EVERYBODY,
    )


def _reply(reply: MakerReply, *, hidden: bool) -> Document:
    review = reply.revision.review
    return Document(
        id=str(reply.ref),
        kind="review",
        subject=str(review.ref),
        url=f"/systems/reviews/{review.id}/",
        title=excerpt(reply.body, most=TITLE),
        text=reply.body,
        language="",
        at=reply.at,
        author=reply.account.actor_id,
        draft=review.draft.version,
        system=review.version.system.slug,
        audience=MODERATORS if hidden else EVERYBODY,
    )


def _after(id: int) -> Sequence[tuple[int, str]]:
    query = select(System.id, System.slug).where(System.id > id).order_by(System.id).limit(BATCH)
    return [(id, slug) for id, slug in db.session.execute(query)]


def _public_after(id: int) -> Sequence[int]:
    query = select(Review.id).where(Review.id > id, Review.public.is_not(None))
    return db.session.scalars(query.order_by(Review.id).limit(BATCH)).all()
