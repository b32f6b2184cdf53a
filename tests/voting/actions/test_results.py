"""Results are kept once, from what stood at the closing; later acts do not change them."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from consensus.accounts.models import Account
from consensus.drafts.actions import extend_period
from consensus.drafts.models import Draft
from consensus.kit.clock import now
from consensus.kit.db import db
from consensus.ledger import SETUP
from consensus.ledger.views import export_lines
from consensus.release import verify
from consensus.voting.due import keep_results, keep_some_figures
from consensus.voting.models import Figures, Result
from consensus.voting.queries import figures_of, outcomes_at, result_of, results_of, tally_of
from tests.drafts.making import NEW, published
from tests.factories import make_account
from tests.voting.acting import act, close, entries, row_of, take, take_back


@pytest.fixture
def draft(app: Flask) -> Draft:
    return published()


@pytest.fixture
def ana(app: Flask) -> Account:
    return make_account("Ana", stakeholder_group="licensee", country="SN")


def kept(draft, key="use"):
    found = outcomes_at(result_of(draft))[key].tally
    return found.totals.support, found.totals.accept, found.totals.object


def test_a_draft_that_closed_is_counted_once(draft, ana):
    take(draft, "use", "support", ana)
    open_yet = keep_results(), result_of(draft)
    published(NEW, "0.2")

    assert open_yet == (0, None)
    assert [keep_results(), keep_results()] == [1, 0]
    assert kept(draft) == (1, 0, 0)
    [entry] = entries("result.kept")
    result = result_of(draft)
    assert (entry.details["closing"], entry.details["digest"]) == (result.n, result.digest)
    assert entry.details["totals"] == [["use", 1, 0, 0, 0]]


def test_what_happens_after_closing_does_not_change_it(draft, ana):
    take(draft, "use", "object", ana)
    take(draft, "share", "support", ana)
    second = published(NEW, "0.2")
    keep_results()
    before = result_of(draft).data
    take(draft, "use", "accept", ana)
    take(second, "share", "object", ana)

    assert result_of(draft).data == before
    assert (kept(draft), kept(draft, "share")) == ((0, 0, 1), (1, 0, 0))
    assert tally_of(draft, row_of(draft, "use")).totals.accept == 1


def test_it_is_what_stood_at_the_closing_even_when_it_is_counted_later(draft, ana):
    ben = make_account("Ben")
    take(draft, "use", "object", ana)
    take(draft, "use", "support", ben)
    take(draft, "share", "support", ben)
    take_back(draft, "share", ben)
    published(NEW, "0.2")
    take(draft, "use", "accept", ana)
    keep_results()

    assert (kept(draft), kept(draft, "share")) == ((1, 0, 1), (0, 0, 0))


def test_what_came_in_late_is_not_in_it(draft, ana):
    take(draft, "use", "support", ana)
    close(draft, ago=timedelta())
    take(draft, "use", "support", make_account("Ben"), on_paper=True, channel="stop:lagos")
    keep_results()

    assert kept(draft) == (1, 0, 0)
    assert tally_of(draft, row_of(draft, "use")).late.support == 1


def test_a_draft_that_is_reopened_and_closes_again_has_another(draft, ana):
    take(draft, "use", "support", ana)
    close(draft, ago=timedelta())
    keep_results()
    act(
        extend_period,
        db.session.get_one(Draft, draft.id),
        closes_at=now() + timedelta(days=9),
        reason="More.",
        by=SETUP,
    )
    reopened = result_of(draft)
    take(draft, "use", "support", make_account("Ben"))
    published(NEW, "0.2")
    keep_results()

    assert reopened is None
    assert kept(draft) == (2, 0, 0)
    assert [outcomes_at(each)["use"].tally.totals.n for each in results_of(draft)] == [1, 2]


def test_drafts_of_which_nothing_was_said_have_none(draft):
    published(NEW, "0.2")

    assert keep_results() == 0


def test_whoever_has_an_export_counts_the_same(draft, ana, tmp_path):
    take(draft, "use", "object", ana)
    take(draft, "share", "support", make_account("Ben"))
    published(NEW, "0.2")
    keep_results()
    file = tmp_path / "ledger.ndjson"
    file.write_text("".join(export_lines()), "utf-8")

    assert verify.main([str(file)]) == 0


def test_figures_are_reckoned_when_positions_came_in_and_not_again(draft, ana):
    take(draft, "use", "support", ana)
    done = [keep_some_figures(), keep_some_figures()]
    take(draft, "share", "support", ana)
    take(draft, "share", "support", make_account("Ben"))
    with time_machine.travel(now() + timedelta(minutes=5), tick=True):
        done.append(keep_some_figures())

    figures = db.session.scalars(select(Figures)).one()
    assert done == [1, 0, 1]
    assert figures.data["people"] == [[1, 1], [2, 1]]
    assert (figures_of(draft).eligible, figures_of(draft).concentration.held) == (2, 2)
    assert db.session.scalars(select(Result)).all() == []
