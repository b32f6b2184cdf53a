"""The check of ``checklist.toml``, which a draft carries: what cannot be read must be mended, what looks odd is told."""

from collections.abc import Collection, Iterator, Sequence

from flask_babel import gettext as _

from ..drafts.checklists import Checklist, ChecklistError, read_checklist, warnings_of
from ..drafts.queries import latest_draft
from ..kit.errors import Invalid
from .carrying import named_in
from .expressions import requirements
from .queries.editions import checklist_of


def check_checklist(content: str, keys: Collection[str]) -> Sequence[str]:
    """Warnings about a checklist, beside the draft before. Raises Invalid with a sentence that names the place."""
    try:
        checklist = read_checklist(content)
    except ChecklistError as error:
        raise Invalid({"checklist": str(error)}) from error
    latest = latest_draft()
    before = checklist_of(latest) if latest else None
    return [*warnings_of(checklist, keys), *_odd(checklist), *(_lost(checklist, before) if before else ())]


def _odd(checklist: Checklist) -> Iterator[str]:
    """Requirements that ask for no particular terms."""
    bare = [each.id for each in requirements(checklist) if not each.framework]
    if bare:
        yield _("No terms are asked for of these, so that any will do: %(ids)s.", ids=", ".join(bare))


def _lost(checklist: Checklist, before: Checklist) -> Iterator[str]:
    """Names of components that the draft before does not have, from which answers were to come."""
    known = named_in(before)
    for component in checklist.components.values():
        lost = [name for name in component.was if name not in known]
        if lost:
            yield _(
                "The component %(id)s is said to have been %(names)s; the checklist of the draft before does not name that.",
                id=component.id, names=", ".join(lost),
            )  # fmt: skip
