"""Who runs a stop, and who writes down what is said there: named on record, and ended on record."""

from ...accounts.models import Account
from ...kit.clock import now
from ...kit.db import db
from ...ledger import Actor, record
from ..errors import StopIsOver
from ..models import Duty, Stop, Task
from ..queries.people import standing_duty
from ..verbs import Verb
from .planning import locked


def give_duty(stop: Stop, account: Account, task: Task | str, *, by: Actor) -> Duty:
    """Name somebody facilitator or scribe of a stop. Twice is once. Raises StopIsOver; ValueError for another task."""
    stop, task = locked(stop), Task(task)
    if stop.is_over:
        raise StopIsOver
    standing = standing_duty(stop, account, task)
    if standing is not None:
        return standing
    duty = Duty(stop=stop, account=account, task=task, by=by.actor_id, from_at=now())
    db.session.add(duty)
    db.session.flush()
    record(Verb.DUTY_GIVEN, by, stop, touches=[account], person=account.actor_id, task=str(task))
    return duty


def end_duty(duty: Duty, *, by: Actor) -> None:
    """End somebody's duty; what they did stays. Twice is once."""
    if duty.ended_at is not None:
        return
    duty.ended_at, duty.ended_by = now(), by.actor_id
    db.session.flush()
    account = duty.account
    record(Verb.DUTY_ENDED, by, duty.stop, touches=[account], person=account.actor_id, task=str(duty.task))
