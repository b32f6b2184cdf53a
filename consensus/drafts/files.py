"""Checks of the files a draft carries besides its text, until the features that own them declare their own."""

from collections.abc import Collection, Sequence

from ..kit.errors import Invalid
from ..kit.text.toml import read_toml
from .checklists import ChecklistError, read_checklist, warnings_of


def check_checklist(content: str, keys: Collection[str]) -> Sequence[str]:
    """``checklist.toml`` must be readable; clauses it names that the draft lacks are warnings. Raises Invalid."""
    try:
        return warnings_of(read_checklist(content), keys)
    except ChecklistError as error:
        raise Invalid({"checklist": str(error)}) from error


def check_policy(content: str, keys: Collection[str]) -> Sequence[str]:
    """``policy.toml`` must be readable. Raises Invalid."""
    try:
        read_toml(content)
    except ValueError as error:
        raise Invalid({"policy": f"policy.toml cannot be read: {error}"}) from error
    return []
