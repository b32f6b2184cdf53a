"""No cell of ours is run by a spreadsheet."""

import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.kit.text.cells import defused, write_table


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        '=HYPERLINK("https://evil.example","click")',
        "=cmd|' /C calc'!A0",
        "+1",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "  =1",
        "\u00a0=1",
        "\u200b=1",
        "\ufeff=1",
        "＝1+1",
        "＋1",
        "－1",
        "＠SUM(A1)",
        "﹦1",
        "\x00=1",
    ],
)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(cell):
    assert defused(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", "   ", "open data", "a=b", "'=1", "1-2", "“=1”", "é@b.org", "資料=1"])
def test_other_cells_stay_as_they_are(cell):
    assert defused(cell) == cell


@given(st.text(alphabet=st.sampled_from("=+-@＝＋－＠ \t\r\n\u200b'ab") | st.characters()))
def test_no_cell_begins_with_what_runs_and_twice_is_once(cell):
    safe = defused(cell)
    seen = unicodedata.normalize("NFKC", safe).lstrip()

    assert seen[:1] not in list("=+-@")
    assert safe in (cell, "'" + cell)
    assert defused(safe) == safe


def test_a_table_is_written_with_every_cell_quoted_and_defused() -> None:
    out = io.StringIO()
    write_table(out, ["a", "b", "c"], [[1, "=1", None], [True, ["x", "y"], False]])

    assert out.getvalue() == '"a","b","c"\r\n"1","\'=1",""\r\n"yes","x, y",""\r\n'
