"""Tallies from counters: everything in them, apart, carried and stale, at the same cost however many there are."""

import pytest
from flask import Flask
from sqlalchemy import event, func, insert, select

from consensus.accounts.actions import create_organisation
from consensus.accounts.models import Account, Sector
from consensus.drafts.actions import decide_map
from consensus.drafts.models import Draft
from consensus.kit.db import db, transaction
from consensus.ledger import SETUP
from consensus.voting.breakdown import ORGANISATION, SCRIBE
from consensus.voting.counting import Counts
from consensus.voting.models import Counter
from consensus.voting.queries import breakdowns_of, outcomes_of, stale_in, tallies_of, tally_of
from tests.drafts.making import NEW, OLD, prepare, publish, published
from tests.factories import make_account
from tests.voting.acting import act, row_of, take, take_back
from tests.voting.editing import polished


@pytest.fixture
def draft(app: Flask) -> Draft:
    return published()


def tally(draft, key="use"):
    return tally_of(draft, row_of(draft, key))


def test_a_tally_has_totals_and_tables(draft):
    for name, group, country, choice, channel in (
        ("Ana", "licensee", "SN", "support", "online"),
        ("Ben", "licensee", None, "object", "stop:lagos"),
        ("Cyd", None, "FR", "accept", "stop:lagos"),
    ):
        take(
            draft,
            "use",
            choice,
            make_account(name, stakeholder_group=group, country=country),
            channel=channel,
        )

    found = tally(draft)
    assert found.totals == Counts(support=1, accept=1, object=1)
    assert found.by_group == {"licensee": Counts(support=1, object=1), "unstated": Counts(accept=1)}
    assert found.by_channel == {"online": Counts(support=1), "stop:lagos": Counts(accept=1, object=1)}
    assert found.by_continent == {
        "africa": Counts(support=1), "europe": Counts(accept=1), "unstated": Counts(object=1),
    }  # fmt: skip
    assert (found.roll, found.concentration.people) == (3, 3)


def test_of_an_empty_clause_everything_is_zero(draft):
    assert tally(draft).totals == Counts()
    assert tallies_of(draft) == {}


def test_what_is_taken_back_is_in_no_tally(draft):
    ana = make_account("Ana")
    take(draft, "use", "support", ana)
    take_back(draft, "use", ana)

    assert tally(draft).totals == Counts()
    assert db.session.scalar(select(func.max(Counter.support))) == 0


def test_unchanged_words_carry_and_changed_ones_do_not(draft):
    for key in ("use", "share"):
        take(draft, key, "support", make_account("Ana"))
    second = published(NEW, "0.2")

    assert (tally(second, "share").totals.support, tally(second, "share").carried.support) == (1, 1)
    assert (tally(second, "share").edited.support, tally(second, "share").stale.n) == (0, 0)
    assert (tally(second, "use").totals.n, tally(second, "use").stale) == (0, Counts(support=1))


def test_what_came_over_an_editorial_change_is_apart(draft):
    take(draft, "study", "accept", make_account("Ana"))
    second = polished()

    assert (tally(second, "study").carried.accept, tally(second, "study").edited.accept) == (1, 1)


def test_stale_ones_are_those_whose_holders_said_nothing_since(draft):
    ana, ben = make_account("Ana"), make_account("Ben")
    take(draft, "use", "support", ana)
    take(draft, "use", "object", ben)
    second = published(NEW, "0.2")
    take(second, "use", "support", ana)

    assert (tally(second).totals, tally(second).stale) == (Counts(support=1), Counts(object=1))


def test_of_a_split_clause_it_is_stale_on_each_and_of_merged_ones_on_the_one(draft):
    take(draft, "code", "support", make_account("Ana"))
    text = OLD.replace(
        "The code that trains the system and the code that runs it belong to that form. {#code}",
        "The code that trains the system belongs to that form. {#code}\n\nSo does what runs it. {#running}",
    )
    prepared = prepare(text, "0.2")
    with transaction():
        decide_map(prepared, [{"key": "running", "kind": "split", "from": ["code"]}], by=SETUP)
    second = publish(prepared)

    assert [tally(second, key).stale.support for key in ("code", "running")] == [1, 1]
    assert {clause for clause, counts in stale_in(second).items() if counts.n} == {
        row_of(second, key).clause_id for key in ("code", "running")
    }


def test_words_that_return_bring_back_what_was_said_of_them(draft):
    take(draft, "use", "support", make_account("Ana"))
    published(NEW, "0.2")
    third = published(OLD, "0.3")

    assert (tally(third).totals.support, tally(third).carried.support, tally(third).stale.n) == (1, 1, 0)


def test_organisations_and_scribes_are_read_only_where_they_are_needed(draft):
    with transaction():
        lab = create_organisation("Open Lab", sector=Sector.ACADEMIA, by=SETUP)
    ana = make_account("Ana", affiliation_id=lab.id)
    act(lambda: take(draft, "use", "support", db.session.get_one(Account, ana.id), scribe="p:scribe"))
    clause = row_of(draft, "use").clause_id

    whole, shown = breakdowns_of(draft)[clause], breakdowns_of(draft, whole=False)[clause]
    assert [whole.total(ORGANISATION, "open-lab").n, whole.total(SCRIBE, "p:scribe").n] == [1, 1]
    assert [shown.all_of(ORGANISATION), shown.all_of(SCRIBE), shown.total().n] == [{}, {}, 1]


def statements(work):
    """How many statements some work asks."""
    asked = []
    event.listen(db.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    work()
    return len(asked)


@pytest.mark.parametrize("question", [tallies_of, outcomes_of])
def test_a_whole_draft_takes_as_many_statements_as_one_clause(draft, question):
    take(draft, "use", "object", make_account("Ana"))
    few = statements(lambda: question(draft))
    for key in ("share", "study", "parts", "code"):
        take(draft, key, "object", make_account("Ben"))

    assert statements(lambda: question(draft)) == few


def test_a_tally_reads_as_many_counters_whether_they_count_a_thousand_or_a_million(draft):
    row = row_of(draft, "use")
    place = {"placement_id": row.placement_id, "refused": False, "accept": 0, "abstain": 0, "object": 0}
    with transaction():
        db.session.execute(
            insert(Counter),
            [
                {**place, "slice": part, "stakeholder_group": group, "support": 250_000}
                for part in ("", "continent:africa", "new") for group in ("licensee", "regulator", "subject", "unstated")
            ],
        )  # fmt: skip

    assert tally(draft).totals == Counts(support=1_000_000)
    assert db.session.scalar(select(func.count()).select_from(Counter)) == 12
