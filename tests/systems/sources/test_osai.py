"""Records of the European Open Source AI Index, as they really are."""

from pathlib import Path

import pytest

from consensus.systems.answers import Answer
from consensus.systems.found import SystemFound
from consensus.systems.sources import SourceError, read
from consensus.systems.sources.osai import CRITERIA

FIXTURES = Path(__file__).parent / "fixtures" / "european-open-source-ai-index"


def fixture(name: str) -> SystemFound:
    return read(name, (FIXTURES / name).read_bytes())


def record(system: str = "system: {name: X}", *criteria: str, without: tuple[str, ...] = ()) -> SystemFound:
    given = {line.split(":")[0] for line in criteria} | set(without)
    rest = [f"{name}: {{class: closed, link: , notes: }}" for name in CRITERIA if name not in given]
    return read("My file.yaml", "\n".join([system, "org: {name: Maker}", *criteria, *rest]))


def answer(found: SystemFound, component: str) -> Answer:
    return {each.component: each for each in found.answers}[component]


def test_a_record_becomes_a_system() -> None:
    found = fixture("viking.yaml")
    (version,) = found.versions

    assert (found.slug, found.name, found.kind) == ("viking", "Viking", "text")
    assert found.maker == "Silo AI and TurkuNLP and High Performance Language Technologies (HPLT)"
    assert (version.version, version.date, version.licences) == ("Viking-33B", "2024-05", ("Apache-2.0",))
    assert [link.title for link in version.links] == ["system", "maker", "maker", "maker"]
    assert {each.component: each.available for each in found.answers} == {
        "training-datasets": "unknown", "model-parameters": "yes", "training-code": "no", "data-preprocessing-code": "no",
        "research-paper": "no", "model-card": "unknown", "data-card": "no",
    }  # fmt: skip
    assert found.cautions == ()


def test_attribution_is_carried_along() -> None:
    source = fixture("viking.yaml").source

    assert (source.registry, source.id, source.url) == (
        "european-open-source-ai-index",
        "viking",
        "https://osai-index.eu/",
    )
    assert "https://osai-index.eu/" in source.attribution and "10.1145/3630106.3659005" in source.attribution


def test_lists_of_links_are_read_and_the_first_is_the_evidence() -> None:
    found = fixture("bloomz.yaml")
    ratings = {each.criterion: each for each in found.ratings}

    assert len(ratings["preprint"].links) == 2
    assert answer(found, "research-paper").evidence == "https://aclanthology.org/2023.acl-long.891/"


def test_what_the_index_says_is_kept_word_for_word_and_in_its_order() -> None:
    ratings = fixture("Snowflake Arctic.yaml").ratings

    assert [each.criterion for each in ratings] == list(CRITERIA)
    assert (ratings[4].value, ratings[4].note) == (
        "partial",
        "Repo exists, but contains sparse training code.",
    )


def test_criteria_that_no_checklist_has_are_named() -> None:
    assert fixture("viking.yaml").unknown == (
        "datasources_basemodel", "weights_basemodel", "code", "hardware_architecture", "licenses",
    )  # fmt: skip


def test_licences_of_code_and_data_come_from_the_note() -> None:
    found = record(
        "system: {name: X, endmodellicense: CC-BY-NC-4.0}", "trainingcode: {class: open}", "datasources_endmodel: {class: open}",
        "licenses: {class: partial, notes: 'Weights: CC-BY-NC-4.0. Code: Apache-2.0, see below. Data: not disclosed.'}",
    )  # fmt: skip

    assert [answer(found, name).licence for name in ("model-parameters", "training-code", "training-datasets")] == [
        "CC-BY-NC-4.0", "Apache-2.0, see below", "",
    ]  # fmt: skip
    assert found.licences == ("CC-BY-NC-4.0", "Apache-2.0, see below")


@pytest.mark.parametrize("key", ["endmodel license", "end_model_license", "EndModelLicence"])
def test_a_licence_under_a_key_with_a_space_is_read_and_told(key: str) -> None:
    found = record(f"system: {{name: X, {key}: MIT}}")

    assert answer(found, "model-parameters").licence == "MIT"
    assert [each.message for each in found.cautions] == [f"the key {key!r} is read as 'endmodellicense'"]


def test_a_criterion_inside_the_block_of_the_system_is_still_read() -> None:
    found = record(
        "system: {name: X, datasources_endmodel: {class: open}}", without=("datasources_endmodel",)
    )

    assert answer(found, "training-datasets").available == "yes"
    assert [each.message for each in found.cautions] == [
        "'datasources_endmodel' stands inside another block; it is read all the same"
    ]


@pytest.mark.parametrize("system", ["system:", "system: {}", "system: {name: }", "system: [a]"])
def test_a_system_without_a_name_is_known_by_its_file(system: str) -> None:
    found = record(system)

    assert (found.name, found.slug) == ("My file", "my-file")
    assert any("the file's name is taken" in each.message for each in found.cautions)


def test_missing_criteria_and_classes_are_unknown_and_told() -> None:
    found = record(
        "system: {name: X}", "modelcard: {class: maybe}", "datasheet: 5", without=("paper", "preprint")
    )

    assert [each.component for each in found.answers] == [
        "training-datasets", "model-parameters", "training-code", "data-preprocessing-code", "model-card", "data-card",
    ]  # fmt: skip
    assert (answer(found, "model-card").available, answer(found, "data-card").available) == (
        "unknown",
        "unknown",
    )
    assert len(found.cautions) == 5


def test_keys_in_other_cases_and_with_spaces_are_read_and_told() -> None:
    text = "System: {Name: X, Release Date: 2024-05, End-Model-License: MIT}\nORG: {Name: M}\nModel Card: {Class: Open, Link: https://a.org}"
    found = read("x.yaml", text)

    assert (found.name, found.maker, found.versions[0].date, found.licences) == (
        "X",
        "M",
        "2024-05",
        ("MIT",),
    )
    assert answer(found, "model-card").evidence == "https://a.org"
    assert sum("is read as" in each.message for each in found.cautions) == 9


def test_a_key_spelt_twice_is_read_once_and_the_other_is_told() -> None:
    found = record("system: {name: X, end model license: '', endmodellicense: MIT, EndModelLicense: ISC}")

    assert found.licences == ("MIT",)
    assert [each.message for each in found.cautions] == [
        "'end model license' is not known in these records and is left out",
        "'EndModelLicense' is not known in these records and is left out",
    ]


def test_texts_in_place_of_tables_are_read_as_what_they_can_only_mean() -> None:
    text = "system: Some System\norg: [{name: M}, {name: N}]\nmodelcard: Open\ndatasheet: 5"
    found = read("x.yaml", text)

    assert (found.name, found.maker, answer(found, "model-card").available) == ("Some System", "M", "yes")
    assert [each.message for each in found.cautions if "nothing is said" not in each.message] == [
        "'system' holds a text; it is read as the name",
        "'org' holds a list where one table is expected; the first is read",
        "'modelcard' holds a text; it is read as the class", "'datasheet' holds no table and is left out",
        "'datasheet' is 'nothing'; open, partial or closed was expected",
    ]  # fmt: skip


def test_strange_keys_are_told() -> None:
    found = record("system: {name: X, colour: blue}", "shoe: {class: open}")

    assert [each.message for each in found.cautions] == [
        "'shoe' is not known in these records and is left out", "'colour' is not known in these records and is left out",
    ]  # fmt: skip


def test_a_file_that_is_none_is_refused_when_the_format_is_said() -> None:
    with pytest.raises(SourceError, match="no record of the index"):
        read("x.yml", "slug: x", format="osai")
