"""Things to test with, made by the real actions. Dull on purpose."""

from collections.abc import Sequence
from itertools import count
from typing import Any

from consensus.accounts import actions
from consensus.accounts.models import Account
from consensus.accounts.passwords import hashed
from consensus.discussion.actions import add_comment
from consensus.discussion.anchors import Quote
from consensus.discussion.models import Comment
from consensus.discussion.places import place_named, place_of
from consensus.discussion.texts import prepare_text
from consensus.drafts.actions import plan_publication, prepare_draft, publish_draft, read_files
from consensus.drafts.bundle import File
from consensus.drafts.models import Draft
from consensus.kit.db import db, transaction
from consensus.ledger import SETUP

_number = count(1)


def make_account(
    name: str = "Ana",
    *,
    role: str | None = None,
    email: str | None = None,
    password: str | None = None,
    **fields: Any,
) -> Account:
    """A confirmed account, with a role (``"participant"``: none), a password and fields of the profile."""
    password_hash = hashed(password) if password else None
    roles = [role] if role and role != "participant" else []
    with transaction():
        address = email or f"{name.lower()}{next(_number)}@example.org"
        account = actions.add_account(address, name=name, roles=roles, by=SETUP)
        account.password_hash = password_hash
        for field, value in fields.items():
            setattr(account, field, value)
    return account


def make_guest(name: str = "Guest") -> Account:
    """An account without an address."""
    with transaction():
        return actions.add_guest(name=name)


def make_draft(
    version: str,
    text: str,
    *,
    publish: bool = True,
    by: Any = SETUP,
    files: Sequence[File] = (),
    **given: Any,
) -> Draft:
    """A draft of one Markdown file, perhaps with files that it carries; published unless told otherwise."""
    reading = read_files([File("draft.md", text), *files], version=version, **given)
    with transaction():
        draft = prepare_draft(reading, by=by)
    if publish:
        plan = plan_publication(draft)
        with transaction():
            publish_draft(draft, plan, by=by)
    return draft


def make_comment(
    draft: Draft | str = "latest",
    key: str | None = None,
    body: str = "Please say who may do this.",
    *,
    by: Account | None = None,
    kind: str = "comment",
    part: str | None = None,
    after: str | None = None,
    parent: Comment | None = None,
    quote: str | None = None,
    **given: Any,
) -> Comment:
    """A comment on a clause of a draft (by its key), on a part, after a clause, or on the draft as a whole.

    A reply without a place of its own is made where its parent was.
    """
    author = by or make_account("Ana")
    text, quoted = prepare_text(body), Quote(quote) if quote else None
    version = draft if isinstance(draft, str) else draft.version
    with transaction():
        if parent is not None and version == "latest" and key is None:
            place = place_of(db.session.get_one(Comment, parent.id))
        else:
            place = place_named(version, key=key, part=part, after=after)
        return add_comment(place, text=text, kind=kind, by=author, parent=parent, quote=quoted, **given)
