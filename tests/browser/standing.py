"""Where people stand on the site the browser looks at: enough of them for figures, one call with an appeal, one challenge."""

from datetime import timedelta

from sqlalchemy import select

from consensus.accounts import actions
from consensus.accounts.models import Account, Role
from consensus.discussion.texts import prepare_text
from consensus.drafts.models import Draft
from consensus.drafts.queries import ClauseRow, clause_in, draft_named, parts_of, rows_of
from consensus.kit.clock import now
from consensus.kit.db import db, transaction
from consensus.ledger import SETUP
from consensus.voting.actions import Said, announce_last_call, appeal_call, make_call, take_position
from consensus.voting.models import Challenge, Position
from consensus.voting.places import takes_positions

GROUPS = ("system-creator", "license-creator", "regulator", "licensee", "end-user", "subject")
COUNTRIES = ("NG", "DE", "IN", "BR", None)
PEOPLE = 14
CALLED, CHALLENGED, LAST = "freedom-study", "code", "parameters"
SAYS = ("support", "support", "accept", "support", "abstain", "accept", "object")


def stand(rosa: Account, ana: Account) -> dict[str, str]:
    """Fourteen people, Rosa and Ana take positions on the newest draft; a chair calls. → a receipt's number, and a part."""
    people = _people()
    draft = draft_named("1.0")
    rows = [row for row in rows_of(draft) if takes_positions(row)]
    for at, who in enumerate(people):
        _take_some(draft, rows[: 12 + 2 * at], who, at)
    with transaction():
        take_position(
            draft,
            clause_in(draft, "freedom-share"),
            choice="support",
            by=db.session.get_one(Account, rosa.id),
        )
    objection = prepare_text("A school cannot study what it may not open.")
    with transaction():
        said = Said(reason=objection)
        take_position(
            draft,
            clause_in(draft, CALLED),
            choice="object",
            by=db.session.get_one(Account, ana.id),
            said=said,
        )
    _decide(draft, ana)
    n = db.session.scalar(select(Position.taken_n).order_by(Position.id.desc()).limit(1))
    return {"receipt": str(n), "part": parts_of(draft)[1].slug}


def _people() -> list[int]:
    with transaction():
        made = [
            actions.add_account(f"somebody{n}@example.org", name=f"Somebody {n}", by=SETUP)
            for n in range(PEOPLE)
        ]
        for n, each in enumerate(made):
            each.stakeholder_group, each.country = GROUPS[n % 6], COUNTRIES[n % 5]
            each.created_at = now() - timedelta(days=60 if n % 4 else 1)
        db.session.flush()
        return [each.id for each in made]


def _take_some(draft: Draft, rows: list[ClauseRow], who: int, at: int) -> None:
    """What one says of some clauses; objections come after the talk, so that comments keep their numbers."""
    for n, row in enumerate(rows):
        choice = SAYS[(n + 3 * at) % len(SAYS)]
        reason = (
            prepare_text(f"Nobody can rely on this, and {row.number} hangs on it.")
            if choice == "object" and n % 5 == 0
            else None
        )
        if choice == "object" and reason is None:
            choice = "accept"
        with transaction():
            take_position(
                draft, row, choice=choice, by=db.session.get_one(Account, who), said=Said(reason=reason)
            )


def _decide(draft: Draft, ana: Account) -> None:
    with transaction():
        lena = actions.add_account("lena@example.org", name="Lena Okonkwo", roles=[Role.CHAIR], by=SETUP)
    with transaction():
        call = make_call(
            draft, clause_in(draft, CALLED), finding="contested", by=lena,
            reason="One objection stands, and nobody has answered it yet.\nThe figures alone would not show that.",
        )  # fmt: skip
        appeal_call(call, reason="It should have been called before.", by=db.session.get_one(Account, ana.id))
        until = now() + timedelta(days=20)
        announce_last_call(
            draft, clause_in(draft, LAST), ends_at=until, reason="Is anybody still against it?", by=lena
        )
        db.session.add(_challenge(draft, ana))


def _challenge(draft: Draft, ana: Account) -> Challenge:
    """As if the change of a clause had been called editorial."""
    row = clause_in(draft, CHALLENGED)
    voter = db.session.scalars(select(Position.voter).order_by(Position.id.desc()).limit(1)).one()
    return Challenge(
        draft_id=draft.id, draft=draft, clause_id=row.clause_id, meaning_id=row.meaning_id, voter=voter,
        declared_by=None, reason="“Used to run” is less than “run”.", at=now(),
    )  # fmt: skip
