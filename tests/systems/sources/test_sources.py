"""One entrance for all registries: the format is seen by content, and one bad file is one clear error."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from consensus.systems.sources import NoSystem, SourceError, is_system_file, read

from ..making import ROOT

FIXTURES = sorted(Path(__file__).parent.rglob("*.y*ml"))


@pytest.mark.parametrize("text, registry", [
    ("release: {name: X}", "model-openness-tool"), ("system: {name: X}\norg:", "european-open-source-ai-index"),
    ("name: X\nmaker: Y\nversions: [{version: 1}]", ""),
])  # fmt: skip
def test_the_format_is_seen_by_content(text: str, registry: str) -> None:
    assert read("x.yaml", text).source.registry == registry


@pytest.mark.parametrize("text", ["0: {name: Model architecture, contentType: code}", "datasources_basemodel: {en: What}\ncode: {}"])  # fmt: skip
def test_lists_of_what_a_registry_asks_for_are_in_order_and_no_systems(text: str) -> None:
    with pytest.raises(NoSystem):
        read("x.yaml", text)


@pytest.mark.parametrize(
    "text, says", [("draft: 1\nanswers: []", "review import"), ("a: 1", "no system is described")]
)
def test_anything_else_is_refused(text: str, says: str) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        read("x.yaml", text)

    assert not isinstance(caught.value, NoSystem)


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(SourceError, match="known are mot, osai, native"):
        read("x.yaml", "a: 1", format="excel")


@pytest.mark.parametrize("name, looked_at", [
    ("T5.yml", True), ("a/b/My model.YAML", True), ("_parameters.yml", False), (".hidden.yml", False), ("README.md", False),
    ("a_b.yml", True), ("x.yml.bak", False),
])  # fmt: skip
def test_only_records_of_a_folder_are_looked_at(name: str, looked_at: bool) -> None:
    assert is_system_file(name) is looked_at


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)
def test_every_fixture_is_read(path: Path) -> None:
    assert read(path.name, path.read_bytes()).answers


@given(st.sampled_from(FIXTURES), st.data())
def test_a_damaged_record_is_read_or_refused(path: Path, data: st.DataObject) -> None:
    raw = path.read_bytes()
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, min(len(raw), start + 200)))
    damaged = raw[:start] + data.draw(st.binary(max_size=20)) + raw[end:]

    try:
        found = read(path.name, damaged)
    except SourceError as error:
        assert error.line >= 1
    else:
        assert found.name


def respelt(value: Any, by: Callable[[str], str]) -> Any:
    """A record with all its keys spelt in another way."""
    if isinstance(value, dict):
        return {by(key): respelt(inner, by) for key, inner in value.items()}
    return [respelt(inner, by) for inner in value] if isinstance(value, list) else value


SPELLINGS: tuple[Callable[[str], str], ...] = (
    str.upper,
    str.title,
    lambda key: key.replace("_", " "),
    lambda key: f"{key[:3]}-{key[3:]} ",
)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_how_keys_are_spelt_makes_no_difference(path: Path, spelling: Callable[[str], str]) -> None:
    record = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    one, two = (
        read(path.name, yaml.safe_dump(each, sort_keys=False)) for each in (record, respelt(record, spelling))
    )

    assert replace(one, cautions=()) == replace(two, cautions=())


def test_reading_twice_gives_the_same() -> None:
    for path in FIXTURES:
        assert read(path.name, path.read_bytes()) == read(path.name, path.read_bytes())


def test_nothing_of_the_fixtures_is_left_without_its_licence() -> None:
    told = (ROOT / "tests" / "systems" / "sources" / "fixtures" / "README.md").read_text(encoding="utf-8")

    assert all(path.parent.name in told for path in FIXTURES)
