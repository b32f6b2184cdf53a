"""What reviewers said in public, by version of a system, as assessments are computed from it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select

from ...drafts.models import Draft
from ...kit.db import db
from ..assessing import Sheet
from ..models import Review, ReviewRevision, ReviewState, System, SystemVersion
from ..stored import answers_of

SOME = 500


@dataclass(frozen=True, slots=True)
class Standing:
    """A version that has an assessment: the leading one of its system, or one that somebody reviewed."""

    version_id: int
    system_id: int
    slug: str
    version: str
    leading: bool


def public_sheets(versions: Collection[int] | None = None) -> dict[int, list[Sheet]]:
    """Version → its public reviews; of all versions in one statement, of some in one for every 500."""
    query = (
        select(
            Review.version_id, Review.id, Review.account_id, Review.reviewer, Draft.version,
            ReviewRevision.maker, ReviewRevision.recused, ReviewRevision.answers,
        )
        .join(ReviewRevision, (ReviewRevision.review_id == Review.id) & (ReviewRevision.number == Review.public))
        .join(Draft, Draft.id == Review.draft_id)
        .where(Review.state == ReviewState.SUBMITTED)
        .order_by(Review.id)
    )  # fmt: skip
    found: dict[int, list[Sheet]] = {}
    for some in _in_parts(query, versions):
        for version, id, account, reviewer, draft, maker, recused, answers in db.session.execute(some):
            sheet = Sheet(
                f"review:{id}", f"account:{account}" if account else f"name:{reviewer}", draft, maker, recused,
                answers_of(answers),
            )  # fmt: skip
            found.setdefault(version, []).append(sheet)
    return found


def public_now(versions: Collection[int]) -> dict[int, list[tuple[int, int]]]:
    """Version → (review, number of its public revision), to see whether anything came in between."""
    query = (
        select(Review.version_id, Review.id, Review.public)
        .where(Review.state == ReviewState.SUBMITTED, Review.public.is_not(None))
        .order_by(Review.id)
    )
    found: dict[int, list[tuple[int, int]]] = {}
    for some in _in_parts(query, versions):
        for version, id, public in db.session.execute(some):
            found.setdefault(version, []).append((id, public))
    return found


def standing_versions(systems: Collection[int] | None = None) -> list[Standing]:
    """Every version that has an assessment, of all systems or some, by name of the system."""
    reviewed = select(Review.id).where(
        Review.version_id == SystemVersion.id,
        Review.state == ReviewState.SUBMITTED,
        Review.public.is_not(None),
    )
    query = (
        select(SystemVersion.id, System.id, System.slug, SystemVersion.version, SystemVersion.leading)
        .join(System, System.id == SystemVersion.system_id)
        .where(SystemVersion.leading | reviewed.exists())
        .order_by(System.slug, SystemVersion.position)
    )
    if systems is not None:
        query = query.where(System.id.in_(sorted(systems)))
    return [Standing(*row) for row in db.session.execute(query)]


def leading_sheets() -> dict[str, list[Sheet]]:
    """Slug → the public reviews of its leading version, for every system; two statements."""
    sheets = public_sheets()
    return {each.slug: sheets.get(each.version_id, []) for each in standing_versions() if each.leading}


def _in_parts(
    query: Select[*tuple[Any, ...]], versions: Collection[int] | None
) -> Iterable[Select[*tuple[Any, ...]]]:
    if versions is None:
        return [query]
    ids = sorted(versions)
    return [query.where(Review.version_id.in_(ids[at : at + SOME])) for at in range(0, len(ids), SOME)]
