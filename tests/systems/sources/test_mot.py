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


@pytest.mark.parametrize("text", ["release: {version: 1}", "release: {name: ''}", "release: {name: null}", "release: {}", "release: 5"])  # fmt: skip
def test_a_release_with_nothing_to_tell_it_by_is_refused(text: str) -> None:
    with pytest.raises(SourceError, match="release"):
        read("x.yml", text)


def test_a_release_without_a_name_has_that_of_its_file() -> None:
    found = read("models/Bark-1.yml", "release: {producer: Suno, components: [{name: Model card}]}")

    assert (found.name, found.slug, answer(found, "model-card").available) == ("Bark-1", "bark-1", "yes")
    assert [each.message for each in found.cautions] == ["the release has no name; the file's name is taken"]


def test_keys_in_other_cases_and_with_spaces_are_read_and_told() -> None:
    text = (
        "Framework: {}\nRelease:\n  Name: X\n  Producer: P\n  Licence: {Distribution: {name: MIT}}\n"
        "  components: [{Name: Model card, License Path: https://a.org/x, component-path: https://b.org}]"
    )
    found = read("x.yml", text)

    assert (found.name, found.maker) == ("X", "P")
    assert answer(found, "model-card") == Answer(
        "model-card", "yes", "MIT", "https://a.org/x", "https://b.org"
    )
    assert [each.message for each in found.cautions] == [
        f"the key {written!r} is read as {read_as!r}"
        for written, read_as in (
            ("Framework", "framework"), ("Release", "release"), ("Name", "name"), ("Producer", "producer"), ("Licence", "license"),
            ("Distribution", "distribution"), ("Name", "name"), ("License Path", "license_path"),
            ("component-path", "component_path"),
        )
    ]  # fmt: skip


def test_components_by_name_are_listed_too() -> None:
    found = release(
        "components:",
        "  Model card: {license: MIT}",
        "  Training code: ISC",
        "  Model_metadata:",
        "  Time machine: {}",
    )

    assert [(each.component, each.available, each.licence) for each in found.answers][:4] == [
        ("model-card", "yes", "MIT"), ("training-code", "yes", "ISC"), ("model-metadata", "yes", ""), ("model-architecture", "no", ""),
    ]  # fmt: skip
    assert found.unknown == ("Time machine",)


def test_a_file_with_thousands_of_oddities_is_told_in_a_few_hundred() -> None:
    found = release("components: []", *(f"k{n}: 1" for n in range(1_000)))

    assert (len(found.cautions), found.cautions[0].line, found.cautions[-1].line) == (201, 7, 207)
    assert found.cautions[-1].message == "from here on more is odd, and is not told"


def test_lists_where_one_thing_is_expected_are_read_and_told() -> None:
    found = read(
        "x.yml",
        "release: [{name: [X, Y], producer: [{name: P}, {name: Q}], license: [MIT, {name: ISC}], components: "
        "[{name: Model card, component_path: [https://a.org, https://b.org]}]}]",
    )

    assert (found.name, found.maker, found.licences) == ("X, Y", "P, Q", ("MIT, ISC",))
    assert answer(found, "model-card").evidence == "https://a.org"
    assert [each.message for each in found.cautions] == [
        "'release' holds a list where one table is expected; the first is read",
        "'name' holds a list where one text is expected", "'license' holds a list where one text is expected",
        "'component_path' holds a list where one text is expected",
        "“https://a.org, https://b.org” is no web address; it is kept as a note",
        "'producer' holds a list where one text is expected",
    ]  # fmt: skip


def test_a_file_that_is_none_is_refused_when_the_format_is_said() -> None:
    with pytest.raises(SourceError, match="no record of the Model Openness Tool"):
        read("x.yml", "release: 5\nslug: x", format="mot")
