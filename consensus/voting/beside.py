"""What stands beside the clauses of a text: figures, as far as the policy shows them to this reader, and what they say."""

from collections.abc import Collection, Iterator, Mapping

from ..accounts.models import Account
from ..accounts.rooms import ONLINE, channel_for, why_not
from ..discussion.places import OnClause
from ..drafts.models import Draft
from ..drafts.queries import ClauseRow, rows_of, status_of
from .breakdown import NOTHING, Breakdown, by_channel
from .counting import NONE
from .outcome import Weighed, objections_of, weigh
from .outcome import status_of as outcome_of
from .places import takes_positions
from .policies import AFTER_CLOSING, AFTER_MINE, ALWAYS, PUBLIC, Policy
from .queries.decided import calls_on, challenges_on, last_calls_on
from .queries.facts import CONTINENT, GROUP, facts_of
from .queries.history import keys_of_positions
from .queries.mine import Mine, position_of, positions_in, voter_id
from .queries.objections import objections_on
from .queries.policies import policy_of
from .queries.surging import surges_of
from .queries.tallies import breakdowns_of, stale_in
from .shown import FactsView, FiguresView, MineView, StandsView, StandView

OPEN = "open"


def stands_of(draft: Draft, *, viewer: Account | None, left_out: Collection[str] = ()) -> StandsView:
    """What stands beside every clause of a draft that takes positions; a fixed number of statements."""
    policy, status = policy_of(draft), status_of(draft)
    rows = [row for row in rows_of(draft) if takes_positions(row)]
    mine = mine_views(positions_in(draft, viewer))
    shown = {row.clause_id for row in rows if not hidden(policy, status, mine.get(row.clause_id))}
    figures = dict(figures_in(draft, policy)) if shown else {}
    stands = [
        _stand(
            draft, row, policy, status, mine.get(row.clause_id),
            figures.get(row.clause_id, FiguresView()) if row.clause_id in shown else None,
        )
        for row in rows
    ]  # fmt: skip
    en_bloc = viewer is not None and status == OPEN and policy.en_bloc
    return StandsView(
        by_key={stand.key: stand for stand in stands if stand.shows},
        open=status == OPEN,
        hidden=hidden(policy, status, None),
        facts=facts_view(draft, viewer, left_out=left_out) if viewer else None,
        stale=sum(not each.counts for each in mine.values()),
        parts=frozenset(f"part-{row.part}" for row in rows) if en_bloc else frozenset(),
    )


def stand_on(place: OnClause, *, viewer: Account | None) -> StandView:
    """The same for one clause; without choices for one that takes no positions."""
    draft, row = place.draft, place.row
    policy, status = policy_of(draft), status_of(draft)
    held = position_of(viewer, draft, row)
    mine = mine_views({row.clause_id: held} if held else {}).get(row.clause_id)
    figures = None
    if not hidden(policy, status, mine) and takes_positions(row):
        figures = dict(figures_in(draft, policy, row.clause_id)).get(row.clause_id, FiguresView())
    return _stand(draft, row, policy, status, mine, figures)


def hidden(policy: Policy, status: str, mine: MineView | None) -> str:
    """The policy's rule that keeps figures from standing beside a clause: for whom, and in which state of the draft."""
    if policy.tally_visible == ALWAYS or status != OPEN:
        return ""
    if policy.tally_visible == AFTER_MINE and mine is not None and mine.counts:
        return ""
    return policy.tally_visible if policy.tally_visible in (AFTER_MINE, AFTER_CLOSING) else ""


def figures_in(
    draft: Draft, policy: Policy, clause_id: int | None = None
) -> Iterator[tuple[int, FiguresView]]:
    """Clause → figures and the outcome, for those of which anything was said or is announced. Robustness stands elsewhere."""
    counted, stale = breakdowns_of(draft, clause_id), stale_in(draft, clause_id)
    objections, surging = objections_on(draft, clause_id), surges_of(draft)
    challenges, calls, last_calls = challenges_on(draft), calls_on(draft), last_calls_on(draft)
    said = counted.keys() | stale.keys() | calls.keys()
    for clause in said:
        by_group = counted.get(clause, NOTHING).by_group
        weighed = weigh(by_group, policy)
        last_call, challenge, call = last_calls.of(clause), challenges.get(clause), calls.get(clause)
        found = outcome_of(
            weighed,
            policy,
            objections_of(objections.get(clause, ())),
            last_call_ended=last_calls.ended(clause),
        )
        yield (
            clause,
            FiguresView(
                **_counts(weighed),
                stale=stale.get(clause, NONE).n,
                status=str(found),
                against=weighed.below(policy.rough_threshold),
                surge=clause in surging,
                challenged=challenge is not None and challenge.ruled_at is None,
                called=str(call.finding) if call else None,
                last_call=last_call.ends_at if last_call and last_call.ended_at is None else None,
                channels=_channels(counted.get(clause, NOTHING)),
            ),
        )


def mine_views(mine: Mapping[int, Mine]) -> dict[int, MineView]:
    """Clause → what the reader says of it, for templates; one statement more, for the keys of clauses of old."""
    keys = keys_of_positions([each.position for each in mine.values()])
    return {
        clause: MineView(
            choice=each.position.choice, state=each.state, version=each.taken_on, key=keys[each.position.placement_id],
            at=each.position.taken_at, receipt=each.position.taken_n, comment=each.position.comment_id,
            en_bloc=each.position.en_bloc, refused=each.position.refused, aside=each.position.aside,
        )
        for clause, each in mine.items()
    }  # fmt: skip


def facts_view(draft: Draft, account: Account, *, left_out: Collection[str] = ()) -> FactsView:
    """What becomes public with a position of a person's on a draft, and what of it they can leave out."""
    policy, everything = policy_of(draft), facts_of(account, draft)
    facts = facts_of(account, draft, leave_out=left_out) if left_out else everything
    could = [name for name, value in ((GROUP, everything.group), (CONTINENT, everything.continent)) if value]
    return FactsView(
        voter=voter_id(account),
        name=account.name if policy.identity == PUBLIC else None,
        group=facts.group,
        continent=facts.continent,
        organisation=facts.organisation.name if facts.organisation else None,
        maker=facts.maker,
        established=facts.established,
        days=policy.established_days,
        channel=ONLINE if why_not(account, draft) else channel_for(account, draft),
        could=tuple(could),
        left_out=tuple(name for name in could if name in left_out),
    )


def _stand(
    draft: Draft,
    row: ClauseRow,
    policy: Policy,
    status: str,
    mine: MineView | None,
    figures: FiguresView | None,
) -> StandView:
    return StandView(
        version=draft.version,
        key=row.key,
        number=row.number,
        choices=policy.positions if status == OPEN and takes_positions(row) else (),
        reasoned=policy.reason_required,
        figures=figures,
        mine=mine,
        hidden=hidden(policy, status, mine) if figures is None else "",
    )


def _channels(counted: Breakdown) -> dict[str, int]:
    found = {name: counts.n for name, counts in by_channel(counted).items()}
    return found if set(found) - {ONLINE} else {}


def _counts(weighed: Weighed) -> dict[str, int]:
    totals = weighed.totals
    return {
        "support": totals.support,
        "accept": totals.accept,
        "abstain": totals.abstain,
        "object": totals.object,
    }
