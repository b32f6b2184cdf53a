"""Which pages a dump begins with; what lies behind the end of a page follows by itself.

A page that the site does not have, or has nothing on, is passed over.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from flask import current_app

from ...drafts.models import Draft
from ...drafts.queries import drafts_published, rows_of
from ..queries import dumped

ALONE = (
    "/", "/drafts/", "/moderation/", "/organisations/", "/rules/", "/systems/", "/systems/licences/", "/systems/matrix/",
    "/systems/surprises/", "/roadshow/", "/roadshow/calendar/", "/roadshow/participation/", "/roadshow/participation.csv",
    "/release/", "/endorsements/", "/ledger/checkpoints/", "/archive/",
)  # fmt: skip
OF_A_DRAFT = (
    "/drafts/{v}/", "/drafts/{v}.md", "/drafts/{v}/five/", "/drafts/{v}/?changes=shown", "/drafts/{v}/talk/",
    "/drafts/{v}/talk/?filter=objections", "/drafts/{v}/dispositions/", "/drafts/{v}/dispositions/?show=unanswered",
    "/drafts/{v}/dispositions.csv", "/drafts/{v}/dispositions-columns.csv", "/drafts/{v}/results/", "/drafts/{v}/results.csv",
    "/drafts/{v}/figures.csv", "/drafts/{v}/results-columns.csv", "/drafts/{v}/opinions/",
    "/systems/matrix/?draft={v}", "/systems/surprises/?draft={v}", "/endorsements/?draft={v}", "/release/{v}/",
    "/release/{v}/?target=candidate", "/release/{v}/clauses/", "/release/{v}/systems/", "/release/{v}/stops/",
    "/release/{v}/participation/", "/release/{v}/seal/", "/release/{v}/paper", "/release/{v}/bundle.ndjson",
)  # fmt: skip
OF_A_STOP = ("/roadshow/{}/", "/roadshow/{}/report/", "/roadshow/{}/report.csv", "/roadshow/{}/people.csv")

Stage = tuple[str, Iterable[str]]


def stages() -> Iterator[Stage]:
    """What is gone through, in turn: a word for it, and the addresses of its pages."""
    versions = [draft.version for draft in drafts_published()]
    yield "pages", chain(ALONE, (f"/pages/{slug}/" for slug in _content()))
    yield "drafts", (page.format(v=version) for version in versions for page in OF_A_DRAFT)
    yield "comparisons", (f"/compare/{older}...{newer}/" for older, newer in _neighbours())
    yield "clauses", _clauses(versions)
    yield "calls", (f"/calls/{n}/" for n in dumped.calls())
    yield "challenges", (f"/challenges/{n}/" for n in dumped.challenges())
    yield "edited comments", (f"/comments/{n}/history" for n in dumped.edited_comments())
    yield "systems", (f"/systems/{slug}/" for slug in dumped.slugs_of_systems())
    yield "reviews", (f"/systems/reviews/{n}/" for n in dumped.reviews())
    yield "stops", (page.format(slug) for slug in dumped.slugs_of_stops() for page in OF_A_STOP)
    yield "endorsements", (f"/endorsements/{n}" for n in dumped.endorsements())
    yield "archives", _archives()


def _content() -> Sequence[str]:
    return sorted(path.stem for path in (Path(current_app.config["CONTENT"]) / "pages").glob("*.md"))


def _neighbours() -> list[tuple[str, str]]:
    return [(draft.previous.version, draft.version) for draft in drafts_published() if draft.previous]


def _clauses(versions: Sequence[str]) -> Iterator[str]:
    for version in versions:
        yield from (f"/drafts/{version}/clauses/{key}/" for key in _keys(version))
    yield from (f"/clauses/{key}/" for key in dumped.clause_keys())


def _keys(version: str) -> list[str]:
    found: Draft = next(draft for draft in drafts_published() if draft.version == version)
    return [row.key for row in rows_of(found)]


def _archives() -> Iterator[str]:
    for name in dumped.names_of_archives():
        yield f"/archive/{name}/"
        yield from (f"/archive/{name}/{month}/" for month in dumped.months(name))
    yield from (f"/archive/threads/{n}/" for n in dumped.threads())
    yield from (f"/archive/clauses/{key}/" for key in dumped.keys_mentioned())
