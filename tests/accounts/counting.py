"""How often the database is asked."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import event

from consensus.kit.db import db


def queries_of(work: Callable[[], Any]) -> int:
    """The number of SELECTs that some work makes."""
    asked = []

    def listen(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", listen)
    try:
        work()
    finally:
        event.remove(db.engine, "before_cursor_execute", listen)
    return len(asked)
