"""Seals: the bundle that lies before the board, those that did, and who said what of them."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from ...accounts.models import Account, Role, RoleGrant
from ...drafts.models import Draft
from ...kit.clock import now
from ...kit.db import db
from ..models import Ending, Seal, SealChunk, Signature, Stance


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the board, and until when; None: without an end."""

    account: Account
    since: datetime
    until: datetime | None


def newest_seal(draft: Draft) -> Seal | None:
    """The seal that is open, or the last one there was."""
    query = select(Seal).where(Seal.draft_id == draft.id).order_by(Seal.id.desc()).limit(1)
    return db.session.scalars(query.options(selectinload(Seal.signatures))).first()


def open_seal() -> Seal | None:
    """The seal that is open, of whichever draft; there is one at a time."""
    return db.session.scalars(select(Seal).where(Seal.slot == 1)).one_or_none()


def seal_in_hand(seal: Seal) -> Seal:
    """A seal as it is stored now, kept from others until the end of the transaction."""
    query = select(Seal).where(Seal.id == seal.id).with_for_update(of=Seal)
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def seals_of(draft: Draft) -> Sequence[Seal]:
    """Every seal of a draft with what was said of it, the newest first."""
    query = select(Seal).where(Seal.draft_id == draft.id).order_by(Seal.id.desc())
    return db.session.scalars(query.options(selectinload(Seal.signatures))).all()


def completed_seals() -> Sequence[Seal]:
    """What is stable, the newest first."""
    query = select(Seal).where(Seal.how == Ending.COMPLETED).order_by(Seal.id.desc())
    return db.session.scalars(query.options(joinedload(Seal.draft), selectinload(Seal.signatures))).all()


def seal_of_bundle(draft: Draft, digest: str) -> Seal | None:
    """The seal on a bundle of a draft, by the bundle's digest."""
    query = select(Seal).where(Seal.draft_id == draft.id, Seal.bundle == digest)
    return db.session.scalars(query.order_by(Seal.id.desc()).limit(1)).first()


def signature_of(seal: Seal, actor_id: str | None) -> Signature | None:
    """What somebody said of a bundle."""
    return db.session.scalars(
        select(Signature).where(Signature.seal_id == seal.id, Signature.by == actor_id)
    ).one_or_none()


def said_of(seal: Seal) -> dict[Stance, int]:
    """How many signed, dissented and abstained."""
    query = select(Signature.stance, func.count()).where(Signature.seal_id == seal.id)
    found = dict(db.session.execute(query.group_by(Signature.stance)).all())
    return {stance: found.get(stance, 0) for stance in Stance}


def signed_on(draft: Draft) -> int | None:
    """How many signed the newest bundle that was not given up; None where there is none."""
    seal = newest_seal(draft)
    if seal is None or seal.how in (Ending.ABANDONED, Ending.REOPENED):
        return None
    return said_of(seal)[Stance.SIGN]


def pieces_of(seal: Seal) -> Iterator[str]:
    """The text of a bundle, piece by piece."""
    at = -1
    query = select(SealChunk.order, SealChunk.content).where(SealChunk.seal_id == seal.id)
    while row := db.session.execute(
        query.where(SealChunk.order > at).order_by(SealChunk.order).limit(1)
    ).first():
        at, content = row
        yield content


def lines_of(seal: Seal) -> Iterator[str]:
    """The text of a bundle, line by line, each with its end."""
    rest = ""
    for piece in pieces_of(seal):
        *lines, rest = (rest + piece).split("\n")
        yield from (line + "\n" for line in lines)


def members_now() -> list[Member]:
    """The board as it is now, the longest-serving first, each with the term that ends last. One statement."""
    at = now()
    query = (
        select(Account, RoleGrant)
        .join(RoleGrant, RoleGrant.account_id == Account.id)
        .where(RoleGrant.role == Role.BOARD, RoleGrant.at <= at, RoleGrant.revoked_at.is_(None))
        .where(or_(RoleGrant.until.is_(None), RoleGrant.until > at), Account.erased_at.is_(None))
        .options(joinedload(Account.link))
        .order_by(RoleGrant.id)
    )
    terms: dict[Account, list[RoleGrant]] = {}
    for account, grant in db.session.execute(query).unique():
        terms.setdefault(account, []).append(grant)
    return [Member(account, some[0].at, _until(some)) for account, some in terms.items()]


def _until(terms: Sequence[RoleGrant]) -> datetime | None:
    ends = [term.until for term in terms if term.until is not None]
    return max(ends) if len(ends) == len(terms) else None


def last_term_of(account: Account) -> RoleGrant | None:
    """The last time that somebody was on the board, over or not."""
    query = select(RoleGrant).where(RoleGrant.account_id == account.id, RoleGrant.role == Role.BOARD)
    return db.session.scalars(query.order_by(RoleGrant.id.desc()).limit(1)).first()


def seal_shape(seal: Seal) -> dict[str, Any]:
    """A seal as data, for JSON and dumps."""
    return {
        "draft": seal.draft.version, "bundle": seal.bundle, "core": seal.core, "needed": seal.needed, "of": seal.board,
        "head": {"n": seal.head_n, "hash": seal.head_hash}, "target_version": seal.target_version,
        "opened": seal.opened_n, "state": str(seal.how) if seal.how else "open",
        "signatures": [{"by": each.by, "stance": str(each.stance), "n": each.n} for each in seal.signatures],
        "completed": {"key": seal.key_id, "signature": seal.signature} if seal.signature else None,
    }  # fmt: skip


def all_seals() -> Sequence[Seal]:
    """Every seal there was, the first first; for dumps."""
    query = select(Seal).order_by(Seal.id).options(joinedload(Seal.draft), selectinload(Seal.signatures))
    return db.session.scalars(query).all()


def parsed_lines_of(seal: Seal) -> Iterator[dict[str, Any]]:
    """The lines of a bundle as values, one after the other."""
    return (json.loads(line) for line in lines_of(seal))
