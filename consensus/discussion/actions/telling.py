"""How acts on comments stand on the public record: with their place and salted digests, never with people's words."""

import hashlib
import secrets
from typing import Any

from ...drafts.models import Clause
from ...kit.db import db
from ...kit.refs import Ref
from ...ledger import Actor, System, record
from ..models import Comment
from ..verbs import Verb


def tell(verb: Verb, comment: Comment, by: Actor, **details: Any) -> None:
    """Record an act on a comment: it touches the clause, the draft and the thread that show it."""
    clause = comment.clause or comment.after
    home = db.session.get(Clause, comment.home_clause_id) if comment.home_clause_id else None
    touched = {each.ref for each in (clause, home, comment.draft) if each is not None}
    thread = Ref("comment", str(comment.root_id))
    record(
        verb,
        speaker(comment, by),
        comment,
        touches=sorted({*touched, thread}, key=str),
        **_place(comment),
        **details,
    )


def speaker(comment: Comment, by: Actor) -> Actor:
    """Who acts, as the record knows them: the author of what was said under a second id acts under that."""
    own = comment.voice is not None and by.actor_id == comment.author.actor_id
    return System(str(comment.voice)) if own else by


def new_salt() -> str:
    """What keeps a digest from telling the words: deleted with them."""
    return secrets.token_hex(16)


def digest_of(comment: Comment) -> str:
    """The salted digest of what a comment says now."""
    return hashlib.sha256((comment.salt + comment.body).encode("utf-8")).hexdigest()


def _place(comment: Comment) -> dict[str, Any]:
    place: dict[str, Any] = {"draft": comment.draft.version}
    if comment.clause is not None:
        place["clause"] = comment.clause.key
    if comment.after is not None:
        place["after"] = comment.after.key
    if comment.part is not None:
        place["part"] = comment.part
    return place
