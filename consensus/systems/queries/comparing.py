"""Whether stored assessments are what public reviews come to, and what the public record says of them."""

from collections.abc import Iterator

from sqlalchemy import select

from ...drafts.models import Draft
from ...kit.db import db
from ...kit.refs import parse
from ...ledger.models import Entry
from ..assessing import assess
from ..book import found_by_book
from ..models import Evaluation
from ..verbs import Verb
from .editions import editions
from .sheets import public_sheets, standing_versions

MOST = 20
Key = tuple[str, str, str]
Kept = dict[Key, tuple[str | None, str]]


def compared() -> list[str]:
    """What does not agree, in words, at most so many; it reads every public review and every entry about assessments."""
    kept = stored()
    found = list(_differences(kept, computed_again(), "the reviews that are stored come to"))
    found += _differences(kept, told_of(kept), "the public record says")
    return found[:MOST]


def stored() -> Kept:
    """(slug, version, draft) → verdict and basis, as they are kept, under drafts that are not withdrawn."""
    known = editions()
    versions = {each.version_id: each for each in standing_versions()}
    query = (
        select(Evaluation.version_id, Draft.version, Evaluation.verdict, Evaluation.basis)
        .join(Draft, Draft.id == Evaluation.draft_id)
        .where(Evaluation.draft_id.in_(known.ids.values()))
    )
    return {
        (versions[version].slug, versions[version].version, draft): (verdict, basis)
        for version, draft, verdict, basis in db.session.execute(query)
        if version in versions
    }


def computed_again() -> Kept:
    """The same, computed from the reviews one by one."""
    known, sheets = editions(), public_sheets()
    return {
        (each.slug, each.version, draft): (found.combined.evaluation.verdict, found.basis)
        for each in standing_versions()
        for draft, found in assess(
            known.rows, sheets.get(each.version_id, ()), wanted=known.ids, terms=found_by_book
        ).items()
    }


def told_of(kept: Kept) -> Kept:
    """The last verdict that the record tells of each; what it rests on may have changed since without changing it."""
    told: Kept = {}
    query = select(Entry).where(Entry.verb.in_([str(Verb.EVALUATED), str(Verb.COUNTED)])).order_by(Entry.n)
    for entry in db.session.scalars(query):
        for key, verdict in _told_by(entry):
            if key in kept:
                told[key] = (verdict, kept[key][1])
    return told


def _told_by(entry: Entry) -> Iterator[tuple[Key, str | None]]:
    details, name = entry.details, parse(entry.subject).name
    if entry.verb == Verb.EVALUATED:
        yield (name, details["version"], details["draft"]), details["verdict"]
        return
    for slug, version, verdict, *_rest in details["systems"]:
        yield (slug, version, name), verdict


def _differences(kept: Kept, other: Kept, source: str) -> Iterator[str]:
    for key in sorted(kept.keys() | other.keys()):
        here, there = kept.get(key), other.get(key)
        if here != there:
            slug, version, draft = key
            yield (
                f"the assessment of {slug} {version} under draft {draft} is {_in_words(here)}; "
                f"{source} {_in_words(there)}"
            )


def _in_words(found: tuple[str | None, str] | None) -> str:
    return "not there" if found is None else f"{found[0] or 'none'} ({found[1][:12]})"
