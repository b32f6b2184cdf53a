"""YAML of strangers becomes plain texts with lines, within limits, or a clear error with its line."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.systems.sources import MOST_BYTES, SourceError
from consensus.systems.sources.plain import Row, Table, read_table


def plain(value: object) -> object:
    """Tables and rows as dictionaries and lists."""
    if isinstance(value, Table):
        return {key: plain(inner) for key, inner in value.values.items()}
    return [plain(item) for item in value.items] if isinstance(value, Row) else value


def read(text: str | bytes) -> object:
    return plain(read_table("x.yaml", text))


def test_everything_stays_the_text_that_was_written() -> None:
    text = "a: no\nb: 1.10\nc: 2024-01-01\nd: 0x1F\ne: '~'\nf: ~\ng:\nh: 'yes'\ni: [1, null]\nj: >\n  two\n  lines\n"

    assert read(text) == {
        "a": "no", "b": "1.10", "c": "2024-01-01", "d": "0x1F", "e": "~", "f": None, "g": None, "h": "yes",
        "i": ["1", None], "j": "two lines\n",
    }  # fmt: skip


def test_lines_are_kept() -> None:
    table = read_table("x.yaml", "# one\na: 1\nb:\n  - x\n  - c: 2\n")
    row = table.values["b"]

    assert isinstance(row, Row)
    assert (table.line_of("a"), table.line_of("b"), row.lines, table.line_of("none")) == (2, 3, [4, 5], 2)


@pytest.mark.parametrize(
    "text", ["---\na: 1\n---\n", "a: 1\n...\n", "\ufeffa: 1\n", "a: 1\r\n", b"\xef\xbb\xbfa: 1"]
)
def test_harmless_oddities_are_read(text: str | bytes) -> None:
    assert read(text) == {"a": "1"}


def test_an_alias_repeats_what_it_names() -> None:
    assert read("a: &x [1, 2]\nb: *x\n") == {"a": ["1", "2"], "b": ["1", "2"]}


BOMB = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"a{n + 1}: &a{n + 1} [{','.join([f'*a{n}'] * 10)}]\n" for n in range(9)
)


@pytest.mark.parametrize("text, line, says", [
    ("", 1, "empty"), ("# only a comment\n", 1, "empty"), ("- a\n", 1, "no record"), ("just text", 1, "no record"),
    ("a: 1\nb: [", 2, "not YAML"), ("a: 1\n b: 2\n", 2, "not YAML"), ("a: 1\n\tb: 2\n", 2, "not YAML"), ("a: 'x", 1, "not YAML"),
    ("a: 1\nb: 2\na: 3\n", 3, "second time; first in line 1"), ("a: {b: 1, b: 2}\n", 1, "second time"),
    ("a: 1\n---\nb: 2\n", 3, "second document"), ("a: !!python/object/apply:os.system [ls]\n", 1, "tag"),
    ("a: !x 1\n", 1, "tag"), ("a: *x\n", 1, "alias *x"), ("a: &x [*x]\n", 1, "alias *x"), (BOMB, 5, "values"),
    ("? [a]\n: 1\n", 1, "name of a value"), ("? {a: 1}\n: 1\n", 1, "name of a value"), ("~: 1\n", 1, "name of a value"),
    ("k" * 300 + ": 1\n", 1, "name of a value"), ("a: " + "[" * 40 + "]" * 40, 1, "deep"), ("[" * 5000, 1, "deep"),
    ("- " * 500 + "a", 1, "deep"), ("a:\n" + "  - x\n" * 21_000, 19_999, "values"), (b"a: 1\nb: \xe9\n", 2, "not UTF-8"),
    ("a: 1\nb: \x00\n", 2, "U+0000"), ('a: 1\nb: "\\0"\n', 2, "U+0000"), ('a: "\\ud800"\n', 1, "U+D800"), (b"\xff\xfea\x00", 1, "not UTF-8"),
    ("a: \ud800", 1, "not UTF-8"), ("a: " + "x" * (MOST_BYTES + 1), 1, "larger than 500,000 bytes"), ("%YAML 9.9\n---\na: 1\n", 1, "not YAML"),
    ("a: \x7f\n", 1, "U+007F"), ("a: 1\nb: it\x92s\n", 2, "U+0092"), ("<<: *x\n", 1, "alias"),
])  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_line(text: str | bytes, line: int, says: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_table("x.yaml", text)

    assert (caught.value.file, says in caught.value.message) == ("x.yaml", True), caught.value
    assert caught.value.line == line


@pytest.mark.parametrize("text", [
    "a: " + "x " * 249_000, "# " + "x" * 450_000, "a: '" + "''" * 200_000 + "'", "a: [" + "," * 200_000, "a: {" + "b: c, " * 80_000,
    "a: " + "&a " * 150_000, "\n" * 450_000, " " * 450_000 + "a: 1", "a: |\n" + " x\n" * 150_000, "? " * 200_000, "a: " + "{" * 450_000,
    "a:\n" + "- " * 200_000, '"' + "\\u0041" * 80_000,
])  # fmt: skip
def test_hostile_files_are_over_soon(text: str) -> None:
    started = time.perf_counter()

    try:
        read_table("x.yaml", text)
    except SourceError:
        pass

    assert time.perf_counter() - started < 6


@given(
    st.text(alphabet="ab:-[]{}&*!|>'\"%@`#?, \n\t~01<", max_size=80)
    | st.text(max_size=40)
    | st.binary(max_size=40)
)
def test_any_text_is_read_or_refused(text: str | bytes) -> None:
    try:
        table = read_table("x.yaml", text)
    except SourceError as error:
        assert error.line >= 1 and error.message
    else:
        assert isinstance(table, Table)
