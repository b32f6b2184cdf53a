"""Column types that mean the same on both databases."""

import json
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import DateTime, String, Text
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, aware, in UTC. Refuses naive moments."""

    impl = DateTime(timezone=True)
    cache_ok = True
    python_type = datetime

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Choice(TypeDecorator[StrEnum]):
    """An enumeration kept as text. The model adds the check with :func:`one_of`."""

    impl = String
    cache_ok = True

    def __init__(self, choices: type[StrEnum]) -> None:
        super().__init__()
        self.choices = choices

    def process_bind_param(self, value: StrEnum | str | None, dialect: Any) -> str | None:
        return None if value is None else str(self.choices(value))

    def process_result_value(self, value: str | None, dialect: Any) -> StrEnum | None:
        return None if value is None else self.choices(value)


class Json(TypeDecorator[Any]):
    """A small document as text, without operators: sorted keys, no escapes, the same bytes on both databases."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Any) -> str | None:
        return (
            None
            if value is None
            else json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        )

    def process_result_value(self, value: str | None, dialect: Any) -> Any:
        if value is None or value == "[]":
            return None if value is None else []
        return json.loads(value)


def one_of(column: str, choices: type[StrEnum]) -> str:
    """The text of a check constraint that keeps a column among the values of an enumeration."""
    quoted = ("'" + str(value).replace("'", "''") + "'" for value in choices)
    return f"{column} IN ({', '.join(quoted)})"
