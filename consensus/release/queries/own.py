"""What this package keeps of a person, for them to take along."""

from typing import Any

from sqlalchemy import select

from ...accounts.models import Account
from ...kit.clock import rfc3339
from ...kit.db import db
from ..models import Endorsement, EndorsementChallenge, Judgement, Signature


def rows_of(account: Account) -> dict[str, Any]:
    """As JSON values: endorsements, challenges, judgements and signatures as a member of the board."""
    return {
        "endorsements": _endorsements(account),
        "challenges": _challenges(account),
        "judgements": _judgements(account),
        "signatures": _signatures(account),
    }


def _endorsements(account: Account) -> list[dict[str, Any]]:
    query = select(Endorsement).where(Endorsement.account_id == account.id).order_by(Endorsement.id)
    return [
        {
            "id": each.id, "draft": each.draft.version, "kind": str(each.kind), "name": each.name,
            "organisation": each.organisation.slug if each.organisation else None,
            "stakeholder_group": each.stakeholder_group, "authority": each.authority, "conditions": each.conditions,
            "statement": each.statement, "address": each.address, "at": rfc3339(each.at),
            "confirmed_at": _moment(each.confirmed_at), "withdrawn_at": _moment(each.withdrawn_at),
            "disallowed_at": _moment(each.disallowed_at),
            "stands": [{"draft": one.draft.version, "state": str(one.state)} for one in each.standings],
        }
        for each in db.session.scalars(query)
    ]  # fmt: skip


def _challenges(account: Account) -> list[dict[str, Any]]:
    query = select(EndorsementChallenge).where(EndorsementChallenge.account_id == account.id)
    return [
        {
            "endorsement": each.endorsement_id, "stakeholder_group": each.stakeholder_group, "reason": each.reason,
            "evidence": each.evidence, "at": rfc3339(each.at), "upheld": each.upheld,
        }
        for each in db.session.scalars(query.order_by(EndorsementChallenge.id))
    ]  # fmt: skip


def _judgements(account: Account) -> list[dict[str, Any]]:
    query = select(Judgement).where(Judgement.by == account.actor_id).order_by(Judgement.id)
    return [
        {
            "draft": each.draft.version, "criterion": each.criterion, "finding": str(each.finding),
            "reason": each.reason, "at": rfc3339(each.at), "ended_at": _moment(each.ended_at),
        }
        for each in db.session.scalars(query)
    ]  # fmt: skip


def _signatures(account: Account) -> list[dict[str, Any]]:
    query = select(Signature).where(Signature.by == account.actor_id).order_by(Signature.id)
    return [
        {
            "draft": each.seal.draft.version, "bundle": each.seal.bundle, "stance": str(each.stance),
            "reason": each.reason, "at": rfc3339(each.at),
        }
        for each in db.session.scalars(query)
    ]  # fmt: skip


def _moment(at: Any) -> str | None:
    return rfc3339(at) if at else None
