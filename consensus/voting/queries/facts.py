"""What becomes public with a position: copied from the person when it is taken, told to them before they click."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from ...accounts.countries import continent_of
from ...accounts.models import Account, Organisation
from ...drafts.models import Draft
from ...kit.clock import now
from ...kit.db import db
from ..models import Position, VoterLink
from ..policies import Policy
from .policies import policy_of

GROUP, CONTINENT = "group", "continent"
LEAVE_OUT = (GROUP, CONTINENT)
MAKES = "system-creator"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a position says of its holder besides their choice: never a country, never a name."""

    group: str | None
    continent: str | None
    organisation: Organisation | None
    maker: bool
    established: bool


def facts_of(
    account: Account,
    draft: Draft,
    *,
    leave_out: Collection[str] = (),
    maker: bool | None = None,
    policy: Policy | None = None,
) -> Facts:
    """What would become public of a person with a position on a draft.

    One stakeholder group for each person and draft: the one they first spoke for there holds until the next draft.
    Without a word on it (``maker`` None) whoever speaks as a system creator is one who makes systems. ``policy``: the
    draft's, where the caller knows it already.
    """
    group = None if GROUP in leave_out else spoken_for(account, draft) or account.stakeholder_group
    return facts_from(account, group, policy or policy_of(draft), leave_out=leave_out, maker=maker)


def facts_from(
    account: Account,
    group: str | None,
    policy: Policy,
    *,
    leave_out: Collection[str] = (),
    maker: bool | None = None,
) -> Facts:
    """The same of a person whose stakeholder group in the draft is known."""
    young = now() - timedelta(days=policy.established_days)
    return Facts(
        group=group,
        continent=None if CONTINENT in leave_out else continent_of(account.country),
        organisation=account.organisation,
        maker=group == MAKES if maker is None else maker,
        established=account.created_at <= young,
    )


def spoken_for(account: Account, draft: Draft) -> str | None:
    """The stakeholder group that a person spoke for first in a draft; None where they named none so far."""
    query = (
        select(Position.stakeholder_group)
        .join(VoterLink, VoterLink.voter == Position.voter)
        .where(VoterLink.account_id == account.id, Position.draft_id == draft.id)
        .where(Position.stakeholder_group.is_not(None))
        .order_by(Position.id)
    )
    return db.session.scalar(query.limit(1))
