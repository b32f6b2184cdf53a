"""Going through everything one said, after the text changed: keep, change or take back, in one pass."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from ...accounts.models import Account
from ...discussion.actions.moving import move
from ...discussion.models import Comment, State
from ...discussion.texts import Prepared
from ...drafts.models import Draft
from ...drafts.queries import ClauseRow, clause_in
from ...kit.db import db
from ...kit.errors import Invalid
from ..counting import Choice
from ..errors import NoSuchPosition
from ..models import Position
from ..queries.everything import my_positions
from ..queries.objections import own_objections
from ..queries.standings import held_on
from .checking import check_choice, check_open
from .taking import Said, Taken, Terms, let_go, put, say, terms_of, withdraw

KEEP, WITHDRAW = "keep", "withdraw"


@dataclass(frozen=True, slots=True)
class Reaffirmed:
    """What is said of a position in one pass: ``keep``, ``withdraw``, or another choice.

    ``key``: the clause of the draft that it is now said of, where several came from its own.
    """

    position_id: int
    answer: str
    key: str | None = None
    reason: Prepared | None = None


def reaffirm(draft: Draft, said: Sequence[Reaffirmed], *, by: Account, **given: Any) -> list[Taken]:
    """Say anew, of the words of the open draft, what one said before; or something else, or take it back.

    Keeping an objection needs no new reason: the objection that stands is spoken for anew. Keeping what is counted
    already on these very words is no act. → what was taken. ``given`` is what ``terms_of`` takes. Raises
    NoSuchPosition, DraftClosed and its kin, and Invalid under the position's number.
    """
    check_open(draft)
    terms = terms_of(draft, by=by, **given)
    mine = {each.position.id: each for each in my_positions(by, draft)}
    taken: list[Taken] = []
    for each in said:
        if each.position_id not in mine:
            raise NoSuchPosition
        position, keys = mine[each.position_id].position, mine[each.position_id].keys
        if each.answer == WITHDRAW:
            _take_back(terms, position, keys)
        else:
            taken += _say_again(terms, each, position, _row(draft, each, keys))
    return taken


def _row(draft: Draft, said: Reaffirmed, keys: Sequence[str]) -> ClauseRow:
    """The clause that a position is said of now. Raises Invalid where it is none, or not said which."""
    key = said.key or (keys[0] if len(keys) == 1 else None)
    if key is None or key not in keys:
        raise Invalid({f"p{said.position_id}": _("Say of which clause of this draft you mean it.")})
    return clause_in(draft, key)


def _say_again(terms: Terms, said: Reaffirmed, position: Position, row: ClauseRow) -> Iterable[Taken]:
    objections = list(own_objections(terms.by, terms.draft, [row.clause_id]))
    choice = position.choice if said.answer == KEEP else said.answer
    reasoned = said.reason is not None or (choice == Choice.OBJECT and bool(objections))
    try:
        choice = check_choice(terms.policy, choice, reasoned=reasoned)
    except Invalid as refused:
        sentences = [sentence for some in refused.errors.values() for sentence in some]
        raise Invalid({f"p{said.position_id}": sentences}) from refused
    held = held_on(terms.voter.voter, [row.meaning_id]).get(row.meaning_id)
    if (
        held is not None
        and held.placement_id == row.placement_id
        and held.choice is choice
        and not held.aside
        and not said.reason
    ):
        return []
    comment = say(terms, row, choice, Said(reason=said.reason))
    if choice is Choice.OBJECT:
        _speak_for(objections, by=terms.by)
        comment = comment or objections[-1]
    [made] = put(terms, [(row, choice, comment)], held={row.meaning_id: held} if held else {})
    gone = () if choice is Choice.OBJECT else let_go(terms, [row])
    return [Taken(made, comment, held or position, let_go=gone)]


def _speak_for(objections: Iterable[Comment], *, by: Account) -> None:
    """The author of objections says them of the new words as well: they wait for nobody any more."""
    for comment in objections:
        move(comment, comment.state or State.STANDING, by=by)
    db.session.flush()


def _take_back(terms: Terms, position: Position, keys: Sequence[str]) -> None:
    if not position.is_current:
        return
    withdraw([position], terms.voter)
    if position.choice is Choice.OBJECT:
        let_go(terms, [clause_in(terms.draft, key) for key in keys])
