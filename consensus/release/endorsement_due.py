"""What is due with endorsements: they are carried on, or lapse, when the text changes; addresses are forgotten in time."""

from ..discussion.actions.reminding import have_settings
from ..following.actions.mailing import Letter
from ..following.models import Bookmark, MailSetting
from ..following.paces import Pace
from ..following.queries import bookmark_at
from ..kit.clock import now
from ..kit.db import again_on_a_race, db, fresh_look, transaction
from ..kit.db.dialects import upsert
from .actions.carrying import BOOKMARK, all_settled, settle
from .actions.confirming import forget_addresses
from .endorsement_letters import letter_of_lapse
from .models import Endorsement
from .queries.settling import Step, last_opening, next_step

FORGETTING = "endorsement-addresses"


def settle_endorsements() -> int:
    """The follower's turn: settle a batch. Reading and writing letters is done without the lock. → how many."""
    fresh_look()
    n = last_opening()
    if n <= bookmark_at(BOOKMARK):
        return 0
    step = next_step(n)
    if step is None:
        again_on_a_race(lambda: all_settled(n))
        return 0
    letters = _letters(step) if step.lapses else {}
    return again_on_a_race(lambda: settle(step, letters=letters))


def forget_old_addresses() -> int:
    """The follower's turn: once a day, forget addresses of organisations that did not confirm. → how many."""
    today = now().toordinal()
    if bookmark_at(FORGETTING) >= today:
        return 0
    return again_on_a_race(lambda: _forget(today))


def _forget(today: int) -> int:
    kept = [{"name": FORGETTING, "n": today}]
    upsert(db.session, Bookmark.__table__, kept, key=["name"], update=["n"])  # type: ignore[arg-type]  # __table__ is a table here
    return forget_addresses()


def _letters(step: Step) -> dict[int, Letter | None]:
    """Endorsement → what is written to who made it; None to who wants no mail, or left none to write to."""
    reachable = [
        each.account for each in step.endorsements if each.account.email and each.account.may_sign_in
    ]
    with transaction():
        have_settings(reachable)
    return {each.id: _letter(each, step) for each in step.endorsements}


def _letter(endorsement: Endorsement, step: Step) -> Letter | None:
    account = endorsement.account
    setting = db.session.get(MailSetting, account.id)
    if setting is None or setting.pace is Pace.NEVER or not account.email or not account.may_sign_in:
        return None
    return letter_of_lapse(endorsement, step, setting)
