"""What is due in the discussion: authors are reminded of objections whose clause says something else in the latest draft.

The search goes through open objections by number, in small stretches, once for each draft and each corrected map; it
thinks and writes letters without the lock. After 30 days without a reply pages say so; nothing more is sent.
"""

from collections.abc import Sequence

from ..accounts.models import Account
from ..drafts.models import Draft
from ..drafts.queries import latest_draft
from ..following.actions.mailing import Letter
from ..following.models import MailSetting
from ..following.paces import Pace
from ..following.queries import bookmark_at
from ..kit.clock import now
from ..kit.db import again_on_a_race, db, fresh_look, transaction
from .actions.reminding import Mark, have_settings, remind, remind_again
from .letters import letter_of_waiting
from .models import Comment
from .queries.comments import comments_called
from .queries.objections import AWAITING, shown_states
from .queries.waiting import (
    corrections_until_now,
    last_reminded,
    meanings_of,
    newest_id,
    reminders_due,
    standing_between,
)

STRETCH = 2_000  # comments looked at in a turn
AT_A_TIME = 25  # letters in a turn
DONE = 2**31 - 1


def remind_authors() -> int:
    """The follower's turn: a stretch of the search, or some second reminders. → pieces done."""
    fresh_look()
    latest = latest_draft()
    if latest is None or latest.previous_id is None:
        return 0
    return _again(latest) or _search(latest)


def _search(latest: Draft) -> int:
    name = f"objections:{latest.id}:{corrections_until_now()}"
    after = bookmark_at(name)
    if after >= DONE:
        return 0
    newest = newest_id()
    upto = min(after + STRETCH, newest)
    found = standing_between(after, upto, most=AT_A_TIME)
    if len(found) == AT_A_TIME:
        upto = found[-1].id
    mark = Mark(name, after, upto if upto < newest else DONE)
    letters = _letters(_untold(_waiting(found), latest), latest, last=False)
    return again_on_a_race(lambda: remind(letters, draft=db.session.get_one(Draft, latest.id), mark=mark))


def _again(latest: Draft) -> int:
    due = [(each.comment_id, each.draft_id) for each in reminders_due(now(), most=AT_A_TIME)]
    if not due:
        return 0
    comments = comments_called(comment for comment, _draft in due)
    told = last_reminded(comments)
    letters = _letters(_waiting(comments), latest, last=True)
    wanted = {(id, draft): letters[id] for id, draft in due if id in letters and told[id] == draft}
    return again_on_a_race(lambda: remind_again(due, wanted))


def _waiting(comments: Sequence[Comment]) -> list[Comment]:
    states = shown_states(comments)
    return [each for each in comments if each.id in states and states[each.id].state == AWAITING]


def _untold(comments: Sequence[Comment], latest: Draft) -> list[Comment]:
    """Those whose authors were not reminded of the very words of the latest draft."""
    told = last_reminded(comments)
    meant = meanings_of(comments, {latest.id, *told.values()})

    def is_news(id: int) -> bool:
        return id not in told or meant.get((id, told[id])) != meant.get((id, latest.id))

    return [each for each in comments if is_news(each.id)]


def _letters(comments: Sequence[Comment], latest: Draft, *, last: bool) -> dict[int, Letter | None]:
    """Comment → what is written to its author; None to who wants no mail, or left no address."""
    ids, draft_id = [comment.id for comment in comments], latest.id
    with transaction():
        have_settings([each.author for each in comments if _has_address(each.author)])
    latest = db.session.get_one(Draft, draft_id)
    return {comment.id: _letter(comment, latest, last=last) for comment in comments_called(ids)}


def _letter(comment: Comment, latest: Draft, *, last: bool) -> Letter | None:
    setting = db.session.get(MailSetting, comment.author_id)
    if setting is None or setting.pace is Pace.NEVER or not _has_address(comment.author):
        return None
    return letter_of_waiting(comment, latest, setting, last=last)


def _has_address(account: Account) -> bool:
    return account.email is not None and account.may_sign_in
