"""What pages and programs read: lists, the matrix, one system, changes from draft to draft."""

import pytest
from flask import Flask
from sqlalchemy import event

from consensus.drafts.actions import withdraw_draft
from consensus.kit.db import db
from consensus.ledger import SETUP
from consensus.moderation.actions import hide_thing
from consensus.moderation.models import Rule
from consensus.systems.actions import name_contact, recuse, reply_as_maker
from consensus.systems.errors import NoSuchReview, NoSuchSystem, NoSuchVersion
from consensus.systems.found import Outcome
from consensus.systems.given import Declared
from consensus.systems.queries import (
    badge,
    flips_between,
    lines,
    matrix,
    review_called,
    system_view,
    verdict_counts,
)
from consensus.systems.queries.editions import editions
from consensus.systems.queries.registry import system_named, version_named
from tests.factories import make_account
from tests.systems.acting import (
    ASKS_FOR_MORE,
    GOOD,
    OTHER_CODE,
    TEXT,
    act,
    draft_with,
    review,
    say,
    system,
    take_file,
)


@pytest.fixture
def draft(app: Flask):
    return draft_with()


@pytest.fixture
def three(draft):
    """Alpha conforms, Beta does not, nobody has looked at Gamma."""
    ana = make_account("Ana")
    alpha, beta, gamma = (
        system("Alpha"), system("Beta", maker="Others", kind="text, image"), system("Gamma", kind="audio"),
    )  # fmt: skip
    review(alpha, draft, ana)
    review(beta, draft, ana, GOOD | {"data": "no", "weights": "CC-BY-NC-4.0"})
    return alpha, beta, gamma


def slugs(found):
    return [each.slug for each in found]


def statements(ask):
    count = [0]

    def seen(*_arguments):
        count[0] += 1

    db.session.rollback()
    event.listen(db.engine, "before_cursor_execute", seen)
    try:
        ask()
    finally:
        event.remove(db.engine, "before_cursor_execute", seen)
    return count[0]


def test_a_line_says_what_comes_out_and_what_decides(three, draft):
    say(three[1], draft, make_account("Ben"), "dispute")
    _alpha, beta, gamma = lines(draft)

    assert (beta.verdict, beta.deciding, beta.reviewers, beta.disagree) == (
        "does-not-conform", (("data", "data", "missing"),), 1, 1,
    )  # fmt: skip
    assert (gamma.verdict, gamma.reviewers, gamma.published) == ("incomplete", 0, None)
    assert verdict_counts(draft) == {"conforms": 1, "does-not-conform": 1, "incomplete": 1}


@pytest.mark.parametrize("asked, found", [
    ({"verdict": "conforms"}, ["alpha"]), ({"maker": "Others"}, ["beta"]), ({"kind": "text"}, ["alpha", "beta"]),
    ({"kind": "tex"}, []), ({"words": "GAM"}, ["gamma"]), ({"words": "%"}, []), ({"words": "other"}, ["beta"]),
])  # fmt: skip
def test_the_list_is_filtered(three, draft, asked, found):
    assert slugs(lines(draft, **asked)) == found


def test_without_a_draft_there_are_systems_without_verdicts(app: Flask):
    system("Alpha")

    assert [(each.slug, each.verdict) for each in lines(None)] == [("alpha", None)]


def test_the_matrix_holds_every_cell_also_of_what_is_optional(three, draft):
    found = matrix(draft)

    assert [(each.id, each.optional) for each in found.requirements] == [
        ("code", False), ("data", False), ("weights", False), ("card", True),
    ]  # fmt: skip
    assert found.rows[1].cells == {"code": "met", "data": "missing", "weights": "terms", "card": "unknown"}
    assert slugs(matrix(draft, verdict="incomplete").rows) == ["gamma"]
    assert slugs(matrix(draft, kind="image", maker="Others").rows) == ["beta"]


def test_a_draft_without_a_checklist_has_rows_and_no_columns(three):
    bare = matrix(draft_with("0.2", checklist=None))

    assert (bare.requirements, slugs(bare.rows), {each.verdict for each in bare.rows}) == ((), ["alpha", "beta", "gamma"], {None})  # fmt: skip


def test_lists_take_as_many_statements_for_three_systems_as_for_one(draft):
    system("Alpha")
    asked = (lambda: lines(draft), lambda: matrix(draft), lambda: flips_between(draft, draft))
    one = [statements(each) for each in asked]
    system("Beta"), system("Gamma")

    assert [statements(each) for each in asked] == one


def test_a_system_tells_each_requirement_who_said_what_and_why(three, draft):
    view = system_view(three[1], draft=draft)
    data = next(each for each in view.requirements if each.id == "data")

    assert (view.verdict, [each.id for each in view.deciding]) == ("does-not-conform", ["data"])
    assert (data.state, data.why, [(each.review.reviewer_name, each.answer.available) for each in data.said]) == (
        "missing", ("it is not available",), [("Ana", "no")],
    )  # fmt: skip
    assert [(each.name, each.verdict, each.standing) for each in view.reviewers] == [
        ("Ana", "does-not-conform", 3)
    ]


def test_its_history_names_the_drafts_where_it_changed(three, draft):
    later = draft_with("0.2", TEXT, ASKS_FOR_MORE)
    view = system_view(three[0], draft=later)

    assert [(each.draft.version, each.verdict, each.changed) for each in view.history] == [
        ("0.1", "conforms", False), ("0.2", "incomplete", True),
    ]  # fmt: skip


def test_what_has_to_be_looked_at_again_says_why(three, draft):
    later = draft_with("0.2", OTHER_CODE)
    [said] = next(each for each in system_view(three[0], draft=later).requirements if each.id == "code").said

    assert (said.stale, said.given_on) == ("the clause it comes from has changed: code", "")


def test_reviewers_who_differ_are_named(three, draft):
    review(three[0], draft, make_account("Ben"), GOOD | {"data": "no"}, maker=True)
    view = system_view(three[0], draft=draft)
    data = next(each for each in view.requirements if each.id == "data")

    assert (view.verdict, view.without_makers, data.differs) == ("disputed", "conforms", True)
    assert data.why == ("reviewers differ: Ana: met; Ben: not there",)


def test_who_stepped_back_is_shown_without_answers_or_a_verdict(three, draft):
    act(
        recuse,
        three[2].leading,
        draft=draft,
        declared=Declared(maker=True),
        reason="My own.",
        by=make_account("Ben"),
    )

    [line] = system_view(three[2], draft=draft).reviewers
    assert (line.name, line.revision.recused, line.verdict, line.standing) == ("Ben", True, None, 0)


def test_folded_words_are_marked(three, draft):
    made = system_view(three[0], draft=draft).reviewers[0].review
    act(hide_thing, made, rule=next(iter(Rule)), reason="Rude.", by=make_account("Mod", role="moderator"))
    view = system_view(three[0], draft=draft)

    assert (view.reviewers[0].hidden, view.requirements[0].said[0].hidden, view.verdict) == (
        True,
        True,
        "conforms",
    )


def test_a_reply_of_the_maker_stands_beside_the_review(three, draft):
    maker = make_account("Mo")
    act(name_contact, three[1], account=maker, by=SETUP)
    [before] = system_view(three[1], draft=draft).reviewers
    act(reply_as_maker, before.review, body="We shall publish it.", by=maker)

    [line] = system_view(three[1], draft=draft).reviewers
    assert line.revision.reply.body == "We shall publish it."


def test_what_was_published_stands_beside_what_comes_out(draft):
    from tests.systems.actions.test_importing import NATIVE

    published = "published: {draft: '0.1', outcome: does-not-conform, source: 'https://example.org/2024'}\n"
    take_file("alpha.yaml", NATIVE + published)
    view = system_view(system_named("alpha"), draft=draft)

    assert view.published == Outcome("0.1", "does-not-conform", "https://example.org/2024")
    assert (view.there.draft.version, view.there.verdict) == ("0.1", "conforms")


def test_changes_between_drafts_that_are_no_neighbours_are_followed_through(three, draft):
    draft_with("0.2", OTHER_CODE)
    last = draft_with("0.3", OTHER_CODE, ASKS_FOR_MORE)
    [flip] = flips_between(draft, last)

    assert (flip.slug, str(flip.before), str(flip.after)) == ("alpha", "conforms", "incomplete")
    assert {(each.requirement, each.clause, each.draft) for each in flip.because} == {
        ("code", "code", "0.3"), ("card", "card", "0.3"),
    }  # fmt: skip
    assert flips_between(draft, draft) == []


def test_a_badge_says_draft_and_date(three, draft):
    found = badge(three[0], draft=draft)

    assert (found.name, found.verdict, found.draft, found.date.year >= 2024) == (
        "Alpha",
        "conforms",
        "0.1",
        True,
    )


def test_editions_leave_out_what_was_withdrawn(draft):
    gone = draft_with("0.2", OTHER_CODE)
    act(withdraw_draft, gone, reason="Too early.", by=SETUP)
    draft_with("0.3", OTHER_CODE)

    found = editions()
    assert [(each.draft, sorted(each.changed)) for each in found.rows] == [("0.1", []), ("0.3", ["code"])]
    assert (found.of("0.2"), found.upto("0.2")) == (None, ())


def test_what_is_not_there_is_missing(three):
    with pytest.raises(NoSuchSystem):
        system_named("delta")
    with pytest.raises(NoSuchVersion):
        version_named(three[0], "9")
    for number in (99, 2**40):
        with pytest.raises(NoSuchReview):
            review_called(number)


def test_an_earlier_version_can_be_looked_at_too(draft):
    alpha = system("Alpha", "1", "2")
    review(alpha, draft, make_account("Ana"))
    other = next(each for each in alpha.versions if not each.leading)

    assert system_view(alpha, draft=draft).verdict == "conforms"
    assert (
        system_view(alpha, draft=draft, version=other).verdict,
        system_view(alpha, draft=draft, version=other).reviewers,
    ) == (None, ())
