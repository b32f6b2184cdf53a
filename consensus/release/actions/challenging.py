"""Challenging the stakeholder group that an endorsement claims, with evidence; and the ruling, by somebody not involved."""

from flask_babel import gettext as _
from sqlalchemy import select

from ...accounts.models import Account
from ...kit.clock import now
from ...kit.db import db
from ...kit.errors import Invalid
from ...ledger import record
from ...systems.given import paragraphs
from ..errors import AlreadyChallenged, NotChallenged, NotStanding
from ..given import LONGEST_WORDS
from ..models import Endorsement, EndorsementChallenge
from ..verbs import Verb
from ..words import new_salt, salted
from .endorsing import end_standings, locked, touched


def challenge_endorsement(
    endorsement: Endorsement, *, reason: str, evidence: str, by: Account
) -> EndorsementChallenge:
    """Say that an endorsement is not of the stakeholder group it claims, and where that can be seen; in public.

    It counts as before until the ruling. Raises NotStanding, AlreadyChallenged, Invalid.
    """
    words = _words(reason=reason, evidence=evidence)
    held = locked(endorsement.id)
    if held.withdrawn_at is not None or held.disallowed_at is not None:
        raise NotStanding
    if _waiting(held) is not None:
        raise AlreadyChallenged
    made = EndorsementChallenge(
        endorsement=held,
        account=by,
        stakeholder_group=held.stakeholder_group,
        salt=new_salt(),
        at=now(),
        **words,
    )
    db.session.add(made)
    db.session.flush()
    record(
        Verb.CHALLENGED, by, held, touches=touched(held), draft=held.draft.version, group=made.stakeholder_group,
        words=salted(made.salt, words=f"{made.reason}\x1f{made.evidence}"),
    )  # fmt: skip
    return made


def rule_on_challenge(
    endorsement: Endorsement, *, upheld: bool, reason: str, by: Account
) -> EndorsementChallenge:
    """Rule on the challenge that waits, with a public reason. Upheld: the endorsement counts no more, in no group.

    Whoever made it may endorse in another group. Raises NotChallenged, Invalid.
    """
    words = _words(reason=reason)["reason"]
    held = locked(endorsement.id)
    challenge = _waiting(held)
    if challenge is None:
        raise NotChallenged
    challenge.ruled_at, challenge.ruled_by, challenge.upheld = now(), by.actor_id, upheld
    challenge.ruling, challenge.ruling_salt = words, new_salt()
    if upheld:
        held.disallowed_at, held.address, held.secret = now(), None, None
        end_standings(held)
    db.session.flush()
    record(
        Verb.RULED, by, held, touches=touched(held), draft=held.draft.version, upheld=upheld,
        words=salted(challenge.ruling_salt, words=words),
    )  # fmt: skip
    return challenge


def _waiting(endorsement: Endorsement) -> EndorsementChallenge | None:
    query = select(EndorsementChallenge).where(
        EndorsementChallenge.endorsement_id == endorsement.id, EndorsementChallenge.ruled_at.is_(None)
    )
    return db.session.scalar(query.execution_options(populate_existing=True))


def _words(**said: str) -> dict[str, str]:
    words = {name: paragraphs(text) for name, text in said.items()}
    wrong = {
        name: _("Use between 1 and %(n)s characters.", n=LONGEST_WORDS)
        for name, text in words.items()
        if not 0 < len(text) <= LONGEST_WORDS
    }
    if wrong:
        raise Invalid(wrong)
    return words
