"""Pure: reads a record of the European Open Source AI Index (https://osai-index.eu/).

One YAML file a system, with twelve criteria, each open, partial or closed. *Partial* says neither yes nor no to a
component, so it stays unknown here; what the index says of each criterion is kept beside it, word for word.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

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
    "name link type performanceclass basemodelname endmodelname endmodellicense releasedate notes".split()
)
ORG_KEYS = frozenset("name link notes".split())
KEYS = ("system", "org", *CRITERIA)
CRITERION_KEYS = ("class", "link", "notes")


def is_osai(table: Table) -> bool:
    """Whether a file looks like one of these."""
    names = Fields("").spelt(table, KEYS).values
    return "system" in names and ("org" in names or any(name in names for name in CRITERIA))


def is_list_of_criteria(table: Table) -> bool:
    """Whether a file is the index' own list of criteria, each with its question."""
    return "system" not in table.values and bool(table.values) and set(table.values) <= set(CRITERIA)


def read_osai(file: str, table: Table) -> SystemFound:
    """One system. A record without a name is known by its file's name."""
    fields = Fields(file)
    if not is_osai(table):
        raise fields.refuse(table.line, "no `system` with criteria; this is no record of the index")
    table = fields.spelt(table, KEYS)
    system, org = (
        _block(fields, table, "system", (*SYSTEM_KEYS, *CRITERIA)),
        _block(fields, table, "org", ORG_KEYS),
    )
    name = fields.text(system, "name") or _by_file(fields, table, file)
    ratings = _ratings(fields, table, (system, org))
    licence = fields.text(system, "endmodellicense", most=LONGEST_LICENCE)
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


def _block(fields: Fields, table: Table, key: str, names: Collection[str]) -> Table:
    """The table of the system, or of who makes it; a text in its place is the name."""
    if not isinstance(text := table.values.get(key), str) or not text:
        return fields.spelt(fields.table(table, key), names)
    fields.odd(table.line_of(key), f"{key!r} holds a text; it is read as the name")
    return Table({"name": text}, {"name": table.line_of(key)}, table.line_of(key))


def _version(fields: Fields, system: Table, org: Table, licences: tuple[str, ...]) -> VersionFound:
    version = fields.text(system, "endmodelname") or fields.text(system, "basemodelname") or "unspecified"
    links = (*fields.links(system, "link", title="system"), *fields.links(org, "link", title="maker"))
    return VersionFound(version, fields.date(system, "releasedate"), links, licences)


def _ratings(fields: Fields, table: Table, blocks: Sequence[Table]) -> dict[str, Rating]:
    """What the index says of each criterion. Where one has slipped into another block it is still read."""
    found = {}
    for name in CRITERIA:
        holder = table
        if name not in table.values and (others := [each for each in blocks if name in each.values]):
            holder = others[0]
            fields.odd(holder.line_of(name), f"{name!r} stands inside another block; it is read all the same")
        if name in holder.values:
            found[name] = _rating(fields, holder, name)
        else:
            fields.odd(table.line, f"nothing is said of {name!r}")
    return found


def _rating(fields: Fields, holder: Table, name: str) -> Rating:
    """One criterion; a text in place of its table is its class."""
    given, line = holder.values[name], holder.line_of(name)
    if isinstance(given, str) and given.strip().casefold() in OPENNESS:
        fields.odd(line, f"{name!r} holds a text; it is read as the class")
        criterion = Table({"class": given}, {"class": line}, line)
    else:
        criterion = fields.spelt(fields.table(holder, name), CRITERION_KEYS)
    value = fields.text(criterion, "class").casefold()
    if value not in OPENNESS:
        told = f"{name!r} is {value or 'nothing'!r}; open, partial or closed was expected"
        fields.odd(criterion.line_of("class"), told)
    note = fields.text(criterion, "notes", most=LONGEST_NOTE)
    return Rating(name, value, note, fields.links(criterion, "link"))


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
    for block, names in ((table, KEYS), (system, (*SYSTEM_KEYS, *CRITERIA))):
        for key in block.values:
            if key not in names:
                fields.odd(block.line_of(key), f"{key!r} is not known in these records and is left out")
