"""What maintainers answer to surprises, in public: an open surprise is neither taken back nor answered."""

from flask_babel import gettext as _

from ...accounts.models import Account
from ...kit.clock import now
from ...kit.db import db
from ...kit.errors import Invalid
from ...ledger import record
from ..errors import NotCurrent
from ..given import LONGEST_REASON, paragraphs
from ..models import Surprise, SurpriseAnswer
from ..verbs import Verb
from .keeping import new_salt, salted
from .surprises import locked_surprise, touched


def answer_surprise(surprise: Surprise, *, reason: str, by: Account) -> SurpriseAnswer:
    """Answer a surprise in public: whether the draft, the answers or the expectation will change. A later answer replaces it.

    Raises NotCurrent for one that was taken back, Invalid.
    """
    words = paragraphs(reason)
    if not words or len(words) > LONGEST_REASON:
        raise Invalid({"reason": _("Write an answer of at most %(n)s characters.", n=LONGEST_REASON)})
    surprise = locked_surprise(surprise.id)
    if surprise.withdrawn_at is not None:
        raise NotCurrent
    answer = SurpriseAnswer(surprise=surprise, reason=words, salt=new_salt(), by=by.actor_id, at=now())
    db.session.add(answer)
    db.session.flush()
    record(
        Verb.SURPRISE_ANSWERED, by, surprise, touches=touched(surprise), draft=surprise.draft.version,
        system=surprise.system.slug if surprise.system else None, words=salted(answer.salt, words),
    )  # fmt: skip
    return answer
