"""A result is kept as data and read back as it was."""

import json

from hypothesis import given

from consensus.voting.breakdown import NOTHING, breakdown_of
from consensus.voting.counting import Counts, count
from consensus.voting.kept import KeptClause, clauses_as_data, clauses_from, is_empty, totals_in

from .making import objections, positions


@given(positions, objections)
def test_what_was_kept_is_read_back(held, against):
    kept = {"use": KeptClause(breakdown_of(count(held)), Counts(accept=2), tuple(against), True, False)}

    assert clauses_from(json.loads(json.dumps(clauses_as_data(kept)))) == kept


def test_totals_are_told_of_what_was_counted():
    counted = breakdown_of({})
    kept = {"use": KeptClause(counted), "share": KeptClause(NOTHING)}

    assert totals_in(clauses_as_data(kept)) == []
    assert is_empty(list(kept.values()))


@given(positions.filter(bool))
def test_totals_are_in_the_order_of_the_choices(held):
    kept = {"use": KeptClause(breakdown_of(count(held)))}
    total = kept["use"].counted.total()

    assert totals_in(clauses_as_data(kept)) == [
        ["use", total.support, total.accept, total.abstain, total.object]
    ]
    assert not is_empty(list(kept.values()))
