"""Through which channel somebody speaks now: the room that they joined and that is open, or online; and what guests may do."""

from typing import Any

from ..accounts.models import Account
from ..accounts.rooms import ONLINE
from .errors import GuestMayNotWrite, NameIsKept, NotTheDraftOfTheRoom, SetAside, SittingHasEnded
from .models import Attendance
from .queries.people import attended_before, current_attendance, is_set_aside


def spoken_from(account: Account, about: Any) -> str:
    """``stop:<slug>`` on the draft of an open sitting that somebody takes part in, else ``online``.

    ``about``: a draft; None: something that is not said of a draft. Guests speak in their sitting alone: raises
    SittingHasEnded, NotTheDraftOfTheRoom, SetAside or GuestMayNotWrite.
    """
    part = current_attendance(account)
    if account.is_guest:
        _check_guest(account, part, about)
    return part.sitting.stop.channel if part is not None and _is_heard(part, about) else ONLINE


def _is_heard(part: Attendance, about: Any) -> bool:
    return not part.is_aside and about is not None and part.sitting.draft_id == about.id


def _check_guest(account: Account, part: Attendance | None, about: Any) -> None:
    """A guest who never joined a sitting speaks by somebody who wrote it down, and is asked nothing here."""
    if part is None:
        if attended_before(account):
            raise SittingHasEnded
        return
    if part.is_aside:
        raise SetAside
    if about is None:
        raise GuestMayNotWrite
    if part.sitting.draft_id != about.id:
        draft = part.sitting.draft
        raise NotTheDraftOfTheRoom(draft=draft.version if draft else "")


def keep_the_name(account: Account) -> None:
    """A guest who is set aside keeps the name under which that was done. Raises NameIsKept."""
    if account.is_guest and is_set_aside(account):
        raise NameIsKept
