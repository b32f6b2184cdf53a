"""The folder of a dump: whole, or not there."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from consensus.kit.errors import Refused
from consensus.release.dumping.folder import Folder, written

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where dumps are put in these tests: nothing else is there."""
    return _made(tmp_path / "here")


def names(root: Path) -> list[str]:
    """Every file of a folder, by its path in it."""
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def fill(folder: Folder) -> None:
    """Some files, one of which leads to another that is never written."""
    folder.write("a/b.html", ['<a href="../c.txt">c</a><a href="../no.html#x">n</a>', b"!"])
    folder.write("c.txt", ["c"])
    folder.leads("a/b.html", ["c.txt", "no.html"])


def test_it_takes_its_name_when_all_is_written(place: Path) -> None:
    target = place / "record"
    target.mkdir()

    with written(target) as folder:
        fill(folder)
        assert (names(target), (place / "record.part").is_dir()) == ([], True)
        mended = folder.mend()

    assert (mended, names(target), (place / "record.part").exists()) == (1, ["a/b.html", "c.txt"], False)
    assert (target / "a/b.html").read_text() == '<a href="../c.txt">c</a><a>n</a>!'


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_nothing_stays_of_what_was_broken_off(place: Path, error: Any) -> None:
    with pytest.raises(error), written(place / "record") as folder:
        fill(folder)
        raise error

    assert list(place.iterdir()) == []


def test_a_disk_that_is_full_is_told_in_a_sentence(place: Path) -> None:
    with pytest.raises(Refused, match="cannot be written: No space left"), written(place / "record"):
        raise OSError(28, "No space left on device")

    assert list(place.iterdir()) == []


def test_what_is_there_stays_as_it_is(place: Path) -> None:
    (place / "full").mkdir()
    (place / "full/mine.txt").write_text("mine")
    (place / "other.part").mkdir()
    places = [
        ("full", "not empty"),
        ("full/mine.txt", "not empty"),
        ("no/where", "no folder"),
        ("other", "in the way"),
    ]

    for taken, why in places:
        with pytest.raises(Refused, match=why), written(place / taken):
            raise AssertionError
    assert names(place) == ["full/mine.txt"]


def test_links_are_followed_to_where_they_lead_and_never_swept_up(place: Path) -> None:
    (place / "led.part").symlink_to(_made(place / "mine"))
    (place / "mine/.being-written").write_text("")
    (place / "link").symlink_to(_made(place / "real"))
    (place / "loop").symlink_to(place / "loop")

    for taken, why in [
        ("led", "in the way"),
        ("loop", "cannot be written"),
        ("n" * 300, "cannot be written"),
    ]:
        with pytest.raises(Refused, match=why), written(place / taken):
            raise AssertionError
    with written(place / "link") as folder:
        fill(folder)
        folder.mend()

    assert names(place / "real") == ["a/b.html", "c.txt"]
    assert (place / "mine/.being-written").is_file()


def test_what_a_dump_left_that_was_killed_is_swept_up(place: Path) -> None:
    killed = Folder(_made(place / "record.part"))
    killed.write("old.txt", ["old"])
    killed.mark.close()

    with written(place / "record") as folder:
        folder.mend()

    assert names(place) == []


def test_the_manifest_lists_every_file_with_its_digest_one_a_line(place: Path) -> None:
    with written(place / "record") as folder:
        fill(folder)
        folder.mend()
        digest = folder.seal({"type": "manifest", "n": 1})

    words = (place / "record/manifest.json").read_bytes()
    manifest = json.loads(words)
    assert digest == sha256(words).hexdigest()
    assert [row[:2] for row in manifest["files"]] == [["a/b.html", 33], ["c.txt", 1]]
    assert manifest["files"][1][2] == sha256(b"c").hexdigest()
    assert (manifest["n"], len(words.splitlines())) == (1, 4)


def _made(path: Path) -> Path:
    path.mkdir()
    return path
