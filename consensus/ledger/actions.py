"""Writing the ledger: ``record`` notes an act; the end of the transaction numbers and chains all notes.

The head is taken once and last, so that writers wait for each other as briefly as possible.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import insert, select

from ..kit.clock import now, rfc3339
from ..kit.db import before_commit, db, in_write
from ..kit.db.dialects import upsert
from ..kit.refs import ref
from .actors import Actor
from .chain import START, canonical, link
from .models import Entry, Head, Revision, Touch
from .verbs import VERBS

SITE = "site"
Then = Callable[[Mapping[str, Any]], None]


class OutsideATransaction(RuntimeError):
    """An action was called without an entrance around it."""


def record(verb: Any, by: Actor, subject: Any, *, touches: Iterable[Any] = (), **details: Any) -> None:
    """Note a public act: who did what to which thing, with small facts, never people's words.

    ``touches`` names further things whose pages show it. Raises OutsideATransaction, and ValueError for an unknown
    verb or for details that have no canonical form.
    """
    if not in_write():
        raise OutsideATransaction(str(verb))
    if str(verb) not in VERBS:
        raise ValueError(f"no sentence was declared for the verb {verb!s}")
    canonical(details)
    thing = str(ref(subject))
    note = {"verb": str(verb), "by": str(by.actor_id), "subject": thing, "details": details}
    touched = {thing, *(str(ref(other)) for other in touches)}
    db.session.info.setdefault("ledger_notes", []).append((note, touched))


def when_numbered(then: Then) -> None:
    """Have a function told the entry that was noted last, once it has its number and its hash."""
    noted = len(db.session.info["ledger_notes"]) - 1
    db.session.info.setdefault("ledger_thens", {})[noted] = then


def hold_head() -> tuple[int, str]:
    """Take the head now instead of at the commit: nothing public happens until this transaction ends. → its number and hash.

    For acts that must agree with everything that is on record; others leave the head alone, for it is held briefly.
    """
    if not in_write():
        raise OutsideATransaction("hold_head")
    head = _head()
    return head.n, head.hash


def chain_notes() -> None:
    """Number and chain everything noted in this transaction; called just before its commit.

    An entrance that answers with a receipt calls it last of all.
    """
    notes, thens = db.session.info.pop("ledger_notes", []), db.session.info.pop("ledger_thens", {})
    if not notes:
        return
    head = _head()
    at, rows = now(), []
    revisions: dict[str, int] = {}
    touches: list[dict[str, Any]] = []
    for at_note, (note, touched) in enumerate(notes):
        entry = {"n": head.n + 1, "at": rfc3339(at), **note, "previous": head.hash}
        head.n, head.hash = entry["n"], link(entry)
        rows.append(entry | {"at": at, "hash": head.hash})
        if at_note in thens:
            thens[at_note](rows[-1])
        revisions |= dict.fromkeys(touched, head.n)
        touches += [{"ref": name, "n": head.n} for name in sorted(touched)]
    revisions[SITE] = head.n
    db.session.execute(insert(Entry), rows)
    db.session.execute(insert(Touch), touches)
    upsert(
        db.session,
        Revision.__table__,  # type: ignore[arg-type]
        [{"ref": name, "n": n} for name, n in sorted(revisions.items())],
        key=["ref"],
        update=["n"],
    )
    db.session.flush()


def _head() -> Head:
    """The head with its row locked, as it is stored now."""
    taken = select(Head).with_for_update().execution_options(populate_existing=True)
    head = db.session.scalars(taken).one_or_none()
    if head is None:
        head = Head(id=1, n=0, hash=START)
        db.session.add(head)
    return head


before_commit(chain_notes)
