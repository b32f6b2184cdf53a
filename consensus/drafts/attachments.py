"""Which files a draft carries besides its text, and who checks them: a registry that features fill from their folders.

A check takes the file's content and the keys of the draft's clauses, and answers with warnings; it raises Invalid for
what must not be published.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from ..kit.errors import Invalid
from .bundle import File

Check = Callable[[str, Collection[str]], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a feature owns: its name, what it is, its check."""

    name: str
    check: Check


ATTACHMENTS: dict[str, Attachment] = {}


def attachment(name: str, check: Check) -> None:
    """Declare a file by name. Declaring it again replaces it."""
    ATTACHMENTS[name] = Attachment(name, check)


def check_attachments(files: Sequence[File], keys: Collection[str]) -> list[tuple[str, str]]:
    """Check every attached file. → warnings as (file, sentence). Raises Invalid, also for a file nobody owns."""
    warnings: list[tuple[str, str]] = []
    for file in files:
        if file.is_text:
            continue
        owner = ATTACHMENTS.get(file.name)
        if owner is None:
            raise Invalid(
                {file.name: f"a draft carries no file of this name; it may carry {', '.join(ATTACHMENTS)}"}
            )
        warnings.extend((file.name, sentence) for sentence in owner.check(file.content, keys))
    return warnings
