"""Pure: names of archives, as they stand in addresses and after ``in:`` in a search."""

import re

RESERVED = frozenset(("clauses", "messages", "threads"))
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")


def is_name(text: str) -> bool:
    """Whether an archive may be called so."""
    return NAME.fullmatch(text) is not None and text not in RESERVED


def name_of(file: str) -> str:
    """The name that a file or folder suggests: ``2024-May.mbox`` → ``2024-may``."""
    stem = file.rpartition(".")[0] or file
    words = re.findall(r"[a-z0-9]+", stem.casefold())
    name = "-".join(words)[:60].strip("-") or "archive"
    return f"{name[:55]}-said" if name in RESERVED else name
