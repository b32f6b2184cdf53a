"""Records of the Model Openness Tool, as they really are."""

from pathlib import Path

import pytest

from consensus.systems.answers import Answer
from consensus.systems.found import Link, SystemFound
from consensus.systems.sources import SourceError, read

FIXTURES = Path(__file__).parent / "fixtures" / "model-openness-tool"


def fixture(name: str) -> SystemFound:
    return read(name, (FIXTURES / name).read_bytes())


def release(*lines: str, name: str = "x.yml") -> SystemFound:
    """A record with these lines in its release."""
    head = ["release:", "  name: X", "  version: 7B", "  date: '2024-10-03'", "  producer: Maker"]
    return read(name, "\n".join([*head, *(f"  {line}" for line in lines)]))


def answer(found: SystemFound, component: str) -> Answer:
    return {each.component: each for each in found.answers}[component]


def test_a_record_becomes_a_system() -> None:
    found = fixture("Pythia-2.8B.yml")
    (version,) = found.versions

    assert (found.slug, found.name, found.maker, found.kind) == (
        "pythia-2-8b", "Pythia-2.8B", "EleutherAI", "text",
    )  # fmt: skip
    assert (version.version, version.date) == ("2.8B", "2025-11-03")
    assert version.links == (
        Link("https://github.com/EleutherAI/pythia", "repository"),
        Link("https://huggingface.co/EleutherAI/pythia-2.8b", "Hugging Face"),
    )
    assert found.licences == ("Apache-2.0", "MIT", "CC-BY-SA-4.0")
    assert (found.source.registry, found.source.id) == ("model-openness-tool", "Pythia-2.8B")
    assert found.source.url.endswith("/models/Pythia-2.8B.yml") and "MIT" in found.source.attribution


def test_a_component_without_a_licence_inherits_that_of_the_distribution() -> None:
    found = fixture("Pythia-2.8B.yml")

    assert [answer(found, name).licence for name in ("model-parameters", "training-code")] == [
        "Apache-2.0",
        "MIT",
    ]


def test_the_licence_of_its_kind_goes_before_that_of_the_distribution() -> None:
    found = release(
        "license: {distribution: {name: MIT}, document: {name: CC-BY-4.0, path: ''}}",
        "components: [{name: Model card}, {name: Training code, license: ''}, {name: Data card, license: Gemma}]",
    )

    assert [answer(found, name).licence for name in ("model-card", "training-code", "data-card")] == [
        "CC-BY-4.0", "MIT", "Gemma",
    ]  # fmt: skip


def test_what_is_not_listed_was_not_released() -> None:
    found = fixture("T5.yml")

    assert {each.component: each.available for each in found.answers} == {
        "training-datasets": "yes", "research-paper": "yes", "model-architecture": "no", "data-preprocessing-code": "no",
        "training-code": "no", "inference-code": "no", "evaluation-code": "no", "supporting-tools": "no",
        "model-parameters": "no", "evaluation-data": "no", "model-metadata": "no", "sample-outputs": "no", "model-card": "no",
        "data-card": "no", "technical-report": "no", "evaluation-results": "no",
    }  # fmt: skip
    assert (
        answer(found, "training-code").note
        == "Not listed by the Model Openness Tool, which means: not released."
    )


def test_without_any_list_nothing_is_known() -> None:
    found = release("license: {}")

    assert (found.answers, [each.message for each in found.cautions]) == (
        (),
        ["no list of components, so that nothing is known of those that are not named"],
    )


@pytest.mark.parametrize("licence, available, kept", [
    ("'Component not included'", "no", ""), ("'Component not include.'", "no", ""), ("Component Not Include", "no", ""),
    ("Undisclosed", "unknown", "Undisclosed"), ("unlicensed", "yes", "unlicensed"), ("null", "yes", "MIT"), ("''", "yes", "MIT"),
    ("'Llama 2 Community License'", "yes", "Llama 2 Community License"), ("[MIT, ISC]", "yes", "MIT, ISC"),
    ("{name: ISC, path: ''}", "yes", "ISC"),
])  # fmt: skip
def test_dirty_licences_are_kept_as_they_are(licence: str, available: str, kept: str) -> None:
    found = release(
        "license: {distribution: {name: MIT}}", f"components: [{{name: Training code, license: {licence}}}]"
    )

    assert (answer(found, "training-code").available, answer(found, "training-code").licence) == (
        available,
        kept,
    )


def test_intermediate_parameters_and_strange_components_are_kept_and_answer_nothing() -> None:
    found = release(
        "components: [{name: Model parameters (Intermediate)}, {name: Time machine, license: MIT}, {name: Training code}, Model card]"
    )

    assert found.unknown == ("Model parameters (Intermediate)", "Time machine")
    assert [each.criterion for each in found.ratings] == [
        "Model parameters (Intermediate)", "Time machine", "Training code", "Model card",
    ]  # fmt: skip
    assert [each.message for each in found.cautions] == [
        "the component “Time machine” is not known; it is kept and answers nothing"
    ]


def test_a_component_listed_twice_and_one_without_a_name_are_told() -> None:
    found = release(
        "components:",
        "  - {name: Model card, license: MIT}",
        "  - {name: Model card, license: ISC}",
        "  - {license: MIT}",
        "  - [x]",
    )

    assert answer(found, "model-card").licence == "MIT"
    assert [(each.line, each.message) for each in found.cautions] == [
        (8, "“Model card” is listed a second time; the first is kept"), (9, "a component without a name is left out"),
        (10, "a component without a name is left out"),
    ]  # fmt: skip


def test_the_name_of_a_model_at_hugging_face_becomes_its_address() -> None:
    assert fixture("Grok-1.yml").versions[0].links == (
        Link("https://huggingface.co/xai-org/grok-1", "Hugging Face"),
    )


def test_file_names_with_signs_name_the_record() -> None:
    found = fixture("CodeT5+-2B.yml")

    assert (found.source.id, found.source.url.rsplit("/", 1)[1]) == ("CodeT5+-2B", "CodeT5%2B-2B.yml")
    assert "plus" in found.slug


def test_missing_keys_and_wrong_types_are_survived() -> None:
    found = read(
        "x.yml",
        "release: {name: X, license: MIT, date: soon, huggingface: [1], components: {name: Model card}, new: 1}",
    )

    assert (found.maker, found.versions[0].version, found.versions[0].date) == ("", "unspecified", "")
    assert found.answers == (Answer("model-card", "yes", "MIT"),)
    assert [each.message for each in found.cautions] == [
        "'new' is not known in these records and is left out",
        "no list of components, so that nothing is known of those that are not named",
        "no maker is named",
        "“1” is no web address and is left out",
        "“soon” is no date and is left out",
    ]


@pytest.mark.parametrize(
    "text", ["release: {version: 1}", "release: {name: ''}", "release: {name: null}", "release: {}"]
)
def test_a_release_without_a_name_is_refused(text: str) -> None:
    with pytest.raises(SourceError, match="name"):
        read("x.yml", text)


def test_a_file_that_is_none_is_refused_when_the_format_is_said() -> None:
    with pytest.raises(SourceError, match="no record of the Model Openness Tool"):
        read("x.yml", "release: 5\nslug: x", format="mot")
