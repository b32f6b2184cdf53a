"""Pure: reads a record of the European Open Source AI Index (https://osai-index.eu/).

One YAML file a system, with twelve criteria, each open, partial or closed. *Partial* says neither yes nor no to a
component, so it stays unknown here; what the index says of each criterion is kept beside it, word for word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..answers import Answer
from ..found import Link, Rating, Source, SystemFound, VersionFound, once
from .fields import LONGEST_LICENCE, LONGEST_NOTE, Fields
from .naming import kind_of, slug_of, stem_of
from .plain import Table

REGISTRY = "european-open-source-ai-index"
ATTRIBUTION = (
    "European Open Source AI Index, https://osai-index.eu/, CC BY 4.0; Liesenfeld, A. and Dingemanse, M. (2024), "
    "“Rethinking open source generative AI: open-washing and the EU AI Act”, FAccT ’24, doi:10.1145/3630106.3659005"
)
SITE = "https://osai-index.eu/"
CRITERIA = (
    "datasources_basemodel", "datasources_endmodel", "weights_basemodel", "weights_endmodel", "trainingcode",
    "code", "hardware_architecture", "preprint", "paper", "modelcard", "datasheet", "licenses",
)  # fmt: skip
# Our component → the criteria that speak of it; the most open of them decides. The end model is what people use; what
# is said of a base model stays with the ratings. `trainingcode` asks for data processing too, in so many words.
ANSWERED_BY = {
    "training-datasets": ("datasources_endmodel",),
    "model-parameters": ("weights_endmodel",),
    "training-code": ("trainingcode",),
    "data-preprocessing-code": ("trainingcode",),
    "research-paper": ("paper", "preprint"),
    "model-card": ("modelcard",),
    "data-card": ("datasheet",),
}
LICENSED_AS = {"training-datasets": "data", "training-code": "code", "data-preprocessing-code": "code"}
OPENNESS = {"open": "yes", "partial": "unknown", "closed": "no"}
OF_PARTS = re.compile(r"\b(weights|code|data):\s*(.+?)(?=\.\s|\.?$)", re.I)
SAYS_NOTHING = re.compile(
    r"\b(?:not|un)[ -]?(?:released|disclosed|specified|available|clear|known)|unknown|partial", re.I
)
SYSTEM_KEYS = frozenset(
    "name link type performanceclass basemodelname endmodelname releasedate notes".split()
)
LICENCE_KEY = re.compile(r"end[ _-]?model[ _-]?licen[sc]e", re.I)


def is_osai(table: Table) -> bool:
    """Whether a file looks like one of these."""
    return "system" in table.values and (
        "org" in table.values or any(name in table.values for name in CRITERIA)
    )


def read_osai(file: str, table: Table) -> SystemFound:
    """One system. A record without a name is known by its file's name."""
    fields = Fields(file)
    if not is_osai(table):
        raise fields.refuse(table.line, "no `system` with criteria; this is no record of the index")
    system, org = fields.table(table, "system"), fields.table(table, "org")
    name = fields.text(system, "name") or _by_file(fields, table, file)
    ratings = _ratings(fields, table, system)
    licence = _licence(fields, system)
    answers = _answers(ratings, licence)
    licences = once([licence, *(answer.licence for answer in answers)])
    _rest(fields, table, system)
    return SystemFound(
        slug=slug_of(name),
        name=name,
        maker=fields.maker(org, "name"),
        kind=kind_of(fields.text(system, "type")),
        versions=(_version(fields, system, org, licences),),
        licences=licences,
        answers=answers,
        source=Source(REGISTRY, stem_of(file), SITE, ATTRIBUTION),
        notes=fields.text(system, "notes", most=LONGEST_NOTE),
        ratings=tuple(ratings.values()),
        unknown=tuple(each for each in ratings if not any(each in by for by in ANSWERED_BY.values())),
        cautions=tuple(fields.cautions),
    )


def _by_file(fields: Fields, table: Table, file: str) -> str:
    fields.odd(table.line_of("system"), "the system has no name; the file's name is taken")
    return stem_of(file)


def _licence(fields: Fields, system: Table) -> str:
    """The licence of the end model; some files spell its key in another way."""
    keys = [key for key in system.values if LICENCE_KEY.fullmatch(key)]
    for key in keys:
        if key != "endmodellicense":
            fields.odd(system.line_of(key), f"the key {key!r} is read as 'endmodellicense'")
    found = once([fields.text(system, key, most=LONGEST_LICENCE) for key in keys])
    return found[0] if found else ""


def _version(fields: Fields, system: Table, org: Table, licences: tuple[str, ...]) -> VersionFound:
    version = fields.text(system, "endmodelname") or fields.text(system, "basemodelname") or "unspecified"
    links = (*fields.links(system, "link", title="system"), *fields.links(org, "link", title="maker"))
    return VersionFound(version, fields.date(system, "releasedate"), links, licences)


def _ratings(fields: Fields, table: Table, system: Table) -> dict[str, Rating]:
    """What the index says of each criterion. Where one has slipped into the system's own block it is still read."""
    found = {}
    for name in CRITERIA:
        holder = table
        if name not in table.values and name in system.values:
            fields.odd(system.line_of(name), f"{name!r} stands inside `system`; it is read all the same")
            holder = system
        if name not in holder.values:
            fields.odd(table.line, f"nothing is said of {name!r}")
            continue
        criterion = fields.table(holder, name)
        value = fields.text(criterion, "class").casefold()
        if value not in OPENNESS:
            fields.odd(
                criterion.line_of("class"),
                f"{name!r} is {value or 'nothing'!r}; open, partial or closed was expected",
            )
        note = fields.text(criterion, "notes", most=LONGEST_NOTE)
        found[name] = Rating(name, value, note, fields.links(criterion, "link"))
    return found


def _answers(ratings: Mapping[str, Rating], licence: str) -> tuple[Answer, ...]:
    parts = _licences_of_parts(ratings.get("licenses"))
    return tuple(
        _answer(component, [ratings[name] for name in criteria if name in ratings], licence, parts)
        for component, criteria in ANSWERED_BY.items()
        if any(name in ratings for name in criteria)
    )


def _answer(component: str, said: list[Rating], licence: str, parts: Mapping[str, str]) -> Answer:
    order = ["yes", "unknown", "no"]
    best = min(said, key=lambda each: order.index(OPENNESS.get(each.value, "unknown")))
    terms = licence or parts.get("weights", "") if component == "model-parameters" else ""
    links: tuple[Link, ...] = best.links
    return Answer(
        component,
        OPENNESS.get(best.value, "unknown"),
        licence=terms or parts.get(LICENSED_AS.get(component, ""), ""),
        evidence=links[0].url if links else "",
        note=": ".join(part for part in (f"{best.criterion} {best.value}".strip(), best.note) if part),
    )


def _licences_of_parts(rating: Rating | None) -> dict[str, str]:
    """``Weights: MIT. Code: not released.`` → {"weights": "MIT"}: what says nothing of terms is left out."""
    if rating is None:
        return {}
    found = {part.casefold(): text.strip() for part, text in OF_PARTS.findall(rating.note)}
    return {part: text for part, text in found.items() if not SAYS_NOTHING.search(text)}


def _rest(fields: Fields, table: Table, system: Table) -> None:
    """Names that these records do not have."""
    for key in table.values:
        if key not in ("system", "org", *CRITERIA):
            fields.odd(table.line_of(key), f"{key!r} is not known in these records and is left out")
    for key in system.values:
        if key not in SYSTEM_KEYS and key not in CRITERIA and not LICENCE_KEY.fullmatch(key):
            fields.odd(system.line_of(key), f"{key!r} is not known in these records and is left out")
