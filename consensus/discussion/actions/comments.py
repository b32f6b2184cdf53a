"""Saying something: a comment on a place of a draft, or a reply. It costs the same however much was said before."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import bindparam, select, update

from ...accounts.models import Account
from ...accounts.rooms import channel_for
from ...following.actions import auto_watch
from ...kit.clock import now
from ...kit.db import db
from ...kit.errors import Invalid
from ...kit.refs import Ref
from ...kit.text.rendered import keep_finished
from ..anchors import Quote
from ..models import Comment, CommentKind, State
from ..places import After, OnClause, OnPart, Place
from ..texts import Prepared
from ..verbs import Verb
from .campaigns import first_like, keep_bands
from .checking import check_kind, is_late, quoted, thread_of
from .counting import count_new
from .moving import note_move
from .newcomers import hold_links, slow_down
from .suggesting import Edit, checked_edits, store_edits
from .telling import digest_of, new_salt, tell

LONGEST_NONCE = 64
_SAID: Any = Comment.__table__
_LONGER = update(_SAID).where(_SAID.c.id == bindparam("thread")).values(replies=_SAID.c.replies + 1)


def add_comment(
    place: Place,
    *,
    text: Prepared,
    kind: CommentKind | str,
    by: Account,
    parent: Comment | None = None,
    quote: Quote | None = None,
    nonce: str | None = None,
    channel: str | None = None,
    language: str | None = None,
    edits: Sequence[Edit] = (),
    finished: Iterable[tuple[str, str]] = (),
    voice: str | None = None,
    in_time: bool = False,
) -> Comment:
    """Say something. The same ``nonce`` again gives the comment that was made with it first.

    ``finished`` are redlines that were rendered before the lock. ``voice``: the second id under which it is said;
    ``in_time``: it was said in time, on paper, so that an objection is taken late. ``channel``: where it was said, when
    somebody else enters it; otherwise where its author speaks now, if a guest may. Raises NoSuchDraft, DraftIsWithdrawn,
    NotOpen, CommentIsDeleted, CommentIsHidden, TooSoon, and Invalid under kind, quote, parent, suggestion or nonce.
    """
    first = _made_with(nonce, by)
    if first is not None:
        return first
    kind, late = CommentKind(kind), is_late(place.draft)
    channel = channel or channel_for(by, place.draft)
    check_kind(place, kind, late=late and not in_time)
    found, edits = quoted(place, quote), checked_edits(edits, draft=place.draft)
    thread = thread_of(parent, place)
    slow_down(by)
    comment = Comment(
        kind=kind, author_id=by.id, voice=voice, channel=channel, language=language or text.language, nonce=nonce, late=late,
        body=text.body, salt=new_salt(), created_at=now(), suggests=bool(edits), campaign_id=first_like(text),
        **_standing(kind, answerable=thread is None or bool(edits)), **_spoke_for(by, named=voice is None), **_anchor(found),
        **_where(place) | _home(place, parent, thread),
    )  # fmt: skip
    db.session.add(comment)
    db.session.flush()
    keep_finished([text.finished, *finished])
    keep_bands(comment, text)
    store_edits(comment, edits)
    _follow_up(comment, text, by=by)
    return comment


def _follow_up(comment: Comment, text: Prepared, *, by: Account) -> None:
    """What a new comment brings with it: its objection's first move, counters, its thread, the record, the wait for a moderator."""
    if comment.stands:
        note_move(comment, State.STANDING, draft=comment.draft, by=by)
    if comment.thread_id is not None:
        db.session.execute(_LONGER, {"thread": comment.thread_id})
        db.session.expire(db.session.get_one(Comment, comment.thread_id), ["replies"])
    count_new(comment)
    details: dict[str, Any] = {"kind": str(comment.kind), "digest": digest_of(comment)}
    if comment.parent_id is not None:
        details |= {"parent": comment.parent_id, "thread": comment.root_id}
    if comment.suggests:
        details["suggests"] = True
    tell(Verb.ADDED, comment, by, late=comment.late, **details)
    hold_links(comment, text, by=by)
    auto_watch(by, Ref("comment", str(comment.root_id)), *_own_clause(comment))
    db.session.flush()


def _own_clause(comment: Comment) -> list[Ref]:
    """The clause that somebody speaks of becomes theirs: they hear what becomes of it."""
    about = comment.clause or comment.after
    return [about.ref] if about is not None else []


def _made_with(nonce: str | None, by: Account) -> Comment | None:
    if nonce is None:
        return None
    if not 0 < len(nonce) <= LONGEST_NONCE:
        raise Invalid({"nonce": _("Please open the form again.")})
    return db.session.scalars(
        select(Comment).where(Comment.author_id == by.id, Comment.nonce == nonce)
    ).one_or_none()


def _standing(kind: CommentKind, *, answerable: bool) -> dict[str, Any]:
    objects = kind is CommentKind.OBJECTION
    state = State.STANDING if objects else None
    return {"state": state, "stands": objects, "unanswered": objects or answerable}


def _spoke_for(by: Account, *, named: bool) -> dict[str, Any]:
    """What is known of the author; without a name only what a position says of its holder too."""
    known = by.organisation.name if by.organisation else None
    return {
        "affiliation": by.affiliation if named else known,
        "organisation_id": by.affiliation_id,
        "stakeholder_group": by.stakeholder_group,
    }


def _anchor(quote: Quote | None) -> dict[str, Any]:
    if quote is None:
        return {}
    return {"quote_exact": quote.exact, "quote_prefix": quote.prefix, "quote_suffix": quote.suffix}


def _where(place: Place) -> dict[str, Any]:
    where: dict[str, Any] = {"draft_id": place.draft.id}
    if isinstance(place, OnClause):
        where |= {"clause_id": place.row.clause_id, "wording_id": place.row.wording_id}
    elif isinstance(place, After):
        where["after_id"] = place.row.clause_id
    elif isinstance(place, OnPart):
        where["part"] = place.part
    return where


def _home(place: Place, parent: Comment | None, root: Comment | None) -> dict[str, Any]:
    """Where the thread began; replies are counted there, whatever their authors saw."""
    if parent is None or root is None:
        clause_id = place.row.clause_id if isinstance(place, OnClause | After) else None
        return {"home_draft_id": place.draft.id, "home_clause_id": clause_id}
    home = {"home_draft_id": root.home_draft_id, "home_clause_id": root.home_clause_id}
    part = {"part": root.part} if root.home_clause_id is None else {}
    return {**home, **part, "parent_id": parent.id, "thread_id": root.id, "depth": parent.depth + 1}
