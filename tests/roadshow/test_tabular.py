"""Tables are read as people send them; what cannot be read is told with its line, and the rest is read all the same."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.roadshow.tabular import Problem, decoded, read_table

COLUMNS = ("sheet", "participant", "comment")
HEADER = "sheet,participant,comment\n"


def read(content, *, needed=("sheet", "participant")):
    data = content.encode() if isinstance(content, str) else content
    return read_table(data, columns=COLUMNS, needed=needed)


def rows(content):
    return [(line.number, *line.cells.values()) for line in read(content).lines]


def test_a_plain_file_is_read_with_the_lines_of_its_rows():
    assert rows(f"{HEADER}1,Ana,good\n\n2,Ben,\n") == [(2, "1", "Ana", "good"), (4, "2", "Ben", "")]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1"]
)
def test_common_encodings_are_read(encoding):
    assert rows(f"{HEADER}1,José,déjà vu\n".encode(encoding)) == [(2, "1", "José", "déjà vu")]


def test_several_encodings_in_one_file_are_read_line_by_line():
    content = HEADER.encode() + "1,José,\n".encode() + "2,Zoë,\n".encode("cp1252") + "3,李,\n".encode()

    assert [row[2] for row in rows(content)] == ["José", "Zoë", "李"]


def test_what_windows_writes_is_read_and_bytes_that_mean_nothing_there_too():
    assert decoded(b"\x93no\x94 \x80\n\x81\n") == "“no” €\n\x81\n"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_any_common_separator_is_found_in_the_header(separator):
    text = separator.join(COLUMNS) + "\n" + separator.join(["1", "Ana", "fine"]) + "\n"

    assert rows(text) == [(2, "1", "Ana", "fine")]


def test_a_line_that_names_the_separator_is_left_out():
    assert rows("sep=;\nsheet;participant;comment\n1;Ana;a, b\n") == [(3, "1", "Ana", "a, b")]


def test_columns_are_known_in_any_order_case_and_spacing_and_others_are_left_out():
    assert rows("Participant , SHEET,mood\nAna,1,good\n") == [(2, "1", "Ana", "")]


def test_cells_may_hold_separators_quotes_and_lines():
    text = f'{HEADER}1,Ana,"one, ""two""\nthree"\n2,Ben,5" disk\n'

    assert rows(text) == [(2, "1", "Ana", 'one, "two"\nthree'), (4, "2", "Ben", '5" disk')]


def test_a_quotation_mark_that_is_never_closed_costs_one_line():
    found = read(f'{HEADER}1,Ana,"never closed\n2,Ben,fine\n3,Cleo,fine\n')

    assert found.problems == (Problem(2, None, "unclosed"),)
    assert [line.number for line in found.lines] == [3, 4]


def test_too_many_cells_are_told_and_empty_ones_behind_are_not():
    found = read(f"{HEADER}1,Ana,one, two\n2,Ben,fine,,\n")

    assert found.problems == (Problem(2, None, "too-many-cells"),)
    assert [line.number for line in found.lines] == [3]


def test_bytes_of_another_width_in_the_middle_are_told():
    content = HEADER.encode() + "1,Ana,x\n".encode("utf-16-le") + b"\n2,Ben,fine\n"

    assert {problem.code for problem in read(content).problems} == {"unreadable"}
    assert rows(content)[-1][1:] == ("2", "Ben", "fine")


def test_files_put_one_behind_the_other_are_read_as_one():
    part = f"{HEADER}1,Ana,\n".encode("utf-8-sig")

    assert rows(part + part.replace(b"Ana", b"Ben")) == [(2, "1", "Ana", ""), (4, "1", "Ben", "")]


def test_a_header_without_a_needed_column_or_with_one_twice_is_refused_as_line_1():
    assert read("sheet,comment\n1,x\n").header == (Problem(1, "participant", "no-column", "participant"),)
    assert read("sheet,participant,Sheet\n").header == (Problem(1, "sheet", "column-twice", "sheet"),)
    assert read(HEADER).header == ()
    assert read(b"").lines == ()


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_told(content):
    found = read(HEADER.encode() + content)

    assert all(line.number > 1 for line in found.lines)
    assert all(problem.line > 1 for problem in found.problems)


@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff\ufffd"), max_size=12),
            min_size=3, max_size=3,
        ),
        max_size=6,
    )
)  # fmt: skip
def test_what_a_program_wrote_is_read_as_it_was(cells):
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([COLUMNS, *cells])
    expected = [row for row in cells if any(cell.strip(" ,;\t") for cell in row)]

    found = [tuple(line.cells.values()) for line in read(out.getvalue()).lines]

    assert found == [tuple(row) for row in expected]
