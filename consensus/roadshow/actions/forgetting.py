"""How the name of an erased scribe leaves what was keyed: a number stands there, so one hand is still told from another."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Text, or_, select, type_coerce, update

from ...accounts.models import Account
from ...kit.db import db
from ..entries import same_hand
from ..models import Duty, PaperPerson, PaperRow
from .taking_in import SPOKEN, name_on_paper

KEYINGS = (PaperRow.first, PaperRow.second, PaperRow.settled)


def forget_who_keyed(account: Account) -> None:
    """Take a scribe's name out of the rows they keyed, and of the files of stops that they served."""
    rows = select(PaperRow.id, PaperRow.stop_id, PaperRow.sheet, PaperRow.batch_id, *KEYINGS)
    spoken = set()
    for row in db.session.execute(rows.where(PaperRow.stop_id.in_(_served(account)))).all():
        typed = row.batch_id is None
        kept = [_unnamed(account, each, typed=typed) for each in row[-3:]]
        if kept != list(row[-3:]):
            values = dict(zip(("first", "second", "settled"), kept, strict=True))
            db.session.execute(update(PaperRow).where(PaperRow.id == row.id).values(values))
        if typed and row.sheet.startswith(SPOKEN) and _is_by(account, row.first):
            spoken.add((row.stop_id, row.sheet))
    _rename_sheets(account, sorted(spoken))
    db.session.expire_all()


def _served(account: Account) -> set[int]:
    """Stops at which somebody had something to do, or keyed anything."""
    stamp = f'"by":"{account.actor_id}"'
    keyed = or_(*(type_coerce(each, Text).contains(stamp, autoescape=True) for each in KEYINGS))
    own = select(PaperRow.stop_id).where(keyed).distinct()
    return {
        *db.session.scalars(select(Duty.stop_id).where(Duty.account_id == account.id)),
        *db.session.scalars(own),
    }


def _is_by(account: Account, keyed: Mapping[str, Any] | None) -> bool:
    return keyed is not None and keyed.get("by") == account.actor_id


def _unnamed(account: Account, keyed: Mapping[str, Any] | None, *, typed: bool) -> Mapping[str, Any] | None:
    """A keying without the name; on a page whoever typed is named, in a file whoever is written there."""
    if keyed is None:
        return None
    named = same_hand(str(keyed.get("entered_by") or ""), account.name)
    if named or (typed and _is_by(account, keyed) and keyed.get("entered_by")):
        return {**keyed, "entered_by": f"#{account.id}"}
    return keyed


def _rename_sheets(account: Account, spoken: Iterable[tuple[int, str]]) -> None:
    """What stands for a sheet where somebody told a scribe, and the names that were made of it."""
    for n, (stop_id, sheet) in enumerate(spoken, 1):
        label = f"{SPOKEN}#{account.id}" + (f".{n}" if n > 1 else "")
        people = select(PaperPerson).where(PaperPerson.stop_id == stop_id, PaperPerson.sheet == sheet)
        for person in db.session.scalars(people).all():
            if person.account.name == f"Participant {person.participant}, sheet {sheet}":
                person.account.name = name_on_paper(label, person.participant)
            person.sheet = label
        rows = update(PaperRow).where(PaperRow.stop_id == stop_id, PaperRow.sheet == sheet)
        db.session.execute(rows.values(sheet=label))
    db.session.flush()
