"""Taking a position, changing it, and taking it back. One for each person and meaning, however often one clicks."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from ...accounts.models import Account
from ...accounts.rooms import channel_for
from ...discussion.actions import Edit, add_comment, withdraw_objection
from ...discussion.anchors import Quote
from ...discussion.models import Comment, CommentKind
from ...discussion.places import OnClause
from ...discussion.texts import Prepared
from ...drafts.models import Clause, Draft
from ...drafts.queries import ClauseRow
from ...kit.clock import now
from ...kit.db import db
from ...kit.errors import Invalid
from ..counting import ONLINE, Choice
from ..models import Ending, Position, VoterLink
from ..places import takes_positions
from ..policies import PSEUDONYMOUS, Policy
from ..queries.facts import Facts, facts_of
from ..queries.objections import own_objections
from ..queries.policies import policy_of
from ..queries.standings import held_on, left_behind
from ..verbs import Verb
from .checking import check_choice, check_period
from .counters import counted
from .telling import tell, tell_taken
from .voters import voter_of


@dataclass(frozen=True, slots=True)
class Terms:
    """Who takes positions on a draft, by which policy, with which facts; and how they came in."""

    draft: Draft
    by: Account
    voter: VoterLink
    policy: Policy
    facts: Facts
    channel: str = ONLINE
    scribe: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What is said with a position: the words, and what a comment may have besides."""

    reason: Prepared | None = None
    quote: Quote | None = None
    parent: Comment | None = None
    nonce: str | None = None
    language: str | None = None
    edits: Sequence[Edit] = ()
    finished: Iterable[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of taking a position: the one that holds now, what was said with it, the one it took the place of,
    whether there was an act at all, and the objections that were let go of with it.
    """

    position: Position
    comment: Comment | None = None
    was: Position | None = None
    is_new: bool = True
    let_go: Sequence[Comment] = field(default=())

    @property
    def is_first(self) -> bool:
        """Whether its holder had none on these words before."""
        return self.is_new and self.was is None


def terms_of(
    draft: Draft,
    *,
    by: Account,
    channel: str | None = None,
    scribe: str | None = None,
    maker: bool | None = None,
    leave_out: Collection[str] = (),
) -> Terms:
    """On what terms somebody takes positions on a draft now. From here on their other windows wait.

    ``channel``: where they said so, when somebody else enters it; otherwise where they speak now. Raises Refused for a
    guest who may not.
    """
    channel = channel or channel_for(by, draft)
    voter = voter_of(by)
    policy = policy_of(draft)
    facts = facts_of(by, draft, leave_out=leave_out, maker=maker, policy=policy)
    return Terms(draft, by, voter, policy, facts, channel, scribe)


def take_position(
    draft: Draft,
    row: ClauseRow,
    *,
    choice: Choice | str,
    by: Account,
    said: Said = Said(),
    on_paper: bool = False,
    **given: Any,
) -> Taken:
    """Say of a clause what one says of it; the same again on the same words is no act.

    An objection needs a reason, which becomes an objection in the discussion; leaving *object* lets go of those that
    stand. ``on_paper``: it was taken in time in a room, and is taken within the policy's days of grace. ``given`` is
    what :func:`terms_of` takes. Raises NoSuchDraft, DraftClosed, DraftSuperseded, DraftWithdrawn, Invalid under
    position and reason, and what ``add_comment`` raises.
    """
    if not takes_positions(row):
        sentence = _("Positions are taken on clauses that say something, not on headings and groups of rows.")
        raise Invalid({"position": sentence})
    terms = terms_of(draft, by=by, **given)
    choice = check_choice(terms.policy, choice, reasoned=said.reason is not None)
    held = held_on(terms.voter.voter, [row.meaning_id]).get(row.meaning_id)
    late = check_period(draft, row, terms.policy, held=held, choice=choice, on_paper=on_paper)
    comment = _said_already(terms, row, choice, said) or say(terms, row, choice, said, in_time=late)
    if held is not None and _is_the_same(held, row, choice):
        return Taken(held, comment, held, is_new=False)
    [position] = put(terms, [(row, choice, comment)], held={row.meaning_id: held} if held else {}, late=late)
    return Taken(position, comment, held, let_go=() if choice is Choice.OBJECT else let_go(terms, [row]))


def withdraw_position(draft: Draft, row: ClauseRow, *, by: Account) -> Position | None:
    """Take back what one says of a clause, on these words or on those it came from. Twice is once.

    → the position that ended, None where there was none. Objections that stand are let go of with it. On a draft that
    is not open only an objector may. Raises DraftClosed, DraftSuperseded, DraftWithdrawn.
    """
    terms = terms_of(draft, by=by, channel=ONLINE)  # it ends what was said, wherever that was
    held = held_on(terms.voter.voter, [row.meaning_id]).get(row.meaning_id)
    if held is None or (held.refused and held.placement_id != row.placement_id):
        behind = left_behind(terms.voter.voter, draft, [row.clause_id])
        held = behind[-1][1] if behind else held
    if held is None:
        return None
    check_period(draft, row, terms.policy, held=held)
    withdraw([held], terms.voter)
    if held.choice is Choice.OBJECT:
        let_go(terms, [row])
    return held


def put(
    terms: Terms,
    taken: Sequence[tuple[ClauseRow, Choice, Comment | None]],
    *,
    held: dict[int, Position],
    late: bool = False,
    en_bloc: bool = False,
) -> list[Position]:
    """Store positions on clauses of one draft in place of those held on their meanings; counters and record keep step."""
    at, voter = now(), terms.voter.voter
    behind = [
        each for _clause, each in left_behind(voter, terms.draft, [row.clause_id for row, _c, _w in taken])
    ]
    ended = [held[row.meaning_id] for row, _choice, _words in taken if row.meaning_id in held]
    made = []
    with counted({each.id: each for each in (*ended, *behind)}.values()) as positions:
        for each in ended:
            each.ended_at, each.ended_by = at, Ending.REPLACED
        for each in behind:
            each.settled = True
        db.session.flush()
        for row, choice, comment in taken:
            made.append(new_position(terms, row, choice, comment, at=at, late=late, en_bloc=en_bloc))
        db.session.add_all(made)
        positions += made
    for position, (row, _choice, _words) in zip(made, taken, strict=True):
        over = [held[row.meaning_id]] if row.meaning_id in held else []
        tell_taken(position, row, ended=over, by=terms.voter)
    return made


def withdraw(positions: Sequence[Position], voter: VoterLink) -> None:
    """End positions that their holder takes back."""
    at = now()
    with counted(positions):
        for each in positions:
            each.ended_at, each.ended_by = at, Ending.WITHDRAWN
    for each in positions:
        tell(Verb.WITHDRAWN, each, key_of(each), by=voter, then=each.ended)


def say(terms: Terms, row: ClauseRow, choice: Choice, said: Said, *, in_time: bool = False) -> Comment | None:
    """Say the reason of a position in the discussion: under its holder's second id where the policy is pseudonymous."""
    if said.reason is None:
        return None
    return add_comment(
        OnClause(terms.draft, row),
        text=said.reason,
        kind=CommentKind.OBJECTION if choice is Choice.OBJECT else CommentKind.COMMENT,
        by=terms.by,
        parent=said.parent,
        quote=said.quote,
        nonce=said.nonce,
        channel=terms.channel,
        language=said.language,
        edits=said.edits,
        finished=said.finished,
        voice=terms.voter.voter if terms.policy.identity == PSEUDONYMOUS else None,
        in_time=in_time,
    )


def let_go(terms: Terms, rows: Sequence[ClauseRow]) -> Sequence[Comment]:
    """Withdraw the person's objections that stand on some clauses: who no longer objects lets go of them."""
    found = own_objections(terms.by, terms.draft, [row.clause_id for row in rows])
    for comment in found:
        withdraw_objection(comment, by=terms.by)
    return found


def key_of(position: Position) -> str:
    """The key of the clause that a position was taken on, as it is called now."""
    return db.session.get_one(Clause, position.placement.clause_id).key


def new_position(
    terms: Terms,
    row: ClauseRow,
    choice: Choice,
    comment: Comment | None,
    *,
    at: datetime,
    late: bool,
    en_bloc: bool,
) -> Position:
    """A position with what is copied from its holder; not stored yet."""
    facts = terms.facts
    return Position(
        voter=terms.voter.voter, draft_id=terms.draft.id, draft=terms.draft, placement_id=row.placement_id,
        meaning_id=row.meaning_id, choice=choice, comment_id=comment.id if comment else None,
        stakeholder_group=facts.group, continent=facts.continent, organisation=facts.organisation,
        maker=facts.maker, established=facts.established, channel=terms.channel, scribe=terms.scribe,
        late=late, en_bloc=en_bloc, taken_at=at,
    )  # fmt: skip


def _said_already(terms: Terms, row: ClauseRow, choice: Choice, said: Said) -> Comment | None:
    """The person's objection that stands there in these very words: a program that sends it again says it once."""
    if choice is not Choice.OBJECT or said.reason is None or said.nonce or said.parent or said.edits:
        return None
    words = said.reason.body
    found = own_objections(terms.by, terms.draft, [row.clause_id])
    return next((each for each in found if each.body == words), None)


def _is_the_same(held: Position, row: ClauseRow, choice: Choice) -> bool:
    return (
        held.placement_id == row.placement_id and held.choice is choice and not (held.en_bloc or held.aside)
    )
