"""Systems of the registry as plain data, with what other registries say of them."""

from collections.abc import Sequence
from typing import Any

from ...drafts.models import Draft
from ...kit.clock import rfc3339
from ...kit.web.addresses import base_url
from ..found import Outcome
from ..models import System, SystemSource, SystemVersion
from ..queries.lines import Badge, SystemLine, lines
from ..stored import answer_json, answers_of
from ..titles import registry_title, verdict_title
from .assessments import evaluation_shapes

Shape = dict[str, Any]
NOTICE = "community review, not certification"


def system_shapes(systems: Sequence[System], *, draft: Draft | None) -> list[Shape]:
    """Systems in their order, with their verdict under a draft. A fixed number of statements."""
    found = {line.slug: line for line in lines(draft)}
    return [_system(each, found[each.slug], draft) for each in systems if each.slug in found]


def system_shape(system: System, *, draft: Draft | None) -> Shape:
    """One system with the reasons for its verdict, and what other registries say of it."""
    [shape] = system_shapes([system], draft=draft)
    found = evaluation_shapes(draft, slugs=[system.slug]) if draft else []
    kept = found[0] if found else {}  # a draft published a moment ago: the follower is not there yet
    return {
        **shape,
        "notes": system.notes,
        "reasons": kept.get("reasons", []),
        "basis": kept.get("basis"),
        "reviewers": kept.get("reviewers", 0),
        "without_makers": kept.get("without_makers"),
        "registries": [registry_review_shape(each) for each in system.sources if each.is_registry],
    }


def _system(system: System, line: SystemLine, draft: Draft | None) -> Shape:
    return {
        "slug": system.slug,
        "name": system.name,
        "maker": system.maker,
        "kind": system.kind,
        "versions": [version_shape(each) for each in system.versions],
        "version": line.version,
        "source": source_of(system),
        "sources": [source_shape(each) for each in system.sources],
        "published": outcome_shape(line.published),
        "url": f"{base_url()}/systems/{system.slug}/",
        "draft": draft.version if draft else None,
        "verdict": line.verdict,
    }


def version_shape(version: SystemVersion) -> Shape:
    """One version. ``date``: as far as it is known, empty where it is not."""
    return {
        "version": version.version,
        "date": version.date,
        "links": version.links,
        "licences": version.licences,
    }


def source_of(system: System) -> str | None:
    """The address of the first record that has one, our own first."""
    return next((each.url for each in system.sources if each.url), None)


def source_shape(source: SystemSource) -> Shape:
    """A record of a registry: what it is called there, where, and the attribution that its licence asks for."""
    return {
        "registry": source.origin,
        "name": registry_title(source.origin),
        "id": source.record,
        "url": source.url,
        "attribution": source.attribution,
        "read_at": rfc3339(source.at),
    }


def registry_review_shape(source: SystemSource) -> Shape:
    """What another registry says: as answers to a checklist, and of its own criteria. It never counts."""
    return {
        **source_shape(source),
        "version": source.version,
        "notes": source.notes,
        "licences": source.licences,
        "answers": [answer_json(each) for each in answers_of(source.answers)],
        "ratings": source.ratings,
        "unknown": source.unknown,
        "cautions": source.cautions,
    }


def outcome_shape(outcome: Outcome | None) -> Shape | None:
    """An outcome that somebody published."""
    if outcome is None:
        return None
    return {"draft": outcome.draft, "outcome": outcome.outcome, "source": outcome.source or None}


def badge_shape(badge: Badge) -> Shape:
    """What a badge says: draft, date, and that it is no certificate."""
    return {
        "system": badge.slug,
        "name": badge.name,
        "version": badge.version,
        "draft": badge.draft,
        "verdict": badge.verdict,
        "label": verdict_title(badge.verdict),
        "date": badge.date.isoformat() if badge.date else None,
        "note": NOTICE,
        "url": f"{base_url()}/systems/{badge.slug}/?draft={badge.draft}",
    }
