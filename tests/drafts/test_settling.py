import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.drafts.changes import ChangeFound, ChangeKind
from consensus.drafts.plans import Declaration, Row
from consensus.drafts.settling import (
    Settled,
    changed_meanwhile,
    chosen,
    decision,
    needs_a_look,
    settled,
    stands_already,
    unpacked,
    waits,
)

KEY = st.from_regex(r"[a-z][a-z0-9.-]{0,20}", fullmatch=True)
ROWS = st.builds(
    Settled,
    st.lists(KEY, unique=True, max_size=4).map(tuple),
    st.booleans(),
    st.sampled_from(["", "substantive", "editorial"]),
    st.booleans(),
)
SHOWN = Settled(("use",), False, "substantive", True)


def row(
    kind="edited",
    *,
    sources=("use",),
    significance="substantive",
    decided=False,
    clause=object(),
    said=None,
    risks=(),
    **more,
):
    change = ChangeFound("use", ChangeKind(kind), sources, False, False, significance, risks, 1.0, "", None)
    return Row("use", "use", change, clause, more.get("normative", True), said, decided)


@given(ROWS)
def test_what_a_form_shows_is_read_as_itself(shown):
    assert unpacked(shown.packed()) == shown


@pytest.mark.parametrize("text", ["", "a|b", "a|b|c|d|e"])
def test_anything_else_is_no_row(text):
    assert unpacked(text) is None


@given(ROWS)
def test_what_nobody_touched_is_no_decision(shown):
    assert decision("use", shown, shown) is None


@given(ROWS, ROWS)
def test_a_decision_names_what_differs_and_nothing_else(was, given_):
    change = decision("use", was, given_, reason="So.") or {"key": "use"}

    differs = set(was.sources) != set(given_.sources) or was.shared != given_.shared
    assert ("from" in change) is differs
    assert ("significance" in change) is (was.significance != given_.significance != "")
    assert ("normative" in change) is (was.normative != given_.normative)


@pytest.mark.parametrize(
    ("sources", "shared", "kind"),
    [
        ((), False, "new"),
        ((), True, "new"),
        (("a",), False, "edited"),
        (("a", "b"), False, "merged"),
        (("a",), True, "split"),
    ],
)
def test_sources_say_what_kind_of_change_it_is(sources, shared, kind):
    assert str(Settled(sources, shared, "", True).kind) == kind


def test_confirming_decides_where_it_comes_from_and_undoing_takes_all_back():
    assert decision("use", SHOWN, SHOWN, confirm=True) == {"key": "use", "kind": "edited", "from": ["use"]}
    assert decision("use", SHOWN, Settled((), False, "", False), undo=True) == {
        "key": "use",
        "proposed": True,
    }


PENDING = Declaration("editorial", "p:1", "So.")
SECONDED = Declaration("editorial", "p:1", "So.", "p:2")


@pytest.mark.parametrize(
    ("each", "look", "waiting"),
    [
        (row(), True, False),
        (row(decided=True), False, False),
        (row("same", significance=None), False, False),
        (row("removed", clause=None), False, False),
        (row(decided=True, said=PENDING, risks=("modal:must",)), True, True),
        (row(decided=True, said=SECONDED, significance="editorial", risks=("modal:must",)), False, False),
        (row(decided=True, said=PENDING, significance="editorial"), False, False),
    ],
)
def test_what_is_to_be_looked_at(each, look, waiting):
    assert (needs_a_look(each), waits(each)) == (look, waiting)


def test_filters_choose_rows_of_newer_clauses():
    risky, same, gone = (
        row(decided=True, risks=("modal:must",)),
        row("same", significance=None),
        row("removed", clause=None),
    )
    new = row("new", sources=())

    shown = {show: chosen([risky, same, gone, new], show) for show in ("look", "risky", "all", "whatever")}

    assert shown == {"look": [new], "risky": [risky], "all": [risky, new], "whatever": [new]}


def test_rows_that_say_something_else_than_a_form_had_shown_are_named():
    rows = {"use": row(), "code": row("new", sources=())}

    assert changed_meanwhile(rows, {"use": settled(rows["use"]), "code": SHOWN, "gone": SHOWN}) == ["code"]


JOINED = {"key": "use", "kind": "edited", "from": ["use"]}


@pytest.mark.parametrize(
    ("each", "given_", "change", "stands"),
    [
        (row(), SHOWN, {"key": "use", "normative": True}, True),
        (row(normative=False), SHOWN, {"key": "use", "normative": True}, False),
        (row(decided=True), SHOWN, JOINED, True),
        (row(), SHOWN, JOINED, False),
        (row(decided=True), SHOWN, {"key": "use", "proposed": True}, False),
        (
            row(said=PENDING, risks=("modal:must",)),
            Settled(("use",), False, "editorial", True),
            {"key": "use"},
            True,
        ),
        (row(), Settled(("use",), False, "editorial", True), {"key": "use"}, False),
        (None, SHOWN, JOINED, False),
    ],
)
def test_what_was_given_may_stand_already(each, given_, change, stands):
    assert stands_already(each, given_, change) is stands
