"""Pure: reads our own format: a system with its versions, and reviews with their answers.

Ours is strict where a review depends on it: an answer that is none, a component answered twice, two versions with one
name end the reading, with the line to mend. What merely is not known is left out with a caution.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from ...drafts.pieces import Caution
from ..answers import AVAILABLE, FINDINGS, FREEDOMS, Answer
from ..found import Outcome, ReviewFound, Source, SystemFound, VersionFound, once
from .fields import LONGEST_LICENCE, LONGEST_NOTE, Fields
from .naming import kind_of, slug_of, stem_of
from .plain import Row, Table

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
YES, NO = ("yes", "true", "on"), ("no", "false", "off")
MOST_ANSWERS, MOST_REVIEWS, MOST_VERSIONS = 200, 100, 200
SYSTEM_KEYS = frozenset("slug name maker kind versions source links licences notes published reviews".split())
VERSION_KEYS = frozenset("version date links licences".split())
REVIEW_KEYS = frozenset("system reviewer draft version affiliation funding maker recused answers".split())
ANSWER_KEYS = frozenset(("component", "available", "licence", "document", "evidence", "note", *FREEDOMS))


def is_native(table: Table) -> bool:
    """Whether a file looks like one of ours."""
    return "versions" in table.values or "slug" in table.values


def is_review(table: Table) -> bool:
    """Whether a file holds one review of ours."""
    return "answers" in table.values and "draft" in table.values


def read_native(file: str, table: Table) -> SystemFound:
    """One system of our own format."""
    fields = Fields(file)
    table = _known(fields, table, SYSTEM_KEYS)
    name = _needed(fields, table, "name")
    slug = fields.text(table, "slug") or slug_of(name)
    if not SLUG.fullmatch(slug):
        raise fields.refuse(
            table.line_of("slug"), f"{slug!r} is no slug: small letters, digits and single hyphens"
        )
    versions = _versions(fields, table)
    reviews = _reviews(fields, table, slug, [each.version for each in versions])
    named = [licence for each in versions for licence in each.licences]
    return SystemFound(
        slug=slug,
        name=name,
        maker=_needed(fields, table, "maker"),
        kind=kind_of(fields.text(table, "kind")),
        versions=versions,
        licences=once([*_licences(fields, table), *named]),
        answers=(),
        source=Source("", stem_of(file), fields.link(table, "source")),
        notes=fields.text(table, "notes", most=LONGEST_NOTE),
        reviews=reviews,
        published=_published(fields, table),
        cautions=tuple(fields.cautions),
    )


def read_review(file: str, table: Table) -> tuple[ReviewFound, tuple[Caution, ...]]:
    """One review that stands in a file of its own, and what was odd about it."""
    fields = Fields(file)
    found = _review(fields, table, "", ())
    if not found.system or not found.reviewer:
        raise fields.refuse(table.line, "a review in a file of its own says `system` and `reviewer`")
    return found, tuple(fields.cautions)


def _needed(fields: Fields, table: Table, key: str) -> str:
    text = fields.text(table, key)
    if not text:
        raise fields.refuse(table.line_of(key), f"`{key}` is missing")
    return text


def _known(fields: Fields, table: Table, keys: Collection[str]) -> Table:
    """A table with its names spelt as ours; what is none of them is told."""
    found = fields.spelt(table, keys)
    for key in found.values:
        if key not in keys:
            fields.odd(found.line_of(key), f"{key!r} is not known here and is left out")
    return found


def _tables(fields: Fields, table: Table, key: str, most: int) -> list[Table]:
    value = table.values.get(key)
    if value is None:
        return []
    if not isinstance(value, Row) or not all(isinstance(item, Table) for item in value.items):
        raise fields.refuse(table.line_of(key), f"`{key}` is a list of tables")
    if len(value.items) > most:
        raise fields.refuse(
            table.line_of(key), f"`{key}` has {len(value.items)} entries; at most {most} are read"
        )
    return [item for item in value.items if isinstance(item, Table)]


def _versions(fields: Fields, table: Table) -> tuple[VersionFound, ...]:
    found: dict[str, VersionFound] = {}
    for given in _tables(fields, table, "versions", MOST_VERSIONS):
        each = _known(fields, given, VERSION_KEYS)
        version = _needed(fields, each, "version")
        if version in found:
            raise fields.refuse(each.line_of("version"), f"a second version with the name {version!r}")
        links = fields.links(each, "links")
        found[version] = VersionFound(version, fields.date(each, "date"), links, _licences(fields, each))
    if not found:
        raise fields.refuse(table.line_of("versions"), "a system has at least one version")
    return tuple(found.values())


def _licences(fields: Fields, table: Table) -> tuple[str, ...]:
    """A text, a list of texts, or a table of component → licence."""
    value = table.values.get("licences")
    if isinstance(value, Table):
        return once([fields.text(value, key, most=LONGEST_LICENCE) for key in value.values])
    rows = fields.rows(table, "licences")
    singles = (
        Table({"licence": item}, {"licence": line}, line)
        for item, line in zip(rows.items, rows.lines, strict=True)
    )
    return once([fields.text(each, "licence", most=LONGEST_LICENCE) for each in singles])


def _published(fields: Fields, table: Table) -> Outcome | None:
    published = fields.table(table, "published")
    if not published.values:
        return None
    return Outcome(
        fields.text(published, "draft"), fields.text(published, "outcome"), fields.link(published, "source")
    )


def _reviews(fields: Fields, table: Table, slug: str, versions: Collection[str]) -> tuple[ReviewFound, ...]:
    found: dict[tuple[str, str, str], ReviewFound] = {}
    for each in _tables(fields, table, "reviews", MOST_REVIEWS):
        review = _review(fields, each, slug, versions)
        key = (review.reviewer, review.draft, review.version)
        if key in found:
            raise fields.refuse(
                each.line, f"a second review of {review.version} under {review.draft} by {review.reviewer!r}"
            )
        if review.system != slug:
            raise fields.refuse(
                each.line_of("system"), f"a review of {review.system!r} among those of {slug!r}"
            )
        found[key] = review
    return tuple(found.values())


def _review(fields: Fields, table: Table, slug: str, versions: Collection[str]) -> ReviewFound:
    table = _known(fields, table, REVIEW_KEYS)
    version = _needed(fields, table, "version")
    if versions and version not in versions:
        raise fields.refuse(
            table.line_of("version"), f"a review of the version {version!r}, which the system does not have"
        )
    answers: dict[str, Answer] = {}
    for each in _tables(fields, table, "answers", MOST_ANSWERS):
        answer = _answer(fields, each)
        if answer.component in answers:
            raise fields.refuse(each.line_of("component"), f"{answer.component!r} is answered a second time")
        answers[answer.component] = answer
    return ReviewFound(
        system=fields.text(table, "system") or slug,
        draft=_needed(fields, table, "draft"),
        version=version,
        reviewer=fields.text(table, "reviewer"),
        answers=tuple(answers.values()),
        affiliation=fields.text(table, "affiliation"),
        funding=fields.text(table, "funding"),
        maker=_truth(fields, table, "maker"),
        recused=_truth(fields, table, "recused"),
        line=table.line,
    )


def _answer(fields: Fields, table: Table) -> Answer:
    table = _known(fields, table, ANSWER_KEYS)
    available = fields.text(table, "available").casefold()
    available = "yes" if available in YES else "no" if available in NO else available or "unknown"
    findings = {freedom: fields.text(table, freedom).casefold() or "unknown" for freedom in FREEDOMS}
    _one_of(fields, table, "available", available, AVAILABLE)
    for freedom, finding in findings.items():
        _one_of(fields, table, freedom, finding, FINDINGS)
    return Answer(
        component=_needed(fields, table, "component"),
        available=available,
        licence=fields.text(table, "licence", most=LONGEST_LICENCE),
        document=fields.link(table, "document"),
        evidence=fields.link(table, "evidence"),
        note=fields.text(table, "note", most=LONGEST_NOTE),
        use=findings["use"],
        study=findings["study"],
        modify=findings["modify"],
        share=findings["share"],
    )


def _one_of(fields: Fields, table: Table, key: str, value: str, choices: tuple[str, ...]) -> None:
    if value not in choices:
        raise fields.refuse(table.line_of(key), f"`{key}` is {value[:40]!r}; it can be {', '.join(choices)}")


def _truth(fields: Fields, table: Table, key: str) -> bool:
    text = fields.text(table, key).casefold()
    if text and text not in (*YES, *NO):
        raise fields.refuse(table.line_of(key), f"`{key}` is {text[:40]!r}; it can be true or false")
    return text in YES
