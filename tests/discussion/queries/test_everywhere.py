"""What is said of a whole draft, chosen and in pages, for the same cost however much is said."""

from functools import partial

import pytest
from sqlalchemy import text

from consensus.accounts.models import Account
from consensus.discussion.actions import cosign
from consensus.discussion.queries.everywhere import said_in
from consensus.drafts.queries import draft_named
from consensus.kit.db import db
from consensus.kit.errors import Invalid
from tests.discussion.acting import act, again
from tests.discussion.crowd import crowd, plans_of, walks
from tests.discussion.three_drafts import first, second
from tests.factories import make_account, make_comment

CHOSEN = [
    ("all", "newest"), ("all", "oldest"), ("objections", "newest"), ("suggestions", "newest"),
    ("unanswered", "newest"), ("unanswered", "oldest"), ("mine", "newest"), ("group:regulator", "newest"),
]  # fmt: skip


def bodies(page):
    return [comment.body for comment in page.items]


def test_what_begins_threads_is_found_over_all_places_and_drafts(app):
    old = make_comment(first(), "use", "Old.")
    make_comment(parent=old, body="A reply.")
    whole = make_comment(second(), None, "Whole.")

    page = said_in(draft_named("0.2"))

    assert (bodies(page), page.next, bodies(said_in(draft_named("0.1")))) == (
        ["Whole.", "Old."],
        None,
        ["Old."],
    )
    assert (bodies(said_in(draft_named("0.2"), order="oldest")), whole.id > old.id) == (
        ["Old.", "Whole."],
        True,
    )


def test_pages_follow_each_other(app):
    for n in range(5):
        make_comment(first() if n == 0 else "0.1", "use", f"{n}.")
    draft = draft_named("0.1")

    one = said_in(draft, limit=2)
    two = said_in(draft, limit=2, cursor=one.next)
    three = said_in(draft, limit=2, cursor=two.next)

    assert [bodies(page) for page in (one, two, three)] == [["4.", "3."], ["2.", "1."], ["0."]]
    assert three.next is None


def test_filters_find_replies_too(app):
    root = make_comment(first(), "use", "Root.", by=make_account("Bo", stakeholder_group="regulator"))
    ana = make_account("Ana")
    make_comment(parent=root, body="I object.", kind="objection", by=ana)
    other = make_comment("0.1", "share", "I object, too.", kind="objection")
    act(cosign, again(other), by=ana)

    found = {name: bodies(said_in(draft_named("0.1"), filter=name, viewer=ana)) for name, _order in CHOSEN}

    assert found == {
        "all": ["I object, too.", "Root."], "objections": ["I object, too.", "I object."], "suggestions": [],
        "unanswered": ["I object, too.", "I object.", "Root."], "mine": ["I object."], "group:regulator": ["Root."],
    }  # fmt: skip


def test_another_filter_is_refused(app):
    with pytest.raises(Invalid):
        said_in(first(), filter="nothing")


@pytest.mark.parametrize("planner", ["knows nothing", "was told"])
def test_it_costs_the_same_however_much_is_said(app, planner):
    crowd(first(), "use", 20_000, by=make_account("Ana"))
    make_comment(second(), "use", by=make_account("Bo"))
    if planner == "was told":
        db.session.execute(text("ANALYZE"))
        db.session.commit()
    db.session.remove()
    db.engine.dispose()
    draft, bo = draft_named("0.2"), db.session.get_one(Account, 2)

    found = {
        each: walks(plans_of(partial(said_in, draft, filter=each[0], order=each[1], viewer=bo)))
        for each in CHOSEN
    }

    assert found == {each: [] for each in CHOSEN}
