"""``verify.py``, far from here: in a process of its own, without the site's code, on the lines of an export."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consensus.ledger.chain import link
from consensus.release import verify
from tests.ledger.test_chain import DETAILS, chain_of

PROGRAM = Path(verify.__file__)


def lines_of(entries: list[dict[str, Any]]) -> bytes:
    """An export of some entries."""
    return "".join(
        json.dumps(each, separators=(",", ":"), ensure_ascii=False) + "\n" for each in entries
    ).encode()


def run(*arguments: Any) -> subprocess.CompletedProcess[str]:
    """The program, as anybody would run it: isolated from this project."""
    return subprocess.run(
        [sys.executable, "-I", str(PROGRAM), *map(str, arguments)], capture_output=True, text=True, timeout=60
    )


def said_of(export: bytes, folder: Path, capsys: Any) -> str | None:
    """What the program says of an export that it refuses; None when it finds nothing."""
    file = folder / "ledger.ndjson"
    file.write_bytes(export)
    try:
        verify.verify(str(file))
    except SystemExit as end:
        assert end.code == 1
        return str(capsys.readouterr().err)
    return None


def test_it_needs_nothing_but_the_standard_library_of_an_older_python() -> None:
    tree = ast.parse(PROGRAM.read_text("utf-8"), feature_version=(3, 9))

    plain = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    named = {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {each.split(".")[0] for each in plain | named} - sys.stdlib_module_names == set()
    assert [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level] == []


def test_it_accepts_a_whole_export_and_says_where_it_ends(tmp_path: Path) -> None:
    entries = chain_of([{"a": 1}, {"b": "ö"}, {}])
    (tmp_path / "x").write_bytes(lines_of(entries))

    result = run(tmp_path / "x")

    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == (
        f"3 entries, each following from the one before. The last hash is {entries[-1]['hash']}\n"
    )


def test_it_names_the_altered_entry_and_exits_with_1(tmp_path: Path) -> None:
    entries = chain_of([{"role": "chair"}, {"role": "board"}, {}])
    (tmp_path / "x").write_bytes(lines_of(entries).replace(b"board", b"admin"))

    result = run(tmp_path / "x")

    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == "entry 2 is not what was recorded: its hash does not fit its words\n"


def test_without_a_file_it_explains_itself() -> None:
    assert run().returncode == 2
    assert run("--help").returncode == 0
    assert "python3 verify.py ledger.ndjson" in run("--help").stdout


def test_a_file_that_is_not_there_is_no_good_export(tmp_path: Path) -> None:
    result = run(tmp_path / "none")

    assert result.returncode == 1
    assert "cannot be read" in result.stderr


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(DETAILS, min_size=1, max_size=5).map(chain_of), st.data())
def test_any_byte_that_changes_is_found_in_its_entry(
    tmp_path: Path, capsys: Any, entries: Any, data: Any
) -> None:
    export = bytearray(lines_of(entries))
    place = data.draw(st.integers(0, len(export) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != export[place]))
    n = export[:place].count(b"\n") + 1

    export[place] = other

    said = said_of(bytes(export), tmp_path, capsys)
    assert said is not None
    assert said.startswith(f"entry {n} ")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(DETAILS, min_size=1, max_size=5).map(chain_of), st.data())
def test_an_export_that_is_cut_short_inside_a_line_is_refused(
    tmp_path: Path, capsys: Any, entries: Any, data: Any
) -> None:
    export = lines_of(entries)
    length = data.draw(st.integers(1, len(export) - 1).filter(lambda n: export[n - 1 : n] != b"\n"))

    said = said_of(export[:length], tmp_path, capsys)

    assert said is not None
    assert said.startswith(f"entry {export[:length].count(10) + 1} ")


@pytest.mark.parametrize(
    "line",
    [
        b"[]", b"{}", b"null", b"1", b"", b"{", b"[" * 5000, b'{"n":1,"n":1}', b"\xff",
        b'{"n":true,"at":"","verb":"","by":"","subject":"","details":{},"previous":"","hash":""}',
        b'{"n":1.0,"at":"","verb":"","by":"","subject":"","details":{},"previous":"","hash":""}',
        b'{"n":1,"at":"\\ud800","verb":"","by":"","subject":"","details":{},"previous":"' + b"0" * 64 + b'","hash":""}',
    ],
)  # fmt: skip
def test_whatever_is_no_entry_is_refused_as_such(tmp_path: Path, capsys: Any, line: bytes) -> None:
    said = said_of(line + b"\n", tmp_path, capsys)

    assert said is not None
    assert said.startswith("entry 1 ")


def test_an_entry_that_was_forged_with_a_hash_that_fits_is_found_at_the_next(
    tmp_path: Path, capsys: Any
) -> None:
    entries = chain_of([{"role": "chair"}, {"role": "board"}, {}])
    forged = entries[1] | {"details": {"role": "admin"}}
    entries[1] = forged | {"hash": link(forged)}

    assert said_of(lines_of(entries), tmp_path, capsys) == "entry 3 does not continue the entry before it\n"


def test_entries_that_are_left_out_repeated_or_exchanged_are_missed(tmp_path: Path, capsys: Any) -> None:
    first, second, third = chain_of([{}, {}, {}])

    assert said_of(lines_of([first, third]), tmp_path, capsys) == (
        "entry 2 is missing; number 3 stands in its place\n"
    )
    assert said_of(lines_of([first, first]), tmp_path, capsys) == (
        "entry 2 is missing; number 1 stands in its place\n"
    )
    assert (
        said_of(lines_of([second]), tmp_path, capsys) == "entry 1 is missing; number 2 stands in its place\n"
    )


@pytest.mark.parametrize("line", [b"x" * 100, b"[" * 3_000_000, b'{"n":' + b"9" * 5000 + b"}", b"\xff" * 50])
@pytest.mark.parametrize("end", [b"", b"\n", b"\n\n", b"\x00"])
def test_nothing_that_a_file_holds_makes_it_stumble(tmp_path: Path, line: bytes, end: bytes) -> None:
    (tmp_path / "x").write_bytes(line + end)

    result = run(tmp_path / "x")

    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    assert result.stderr.startswith("entry 1 is not readable: ")


def test_a_line_without_end_is_not_read_to_its_end(tmp_path: Path) -> None:
    with (tmp_path / "x").open("wb") as file:
        file.truncate(verify.LONGEST_LINE + 10)

    result = run(tmp_path / "x")

    assert (result.returncode, result.stderr) == (
        1,
        f"{tmp_path / 'x'} holds a line of more than {verify.LONGEST_LINE} bytes, which no entry has\n",
    )


def test_what_is_no_file_is_told_so_and_a_link_to_one_is_followed(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "x").write_bytes(lines_of(chain_of([{}])))
    (tmp_path / "link").symlink_to(tmp_path / "x")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")

    assert run(tmp_path / "pipe").stderr == f"{tmp_path / 'pipe'} is no file\n"
    assert run(tmp_path / "link").returncode == 0
    assert run(tmp_path / "loop").stderr.startswith("this cannot be read: ")


@pytest.mark.parametrize("option", ["--receipt", "--checkpoint"])
@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"[[]]", b"7", b"\xff", b"[" * 100_000, b'{"receipt": 7}', b'{"n": true}']
)
def test_a_receipt_or_checkpoint_that_cannot_be_read_is_told(
    tmp_path: Path, option: str, content: bytes
) -> None:
    (tmp_path / "x").write_bytes(lines_of(chain_of([{}])))
    (tmp_path / "y").write_bytes(content)

    result = run(tmp_path / "x", option, tmp_path / "y")

    assert (result.returncode, result.stderr.count("\n")) == (1, 1)


@pytest.mark.parametrize(
    "arguments", [("a", "b"), ("--tally",), ("x", "--tally"), ("x", "--other"), ("--receipt", "y")]
)
def test_what_is_not_clear_is_explained(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    result = run(*arguments)

    assert (result.returncode, result.stdout, "--checkpoint" in result.stderr) == (2, "", True)


def test_what_a_record_says_cannot_speak_to_the_terminal(tmp_path: Path) -> None:
    entry = chain_of([{}])[0] | {"verb": "position.taken", "details": {"draft": "1.0", "key": "\u202e\nuse"}}
    (tmp_path / "x").write_bytes(lines_of([entry | {"hash": link(entry)}]))
    (tmp_path / "y").write_bytes(lines_of(chain_of([{}])))

    assert run(tmp_path / "x").stderr == (
        "entry 1 takes a position on \ufffd\ufffduse, which is not in draft 1.0\n"
    )
    assert run(tmp_path / "y", "--tally", "\x1b[2J").stderr == "there is no draft \ufffd[2J in this record\n"
