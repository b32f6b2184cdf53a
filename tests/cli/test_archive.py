"""Archives on the command line: brought in with a report, listed, withdrawn, a name taken out."""

import json
from pathlib import Path
from typing import Any

from tests.archive.writing import letter, mailbox, note, post, topic, write
from tests.factories import make_account


def imported(run: Any, *arguments: str) -> dict[str, Any]:
    done = run("archive", "import", *arguments, "--json")
    assert done.exit_code == 0
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def listed(run: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("archive", "list", "--json").stdout)["items"]
    return found


def test_each_kind_is_brought_in_under_its_name(run: Any, tmp_path: Path) -> None:
    write(tmp_path, {
        "List of 2024.mbox": mailbox([letter("1@x"), letter("2@x")]), "forum/t.json": topic(12, [post(1)]),
        "notes/a.md": note(), "notes/b/c.md": note(date="2024-10-01"), "notes/.git/d.md": note(), "notes/e.png": b"x",
    })  # fmt: skip
    imported(run, "mbox", str(tmp_path / "List of 2024.mbox"))
    imported(
        run,
        "discourse",
        str(tmp_path / "forum"),
        "--into",
        "osi",
        "--title",
        "The forum",
        "--url",
        "https://f.example/",
    )
    imported(run, "markdown", str(tmp_path / "notes"))

    assert [(each["name"], each["title"], each["kind"], each["url"], each["messages"], each["complete"]) for each in listed(run)] == [
        ("list-of-2024", "List of 2024", "mbox", None, 2, True),
        ("notes", "Notes", "markdown", None, 2, True),
        ("osi", "The forum", "discourse", "https://f.example", 1, True),
    ]  # fmt: skip


def test_what_was_left_out_is_told(run: Any, tmp_path: Path) -> None:
    write(tmp_path, {"a.mbox": mailbox([letter("1@x"), letter("2@x", ""), letter("1@x")])})

    told = run("archive", "import", "mbox", str(tmp_path / "a.mbox"))
    assert (told.exit_code, told.stdout) == (0, "a: 1 new, 0 changed, 0 unchanged, 2 left out\n")
    assert told.stderr.splitlines() == [
        "  left out: a.mbox, line 12: It has no words.",
        "  left out: a.mbox, line 21: A message with the same id stands before it.",
    ]


def test_maintainers_bring_in_and_others_do_not(run: Any, tmp_path: Path) -> None:
    make_account("Ana", email="ana@example.org")
    make_account("Mara", role="maintainer", email="mara@example.org")
    path = str(write(tmp_path, {"a.mbox": mailbox([letter("1@x")])}) / "a.mbox")

    codes = [
        run("archive", "import", "mbox", path, "--as", f"{name}@example.org").exit_code
        for name in ("ana", "mara")
    ]
    assert codes == [1, 0]


def test_an_archive_is_withdrawn_once_and_comes_back_with_the_next_import(run: Any, tmp_path: Path) -> None:
    path = str(write(tmp_path, {"a.mbox": mailbox([letter("1@x")])}) / "a.mbox")
    imported(run, "mbox", path)
    codes = [
        run("archive", "withdraw", *more).exit_code for more in (["a", "--reason", "Asked."], ["a"], ["b"])
    ]
    [gone] = listed(run)
    again = imported(run, "mbox", path)

    assert (codes, gone["reason"], again["unchanged"]) == ([0, 1, 1], "Asked.", 1)
    assert [each["withdrawn_at"] for each in listed(run)] == [None]
    assert run("ledger", "verify").exit_code == 0


def test_a_name_is_taken_out(run: Any, tmp_path: Path) -> None:
    imported(
        run,
        "mbox",
        str(write(tmp_path, {"a.mbox": mailbox([letter("1@x"), letter("2@x", by="Bo <b@x>")])}) / "a.mbox"),
    )

    done = run("archive", "unname", "a", "Ana Díaz", "--reason", "Asked.", "--json")
    assert (done.exit_code, json.loads(done.stdout)) == (0, {"name": "a", "messages": 1})
    assert run("archive", "unname", "a", "Ana Díaz", "--reason", "Asked.").exit_code == 1


def test_names_and_addresses_that_cannot_be_are_refused(run: Any, tmp_path: Path) -> None:
    path = str(write(tmp_path, {"a.mbox": mailbox([letter("1@x")])}) / "a.mbox")
    asked = [["--into", "messages"], ["--into", "A b"], ["--into", "x" * 61], ["--url", "forum.example"]]
    codes = [run("archive", "import", "mbox", path, *more).exit_code for more in asked]
    missing = run("archive", "import", "mbox", str(tmp_path / "nowhere"))

    assert (codes, missing.exit_code, missing.stderr.count("\n"), listed(run)) == ([1] * 4, 1, 1, [])
    assert run("archive", "import", "usenet", path).exit_code == 2
