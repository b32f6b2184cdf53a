"""Suggestions as they were made, where their clauses stand now, and which of them touch the same clauses."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, select

from ...drafts.changes import ChangeKind
from ...drafts.models import Change, Clause, Draft, Lineage, Placement, Publication, Wording
from ...drafts.pieces import Kind
from ...drafts.queries import latest_draft
from ...drafts.stretches import EVER
from ...kit.db import db
from ...kit.text.words import digest
from ..carrying import Carried
from ..models import Acceptance, Comment, Disposition, Operation, SuggestedEdit
from ..proposed import Unreadable, proposed, text_of
from .answers import acceptances_of
from .arms import Arm, fetched
from .comments import comments_called, edits_of, words_suggested_on
from .spots import position_of
from .viewpoint import View, view_from


@dataclass(frozen=True, slots=True)
class Made:
    """An edit as it was made: on which draft, and the Markdown that stood there."""

    edit: SuggestedEdit
    draft_id: int
    base: str

    @property
    def ids(self) -> tuple[int, ...]:
        """The clauses it names."""
        return tuple(id for id in (self.edit.clause_id, self.edit.after_id) if id is not None)


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a clause of an older draft stands in a later one: keys of what it became; ``others`` were merged with it."""

    key: str
    now: tuple[str, ...]
    others: tuple[str, ...]


def suggestions_made(comments: Sequence[Comment]) -> dict[int, list[Made]]:
    """Comment → its edits with the words they were made on, in order; two statements."""
    drafts = {comment.id: comment.draft_id for comment in comments}
    edits = edits_of(comments)
    places = {
        (drafts[id], edit.clause_id)
        for id, some in edits.items()
        for edit in some
        if edit.clause_id is not None
    }
    words = words_suggested_on(places) if places else {}
    return {
        id: [Made(edit, drafts[id], words.get((drafts[id], edit.clause_id or 0), "")) for edit in some]
        for id, some in edits.items()
    }


def whereabouts(made: Iterable[Made], *, seen_from: Draft) -> dict[tuple[int, int], Whereabouts]:
    """(draft, clause) that edits name → where that clause stands in a draft; as many statements for any number."""
    places = {(each.draft_id, id): key for each in made for id, key in _named(each.edit)}
    view = view_from(seen_from, {draft_id for draft_id, _id in places})
    return {place: _whereabouts(view, *place, key) for place, key in places.items()}


def _named(edit: SuggestedEdit) -> Iterable[tuple[int, str]]:
    return ((clause.id, clause.key) for clause in (edit.clause, edit.after) if clause is not None)


def _whereabouts(view: View, draft_id: int, clause_id: int, key: str) -> Whereabouts:
    ways = view.carried(draft_id, clause_id, None)
    ids = [id for id, carried in ways.items() if carried is not Carried.GONE]
    others: tuple[str, ...] = ()
    if len(ids) == 1:
        others = tuple(each for each in _came_from(view, draft_id, ids[0]) if each != key)
    return Whereabouts(key, tuple(view.placed(id).key for id in ids), others)


def _came_from(view: View, draft_id: int, clause_id: int) -> list[str]:
    """Keys of the clauses of an older draft that a clause carries on."""
    older, position = view.rows.get(draft_id, {}), view.positions.get(draft_id, 0)
    ancestors = {a for a, first, until in view.inherited.get(clause_id, ()) if first <= position < until}
    return [row.key for id, row in older.items() if id in ancestors | {clause_id}]


Stretch = tuple[int, int, int]
TAKES = (Operation.DELETE, Operation.MOVE)


def colliding(comment: Comment, *, most: int = 20) -> list[Comment]:
    """Other open suggestions that touch what this one touches, followed through all drafts; the newest first.

    Open: neither deleted nor answered nor taken into a draft. Two that only put something in after the same clause
    do not collide; putting in after a clause and deleting or moving that clause do.
    """
    mine, latest = edits_of([comment]).get(comment.id, []), latest_draft()
    if not mine or latest is None:
        return []
    kin = _kin(latest, {id for edit in mine for id in (edit.clause_id, edit.after_id) if id is not None})
    arms = list(_arms(mine, kin, position_of(comment.draft)))
    others = [arm.where(Comment.id != comment.id).order_by(Comment.id.desc()).limit(most) for arm in arms]
    ids = sorted({row.id for row in fetched(others)}, reverse=True) if others else []
    return comments_called(ids[:most])


def _kin(latest: Draft, ids: Collection[int]) -> dict[int, list[Stretch]]:
    """Clause → the clauses of the latest draft that carry it on, and from which drafts, for all relatives of some."""
    now = (
        select(Lineage.clause_id)
        .join(Placement, and_(Placement.clause_id == Lineage.clause_id, Placement.draft_id == latest.id))
        .where(Lineage.ancestor_id.in_(ids), Lineage.since <= position_of(latest))
    )
    query = select(Lineage.ancestor_id, Lineage.clause_id, Lineage.first, Lineage.until).where(
        Lineage.clause_id.in_(now), Lineage.since <= position_of(latest)
    )
    kin: dict[int, list[Stretch]] = {id: [] for id in ids}
    for ancestor, *stretch in db.session.execute(query):
        kin.setdefault(ancestor, []).append((stretch[0], stretch[1], stretch[2]))
    return kin


def _arms(
    mine: Sequence[SuggestedEdit], kin: Mapping[int, Sequence[Stretch]], position: int
) -> Iterable[Arm]:
    """One short list of open suggestions for each way in which one can touch what mine touches."""

    def now(ids: Iterable[int | None]) -> frozenset[int]:
        """The clauses of the latest draft that some were; one that nothing carries on is itself."""
        found = [
            (id, {to for to, first, until in kin[id] if first <= position < until})
            for id in ids
            if id is not None
        ]
        return frozenset(clause for id, to in found for clause in to or {id})

    change, after = now(edit.clause_id for edit in mine), now(edit.after_id for edit in mine)
    take = now(edit.clause_id for edit in mine if edit.op in TAKES)
    for id, known in kin.items():
        for clause, first, until in known or [(id, 0, EVER)]:
            made = and_(Publication.position >= first, Publication.position < until)
            if clause in change:
                yield _open(SuggestedEdit.clause_id == id, made)
            elif clause in after:
                yield _open(SuggestedEdit.clause_id == id, SuggestedEdit.op.in_(TAKES), made)
            if clause in take:
                yield _open(SuggestedEdit.after_id == id, made)


def _open(*which: ColumnElement[bool]) -> Arm:
    """Comments with some edits that are neither deleted nor answered nor taken into a draft."""
    answered = exists().where(Disposition.comment_id == Comment.id, Disposition.replaced_at.is_(None))
    taken = exists().where(Acceptance.comment_id == Comment.id)
    return (
        select(Comment.id)
        .join(SuggestedEdit, SuggestedEdit.comment_id == Comment.id)
        .join(Publication, Publication.draft_id == Comment.draft_id)
        .where(*which, Comment.deleted_at.is_(None), ~answered, ~taken)
    )


def accepted_into(draft: Draft) -> dict[str, list[Comment]]:
    """Key → the comments whose accepted suggestions changed this clause of a published draft, removed ones too.

    Followed by lineage; what was put in is known by its words.
    """
    query = (
        select(Acceptance.comment_id).where(Acceptance.draft_id == draft.id).order_by(Acceptance.comment_id)
    )
    comments = comments_called(db.session.scalars(query))
    keys = clauses_changed(comments, draft)
    found: dict[str, list[Comment]] = {}
    for comment in comments:
        for key in keys[comment.id]:
            found.setdefault(key, []).append(comment)
    return found


def clauses_changed(comments: Sequence[Comment], draft: Draft) -> dict[int, list[str]]:
    """Comment → keys of the clauses of a published draft that its suggestion changed, if it was taken into that draft."""
    made = suggestions_made(comments)
    every = [each for some in made.values() for each in some]
    places = whereabouts(every, seen_from=draft) if every else {}
    before = whereabouts(every, seen_from=draft.previous) if every and draft.previous else {}
    new = _new_words(draft) if any(each.edit.op is Operation.INSERT for each in every) else {}
    return {
        comment.id: list(
            dict.fromkeys(
                key for each in made.get(comment.id, ()) for key in _keys(each, places, before, new)
            )
        )
        for comment in comments
    }


def _keys(
    made: Made,
    places: Mapping[tuple[int, int], Whereabouts],
    before: Mapping[tuple[int, int], Whereabouts],
    new: Mapping[str, str],
) -> Sequence[str]:
    """The clauses of a draft that one edit changed; what it deleted is named as it was called before."""
    if made.edit.clause_id is None:
        return _put_in(made.edit.text or "", new)
    place = made.draft_id, made.edit.clause_id
    return places[place].now or (before[place].now if place in before else ())


def _new_words(draft: Draft) -> dict[str, str]:
    """Digest of its words → key of each clause that is new in a draft."""
    query = (
        select(Wording.digest, Clause.key)
        .join(Placement, Placement.wording_id == Wording.id)
        .join(Clause, Clause.id == Placement.clause_id)
        .join(Change, and_(Change.clause_id == Clause.id, Change.draft_id == draft.id))
        .where(Placement.draft_id == draft.id, Change.kind == ChangeKind.NEW)
    )
    return dict(db.session.execute(query).all())


def _put_in(text: str, new: Mapping[str, str]) -> Sequence[str]:
    """The new clause that has the words of an insertion."""
    for kind in (None, Kind.ROW):
        with suppress(Unreadable):
            key = new.get(digest(text_of(proposed(text, kind))))
            if key is not None:
                return [key]
    return []


def prefill_of(comment: Comment) -> dict[str, Any]:
    """What a disposition of an accepted suggestion would say: outcome, draft and clauses; empty until it is published."""
    published = [
        each.draft
        for each in acceptances_of([comment]).get(comment.id, ())
        if each.draft.publication is not None and each.draft.withdrawal is None
    ]
    if not published:
        return {}
    draft = max(published, key=position_of)
    keys = clauses_changed([comment], draft)[comment.id]
    return {"outcome": "accepted", "resolved_in": draft.version, "clauses": keys}
