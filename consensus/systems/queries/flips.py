"""Which assessments differ between two drafts, and which requirement and clause make the difference."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from ...drafts.models import Draft
from ...kit.db import db
from ..carrying import Flip, flips
from ..models import System
from ..scoring import Verdict
from .editions import editions
from .lines import by_name, decided_under


@dataclass(frozen=True, slots=True)
class Because:
    """A requirement that makes the difference: its title, and the key of its clause (empty: it has none).

    ``draft``: whose requirement it is; the older one's where the newer does not ask for it any more.
    """

    requirement: str
    title: str
    clause: str
    draft: str


@dataclass(frozen=True, slots=True)
class FlipLine:
    """A system whose assessment changes."""

    slug: str
    name: str
    maker: str
    before: Verdict
    after: Verdict
    because: tuple[Because, ...]


def flips_between(older: Draft, newer: Draft) -> list[FlipLine]:
    """By name of the system. The drafts need not be neighbours; withdrawn ones have no changes to show."""
    known = editions()
    found = decided_under([older, newer])
    changes = flips(found[older.version], found[newer.version], by=known.links(older.version, newer.version))
    titles = {draft.version: known.titles(draft.version) for draft in (older, newer)}
    return lines_of(changes, titles=titles, order=(newer.version, older.version))


def lines_of(
    changes: Sequence[Flip], *, titles: Mapping[str, Mapping[str, str]], order: Sequence[str]
) -> list[FlipLine]:
    """Changes with names. ``titles``: draft → requirement → title; ``order``: in which draft to look first."""
    names = _names([each.system for each in changes])
    return by_name(
        FlipLine(
            each.system, *names[each.system], each.before, each.after,
            tuple(_because(requirement, clause, titles, order) for requirement, clause in each.because),
        )
        for each in changes
    )  # fmt: skip


def _because(
    requirement: str, clause: str, titles: Mapping[str, Mapping[str, str]], order: Sequence[str]
) -> Because:
    draft = next((each for each in order if requirement in titles[each]), order[0])
    return Because(requirement, titles[draft].get(requirement, ""), clause, draft)


def _names(slugs: Sequence[str]) -> dict[str, tuple[str, str]]:
    query = select(System.slug, System.name, System.maker).where(System.slug.in_(slugs))
    return {slug: (name, maker) for slug, name, maker in db.session.execute(query)}
