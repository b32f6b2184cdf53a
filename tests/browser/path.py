"""The path to stable on the site the browser looks at: two judgements, one opened anew, a day that was planned otherwise."""

from datetime import date

from consensus.accounts.models import Account
from consensus.drafts.queries import draft_named
from consensus.kit.db import transaction
from consensus.release.actions.candidates import plan_release
from consensus.release.actions.judging import judge, reopen

TARGET = "stable"
DAYS = (
    (date(2026, 10, 28), "The day of the conference."),
    (date(2026, 12, 20), "Two stops were moved, and what is said there should be heard first."),
)
FOUND = "Three procurement officers read it, and all of them came to the same answer about the same system."


def path_of(rosa: Account) -> None:
    """Rosa, a member of the board, judges; what she found of one criterion is opened anew; a day is planned twice."""
    draft = draft_named("1.0")
    with transaction():
        for criterion, reason in (
            ("usable-reference", FOUND),
            ("current-practice", "It reads like what we do."),
        ):
            judge(draft, target=TARGET, criterion=criterion, finding="pass", reason=reason, by=rosa)
        reopen(
            draft,
            target=TARGET,
            criterion="current-practice",
            reason="Others work otherwise.",
            by=rosa,
        )
        for day, reason in DAYS:
            plan_release(date=day, reason=reason, by=rosa)
