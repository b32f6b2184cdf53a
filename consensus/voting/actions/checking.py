"""Whether a position can be taken or taken back now: what the policy offers, and the draft's period."""

from datetime import timedelta

from flask_babel import gettext as _

from ...drafts.errors import NoSuchDraft
from ...drafts.models import Draft
from ...drafts.queries import ClauseRow, latest_draft, status_of
from ...kit.clock import now
from ...kit.errors import Invalid
from ..counting import Choice
from ..errors import DraftClosed, DraftSealed, DraftSuperseded, DraftWithdrawn
from ..models import Position
from ..places import current_words
from ..policies import Policy
from ..queries.closings import closed_at

SHUT = {
    "closed": DraftClosed, "superseded": DraftSuperseded, "withdrawn": DraftWithdrawn, "sealed": DraftSealed,
}  # fmt: skip
FOR_GOOD = ("withdrawn", "sealed")


def check_choice(policy: Policy, choice: Choice | str, *, reasoned: bool) -> Choice:
    """The choice, when the policy offers it and it has the reason it needs. Raises Invalid under position and reason."""
    try:
        found = Choice(choice)
    except ValueError:
        found = None
    if found is None or found not in policy.positions:
        offered = ", ".join(policy.positions)
        raise Invalid({"position": _("Choose one of these: %(positions)s.", positions=offered)})
    if found in policy.reason_required and not reasoned:
        raise Invalid({"reason": _("Say why: this position is not taken without a reason.")})
    return found


def check_open(draft: Draft) -> None:
    """Raise NoSuchDraft, DraftClosed, DraftSuperseded, DraftSealed or DraftWithdrawn for a draft that is not open."""
    status = status_of(draft)
    if status == "open":
        return
    if status not in SHUT:
        raise NoSuchDraft
    latest = latest_draft()
    raise SHUT[status](url=f"/drafts/{latest.version}/" if latest else "/drafts/")


def check_period(
    draft: Draft,
    row: ClauseRow,
    policy: Policy,
    *,
    held: Position | None,
    choice: Choice | None = None,
    on_paper: bool = False,
) -> bool:
    """Whether it comes in late, from paper, within the days of grace. ``choice`` None: it is taken back.

    Who objected may always take that back, or move to accept, until it is sealed. Raises NoSuchDraft, DraftClosed,
    DraftSuperseded, DraftSealed, DraftWithdrawn, each with where the current words stand.
    """
    status = status_of(draft)
    if status == "open":
        return False
    if status not in SHUT:
        raise NoSuchDraft
    objected = held is not None and held.choice is Choice.OBJECT
    if (
        status != "sealed"
        and objected
        and (choice is None or (choice is Choice.ACCEPT and status != "withdrawn"))
    ):
        return False
    closed = closed_at(draft)
    if on_paper and status not in FOR_GOOD and closed and now() <= closed + timedelta(days=policy.grace_days):
        return True
    url = (
        f"/drafts/{draft.version}/clauses/{row.key}/"
        if status in ("closed", "sealed")
        else current_words(draft, row.clause_id)
    )
    raise SHUT[status](url=url)
