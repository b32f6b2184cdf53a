"""Columns and cells of the matrix; the questions of a review form."""

from hypothesis import given
from hypothesis import strategies as st

from consensus.systems.queries.matrix import Asked, Matrix, MatrixRow
from consensus.systems.queries.reviews import review_form
from consensus.systems.tables import sheet_of, table_of
from tests.factories import make_account
from tests.systems.acting import OTHER_CODE, draft_with, review, system
from tests.systems.making import checklist

NAMES = ("a", "b", "c", "d")
columns = st.lists(
    st.builds(
        Asked, st.sampled_from(NAMES), st.just("T"), st.sampled_from(("X", "Y")), st.just(""), st.just(""), st.booleans()
    ),
    unique_by=lambda each: each.id,
)  # fmt: skip


class Draft:
    """Stands for a draft of which only the version is asked."""

    version = "0.1"


def matrix_of(columns, row=None, requires=None):
    """A matrix of some columns."""
    return Matrix(Draft(), checklist(requires) if requires else None, tuple(columns), (row,) if row else ())  # type: ignore[arg-type]


@given(columns)
def test_every_column_stands_once_the_required_ones_first(columns):
    table = table_of(matrix_of(columns))

    assert sorted(each.id for each in table.asked) == sorted(each.id for each in columns)
    assert [each.optional for each in table.asked] == sorted(each.optional for each in columns)
    assert [id for id, _begins in table.order] == [each.id for each in table.asked]


def test_each_cell_says_what_it_is_and_whether_it_decides():
    columns = [Asked(name, name, "X", "", "", False) for name in NAMES]
    cells = {"a": "met", "b": "missing", "c": "unknown"}
    row = MatrixRow("s", "S", "", "", "1", "disputed", cells, frozenset({"b"}), frozenset({"c"}))
    table = table_of(matrix_of(columns, row))

    assert table.marks(row) == [
        ("c mark begins met", "met", False), ("c mark missing d", "missing", True), ("c mark differ", "differ", False),
        ("c mark none", "none", False),
    ]  # fmt: skip


def test_what_need_not_be_there_is_said_to_be_so():
    columns = [Asked(name, name, "X", "", "", False) for name in ("a", "b")]
    row = MatrixRow("s", "S", "", "", "1", "conforms", {"a": "unknown", "b": "met"})

    marks = {
        str(requires): [mark for _class, mark, _d in table_of(matrix_of(columns, row, requires)).marks(row)]
        for requires in ({"any": ["a", "b"]}, {"all": ["a", "b"]})
    }

    assert list(marks.values()) == [["spared", "met"], ["unknown", "met"]]


def test_a_sheet_asks_the_required_first_and_says_what_carried_and_what_is_stale(app):
    first, alpha, ana = draft_with(), system(), make_account()
    review(alpha, first, ana)
    second = draft_with("0.2", OTHER_CODE)

    blocks = sheet_of(review_form(alpha.leading, draft=second, viewer=ana), second)
    rows = {row.asked.id: row for block in blocks for row in block.rows}

    assert [(block.title, block.optional) for block in blocks] == [
        ("Code", False), ("Data", False), ("Model", False), ("Model", True),
    ]  # fmt: skip
    assert (
        rows["code"].stale.startswith("the clause it comes from has changed")
        and rows["code"].answer.licence == "MIT"
    )
    assert (rows["data"].carried, rows["data"].stale, rows["data"].number != "") == ("0.1", "", True)
    assert (rows["card"].answer.available, rows["card"].carried) == ("unknown", "")
