"""Codes that let people into a sitting: one lives at a time, and no code is ever given twice."""

import secrets

from ...kit.clock import now
from ...kit.db import db
from ...ledger import Actor, record
from ..codes import new_code
from ..errors import SittingIsNotOpen
from ..models import CodeEnding, JoinCode, Sitting
from ..queries.rooms import is_given, live_code
from ..verbs import Verb
from .planning import locked


class _Given:
    """Which codes were given before."""

    def __contains__(self, code: object) -> bool:
        return is_given(str(code))


def give_code(sitting: Sitting, *, by: Actor) -> JoinCode:
    """Let people into a sitting by a new code. The one before has ended by then."""
    code = JoinCode(
        sitting=sitting, code=new_code(secrets.choice, taken=_Given()), made_at=now(), made_by=by.actor_id
    )
    db.session.add(code)
    db.session.flush()
    return code


def end_code(code: JoinCode, ending: CodeEnding, *, by: Actor) -> None:
    """Let nobody in by a code any more."""
    code.ended_at, code.ended_by, code.ending = now(), by.actor_id, ending
    db.session.flush()


def replace_code(sitting: Sitting, *, seen: int | None = None, by: Actor) -> JoinCode:
    """Give a sitting another code, at once: the one before lets nobody in any more. Those whom it let in stay.

    ``seen``: the code (its id) that is to be replaced; where it was replaced meanwhile, nothing happens. → the code
    that lives. Raises SittingIsNotOpen.
    """
    locked(sitting.stop)
    db.session.refresh(sitting)
    if not sitting.is_open:
        raise SittingIsNotOpen
    before = live_code(sitting)
    if before is not None and seen is not None and before.id != seen:
        return before
    if before is not None:
        end_code(before, CodeEnding.REPLACED, by=by)
    code = give_code(sitting, by=by)
    record(Verb.CODE_REPLACED, by, sitting, touches=[sitting.stop])
    return code
