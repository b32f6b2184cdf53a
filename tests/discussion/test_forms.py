import pytest

from consensus.discussion.forms import EditRow, SaidForm, rows_in
from consensus.discussion.models import CommentKind
from consensus.kit.errors import Invalid


def test_what_is_left_out_has_a_meaning():
    given = SaidForm.take({})

    assert (given.body, given.kind, given.quote, given.suggestion, given.nonce) == (
        "",
        CommentKind.COMMENT,
        None,
        "",
        None,
    )


def test_another_kind_is_refused():
    with pytest.raises(Invalid) as refused:
        SaidForm.take({"kind": "vote"})

    assert [str(said) for said in refused.value.errors["kind"]] == ["Choose one of those offered."]


def test_rows_are_read_in_order_and_one_more_than_there_may_be():
    fields = {f"op-{n}": "delete" for n in range(1, 40)} | {
        "clause-2": "use",
        "text-2": "a\r\nb",
        "after-2": "-",
    }

    rows = rows_in(fields)

    assert (len(rows), rows[0], rows[1]) == (
        21,
        EditRow("delete", "", "", ""),
        EditRow("delete", "use", "-", "a\nb"),
    )


def test_a_form_without_rows_has_none():
    assert rows_in({"body": "op-1"}) == []
