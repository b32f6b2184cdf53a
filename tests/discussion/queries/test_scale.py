"""Twenty thousand comments on a clause are asked for as a hundred are: the same statements, by indexes, nothing sorted."""

from functools import partial

import pytest
from sqlalchemy import select, text

from consensus.accounts.models import Account
from consensus.discussion.models import Comment
from consensus.discussion.queries.answers import outcomes_of
from consensus.discussion.queries.comments import latest_talk, mine
from consensus.discussion.queries.counts import talk_gone, talk_of, talk_on_parts, totals_seen
from consensus.discussion.queries.desk import Asked, comments_of_draft, how_many_silent, silent_objections
from consensus.discussion.queries.everywhere import said_in
from consensus.discussion.queries.objections import objections_open, strongest_in, sustained
from consensus.discussion.queries.reports import disposition_rows
from consensus.discussion.queries.spots import Spot
from consensus.discussion.queries.threads import ORDERS, comments_on, threads_on
from consensus.discussion.shapes import comment_shapes
from consensus.discussion.shown import thread_views
from consensus.drafts.queries import draft_named
from consensus.kit.db import db
from tests.discussion.crowd import crowd, plans_of, walks
from tests.discussion.three_drafts import first, id_of, second
from tests.factories import make_account, make_comment

OWN = {("mine", "strongest")}  # sorted: one person's own, which is little
FILTERS = ("all", "objections", "suggestions", "unanswered", "mine", "group:regulator")
ORDERED = [(filter, order) for filter in FILTERS for order in ORDERS if (filter, order) not in OWN]


def shapes_on(draft, clause):
    found = comments_on(Spot(draft, clause)).items
    return comment_shapes(found, seen_from=draft, viewer=ana(), clause_id=clause)


def views_on(draft, clause):
    found = threads_on(Spot(draft, clause)).items
    return thread_views(found, seen_from=draft, viewer=ana(), clause_id=clause)


def threads_by(filter, order, draft, clause):
    return threads_on(Spot(draft, clause), filter=filter, order=order, viewer=ana())


OF_CLAUSES = {
    **{f"{filter}, {order}": partial(threads_by, filter, order) for filter, order in ORDERED},
    "flat": lambda draft, clause: comments_on(Spot(draft, clause)),
    "shapes": shapes_on,
    "views": views_on,
}
OF_DRAFTS = {
    "talk": talk_of,
    "gone": talk_gone,
    "parts": talk_on_parts,
    "strongest": strongest_in,
    "objections": objections_open,
    "sustained": sustained,
    "queue": comments_of_draft,
    "everything": lambda draft: comments_of_draft(draft, Asked(unanswered=False, objections_first=False)),
    "objections here": lambda draft: comments_of_draft(draft, Asked(kind="objection", only_here=True)),
    "report": disposition_rows,
    "mine": lambda draft: mine(ana()),
    "silent": silent_objections,
    "how many silent": how_many_silent,
    "totals": totals_seen,
    "outcomes": outcomes_of,
    **{f"said, {each}": partial(said_in, filter=each) for each in FILTERS if each != "mine"},
}


def ana():
    return db.session.get_one(Account, 1)


@pytest.mark.parametrize("planner", ["knows nothing", "was told"])
def test_questions_cost_the_same_however_much_is_said(app, planner):
    draft, author = first(), make_account("Ana")
    crowd(draft, "use", 20_000, by=author)
    crowd(draft, "share", 100, by=author)
    make_comment(second(), "use", by=make_account("Bo"))
    if planner == "was told":
        db.session.execute(text("ANALYZE"))
        db.session.commit()
    db.session.remove()
    db.engine.dispose()
    draft = draft_named("0.2")

    for name, ask in OF_CLAUSES.items():
        large, small = asked_of(draft, "use", ask), asked_of(draft, "share", ask)
        assert (name, len(large)) == (name, len(small))
        assert (name, walks(large)) == (name, [])
    for version in ("0.1", "0.2"):
        draft = draft_named(version)
        found = {name: walks(plans_of(partial(ask, draft))) for name, ask in OF_DRAFTS.items()}
        assert found == {name: [] for name in OF_DRAFTS}


def asked_of(draft, key, ask):
    """The plans of one question about a clause; what is known once is not asked again."""
    clause = id_of(key)
    ask(draft, clause)
    return plans_of(lambda: ask(draft, clause))


def test_the_newest_are_read_from_the_end_and_not_sorted(app):
    assert walks(plans_of(lambda: latest_talk(10))) == ["SCAN comments"]


def test_a_walk_through_all_comments_would_be_noticed(app):
    everything = select(Comment.id).where(Comment.language == "en").order_by(Comment.channel).limit(1)

    assert len(walks(plans_of(lambda: db.session.execute(everything).all()))) == 2
