"""What time it is. The only caller of ``datetime.now``."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present moment, aware, in UTC, to the microsecond."""
    return datetime.now(UTC)


def rfc3339(at: datetime) -> str:
    """A moment as RFC 3339 in UTC with microseconds: ``2024-04-22T09:30:00.000000Z``."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def parse_rfc3339(text: str) -> datetime:
    """The inverse of :func:`rfc3339`; also takes a date alone (midnight UTC) and other offsets.

    Raises ValueError when the text is no moment.
    """
    at = datetime.fromisoformat(text.strip())
    try:
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(text) from error
