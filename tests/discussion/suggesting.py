"""Suggestions made by the real actions, in a short notation, and what becomes of them."""

from typing import Any

from consensus.discussion.actions.accepting import accept_suggestion, plan_acceptance
from consensus.discussion.actions.suggesting import Edit
from consensus.discussion.grounds import beginning, preparing
from consensus.discussion.models import Acceptance, Comment, Operation
from consensus.discussion.queries.comments import comment_at
from consensus.drafts.models import Draft
from consensus.drafts.queries import clause_in, draft_named
from consensus.kit.db import db, transaction
from consensus.ledger import SETUP
from tests.factories import make_comment

Said = tuple[str | None, ...]


def edits(draft: Draft, *said: Said) -> list[Edit]:
    """("replace", key, text), ("insert", after, text), ("delete", key), ("move", key, after)."""
    return [_edit(draft, *each) for each in said]


def _edit(draft: Draft, op: str, *rest: str | None) -> Edit:
    def row(key: str | None) -> Any:
        return clause_in(draft, key) if key else None

    match op, rest:
        case "replace", (key, text):
            return Edit(Operation.REPLACE, row(key), None, text)
        case "insert", (after, text):
            return Edit(Operation.INSERT, None, row(after), text)
        case "delete", (key,):
            return Edit(Operation.DELETE, row(key))
        case "move", (key, after):
            return Edit(Operation.MOVE, row(key), row(after))
    raise ValueError(op)


def suggest(draft: Draft | str, *said: Said, key: str | None = None, **given: Any) -> Comment:
    """A comment that suggests other words; on the clause of its first edit, unless told otherwise."""
    found = draft_named(draft, published=False) if isinstance(draft, str) else draft
    made = edits(found, *said)
    row = made[0].clause or made[0].after
    return make_comment(found, key or (row.key if row else None), "It should say this.", edits=made, **given)


def accept(
    comment: Comment, draft: Draft | str, *, by: Any = SETUP, revision: int | None = None, **given: Any
) -> Acceptance:
    """Take a suggestion into a prepared draft, or into the next one, of a version, which is begun."""
    into = beginning(draft) if isinstance(draft, str) else preparing(draft)
    plan = plan_acceptance(comment_at(comment.id), into, **given)
    with transaction():
        return accept_suggestion(comment_at(comment.id), plan, revision=revision, by=by)


def text_of(draft: Draft) -> str:
    """The first file of a draft, as it is stored."""
    from consensus.drafts.queries import files_of

    db.session.expire_all()
    return files_of(draft)[0].content
