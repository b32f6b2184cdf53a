"""What nobody should be given: programs, packed files, broken JSON, lines without end. One sentence or a clean import, and
no more memory than for some letters."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from consensus.config import ROOT

from .writing import letter, mailbox, post, topic, write

ROOM = 160_000_000  # bytes of address space
LONG = 200_000_000
KINDS = ("discourse", "mbox", "markdown")
DEEP = 450


@pytest.fixture
def limited(app: Flask, tmp_path: Path) -> Any:
    """Imports in a program of its own that has little room. → for each what it told: a sentence, or [added, skipped]."""
    environment = {
        **os.environ, "CONSENSUS_INSTANCE": str(tmp_path), "CONSENSUS_SECRET_KEY": "x" * 64, "PYTHONPATH": str(ROOT),
        "CONSENSUS_DATABASE_URL": str(app.config["DATABASE_URL"]), "MALLOC_ARENA_MAX": "1",
    }  # fmt: skip

    def run(*wanted: tuple[str, Path, str]) -> list[Any]:
        asked = json.dumps([[kind, str(path), name] for kind, path, name in wanted])
        command = [sys.executable, "-m", "tests.archive.little_room", str(ROOM)]
        done = subprocess.run(
            command, env=environment, cwd=ROOT, input=asked, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        found: list[Any] = json.loads(done.stdout)
        return found

    return run


def archives(run: Any) -> dict[str, tuple[int, int]]:
    """Archive → its messages and threads."""
    found = json.loads(run("archive", "list", "--json").stdout)["items"]
    return {each["name"]: (each["messages"], each["threads"]) for each in found}


def files(folder: Path) -> dict[str, Path]:
    """A zip, a program, broken JSON, one endless line."""
    packed = folder / "packed.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a.mbox", mailbox([letter("1@x")]))
    whole = json.dumps(topic(12, [post(n) for n in range(1, 50)]))
    write(folder, {"broken.json": whole[: len(whole) // 2]})
    return {
        "packed": packed,
        "program": Path(sys.executable).resolve(),
        "broken": folder / "broken.json",
        "endless": endless(folder / "endless.txt"),
    }


def endless(path: Path, *, begin: bytes = b"", end: bytes = b"") -> Path:
    """One line of 200 MB, perhaps between others."""
    with path.open("wb") as file:
        file.write(begin)
        for _piece in range(LONG // 10_000_000):
            file.write(b"a" * 10_000_000)
        file.write(end)
    return path


def test_hostile_sources_cost_little_room_and_leave_nothing_by_halves(
    run: Any, limited: Any, tmp_path: Path
) -> None:
    bad = files(tmp_path)
    two = mailbox([letter("1@x"), letter("2@x")]).rstrip() + b" "
    mended = endless(tmp_path / "list.mbox", begin=two, end=b"\n\n" + mailbox([letter("3@x", day=3)]))
    asked = [(kind, path, "none") for kind in KINDS for path in bad.values()]

    *told, good = limited(*asked, ("mbox", mended, "list"))

    assert [said for said in told if not isinstance(said, str) or "\n" in said or len(said) > 250] == []
    assert (len(told), good, archives(run)) == (12, [3, 0], {"list": (3, 3)})


def test_a_thread_of_any_depth_is_one_thread(run: Any, tmp_path: Path) -> None:
    letters = [letter(f"{n}@x", subject="Re: Deep", In_Reply_To=f"<{n - 1}@x>") for n in range(DEEP)]
    path = write(tmp_path, {"list.mbox": mailbox(letters)}) / "list.mbox"

    assert run("archive", "import", "mbox", str(path), "--into", "deep").exit_code == 0
    assert archives(run) == {"deep": (DEEP, 1)}


def test_a_hundred_thousand_references_in_one_letter_are_no_trouble(run: Any, tmp_path: Path) -> None:
    references = " ".join(f"<{n}@x>" for n in range(100_000))
    long = letter("last@x").replace(b"Subject:", b"References: " + references.encode() + b"\nSubject:")
    path = write(tmp_path, {"list.mbox": mailbox([letter("0@x"), long])}) / "list.mbox"

    assert run("archive", "import", "mbox", str(path), "--into", "deep").exit_code == 0
    assert archives(run) == {"deep": (2, 1)}


@pytest.mark.parametrize(
    "broken",
    [b"[" * 200_000, b'{"post_stream": {"posts": ' + b"[" * 200_000, b"{}", b"[1]", b""],
    ids=["deep", "deep inside", "empty", "a number", "nothing"],
)
def test_json_that_is_nothing_of_a_forum_is_told(run: Any, tmp_path: Path, broken: bytes) -> None:
    path = write(tmp_path, {"a.json": broken}) / "a.json"

    done = run("archive", "import", "discourse", str(path))

    assert (done.exit_code, done.stderr.count("\n"), archives(run)) == (1, 1, {})


def test_a_bad_file_among_good_ones_is_left_out(run: Any, tmp_path: Path) -> None:
    folder = write(
        tmp_path / "posts", {"1.json": post(1), "2.json": "{", "3.json": post(3), "4.json": b"PK\x03\x04..."}
    )

    done = run("archive", "import", "discourse", str(folder), "--json")
    found = json.loads(done.stdout)

    assert (done.exit_code, found["added"], found["skipped"]) == (0, 2, 2)
    assert [each["place"] for each in found["items"]] == ["2.json", "4.json"]


def test_what_lies_beside_and_is_not_opened_is_told(run: Any, tmp_path: Path) -> None:
    folder = write(
        tmp_path / "posts",
        {"1.json": post(1), "more/old.zip": b"PK\x03\x04", "read me.txt": "Hello", ".hidden": "x"},
    )

    found = json.loads(run("archive", "import", "discourse", str(folder), "--json").stdout)

    why = "By its name it is none of the topics or posts of Discourse (.json), so it was not opened."
    assert (found["added"], found["skipped"]) == (1, 2)
    assert [(each["place"], each["why"]) for each in found["items"]] == [
        ("more/old.zip", why),
        ("read me.txt", why),
    ]


@pytest.mark.parametrize(
    "name, content, what",
    [
        ("a.json", "{", "JSON"), ("a.md", '[{"title": "x"}]', "JSON"), ("a.md", "<!DOCTYPE html><p>x", "a page in HTML or XML"),
    ],
)  # fmt: skip
def test_what_is_no_markdown_is_refused_with_what_it_is(
    run: Any, tmp_path: Path, name: str, content: str, what: str
) -> None:
    path = write(tmp_path, {name: content}) / name

    done = run("archive", "import", "markdown", str(path))

    assert (done.exit_code, f"{name}: It is {what}, not Markdown." in done.stderr) == (1, True)
