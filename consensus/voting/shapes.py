"""Positions, tallies and outcomes as plain data, with the fields of ``/api/v1``."""

from collections.abc import Mapping
from typing import Any

from ..drafts.models import Draft
from ..kit.clock import rfc3339
from .explaining import outcome_as_data
from .models import Appeal, Call, Challenge, LastCall
from .queries.mine import Mine
from .queries.outcomes import ClauseOutcome
from .queries.policies import PolicySource
from .queries.receipts import Receipt
from .tally import Tally, tally_as_data, totals_as_data
from .titles import dependence_title

Shape = dict[str, Any]


def position_shape(mine: Mine | None, receipt: Receipt | None = None) -> Shape:
    """``{position, taken_on, stale, receipt}`` and what else its holder may know of it; all null where there is none."""
    if mine is None:
        return {"position": None, "taken_on": None, "stale": False, "receipt": None}
    position = mine.position
    return {
        "position": str(position.choice),
        "taken_on": mine.taken_on,
        "stale": mine.stale,
        "receipt": _receipt(receipt) if receipt else None,
        "state": str(mine.state),
        "en_bloc": position.en_bloc,
        "refused": position.refused,
        "set_aside": position.aside,
        "comment": position.comment_id,
        "public": {
            "group": position.stakeholder_group,
            "continent": position.continent,
            "organisation": position.organisation.slug if position.organisation else None,
            "maker": position.maker,
            "established": position.established,
            "channel": position.channel,
        },
    }


def _receipt(receipt: Receipt) -> Shape:
    checkpoint = receipt.checkpoint
    return {
        "n": receipt.n,
        "hash": receipt.hash,
        "checkpoint": checkpoint.as_dict() if checkpoint else None,
    }


def tally_shape(
    found: ClauseOutcome, source: PolicySource, *, draft: Draft, channel: str | None = None
) -> Shape:
    """The tally of a clause with its outcome and the policy that it was counted by; ``channel``: of which one alone."""
    depends = [each.as_data | {"title": dependence_title(each.rule, each.name)} for each in found.depends_on]
    return {
        "channel": channel,
        **tally_as_data(found.tally),
        "outcome": {
            **outcome_as_data(found.outcome),
            "depends_on": depends,
            "without_carried": str(found.without_carried) if found.without_carried else None,
            "worst": str(found.worst),
        },
        "policy": policy_shape(source, draft=draft),
        "challenge": challenge_shape(found.challenge) if found.challenge else None,
        "call": call_shape(found.call) if found.call else None,
        "last_call": last_call_shape(found.last_call) if found.last_call else None,
    }


def totals_shape(found: Tally | None) -> Shape:
    """The totals alone, as a clause in a list has them."""
    return totals_as_data((found or Tally()).totals)


def policy_shape(source: PolicySource, *, draft: Draft) -> Shape:
    """Which policy, and where it stands."""
    return {
        "name": source.policy.name,
        "title": source.policy.title,
        "version": source.policy.version,
        "draft": source.version,
        "digest": source.digest,
        "url": f"/drafts/{draft.version}/results/#policy",
    }


def challenge_shape(challenge: Challenge) -> Shape:
    """A challenge and its ruling."""
    return {
        "id": challenge.id,
        "by": challenge.voter,
        "reason": challenge.reason,
        "at": rfc3339(challenge.at),
        "upheld": challenge.upheld,
        "ruling": challenge.ruling,
        "ruled_by": challenge.ruled_by,
        "ruled_at": rfc3339(challenge.ruled_at) if challenge.ruled_at else None,
    }


def call_shape(call: Call, appeal: Appeal | None = None) -> Shape:
    """A consensus call, with the appeal against it where there is one."""
    return {
        "id": call.id,
        "finding": str(call.finding),
        "reason": call.reason,
        "figures": call.figures,
        "strongest": call.strongest_id,
        "by": call.by,
        "at": rfc3339(call.at),
        "set_aside_at": rfc3339(call.set_aside_at) if call.set_aside_at else None,
        "appeal": appeal_shape(appeal) if appeal else None,
    }


def appeal_shape(appeal: Appeal) -> Shape:
    """An appeal and its ruling."""
    return {
        "at": rfc3339(appeal.at),
        "lodged_at": rfc3339(appeal.lodged_at) if appeal.lodged_at else None,
        "upheld": appeal.upheld,
        "ruling": appeal.ruling,
        "ruled_by": appeal.ruled_by,
        "ruled_at": rfc3339(appeal.ruled_at) if appeal.ruled_at else None,
    }


def last_call_shape(last_call: LastCall) -> Shape:
    """A last call."""
    return {
        "id": last_call.id,
        "whole_draft": last_call.clause_id is None,
        "reason": last_call.reason,
        "by": last_call.by,
        "at": rfc3339(last_call.at),
        "ends_at": rfc3339(last_call.ends_at),
        "ended_at": rfc3339(last_call.ended_at) if last_call.ended_at else None,
        "cut_short": last_call.cut_short,
    }


def figures_shape(tallies: Mapping[str, Tally]) -> dict[str, Shape]:
    """Key → totals, for many clauses."""
    return {key: totals_shape(found) for key, found in tallies.items()}
