"""Very many comments on one clause, written straight into the tables; and what the database says of its plans."""

import re
from collections.abc import Callable
from typing import Any

from sqlalchemy import event, insert, text, update

from consensus.accounts.models import Account
from consensus.discussion.models import Comment, Talk
from consensus.drafts.models import Draft
from consensus.drafts.queries import clause_in
from consensus.kit.clock import now
from consensus.kit.db import db, transaction

GROUPS = ("regulator", "end-user", None)


def crowd(draft: Draft, key: str, n: int, *, by: Account) -> None:
    """``n`` comments, of which every third is a reply, every tenth objects, every seventh suggests.

    Every other reply is one to the first; the rest are to what began a thread just before.
    """
    with transaction():
        row = clause_in(draft, key)
        start = db.session.scalar(text("SELECT coalesce(max(id), 0) FROM comments")) + 1
        said = [_row(number, start, draft.id, row, by.id) for number in range(n)]
        for batch in range(0, n, 2_000):
            db.session.execute(insert(Comment), said[batch : batch + 2_000])
        counts = {name: sum(bool(each[flag]) for each in said) for name, flag in FLAGS.items()}
        strongest = max((each for each in said if each["stands"]), key=lambda each: each["cosigned"])
        talk = {"draft_id": draft.id, "place": f"clause:{key}", "clause_id": row.clause_id}
        db.session.execute(insert(Talk), [talk | counts | {"comments": n, "strongest_id": strongest["id"]}])
        replies = sum(each["parent_id"] == start for each in said)
        db.session.execute(update(Comment).where(Comment.id == start).values(replies=replies))


FLAGS = {"objections": "stands", "suggestions": "suggests", "unanswered": "unanswered"}


def _row(number: int, start: int, draft_id: int, row: Any, author_id: int) -> dict[str, Any]:
    reply, objects = number % 3 == 2, number % 10 == 0
    root = start if number % 2 else start + number - 2
    return {
        "id": start + number, "kind": "objection" if objects else "comment", "draft_id": draft_id,
        "clause_id": row.clause_id, "wording_id": row.wording_id, "home_draft_id": draft_id,
        "home_clause_id": row.clause_id, "parent_id": root if reply else None, "thread_id": root if reply else None,
        "depth": int(reply), "author_id": author_id, "stakeholder_group": GROUPS[number % 3], "channel": "online",
        "language": "en", "body": f"Number {number}.", "salt": "", "created_at": now(), "late": False,
        "state": "standing" if objects else None, "stands": objects, "unanswered": number % 2 == 0 or objects,
        "suggests": number % 7 == 0, "replies": int(number % 6 == 0), "cosigned": number * 7919 % 101, "quote_prefix": "", "quote_suffix": "",
    }  # fmt: skip


def plans_of(work: Callable[[], Any]) -> dict[str, list[str]]:
    """Each statement that some work sends, with SQLite's plan for it."""
    sent: list[tuple[str, Any]] = []

    def note(connection: Any, cursor: Any, statement: str, parameters: Any, *more: Any) -> None:
        if statement.startswith(("SELECT", "WITH")):
            sent.append((statement, parameters))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        work()
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    cursor = db.session.connection().connection.cursor()
    return {
        statement: [row[3] for row in cursor.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)]
        for statement, parameters in sent
    }


def walks(plans: dict[str, list[str]]) -> list[str]:
    """Steps that read or sort all comments, or all of a place, or whatever replies to nothing.

    Counters may be summed: they are as many as places.
    """
    return [
        step
        for statement, steps in plans.items()
        for step in steps
        if step.startswith(("SCAN comments", "SCAN dispositions"))
        or ("(parent_id=?)" in step and "parent_id IS NULL" in statement)
        or (
            "TEMP B-TREE" in step
            and re.search("(FROM|JOIN) comments", statement)
            and "FROM talk" not in statement
        )
    ]
