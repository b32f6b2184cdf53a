"""A stop's report: who took part as far as they said, what was said per clause, what became of it since."""

import csv
import io

import pytest
from flask import Flask

from consensus.accounts.actions import claim, merge_accounts, request_claim
from consensus.accounts.models import Account
from consensus.discussion.actions import dispose
from consensus.discussion.queries.comments import comment_at
from consensus.drafts.models import Draft
from consensus.kit.db import db
from consensus.ledger import SETUP
from consensus.roadshow import actions
from consensus.roadshow.models import Sitting
from consensus.roadshow.participation import Share
from consensus.roadshow.queries import stop_named
from consensus.roadshow.queries.report import report_of
from consensus.roadshow.report_data import report_as_data
from consensus.roadshow.report_sheets import write_columns, write_people, write_report
from consensus.voting.counting import Counts
from tests.accounts.counting import queries_of
from tests.accounts.outbox import posted, secret_in
from tests.factories import make_account, make_comment, make_draft
from tests.roadshow.acting import TEXT, a_draft, a_stop, act, joined, noted, on_duty, opened
from tests.voting.acting import draft_with_policy, take

CHANGED = TEXT.replace("for any purpose", "for whatever purpose they have")


@pytest.fixture
def draft(app: Flask) -> Draft:
    return a_draft()


@pytest.fixture
def sitting(draft: Draft) -> Sitting:
    return opened()


def five(sitting: Sitting) -> list[Account]:
    """Five guests: four licensees, one who says nothing; three from Senegal, two from France."""
    countries = ["SN", "SN", "SN", "FR", "FR"]
    return [
        joined(sitting, f"Guest {n}", country=country, stakeholder_group="licensee" if n else None, language="fr").account
        for n, country in enumerate(countries)
    ]  # fmt: skip


def asked_for(sitting: Sitting) -> int:
    """How often a report asks the database, which knows nothing by heart."""
    slug = sitting.stop.slug
    db.session.expire_all()
    return queries_of(lambda: report_of(stop_named(slug)))


def test_a_stop_where_nobody_came_has_an_empty_report(sitting):
    report = report_of(sitting.stop)

    assert (report.who.people, report.clauses, report.totals.positions, report.who.twice) == (0, (), 0, False)
    assert report.left.is_nothing


def test_a_stop_that_was_not_opened_has_one_too(app):
    report = report_of(a_stop())
    assert (report.draft, report.sittings, report.clauses) == (None, (), ())


def test_who_took_part_as_far_as_they_said_and_nobody_stands_alone(sitting):
    five(sitting)
    joined(sitting, by=make_account("Ana", stakeholder_group="regulator"))
    who = report_of(sitting.stop).who

    assert (who.people, who.phones, who.paper, who.guests, who.with_account) == (6, 6, 0, 5, 1)
    assert who.groups.rows == (Share("licensee", 4), Share("other", 2))
    assert who.continents.rows == (Share("africa", 3), Share("other", 3))
    assert who.languages.rows == (Share("fr", 5), Share("unstated", 1))
    assert [(each.version, each.n) for each in who.consents] == [(who.consents[0].version, 6)]
    assert (who.heads, who.twice) == (None, True)


def test_heads_are_those_that_were_counted_and_say_who_confirmed_them(draft):
    fatou = make_account("Fatou")
    sitting = opened(heads=12, by=fatou)
    before = report_of(sitting.stop).who
    act(actions.witness_heads, sitting, by=make_account("Ibou"))
    after = report_of(sitting.stop).who

    assert [(who.heads, who.witnessed) for who in (before, after)] == [(12, False), (12, True)]


def test_those_set_aside_are_counted_apart(sitting):
    guests = five(sitting)
    eve = joined(sitting, "Eve")
    take(sitting.draft, "use", "support", guests[0])
    take(sitting.draft, "use", "object", eve.account)
    act(actions.set_aside, sitting, [eve], reason="Came by a stolen code.", by=on_duty(sitting.stop))
    report = report_of(sitting.stop)

    assert (report.who.people, report.who.aside) == (5, 1)
    assert [(each.key, each.counts, each.comments) for each in report.clauses] == [
        ("use", Counts(support=1), 0)
    ]


def test_a_guest_who_leaves_an_address_is_one_person_everywhere(sitting):
    ana = make_account("Ana", email="ana@example.org")
    guest = joined(sitting, "Awa").account
    joined(sitting, by=ana)
    take(sitting.draft, "use", "accept", guest)
    take(sitting.draft, "use", "support", ana)
    before = report_of(sitting.stop)
    act(request_claim, guest, email="ana@example.org")
    act(claim, secret_in(posted("ana@example.org")[0]))
    after = report_of(sitting.stop)

    assert (before.who.people, before.clauses[0].counts.n, before.who.twice) == (2, 2, True)
    assert (after.who.people, after.clauses[0].counts, after.who.twice) == (1, Counts(support=1), False)


def test_who_left_an_address_since_is_told_by_number(sitting):
    guest = joined(sitting, "Awa").account
    joined(sitting, "Ibou")
    act(request_claim, guest, email="awa@example.org")
    act(claim, secret_in(posted("awa@example.org")[0]))
    who = report_of(sitting.stop).who

    assert (who.people, who.guests, who.claimed, who.with_account) == (2, 2, 1, 0)


def test_what_was_said_per_clause_and_what_was_answered_since(sitting):
    guests = five(sitting)
    for guest in guests[:3]:
        take(sitting.draft, "use", "support", guest)
    objection = take(sitting.draft, "study", "object", guests[3]).comment
    make_comment(sitting.draft, "study", "And who says so?", by=guests[4], channel=sitting.stop.channel)
    make_comment(sitting.draft, "study", "Said online.", by=make_account("Ana"))
    make_comment(sitting.draft, None, "All in all too long.", by=guests[0], channel=sitting.stop.channel)
    noted(sitting, guests[1], clause_key="share")
    act(
        dispose,
        [comment_at(objection.id)],
        outcome="declined",
        reason="It is needed.",
        by=make_account("Ed", role="maintainer"),
    )
    report = report_of(sitting.stop)
    told = {each.key: each for each in report.clauses}

    assert list(told) == ["use", "study", "share"]
    assert (told["use"].counts, told["study"].counts, told["share"].notes) == (
        Counts(support=3),
        Counts(object=1),
        1,
    )
    study = told["study"]
    assert (study.comments, study.objections, study.standing, study.answered) == (2, 1, 1, 1)
    assert (dict(study.outcomes), report.elsewhere.comments) == ({"declined": 1}, 1)
    assert (report.totals.positions, report.totals.comments, report.totals.notes) == (4, 3, 1)


def test_it_says_where_an_outcome_hangs_on_this_stop(app):
    draft_with_policy("quorum = 3\nquorum_per_group = 1\ngroups_heard = 0\n", "0.1", TEXT)
    sitting = opened()
    for guest in five(sitting)[:3]:
        take(sitting.draft, "use", "support", guest)
    [use] = report_of(sitting.stop).clauses

    assert (use.status, use.depends) == ("consensus", True)


def test_it_says_what_a_clause_became_in_the_newest_draft(sitting):
    guest = joined(sitting).account
    take(sitting.draft, "use", "support", guest)
    take(sitting.draft, "study", "support", guest)
    act(actions.close_sitting, sitting, by=SETUP)
    make_draft("0.2", CHANGED)
    report = report_of(sitting.stop)

    assert report.newest.version == "0.2"
    assert {each.key: each.became for each in report.clauses} == {"use": ("edited",), "study": ()}


def test_what_is_left_to_do_is_in_it(sitting):
    noted(sitting, joined(sitting).account)

    assert report_of(sitting.stop).left.notes == 1


def test_it_costs_the_same_however_much_was_said(sitting, app):
    guests = five(sitting)
    take(sitting.draft, "use", "object", guests[0])
    few = asked_for(sitting)
    for guest in guests[1:]:
        for key in ("use", "study", "share"):
            take(sitting.draft, key, "object", guest)

    assert asked_for(sitting) == few


def test_as_data_and_as_sheets_it_says_the_same(app, sitting):
    guests = five(sitting)
    take(sitting.draft, "use", "support", guests[0])
    report = report_of(sitting.stop)
    data = report_as_data(report)
    with app.test_request_context():
        out, people, columns = io.StringIO(), io.StringIO(), io.StringIO()
        write_report(out, report, base="https://example.org")
        write_people(people, report.who, as_of=report.as_of)
        write_columns(columns)
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    who = list(csv.DictReader(io.StringIO(people.getvalue())))
    told = {(row["sheet"], row["column"]) for row in csv.DictReader(io.StringIO(columns.getvalue()))}

    assert (data["totals"]["positions"], data["clauses"][0]["totals"]["support"]) == (1, 1)
    assert data["participants"]["continents"] == {"said": 3, "of": 5, "by_name": {"africa": 3, "other": 2}}
    assert [(row["clause"], row["support"], row["url"]) for row in rows] == [
        ("use", "1", "https://example.org/drafts/0.1/clauses/use/"),
    ]  # fmt: skip
    assert ("language", "fr", "5", "5", "5") in [
        (r["table"], r["name"], r["n"], r["said"], r["of"]) for r in who
    ]
    assert all(row["as_of"] for row in who)
    assert {("report", name) for name in rows[0]} | {("people", name) for name in who[0]} <= told


def test_merged_by_hand_it_is_one_person_as_well(sitting):
    ana = make_account("Ana")
    guest = joined(sitting, "Awa").account
    act(merge_accounts, guest, into=ana, by=SETUP)

    assert report_of(sitting.stop).who.people == 1
