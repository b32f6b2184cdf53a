"""A file of rows from a room: taken whole, in one transaction; the same file again changes nothing."""

from ...accounts.models import Account
from ...kit.clock import now
from ...ledger import Actor, record
from ..batch import Plan
from ..batching import BatchReport, ReadyBatch, refused_rows
from ..models import Batch, Stop
from ..verbs import Verb
from .counting_rows import Progress
from .taking_in import take_in


def take_batch(stop: Stop, ready: ReadyBatch, *, by: Actor, progress: Progress | None = None) -> BatchReport:
    """Take the rows of a file that was made ready. → what became of each of them.

    Rows that wait for their second keying are accepted; they count later. Raises StopIsNotOpen, StopIsOver, DraftClosed
    and its like past the days of grace, KeyedMeanwhile when somebody else was faster.
    """
    account = by if isinstance(by, Account) else None
    batch = Batch(
        stop_id=stop.id, digest=ready.digest, name=ready.name, by=str(by.actor_id), account=account, at=now(),
        accepted=0, unchanged=0, refused=0,
    )  # fmt: skip
    taken = take_in(stop, ready.rows, by=by, texts=ready.texts, batch=batch, progress=progress)
    refused = refused_rows((*ready.problems, *taken.plan.problems))
    if taken.plan.accepted:
        _tell(batch, taken.plan, len(refused), stop=stop, by=by)
    return BatchReport(taken.plan.accepted, taken.plan.unchanged, refused)


def _tell(batch: Batch, plan: Plan, refused: int, *, stop: Stop, by: Actor) -> None:
    batch.accepted, batch.unchanged, batch.refused = plan.accepted, plan.unchanged, refused
    record(
        Verb.BATCH, by, stop, digest=batch.digest, accepted=plan.accepted, unchanged=plan.unchanged, refused=refused,
    )  # fmt: skip
