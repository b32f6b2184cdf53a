"""Pure: reads a record of the Model Openness Tool (https://mot.isitopen.ai).

One YAML file a release, with the components that were released. A component that is not listed was not released. A
component without a licence of its own has the one of its kind (code, data, document), else that of the distribution.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..answers import Answer
from ..found import Link, Rating, Source, SystemFound, VersionFound, once
from .fields import LONGEST_LICENCE, LONGEST_NOTE, Fields, addresses_in, called, percent_encoded
from .naming import kind_of, slug_of, stem_of
from .plain import Row, Table, Value

REGISTRY = "model-openness-tool"
ATTRIBUTION = "Model Openness Tool, MIT licence, Copyright 2024 The Model Openness Tool Authors"
FILES = "https://github.com/lfai/model_openness_tool/blob/main/models/"
# Their name → (our component, or nothing where no checklist of ours has it; the kind whose licence it inherits).
COMPONENTS = {
    "model architecture": ("model-architecture", "code"),
    "data preprocessing code": ("data-preprocessing-code", "code"),
    "training code": ("training-code", "code"),
    "inference code": ("inference-code", "code"),
    "evaluation code": ("evaluation-code", "code"),
    "supporting libraries and tools": ("supporting-tools", "code"),
    "model parameters (final)": ("model-parameters", "data"),
    "model parameters (intermediate)": ("", "data"),
    "datasets": ("training-datasets", "data"),
    "evaluation data": ("evaluation-data", "data"),
    "model metadata": ("model-metadata", "data"),
    "sample model outputs": ("sample-outputs", "document"),
    "model card": ("model-card", "document"),
    "data card": ("data-card", "document"),
    "technical report": ("technical-report", "document"),
    "research paper": ("research-paper", "document"),
    "evaluation results": ("evaluation-results", "document"),
}
NOT_INCLUDED = re.compile(r"\bnot\s+(?:be(?:en)?\s+)?(?:includ|releas|availab|provid)", re.I)
UNDISCLOSED = re.compile(r"\s*(?:undisclosed|unknown|unspecified)\s*", re.I)
REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+", re.A)
KNOWN_KEYS = frozenset(
    "name version date license type architecture origin producer contact repository huggingface components".split()
)
KINDS_OF_LICENCE = ("distribution", "code", "data", "document")
COMPONENT_KEYS = frozenset("name description note license license_path component_path".split())


def is_mot(table: Table) -> bool:
    """Whether a file looks like one of these."""
    return "release" in Fields("").spelt(table, ("release",)).values


def is_list_of_components(table: Table) -> bool:
    """Whether a file is the tool's own list of what a release may be made of."""
    entries = [entry for entry in table.values.values() if isinstance(entry, Table)]
    return bool(entries) and all({"name", "contentType"} <= set(entry.values) for entry in entries)


def read_mot(file: str, table: Table) -> SystemFound:
    """One release as a system. Raises SourceError where there is no release, or nothing in it to tell it by."""
    fields = Fields(file)
    whole = fields.spelt(table, ("release", "framework"))
    release = fields.spelt(fields.table(whole, "release"), KNOWN_KEYS)
    if not release.values:
        raise fields.refuse(table.line, "no `release`; this is no record of the Model Openness Tool")
    name = _name(fields, release, file)
    for key in release.values:
        if key not in KNOWN_KEYS:
            fields.odd(release.line_of(key), f"{key!r} is not known in these records and is left out")
    inherited = _inherited(fields, release)
    ratings, answers = _components(fields, release, inherited)
    licences = once(
        [*inherited.values(), *(answer.licence for answer in answers), *(each.value for each in ratings)]
    )
    return SystemFound(
        slug=slug_of(name),
        name=name,
        maker=fields.maker(release, "producer"),
        kind=kind_of(fields.text(release, "type")),
        versions=(_version(fields, release, licences),),
        licences=licences,
        answers=answers,
        source=Source(REGISTRY, stem_of(file), FILES + percent_encoded(stem_of(file)) + ".yml", ATTRIBUTION),
        notes=_notes(fields, release),
        ratings=ratings,
        unknown=_unknown(ratings),
        cautions=tuple(fields.cautions),
    )


def _name(fields: Fields, release: Table, file: str) -> str:
    """The name of a release; of one that has none and is otherwise in order, the file's."""
    name = fields.text(release, "name")
    if name:
        return name
    if "components" not in release.values:
        raise fields.refuse(release.line_of("name"), "the release has no name and no components")
    fields.odd(release.line_of("name"), "the release has no name; the file's name is taken")
    return stem_of(file)


def _unknown(ratings: tuple[Rating, ...]) -> tuple[str, ...]:
    return tuple(each.criterion for each in ratings if not _component(each.criterion)[0])


def _version(fields: Fields, release: Table, licences: tuple[str, ...]) -> VersionFound:
    links = [*fields.links(release, "repository", title="repository"), *_hugging_face(fields, release)]
    version = fields.text(release, "version")
    return VersionFound(version or "unspecified", fields.date(release, "date"), tuple(links), licences)


def _hugging_face(fields: Fields, release: Table) -> tuple[Link, ...]:
    """The address of a model there; some records give only its name."""
    text = fields.text(release, "huggingface")
    if REPOSITORY.fullmatch(text):
        return (Link(f"https://huggingface.co/{text}", "Hugging Face"),)
    return fields.links(release, "huggingface", title="Hugging Face")


def _notes(fields: Fields, release: Table) -> str:
    told = ((key, fields.text(release, key)) for key in ("architecture", "origin"))
    return "; ".join(f"{key}: {text}" for key, text in told if text)


def _inherited(fields: Fields, release: Table) -> dict[str, str]:
    """The licences of the release as a whole: for code, data, documents, and the distribution."""
    given = release.values.get("license")
    if not isinstance(given, Table) or called(given) is not None:
        text = fields.text(release, "license", most=LONGEST_LICENCE)
        return {"distribution": text} if text else {}
    spelt = fields.spelt(given, KINDS_OF_LICENCE)
    names = {key: called(value) if isinstance(value, Table) else value for key, value in spelt.values.items()}
    licences = Table(names, spelt.lines, spelt.line)
    for key in names:
        if key not in KINDS_OF_LICENCE:
            fields.odd(licences.line_of(key), f"a licence for {key!r}, which is no kind of component")
    texts = ((key, fields.text(licences, key, most=LONGEST_LICENCE)) for key in names)
    return {key: text for key, text in texts if text}


def _components(
    fields: Fields, release: Table, inherited: dict[str, str]
) -> tuple[tuple[Rating, ...], tuple[Answer, ...]]:
    ratings: list[Rating] = []
    answers: dict[str, Answer] = {}
    for entry, name in _listed(fields, release):
        known, kind = _component(name)
        answer = _answer(fields, entry, known, inherited.get(kind) or inherited.get("distribution", ""))
        links = (Link(answer.evidence),) if answer.evidence else ()
        ratings.append(Rating(name, answer.licence or answer.available, answer.note, links))
        if not kind:
            fields.odd(entry.line, f"the component “{name}” is not known; it is kept and answers nothing")
        elif known in answers:
            fields.odd(entry.line, f"“{name}” is listed a second time; the first is kept")
        elif known:
            answers[known] = answer
    if _is_a_list(release.values.get("components")):
        answers |= {
            known: _absent(known) for known, _ in COMPONENTS.values() if known and known not in answers
        }
    else:
        fields.odd(
            release.line_of("components"),
            "no list of components, so that nothing is known of those that are not named",
        )
    return tuple(ratings), tuple(answers.values())


def _absent(component: str) -> Answer:
    return Answer(component, "no", note="Not listed by the Model Openness Tool, which means: not released.")


def _component(name: str) -> tuple[str, str]:
    """Ours, if any, and the kind whose licence it inherits; both empty where the name is not known."""
    return COMPONENTS.get(name.casefold().replace("_", " "), ("", ""))


def _is_a_list(components: Value) -> bool:
    """Whether components are listed, so that those that are missing were not released: one by one, or by name."""
    return isinstance(components, Row) or (isinstance(components, Table) and "name" not in components.values)


def _listed(fields: Fields, release: Table) -> Iterator[tuple[Table, str]]:
    """The components that have a name, with what is said of each."""
    for item, line in _entries(fields, release):
        given = Table({"name": item}, {"name": line}, line) if isinstance(item, str) else item
        entry = fields.spelt(given, COMPONENT_KEYS) if isinstance(given, Table) else None
        name = fields.text(entry, "name") if entry else ""
        if entry and name:
            yield entry, name
        else:
            fields.odd(line, "a component without a name is left out")


def _entries(fields: Fields, release: Table) -> Iterator[tuple[Value, int]]:
    """The items of the list; of a table of name → what is said of it, the same as if they were listed."""
    components = release.values.get("components")
    if not isinstance(components, Table) or not _is_a_list(components):
        rows = fields.rows(release, "components")
        yield from zip(rows.items, rows.lines, strict=True)
        return
    for name, said in components.values.items():
        line = components.line_of(name)
        inner = said.values if isinstance(said, Table) else {"license": said}
        lines = said.lines if isinstance(said, Table) else {"license": line}
        yield Table({"name": name, **inner}, {"name": line, **lines}, line), line


def _answer(fields: Fields, entry: Table, component: str, inherited: str) -> Answer:
    own = fields.text(entry, "license", most=LONGEST_LICENCE)
    note = fields.text(entry, "note", most=LONGEST_NOTE)
    path = fields.text(entry, "component_path", most=LONGEST_NOTE)
    evidence = next(iter(addresses_in(path)), "")
    if path != evidence:
        fields.odd(entry.line_of("component_path"), f"“{path[:80]}” is no web address; it is kept as a note")
        note = "; ".join(part for part in (note, path) if part)
    document = fields.link(entry, "license_path")
    if NOT_INCLUDED.search(own):
        return Answer(component, "no", note=own, evidence=evidence)
    if UNDISCLOSED.fullmatch(own):
        return Answer(component, "unknown", licence=own, document=document, evidence=evidence, note=note)
    return Answer(component, "yes", licence=own or inherited, document=document, evidence=evidence, note=note)
