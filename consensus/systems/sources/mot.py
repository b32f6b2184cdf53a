"""Pure: reads a record of the Model Openness Tool (https://mot.isitopen.ai).

One YAML file a release, with the components that were released. A component that is not listed was not released. A
component without a licence of its own has the one of its kind (code, data, document), else that of the distribution.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..answers import Answer
from ..found import Link, Rating, Source, SystemFound, VersionFound, once
from .fields import LONGEST_LICENCE, LONGEST_NOTE, Fields, is_address, percent_encoded
from .naming import kind_of, slug_of, stem_of
from .plain import Row, Table

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


def is_mot(table: Table) -> bool:
    """Whether a file looks like one of these."""
    return isinstance(table.values.get("release"), Table)


def read_mot(file: str, table: Table) -> SystemFound:
    """One release as a system. Raises SourceError where there is no release or it has no name."""
    fields = Fields(file)
    release = table.values.get("release")
    if not isinstance(release, Table):
        raise fields.refuse(table.line, "no `release`; this is no record of the Model Openness Tool")
    name = fields.text(release, "name")
    if not name:
        raise fields.refuse(release.line_of("name"), "the release has no name")
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


def _unknown(ratings: tuple[Rating, ...]) -> tuple[str, ...]:
    return tuple(
        each.criterion for each in ratings if not COMPONENTS.get(each.criterion.casefold(), ("", ""))[0]
    )


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
    licence = release.values.get("license")
    if isinstance(licence, str) and licence.strip():
        return {"distribution": fields.text(release, "license", most=LONGEST_LICENCE)}
    licences = fields.table(release, "license")
    found = {}
    for key, value in licences.values.items():
        inner = licences if isinstance(value, str) else fields.table(licences, key)
        text = fields.text(inner, key if isinstance(value, str) else "name", most=LONGEST_LICENCE)
        if text:
            found[key] = text
        if key not in ("distribution", "code", "data", "document"):
            fields.odd(licences.line_of(key), f"a licence for {key!r}, which is no kind of component")
    return found


def _components(
    fields: Fields, release: Table, inherited: dict[str, str]
) -> tuple[tuple[Rating, ...], tuple[Answer, ...]]:
    ratings: list[Rating] = []
    answers: dict[str, Answer] = {}
    for entry, name in _listed(fields, release):
        known, kind = COMPONENTS.get(name.casefold(), ("", ""))
        answer = _answer(fields, entry, known, inherited.get(kind) or inherited.get("distribution", ""))
        links = (Link(answer.evidence),) if answer.evidence else ()
        ratings.append(Rating(name, answer.licence or answer.available, answer.note, links))
        if name.casefold() not in COMPONENTS:
            fields.odd(entry.line, f"the component “{name}” is not known; it is kept and answers nothing")
        elif known in answers:
            fields.odd(entry.line, f"“{name}” is listed a second time; the first is kept")
        elif known:
            answers[known] = answer
    if isinstance(release.values.get("components"), Row):
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


def _listed(fields: Fields, release: Table) -> Iterator[tuple[Table, str]]:
    """The components of the list that have a name."""
    rows = fields.rows(release, "components")
    for item, line in zip(rows.items, rows.lines, strict=True):
        entry = Table({"name": item}, {"name": line}, line) if isinstance(item, str) else item
        name = fields.text(entry, "name") if isinstance(entry, Table) else ""
        if isinstance(entry, Table) and name:
            yield entry, name
        else:
            fields.odd(line, "a component without a name is left out")


def _answer(fields: Fields, entry: Table, component: str, inherited: str) -> Answer:
    own = fields.text(entry, "license", most=LONGEST_LICENCE)
    note = fields.text(entry, "note", most=LONGEST_NOTE)
    path = fields.text(entry, "component_path", most=LONGEST_NOTE)
    evidence = path if is_address(path) else ""
    if path and not evidence:
        fields.odd(entry.line_of("component_path"), f"“{path[:80]}” is no web address; it is kept as a note")
        note = "; ".join(part for part in (note, path) if part)
    document = fields.link(entry, "license_path")
    if NOT_INCLUDED.search(own):
        return Answer(component, "no", note=own, evidence=evidence)
    if UNDISCLOSED.fullmatch(own):
        return Answer(component, "unknown", licence=own, document=document, evidence=evidence, note=note)
    return Answer(component, "yes", licence=own or inherited, document=document, evidence=evidence, note=note)
