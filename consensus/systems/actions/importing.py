"""Systems and reviews that come in as files. Reading the same again changes nothing.

A file is a system of its own, unless its registry and name there, or name and maker of the system, are known already.
What another registry says is kept as its review, beside the answers that count.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _

from ...drafts.models import Draft
from ...drafts.queries import drafts_published
from ...kit.clock import now
from ...kit.db import again_on_a_race, db
from ...kit.errors import Refusal
from ...ledger import Actor, record
from ..errors import NoSuchVersion
from ..found import Outcome, ReviewFound, SystemFound
from ..given import Report, folded
from ..models import System, SystemSource, SystemVersion
from ..queries.registry import known_records, system_named, systems_folded, taken_slugs, version_named
from ..sources.naming import slug_of
from ..stored import json_of, ratings_json, record_digest
from ..verbs import Verb
from .evaluating import evaluate
from .keeping import lead, locked, take_versions
from .sheets import Taken, reviewer_of, take_sheet, tell_sheet

AT_ONCE = 50
UNNAMED = "unnamed"


@dataclass(slots=True)
class Batch:
    """What is known before some files are taken, and what becomes of them."""

    sources: dict[tuple[str, str], SystemSource]
    systems: dict[str, System]
    drafts: Mapping[str, Draft]
    by: Actor
    report: Report = field(default_factory=Report)
    touched: set[int] = field(default_factory=set)
    led: set[int] = field(default_factory=set)


def in_batches(found: Sequence[SystemFound]) -> Iterator[Sequence[SystemFound]]:
    """As many at a time as one transaction takes."""
    return (found[at : at + AT_ONCE] for at in range(0, len(found), AT_ONCE))


def import_systems(found: Sequence[SystemFound], *, by: Actor) -> Report:
    """Take systems as files tell of them, with the reviews that come with them, and compute their assessments.

    → which were added, changed, unchanged; and sentences for reviews that could not be taken.
    """
    records = known_records({(each.source.registry, _record(each)) for each in found})
    known = systems_folded({folded(each.name, each.maker) for each in found})
    batch = Batch(records, known, {draft.version: draft for draft in drafts_published()}, by)
    for each in found:
        _take(each, batch)
    evaluate(batch.touched, anew=batch.led, together=True)
    return batch.report


def import_all(found: Sequence[SystemFound], *, by: Actor) -> Report:
    """Any number of systems, a batch in each transaction; for commands and the follower's like."""
    report = Report()
    for some in in_batches(found):
        report += again_on_a_race(lambda some=some: import_systems(some, by=by))  # type: ignore[misc]
    return report


def import_review(found: ReviewFound, *, by: Actor) -> tuple[Any, bool]:
    """Take one review of a file of its own, under its reviewer's name. → the review, and whether it is new.

    Raises NoSuchSystem, NoSuchVersion, NoSuchDraft, NotReviewable, NoChecklist.
    """
    system = locked(system_named(found.system).id)
    version = version_named(system, found.version)
    drafts = {draft.version: draft for draft in drafts_published()}
    taken = take_sheet(version, found, drafts=drafts)
    if taken.revision is not None:
        tell_sheet(taken, by=by)
        evaluate([system.id], anew=[system.id] if lead(system) else [])
    return taken.review, taken.created


def _take(found: SystemFound, batch: Batch) -> None:
    source = batch.sources.get((found.source.registry, _record(found)))
    digest = record_digest(found)
    if source is not None and source.digest == digest:
        batch.report += Report(((source.system.slug, "unchanged"),))
        return
    system = source.system if source else batch.systems.get(folded(found.name, found.maker))
    added = system is None
    if system is None:
        system = _add(found, batch)
    else:
        locked(system.id)
        _change(system, found)
    ours = any(each.is_registry is False for each in system.sources)
    take_versions(system, found.versions, update=not (found.source.registry and ours))
    reviews, refused = _take_reviews(system, found, batch)
    _keep_source(system, source, found, "" if refused else digest, batch)
    if lead(system):
        batch.led.add(system.id)
    batch.touched.add(system.id)
    batch.report += Report(((system.slug, "added" if added else "changed"),), refused)
    _tell(Verb.ADDED if added else Verb.CHANGED, system, found, reviews, batch.by)


def _add(found: SystemFound, batch: Batch) -> System:
    system = System(
        slug=free_slug(found.slug or slug_of(found.name)), name=found.name, maker=found.maker,
        folded=folded(found.name, found.maker), kind=found.kind, notes="" if found.source.registry else found.notes,
        published=_published(found.published), created_at=now(), created_by=batch.by.actor_id,
    )  # fmt: skip
    db.session.add(system)
    db.session.flush()
    batch.systems[system.folded] = system
    return system


def _change(system: System, found: SystemFound) -> None:
    """Our own files say what a system is; another registry adds to it, and fills in what was not known."""
    if found.source.registry:
        system.kind = system.kind or found.kind
        return
    same = systems_folded([folded(found.name, found.maker)]).get(folded(found.name, found.maker))
    if same is None or same is system:
        system.name, system.maker, system.folded = found.name, found.maker, folded(found.name, found.maker)
    system.kind, system.notes = found.kind, found.notes
    system.published = _published(found.published)


def _take_reviews(
    system: System, found: SystemFound, batch: Batch
) -> tuple[list[list[Any]], tuple[tuple[str, str], ...]]:
    """The reviews that come with a system. → what the record says of those that are new or changed, what was refused."""
    versions: dict[str, SystemVersion] = {each.version: each for each in system.versions}
    told: list[list[Any]] = []
    refused: list[tuple[str, str]] = []
    for review in found.reviews:
        try:
            version = versions.get(review.version)
            if version is None:
                raise NoSuchVersion
            taken = take_sheet(version, review, drafts=batch.drafts)
        except Refusal as error:
            where = _("review under draft %(draft)s, line %(line)s", draft=review.draft, line=review.line)
            refused.append((system.slug, f"{where}: {error}"))
            continue
        if taken.revision is not None:
            told.append(_review_told(taken, version))
    return told, tuple(refused)


def _review_told(taken: Taken, version: SystemVersion) -> list[Any]:
    """What the record says of a review that came with its system: enough to count who reviewed it independently."""
    assert taken.revision is not None
    said, reviewer = taken.revision, reviewer_of(taken.review)
    return [
        str(taken.review.ref),
        taken.draft,
        said.digest,
        version.version,
        said.maker,
        said.recused,
        reviewer,
    ]


def _keep_source(
    system: System, source: SystemSource | None, found: SystemFound, digest: str, batch: Batch
) -> None:
    values = {
        "url": found.source.url, "attribution": found.source.attribution,
        "version": found.versions[-1].version if found.versions else "", "notes": found.notes,
        "licences": list(found.licences), "answers": json_of(found.answers), "ratings": ratings_json(found.ratings),
        "unknown": list(found.unknown), "digest": digest, "at": now(), "by": batch.by.actor_id,
        "cautions": [{"line": each.line, "message": each.message} for each in found.cautions],
    }  # fmt: skip
    if source is None:
        source = SystemSource(origin=found.source.registry, record=_record(found), system=system, **values)
        db.session.add(source)
        batch.sources[found.source.registry, _record(found)] = source
    for name, value in values.items():
        setattr(source, name, value)
    db.session.flush()


def _tell(
    verb: Verb, system: System, found: SystemFound, reviews: Sequence[Sequence[Any]], by: Actor
) -> None:
    record(
        verb, by, system, name=system.name, maker=system.maker, kind=system.kind,
        versions=[each.version for each in system.versions],
        origin=found.source.registry, record=_record(found), reviews=[list(each) for each in reviews],
    )  # fmt: skip


def _record(found: SystemFound) -> str:
    """What a record is called in its registry: in our own format, its slug."""
    return found.source.id if found.source.registry else found.slug


def _published(outcome: Outcome | None) -> dict[str, str] | None:
    if outcome is None:
        return None
    return {"draft": outcome.draft, "outcome": outcome.outcome, "source": outcome.source}


def free_slug(wanted: str) -> str:
    """The slug itself, or with the first number behind it that is free."""
    taken = taken_slugs(wanted)
    number = 2
    free = wanted
    while free in taken:
        free, number = f"{wanted}-{number}", number + 1
    return free
