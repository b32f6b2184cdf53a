"""By what rule a draft is counted: its own policy, else that of the draft before, else the standard one at its opening."""

import logging
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from flask import current_app
from sqlalchemy import select

from ...drafts.models import Draft, DraftFile
from ...drafts.queries import latest_draft
from ...kit.db import db
from ..models import Roll
from ..policies import Policy
from ..policy_files import PolicyError, read_policy

FILE = "policy.toml"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PolicySource:
    """A policy, and where it stands: the draft that brought it (None: the standard one), its text and digest."""

    policy: Policy
    version: str | None
    text: str
    digest: str


def policy_of(draft: Draft) -> Policy:
    """The policy by which a draft is counted."""
    return policy_source_of(draft).policy


def policy_source_of(draft: Draft) -> PolicySource:
    """The same with its text and the draft that brought it."""
    chain = _chain(draft)
    files = _files(chain)
    for id in chain:
        if id in files:
            version, text, digest = files[id]
            policy = read_once(text)
            if policy is not None:
                return PolicySource(policy, version, text, digest)
    roll = db.session.get(Roll, draft.id)
    text = roll.standard if roll and roll.standard is not None else _standard()
    return PolicySource(read_once(text) or Policy(), None, text, sha256(text.encode()).hexdigest())


@lru_cache(maxsize=64)
def read_once(text: str) -> Policy | None:
    """A policy as it was published, read once; None for one from before policies were checked, which cannot be used."""
    try:
        return read_policy(text)
    except PolicyError as error:
        log.warning("a published policy cannot be used; the one before holds: %s", error)
        return None


def _chain(draft: Draft) -> list[int]:
    """The draft and those before it, the newest first; a prepared one would follow the latest."""
    previous = dict(db.session.execute(select(Draft.id, Draft.previous_id)).all())
    if draft.publication is None:
        latest = latest_draft()
        previous[draft.id] = latest.id if latest and latest is not draft else None
    chain: list[int] = []
    at: int | None = draft.id
    while at is not None and at not in chain:
        chain.append(at)
        at = previous.get(at)
    return chain


def _files(drafts: list[int]) -> dict[int, tuple[str, str, str]]:
    query = (
        select(DraftFile.draft_id, Draft.version, DraftFile.content, DraftFile.sha256)
        .join(Draft, Draft.id == DraftFile.draft_id)
        .where(DraftFile.draft_id.in_(drafts), DraftFile.name == FILE)
    )
    return {id: (version, text, digest) for id, version, text, digest in db.session.execute(query)}


def _standard() -> str:
    path = Path(current_app.config["CONTENT"], "policies", "default.toml")
    return _read(path) if path.exists() else ""


@lru_cache(maxsize=8)
def _read(path: Path) -> str:
    return path.read_text("utf-8")
