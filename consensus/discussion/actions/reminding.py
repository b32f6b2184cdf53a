"""Reminding authors of objections whose clause says something else by now: twice for the words of a draft, no more.

Private: the record tells that a draft was published, and what authors then do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from ...accounts.models import Account
from ...drafts.models import Draft
from ...following.actions import set_pace
from ...following.actions.mailing import Letter
from ...following.models import Bookmark, MailSetting
from ...following.paces import USUAL
from ...kit.clock import now
from ...kit.db import db
from ...kit.db.dialects import upsert
from ...kit.mail import post
from ..models import Reminder

AGAIN = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Mark:
    """How far the search for such objections came: from one comment's number to another."""

    name: str
    after: int
    upto: int


def remind(letters: dict[int, Letter | None], *, draft: Draft, mark: Mark) -> int:
    """Remind the authors of some objections (comment → letter; None: they want no mail) for the first time.

    → 1, or 0 when somebody else did it meanwhile.
    """
    upsert(db.session, Bookmark.__table__, [{"name": mark.name, "n": 0}], key=["name"], update=[])  # type: ignore[arg-type]
    held = db.session.get_one(Bookmark, mark.name, with_for_update=True, populate_existing=True)
    if held.n != mark.after:
        return 0
    held.n, at = mark.upto, now()
    for comment_id, letter in letters.items():
        db.session.add(Reminder(comment_id=comment_id, draft_id=draft.id, n=1, at=at, again_at=at + AGAIN))
        _hand_in(letter)
    db.session.flush()
    return 1


def remind_again(due: Sequence[tuple[int, int]], letters: dict[tuple[int, int], Letter | None]) -> int:
    """Settle first reminders (comment, draft): where there are ``letters`` for one, the second goes out. → how many."""
    at = now()
    for comment_id, draft_id in due:
        key = (comment_id, draft_id, 1)
        first = db.session.get(Reminder, key, with_for_update=True, populate_existing=True)
        if first is None or first.again_at is None:
            continue
        first.again_at = None
        if (comment_id, draft_id) in letters:
            db.session.add(Reminder(comment_id=comment_id, draft_id=draft_id, n=2, at=at))
            _hand_in(letters[comment_id, draft_id])
    db.session.flush()
    return len(due)


def have_settings(accounts: Sequence[Account]) -> None:
    """Give those a mail setting, with its link to unsubscribe, who have none yet."""
    for account in accounts:
        if db.session.get(MailSetting, account.id) is None:
            set_pace(account, pace=USUAL)


def _hand_in(letter: Letter | None) -> None:
    if letter is not None:
        post(
            letter.recipient,
            subject=letter.subject,
            text=letter.text,
            html=letter.html,
            headers=letter.headers,
        )
