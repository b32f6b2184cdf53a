"""Positions of many people at once, as they come in from paper: each is the act it always is, in a few statements for all."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import select

from ...accounts.models import Account
from ...drafts.models import Draft
from ...drafts.queries import ClauseRow
from ...kit.clock import now
from ...kit.db import db
from ..counting import Choice
from ..models import VoterLink
from ..models.positions import new_voter
from ..policies import Policy
from ..queries.facts import facts_from
from ..queries.policies import policy_of
from .checking import check_period
from .counters import counted
from .taking import Said, Taken, Terms, new_position, say, take_position
from .telling import tell_taken

AT_ONCE = 500
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True, eq=False)
class Gathered:
    """What one person says of one clause, and who wrote it down. The choice is one that the policy offers."""

    by: Account
    row: ClauseRow
    choice: Choice
    said: Said = field(default_factory=Said)
    scribe: str | None = None


def check_gathering(draft: Draft, row: ClauseRow) -> bool:
    """Whether what was taken in time on paper comes in late now. Raises DraftClosed, DraftSuperseded, DraftWithdrawn."""
    return check_period(draft, row, policy_of(draft), held=None, choice=Choice.SUPPORT, on_paper=True)


def gather_positions(
    draft: Draft, gathered: Sequence[Gathered], *, channel: str, progress: Progress | None = None
) -> list[Taken]:
    """Take positions of many people, in the order in which they are given: what ``take_position`` does with ``on_paper``.

    Who has taken none before has none to be replaced, so theirs are stored together. ``progress`` is told how many are
    done. Raises what ``take_position`` does.
    """
    if not gathered:
        return []
    known, policy = _known({each.by.id for each in gathered}), policy_of(draft)
    late = check_gathering(draft, gathered[0].row)
    fresh = _alone(each for each in gathered if each.by.id not in known)
    terms = _terms(draft, [each.by for each in fresh], policy, channel)
    taken: dict[Gathered, Taken] = {}
    for at in range(0, len(fresh), AT_ONCE):
        some = fresh[at : at + AT_ONCE]
        taken |= dict(zip(some, _store(some, terms, late), strict=True))
        if progress:
            progress(len(taken))
    for each in gathered:
        if each not in taken:
            taken[each] = take_position(
                draft, each.row, choice=each.choice, by=each.by, said=each.said, on_paper=True, channel=channel,
                scribe=each.scribe,
            )  # fmt: skip
    return [taken[each] for each in gathered]


def _known(accounts: Iterable[int]) -> set[int]:
    """Those who have taken positions before."""
    found: set[int] = set()
    ids = sorted(accounts)
    for at in range(0, len(ids), AT_ONCE):
        query = select(VoterLink.account_id).where(VoterLink.account_id.in_(ids[at : at + AT_ONCE]))
        found |= set(db.session.scalars(query))
    return found


def _alone(gathered: Iterable[Gathered]) -> list[Gathered]:
    """The first that each person says of each meaning; what they say of it again is an act of its own, later."""
    found: dict[tuple[int, int], Gathered] = {}
    for each in gathered:
        found.setdefault((each.by.id, each.row.meaning_id), each)
    return list(found.values())


def _terms(draft: Draft, people: Iterable[Account], policy: Policy, channel: str) -> dict[int, Terms]:
    """On what terms new people take positions, by account: each gets their second id."""
    accounts = {account.id: account for account in people}
    links = {id: VoterLink(voter=new_voter(), account_id=id) for id in accounts}
    db.session.add_all(links.values())
    db.session.flush()
    return {
        id: Terms(
            draft, account, links[id], policy, facts_from(account, account.stakeholder_group, policy), channel
        )
        for id, account in accounts.items()
    }


def _store(gathered: Sequence[Gathered], terms: dict[int, Terms], late: bool) -> list[Taken]:
    """Store positions that take nobody's place; counters and record keep step."""
    at, made = now(), []
    with counted() as positions:
        for each in gathered:
            own = replace(terms[each.by.id], scribe=each.scribe)
            words = say(own, each.row, each.choice, each.said, in_time=late)
            position = new_position(own, each.row, each.choice, words, at=at, late=late, en_bloc=False)
            made.append(Taken(position, words))
        db.session.add_all(each.position for each in made)
        positions += [each.position for each in made]
    for each, done in zip(gathered, made, strict=True):
        tell_taken(done.position, each.row, ended=[], by=terms[each.by.id].voter)
    return made
