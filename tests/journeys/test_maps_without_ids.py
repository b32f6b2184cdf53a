"""The five drafts of the content: the map found by words alone is the one that the ids in the files give."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from consensus import create_app
from consensus.cli.database import files_in, load_content, migrate
from consensus.config import ROOT
from consensus.drafts.bundle import File
from consensus.drafts.queries import compare, draft_named
from consensus.kit.db import db

VERSIONS = ("0.0.8", "0.0.9", "1.0-RC1", "1.0-RC2", "1.0")
ID = re.compile(r"[ \t]*\{:?[ \t]*#[\w-]+[ \t]*\}")


def stripped(folder: Path, target: Path) -> None:
    """A copy of the content's drafts without any id."""
    shutil.copytree(folder, target)
    for path in target.rglob("*.md"):
        path.write_text(ID.sub("", path.read_text("utf-8")), "utf-8")


def site(instance: Path, content: Path) -> Flask:
    return create_app(INSTANCE=str(instance), CONTENT=str(content), SECRET_KEY="x" * 40, LIMITS="off")


def map_by_number(older: str, newer: str) -> list[tuple[Any, ...]]:
    """What became of each clause, told by numbers instead of keys."""
    compared = compare(draft_named(older), draft_named(newer))
    numbers = {row.key: row.number for row in compared.old.values()}
    found = []
    for change in compared.changes:
        number = compared.new[change.key].number if change.kind != "removed" else numbers[change.key]
        came = sorted(numbers[source] for source in change.sources)
        found.append((str(change.kind), number, came, change.moved, change.surroundings))
    return found


@pytest.fixture(scope="module")
def maps(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[tuple[str, str], Any]]:
    folder = tmp_path_factory.mktemp("content")
    (folder / "bare").mkdir()
    stripped(ROOT / "content" / "drafts", folder / "bare" / "drafts")
    found = {}
    for name, content in (("with ids", ROOT / "content"), ("without", folder / "bare")):
        app = site(folder / f"instance-{name}", content)
        with app.app_context():
            migrate()
            load_content()
            pairs = [*zip(VERSIONS, VERSIONS[1:], strict=False), ("0.0.8", "1.0")]
            found[name] = {pair: map_by_number(*pair) for pair in pairs}
            db.session.remove()
            db.engine.dispose()
    return found


@pytest.mark.parametrize("pair", [*zip(VERSIONS, VERSIONS[1:], strict=False), ("0.0.8", "1.0")])
def test_the_map_without_ids_is_the_map_with_ids(maps: Any, pair: tuple[str, str]) -> None:
    assert maps["without"][pair] == maps["with ids"][pair]


def test_the_copy_has_lost_its_ids(tmp_path: Path) -> None:
    stripped(ROOT / "content" / "drafts", tmp_path / "drafts")

    texts = [
        file.content
        for version in VERSIONS
        for file in files_in(tmp_path / "drafts" / version)
        if file.is_text
    ]

    assert not any("{#" in text for text in texts)
    assert all(
        isinstance(file, File) for version in VERSIONS for file in files_in(tmp_path / "drafts" / version)
    )
