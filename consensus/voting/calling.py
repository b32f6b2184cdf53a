"""What people decide where figures only indicate, as pages show it: calls with their appeals, challenges, last calls."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from ..accounts.models import Account
from ..discussion.places import OnClause
from ..discussion.queries.comments import comments_called
from ..discussion.shown import CommentView, comment_views
from ..kit.clock import now
from ..ledger.names import names_of
from .models import Appeal, Appellant, Call, Challenge, LastCall
from .policies import Policy
from .queries.decided import appeals_of, calls_on, challenges_on, former_calls_on, last_calls_on
from .queries.policies import policy_of
from .queries.waiting import appellants_in


@dataclass(frozen=True, slots=True)
class AppealView:
    """An appeal: how many made it and how many are needed, each with a reason; its ruling, once there is one."""

    at: datetime
    lodged_at: datetime | None
    needed: int
    appellants: tuple[Appellant, ...]
    ruled_at: datetime | None
    ruled_by: str
    upheld: bool | None
    ruling: str


@dataclass(frozen=True, slots=True)
class CallView:
    """A chair's finding, with what it was made on. ``until``: when the time for an appeal ends; ``open``: whether it is on."""

    id: int
    version: str
    key: str
    finding: str
    reason: str
    figures: Mapping[str, Any]
    strongest: CommentView | None
    by: str
    at: datetime
    set_aside_at: datetime | None
    until: datetime
    appeal: AppealView | None
    call: Call

    @property
    def open(self) -> bool:
        """Whether it can be appealed against."""
        ruled = self.appeal is not None and self.appeal.ruled_at is not None
        return self.set_aside_at is None and now() <= self.until and not ruled


@dataclass(frozen=True, slots=True)
class ChallengeView:
    """That a change called editorial is one of substance; its ruling, once there is one."""

    id: int
    version: str
    key: str
    voter: str
    reason: str
    at: datetime
    ruled_at: datetime | None
    ruled_by: str
    upheld: bool | None
    ruling: str


@dataclass(frozen=True, slots=True)
class LastCallView:
    """A last call on a clause, or (``key`` None) on the whole draft."""

    id: int
    version: str
    key: str | None
    reason: str
    by: str
    at: datetime
    ends_at: datetime
    ended_at: datetime | None
    cut_short: bool


@dataclass(frozen=True, slots=True)
class CallsView:
    """Everything decided on a clause: the call that holds, those before, the challenge, the last call that covers it."""

    call: CallView | None
    former: tuple[CallView, ...]
    challenge: ChallengeView | None
    last_call: LastCallView | None


def calls_view(place: OnClause, *, viewer: Account | None = None) -> CallsView:
    """What was decided on a clause; a fixed number of statements."""
    draft, clause = place.draft, place.row.clause_id
    holds = calls_on(draft).get(clause)
    views = call_views([*([holds] if holds else []), *former_calls_on(draft, clause)], viewer=viewer)
    challenge, last_call = challenges_on(draft).get(clause), last_calls_on(draft).of(clause)
    return CallsView(
        call=views[0] if holds else None,
        former=tuple(views[1:] if holds else views),
        challenge=challenge_views([challenge])[0] if challenge else None,
        last_call=last_call_views([last_call])[0] if last_call else None,
    )


def call_views(calls: Sequence[Call], *, viewer: Account | None = None) -> list[CallView]:
    """Some calls with their appeals; what was said against them as seen from the draft of the first."""
    if not calls:
        return []
    appeals = appeals_of(calls)
    known = {draft.id: policy_of(draft) for draft in {call.draft for call in calls}}
    names = names_of(
        {call.by for call in calls} | {each.ruled_by for each in appeals.values() if each.ruled_by}
    )
    appellants = appellants_in(appeals)
    said = comments_called({call.strongest_id for call in calls if call.strongest_id})
    views = comment_views(said, seen_from=calls[0].draft, viewer=viewer) if said else []
    strongest = {view.id: view for view in views}
    return [
        _call(
            call,
            known[call.draft_id],
            _appeal(appeals.get(call.id), known[call.draft_id], appellants, names),
            names,
            strongest,
        )
        for call in calls
    ]


def challenge_views(challenges: Iterable[Challenge]) -> list[ChallengeView]:
    """Some challenges."""
    found = list(challenges)
    names = names_of({each.ruled_by for each in found if each.ruled_by})
    return [
        ChallengeView(
            each.id, each.draft.version, each.clause.key, each.voter, each.reason, each.at, each.ruled_at,
            names.get(each.ruled_by or "", ""), each.upheld, each.ruling or "",
        )
        for each in found
    ]  # fmt: skip


def last_call_views(last_calls: Iterable[LastCall]) -> list[LastCallView]:
    """Some last calls."""
    found = list(last_calls)
    names = names_of({each.by for each in found})
    return [
        LastCallView(
            each.id, each.draft.version, each.clause.key if each.clause else None, each.reason, names[each.by], each.at,
            each.ends_at, each.ended_at, each.cut_short,
        )
        for each in found
    ]  # fmt: skip


def _call(
    call: Call,
    policy: Policy,
    appeal: AppealView | None,
    names: Mapping[str, str],
    strongest: Mapping[int, CommentView],
) -> CallView:
    return CallView(
        id=call.id, version=call.draft.version, key=call.clause.key, finding=str(call.finding), reason=call.reason,
        figures=call.figures, strongest=strongest.get(call.strongest_id or 0), by=names[call.by], at=call.at,
        set_aside_at=call.set_aside_at, until=call.at + timedelta(days=policy.appeal_days), appeal=appeal, call=call,
    )  # fmt: skip


def _appeal(
    appeal: Appeal | None,
    policy: Policy,
    appellants: Mapping[int, Sequence[Appellant]],
    names: Mapping[str, str],
) -> AppealView | None:
    if appeal is None:
        return None
    return AppealView(
        at=appeal.at, lodged_at=appeal.lodged_at, needed=policy.appeal_participants,
        appellants=tuple(appellants.get(appeal.call_id, ())), ruled_at=appeal.ruled_at,
        ruled_by=names.get(appeal.ruled_by or "", ""), upheld=appeal.upheld, ruling=appeal.ruling or "",
    )  # fmt: skip
