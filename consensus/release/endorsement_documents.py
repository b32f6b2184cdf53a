"""How endorsements are found: by who endorses, and by what they say; folded ones by moderators alone."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from ..kit.db import db
from ..kit.refs import Ref
from ..moderation.queries import hidings_of
from ..search.registry import EVERYBODY, MODERATORS, Document, searchable
from .endorsement_shapes import name_of_endorser
from .models import Endorsement
from .queries.endorsements import endorsements_called

BATCH, LONGEST_NAME = 1_000, 10


def all_endorsements() -> Iterable[Ref]:
    """Every endorsement, whatever became of it."""
    last = 0
    while ids := _after(last):
        yield from (Ref("endorsement", str(id)) for id in ids)
        last = ids[-1]


@searchable("endorsement", subjects=all_endorsements)
def endorsement_documents(refs: Sequence[Ref]) -> Iterable[Document]:
    """Some endorsements. What was withdrawn is not found; it stays on its page, as one that was withdrawn."""
    names = [ref.name for ref in refs if ref.name.isascii() and ref.name.isdigit()]
    found = endorsements_called([int(name) for name in names if len(name) < LONGEST_NAME])
    folded = hidings_of(found) if found else {}
    return [_document(each, hidden=str(each.ref) in folded) for each in found if each.withdrawn_at is None]


def _document(endorsement: Endorsement, *, hidden: bool) -> Document:
    name = name_of_endorser(endorsement)
    words = [name, endorsement.authority, endorsement.conditions, endorsement.statement, endorsement.domain]
    return Document(
        id=str(endorsement.ref),
        kind="endorsement",
        subject=str(endorsement.ref),
        url=f"/endorsements/{endorsement.id}",
        title=name,
        text="\n".join(word for word in words if word),
        language=endorsement.language or "",
        at=endorsement.at,
        author=endorsement.account.actor_id,
        draft=endorsement.draft.version,
        audience=MODERATORS if hidden else EVERYBODY,
    )


def _after(id: int) -> Sequence[int]:
    query = select(Endorsement.id).where(Endorsement.id > id).order_by(Endorsement.id).limit(BATCH)
    return db.session.scalars(query).all()
