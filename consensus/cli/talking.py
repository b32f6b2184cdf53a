"""The discussion of a demonstration: what its people say, share, suggest and object to, and what they are answered."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from ..accounts.models import Account
from ..discussion.actions import (
    Edit,
    answer_disposition,
    cosign,
    dispose,
    prepare_edits,
    withdraw_objection,
)
from ..discussion.anchors import Quote
from ..discussion.entrance import say
from ..discussion.models import Answer, Comment, CommentKind, Operation, Outcome
from ..discussion.places import OnClause, OnDraft, Place, place_of, takes_positions
from ..discussion.texts import Prepared, prepare_text
from ..drafts.models import Clause, Draft
from ..drafts.queries import ClauseRow, rows_of
from ..kit.db import db

OPENINGS = (
    "Who decides whether this is met?",
    "For a small maker this is more than they can show.",
    "A licensee cannot check this from outside.",
    "In my country a court would read this differently.",
    "This helps whoever wants to study the system.",
    "The word is used in two senses here.",
    "People affected by a system are not mentioned.",
    "This asks for less than the draft before.",
)
REASONS = (
    "An auditor needs a sentence that can be answered with yes or no.",
    "Without it the freedom to modify is a promise on paper.",
    "Translators will stumble over it.",
    "It would exclude the very systems that this is made for.",
    "Health data cannot be shared, and must not have to be.",
    "Nobody can rebuild what nobody can see.",
    "The checklist says it already, in other words.",
)
FIXES = (
    "Name the document in which it is to be found.",
    "Say “must” where it now says “may”.",
    "Move it to the notes.",
    "Give an example for a model without its own data.",
    "Define the word where the other terms are defined.",
    "Leave it as it is, and explain it in plain words.",
)
ANSWERS = (
    "The next draft says who has to show it, and by which document.",
    "The words stay: the definition names what has to be there, not who checks it. The checklist says how.",
    "This is asked for in the part on terms already; the two are linked now.",
    "It is outside of what a definition can settle, and belongs to those who write licences.",
)
KINDS = (
    [CommentKind.COMMENT] * 10 + [CommentKind.QUESTION] * 4 + [CommentKind.OBJECTION] * 3
    + [CommentKind.EDITORIAL] * 2 + [CommentKind.PROCESS]
)  # fmt: skip
SHARED = (0,) * 8 + (1, 2)  # by how many people something is shared
LATEST = 200  # of what began threads: one of them is replied to
TOP = 0.2  # of everything said, on the one clause that is talked about most


@dataclass(frozen=True, slots=True)
class Line:
    """Something to be said: where, by whom, of which kind, in which words, with which new words; who shares it."""

    place: Place
    by: int
    kind: CommentKind
    text: Prepared
    quote: Quote | None
    edits: tuple[Edit, ...]
    finished: tuple[tuple[str, str], ...]
    replies: bool
    sharers: tuple[int, ...]


class Conversation:
    """A conversation on one draft, by chance but always the same for the same seed."""

    def __init__(self, draft: Draft, people: Sequence[int], chance: random.Random) -> None:
        self.draft, self.people, self.chance = draft, people, chance
        self.rows = rows_of(draft)
        self.by_clause = {row.clause_id: row for row in self.rows}
        takes = (row for row in self.rows if takes_positions(OnClause(draft, row)))
        self.hot = next(takes, self.rows[-1])
        self.roots: list[int] = []

    def lines(self, n: int) -> list[Line]:
        """So many things to be said, made ready before the lock."""
        return [self._line() for _ in range(n)]

    def say(self, lines: Sequence[Line]) -> list[Comment]:
        """Say them, share and answer some: one transaction's worth."""
        speaking = {line.by for line in lines} | {sharer for line in lines for sharer in line.sharers}
        people = select(Account).where(Account.id.in_(speaking)).options(joinedload(Account.organisation))
        by = {each.id: each for each in db.session.scalars(people)}
        kept = self._kept()  # what is held need not be asked for with each line
        made = [self._said(line, by) for line in lines]
        del kept
        return made

    def _kept(self) -> list[object]:
        """The clauses of the draft, and what may be replied to."""
        clauses = select(Clause).where(Clause.id.in_(self.by_clause))
        roots = select(Comment).where(Comment.id.in_(self.roots[-LATEST:]))
        return [*db.session.scalars(clauses), *db.session.scalars(roots)]

    def _line(self) -> Line:
        place, chance = self._place(), self.chance
        row = place.row if isinstance(place, OnClause) else None
        kind = chance.choice(KINDS)
        if kind is CommentKind.OBJECTION and not takes_positions(place):
            kind = CommentKind.COMMENT
        suggests = row is not None and takes_positions(place) and chance.random() < 0.05
        edits, finished = self._edits(row) if suggests and row else ([], [])
        by, sharing = chance.choice(self.people), chance.choice(SHARED)
        sharers = chance.sample(self.people, min(len(self.people), sharing))
        return Line(
            place, by, kind, prepare_text(self._words()),
            _quote(row, chance) if row and chance.random() < 0.3 else None, tuple(edits), tuple(finished),
            replies=bool(self.roots) and chance.random() < 0.25,
            sharers=tuple(sharer for sharer in sharers if sharer != by),
        )  # fmt: skip

    def _place(self) -> Place:
        drawn = self.chance.random()
        if drawn < TOP:
            return OnClause(self.draft, self.hot)
        return OnClause(self.draft, self.chance.choice(self.rows)) if drawn < 0.98 else OnDraft(self.draft)

    def _words(self) -> str:
        chance = self.chance
        number = chance.randrange(1, 10_000)
        return (
            f"{chance.choice(OPENINGS)} {chance.choice(REASONS)}\n\n{chance.choice(FIXES)} (Case {number}.)"
        )

    def _edits(self, row: ClauseRow) -> tuple[list[Edit], list[tuple[str, str]]]:
        words = f"{row.markdown.rstrip('.;:')}, as far as the law allows."
        return prepare_edits([Edit(Operation.REPLACE, clause=row, text=words)], draft=self.draft)

    def _said(self, line: Line, people: Mapping[int, Account]) -> Comment:
        parent = db.session.get(Comment, self.chance.choice(self.roots[-LATEST:])) if line.replies else None
        if parent is not None and (parent.depth >= 6 or parent.deleted_at is not None):
            parent = None
        comment = say(
            line.place if parent is None else self._place_of(parent), text=line.text,
            kind=line.kind if parent is None else CommentKind.COMMENT, by=people[line.by], parent=parent,
            quote=line.quote if parent is None else None, edits=line.edits if parent is None else (),
            finished=line.finished if parent is None else (),
        )  # fmt: skip
        if parent is None:
            self.roots.append(comment.id)
        for sharer in line.sharers:
            cosign(comment, by=people[sharer])
        return comment

    def _place_of(self, parent: Comment) -> Place:
        row = self.by_clause.get(parent.clause_id or 0)
        return OnClause(self.draft, row) if row else place_of(parent)


def _quote(row: ClauseRow, chance: random.Random) -> Quote | None:
    words = row.text.split()
    if len(words) < 4:
        return None
    start = chance.randrange(len(words) - 3)
    return Quote(" ".join(words[start : start + 3]), "", "")


def settle(
    comments: Sequence[int],
    *,
    by: Account,
    chance: random.Random,
    again: Callable[[Callable[[], object]], object],
) -> None:
    """Answer some comments, and let their authors agree, sustain or let go."""
    for id in comments:
        reason = prepare_text(chance.choice(ANSWERS))
        again(lambda id=id, reason=reason: _settle(id, reason, by=by, chance=chance))  # type: ignore[misc]


def _settle(id: int, reason: Prepared, *, by: Account, chance: random.Random) -> None:
    comment = db.session.get_one(Comment, id)
    if comment.author_id == by.id or comment.deleted_at is not None:
        return
    outcome = chance.choice((Outcome.ACCEPTED_IN_PART, Outcome.DECLINED, Outcome.NOTED, Outcome.OUT_OF_SCOPE))
    dispose([comment], outcome=outcome, reason=reason, by=by)
    drawn = chance.random()
    if drawn < 0.4:
        answer_disposition(comment, answer=Answer.AGREE, by=comment.author)
    elif drawn < 0.5:
        answer_disposition(
            comment, answer=Answer.SUSTAIN, reason="The concern is not met.", by=comment.author
        )
    elif drawn < 0.6 and comment.stands:
        withdraw_objection(comment, by=comment.author)
