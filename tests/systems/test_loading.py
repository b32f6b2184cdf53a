"""Reading files: one that is bad stops none of the others; setup takes what is new or changed."""

import shutil
from pathlib import Path

import pytest
from flask import Flask

from consensus.cli.database import load_content
from consensus.drafts.queries import draft_named
from consensus.kit.db import transaction
from consensus.kit.slow import InsideTheLock
from consensus.ledger import SETUP
from consensus.ledger.queries import head
from consensus.systems.loading import load_systems, read_files
from consensus.systems.queries import lines, system_named, system_view, verdict_counts
from consensus.systems.queries.comparing import compared
from tests.systems.acting import draft_with
from tests.systems.actions.test_importing import NATIVE

CONTENT = Path(__file__).resolve().parents[2] / "content" / "systems"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "systems"
    (found / "more").mkdir(parents=True)
    (found / "alpha.yaml").write_text(NATIVE)
    (found / "bad.yaml").write_text("slug: x\nslug: y\n")
    (found / "bomb.yml").write_text("a: &a [1,1]\nb: &b [*a,*a]\n" * 2)
    (found / "more" / "list.yaml").write_text("0: {name: Model architecture, contentType: code}\n")
    (found / "_notes.yaml").write_text("nothing")
    (found / "readme.md").write_text("# Systems")
    return found


def test_a_folder_is_read_in_order_and_what_is_bad_is_told(folder: Path) -> None:
    reading = read_files([folder])

    assert [each.slug for each in reading.found] == ["alpha"]
    assert [(Path(each.file).name, each.line) for each in reading.failed] == [
        ("bad.yaml", 2),
        ("bomb.yml", 3),
    ]
    assert [Path(each.file).name for each in reading.skipped] == ["list.yaml"]


def test_a_file_that_is_not_there_or_too_large_is_told(tmp_path: Path) -> None:
    large = tmp_path / "large.yaml"
    large.write_bytes(b"#" * 10_000_000)
    reading = read_files([tmp_path / "none.yaml", large])

    assert [each.sentence[:20] for each in reading.failed] == ["cannot be read: No s", "the file is larger t"]


def test_files_are_read_before_the_lock(app: Flask, folder: Path) -> None:
    with pytest.raises(InsideTheLock), transaction():
        read_files([folder])


def test_loading_again_changes_nothing(app: Flask, folder: Path) -> None:
    draft_with()
    first = load_systems(folder, by=SETUP)
    before = head()

    assert (first.added, [name for name, _sentence in first.refused]) == (
        ("alpha",),
        ["bad.yaml", "bomb.yml"],
    )
    assert (load_systems(folder, by=SETUP).unchanged, head()) == (("alpha",), before)
    assert load_systems(folder / "nowhere", by=SETUP).outcomes == ()


def test_setup_loads_the_sixteen_beside_what_was_published(app: Flask, tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(CONTENT.parent / "drafts", content / "drafts")
    shutil.copytree(CONTENT, content / "systems")
    app.config["CONTENT"] = str(content)
    load_content()
    before = head()
    load_content()

    assert head() == before
    first, last = draft_named("0.0.8"), draft_named("latest")
    assert verdict_counts(first) == {
        "conforms": 5,
        "would-conform": 1,
        "does-not-conform": 4,
        "incomplete": 6,
    }
    assert len(lines(last)) == 16
    falcon = system_view(system_named("falcon"), draft=first)
    assert (falcon.published.outcome, falcon.there.verdict) == ("would-conform", "incomplete")
    assert "training-code" in [requirement for requirement, *_rest in falcon.there.because]
    assert compared() == []
