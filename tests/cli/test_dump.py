"""The whole public record as a folder, on the command line."""

import json
from pathlib import Path
from typing import Any

from consensus.ledger import queries as record
from consensus.release.actions.keys import ensure_key
from tests.drafts.making import OLD, published


def test_a_dump_is_made_and_told(run: Any, tmp_path: Path) -> None:
    published(OLD, "0.1")
    ensure_key()

    told = json.loads(run("dump", str(tmp_path / "out"), "--json").stdout)
    written = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]

    assert (told["entries"], told["head"]) == record.head()
    assert (told["files"], told["bytes"]) == (len(written), sum(path.stat().st_size for path in written))
    assert told["key"] is not None


def test_what_is_refused_is_one_line_and_nothing_is_written(run: Any, tmp_path: Path) -> None:
    target = tmp_path / "out"
    target.mkdir()
    (target / "mine.txt").write_text("mine")

    done = run("dump", str(target))

    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "not empty" in done.stderr
    assert [path.name for path in target.iterdir()] == ["mine.txt"]


def test_a_site_without_a_key_says_that_its_dump_is_not_signed(run: Any, tmp_path: Path) -> None:
    done = run("dump", str(tmp_path / "out"))

    assert (done.exit_code, "not signed" in done.stderr) == (0, True)
    assert "verify.py" in done.stdout
