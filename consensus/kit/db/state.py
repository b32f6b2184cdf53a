"""Whether this thread of work is inside a write transaction; told to dialects, asked by slow work."""

from contextvars import ContextVar

writing: ContextVar[bool] = ContextVar("writing", default=False)


def in_write() -> bool:
    """True between the begin and the commit of a write transaction."""
    return writing.get()
