"""The counters stay what a recount of the comments gives, whatever is done, in whatever order, by however many at once."""

import random
import threading
from collections import defaultdict

import pytest
from sqlalchemy import func, select

from consensus.accounts.models import Account
from consensus.discussion.actions import (
    Edit,
    add_comment,
    answer_disposition,
    confirm_addressed,
    cosign,
    delete_comment,
    dispose,
    edit_comment,
    withdraw_cosignature,
    withdraw_objection,
)
from consensus.discussion.models import Comment, Disposition, Operation, OutcomeCount, Talk
from consensus.discussion.places import place_named
from consensus.discussion.texts import prepare_text
from consensus.drafts.queries import clause_in
from consensus.kit.clock import now
from consensus.kit.db import again_on_a_race, db, fresh_look, transaction
from consensus.kit.errors import Refusal
from consensus.ledger.queries import first_broken_link
from tests.discussion.acting import again
from tests.drafts.making import NEW, OLD, published
from tests.factories import make_account, make_comment

pytestmark = pytest.mark.both_databases
STEPS = 70
PLACES = [{"key": "use"}, {"key": "study"}, {"key": "share"}, {"after": "use"}, {"part": "form"}, {}]


def recounted():
    """What the counters should say: place → comments, objections, suggestions, unanswered, strongest."""
    db.session.expire_all()
    found = defaultdict(lambda: [0, 0, 0, 0])
    strongest = {}
    for each in db.session.scalars(select(Comment).order_by(Comment.id)):
        home = (each.home_draft_id, each.home_clause_id, each.part)
        alive = each.deleted_at is None
        flags = (True, each.stands, each.suggests, each.unanswered)
        found[home] = [n + int(alive and flag) for n, flag in zip(found[home], flags, strict=True)]
        best = strongest.get(home)
        if alive and each.stands and (best is None or each.cosigned > best.cosigned):
            strongest[home] = each
    return {
        home: (*counts, strongest[home].id if home in strongest else None) for home, counts in found.items()
    }


def stored():
    """What they say."""
    return {
        (each.draft_id, each.clause_id, each.place.removeprefix("part:") if "part:" in each.place else None): (
            each.comments, each.objections, each.suggestions, each.unanswered, each.strongest_id,
        )
        for each in db.session.scalars(select(Talk))
    }  # fmt: skip


def outcomes_recounted():
    """How many comments of which draft have which outcome now."""
    query = (
        select(Comment.home_draft_id, Disposition.outcome, func.count())
        .join(Disposition, Disposition.comment_id == Comment.id)
        .where(Disposition.replaced_at.is_(None))
    )
    rows = db.session.execute(query.group_by(Comment.home_draft_id, Disposition.outcome))
    return {(draft, outcome): n for draft, outcome, n in rows}


def outcomes_stored():
    """What the counters say of that."""
    return {
        (each.draft_id, each.outcome): each.n for each in db.session.scalars(select(OutcomeCount)) if each.n
    }


class Crowd:
    """People who do whatever comes into their minds."""

    def __init__(self, seed):
        self.mind = random.Random(seed)
        self.people = [make_account(f"P{n}") for n in range(4)]
        self.may, self.cem = make_account("May", role="maintainer"), make_account("Cem", role="chair")
        self.acts = [
            self.say, self.say, self.object, self.object, self.reply, self.suggest, self.share, self.share, self.share,
            self.unshare, self.answer, self.agree, self.sustain, self.withdraw, self.address, self.delete, self.edit,
        ]  # fmt: skip

    def one(self):
        person = db.session.get_one(Account, self.mind.choice(self.people).id)
        return person

    def comment(self):
        ids = db.session.scalars(select(Comment.id)).all()
        return db.session.get_one(Comment, self.mind.choice(ids))

    def own(self):
        comment = self.comment()
        return comment, comment.author

    def say(self, kind="comment", **given):
        text = prepare_text(f"Words {self.mind.random()} of somebody.")
        place = self.mind.choice(PLACES) if kind == "comment" else {"key": self.mind.choice(["use", "study"])}
        with transaction():
            add_comment(place_named("latest", **place), text=text, kind=kind, by=self.one(), **given)

    def object(self):
        self.say(kind="objection")

    def suggest(self):
        draft = place_named("latest").draft
        self.say(edits=[Edit(Operation.DELETE, clause=clause_in(draft, "use"))])

    def reply(self):
        parent, kind = self.comment(), self.mind.choice(["comment", "objection"])
        make_comment(parent=parent, kind=kind, by=self.one())

    def share(self):
        self.do(cosign, self.comment(), by=self.one())

    def unshare(self):
        self.do(withdraw_cosignature, self.comment(), by=self.one())

    def answer(self):
        some = list({each.id: each for each in (self.comment() for _ in range(3))}.values())
        until = now().replace(year=now().year + 1, month=1, day=1)
        outcome = self.mind.choice(["noted", "declined"])
        self.do(dispose, some, outcome=outcome, reason="So.", answer_by=until, by=self.may)

    def agree(self):
        comment, author = self.own()
        self.do(answer_disposition, comment, answer="agree", by=author)

    def sustain(self):
        comment, author = self.own()
        self.do(answer_disposition, comment, answer="sustain", reason="Still.", by=author)

    def withdraw(self):
        comment, author = self.own()
        self.do(withdraw_objection, comment, by=author)

    def address(self):
        comment = self.comment()
        with transaction():
            for each in db.session.scalars(select(Comment).where(Comment.id == comment.id)):
                confirm_addressed(each, reason="Silence.", by=self.cem)

    def delete(self):
        comment, author = self.own()
        self.do(delete_comment, comment, by=author)

    def edit(self):
        comment, author = self.own()
        text = prepare_text(f"Other words {self.mind.random()}.")
        with transaction():
            edit_comment(comment, text=text, by=author)

    def do(self, action, *things, **given):
        with transaction():
            action(*things, **given)

    def step(self):
        try:
            self.mind.choice(self.acts)()
            return 1
        except Refusal:
            fresh_look()
            return 0


@pytest.mark.parametrize("seed", range(3))
def test_whatever_people_do_the_counters_are_those_of_a_recount(app, seed):
    published(OLD, "0.1")
    crowd, done = Crowd(seed), 0
    crowd.say()

    for step in range(STEPS):
        if step == STEPS // 2:
            published(NEW, "0.2")
        done += crowd.step()
        assert stored() == recounted()
        assert outcomes_stored() == outcomes_recounted()

    assert done > STEPS // 3
    assert first_broken_link() is None


def at_once(app, *works):
    """Have everything done at the same time, each in a thread with a session of its own."""
    gate, failures = threading.Barrier(len(works)), []

    def run(work):
        with app.app_context():
            gate.wait()
            try:
                again_on_a_race(work)
            except Exception as error:
                failures.append(error)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    fresh_look()
    assert failures == []


def test_two_who_share_and_say_at_once_are_both_counted(app):
    published(OLD, "0.1")
    people = [make_account(f"P{n}").id for n in range(6)]
    first, second = (make_comment("0.1", "use", kind="objection").id for _ in range(2))
    text = prepare_text("Words said at the same time.")

    def share(comment, who):
        return lambda: cosign(db.session.get_one(Comment, comment), by=db.session.get_one(Account, who))

    def say(who):
        place = {"key": "use"}
        return lambda: add_comment(
            place_named("0.1", **place), text=text, kind="objection", by=db.session.get_one(Account, who)
        )

    at_once(app, *(share(first, who) for who in people[:2]), *(share(second, who) for who in people[:4]))
    at_once(app, *(say(who) for who in people))

    assert [again(db.session.get_one(Comment, id)).cosigned for id in (first, second)] == [2, 4]
    assert stored() == recounted()
    assert next(iter(stored().values())) == (8, 8, 0, 8, second)


def test_a_double_click_from_two_windows_is_one_comment_and_one_signature(app):
    draft = published(OLD, "0.1")
    ana, comment, text = make_account("Ana").id, make_comment(draft, "use").id, prepare_text("Twice.")

    def say():
        who = db.session.get_one(Account, ana)
        add_comment(place_named("0.1", key="use"), text=text, kind="comment", by=who, nonce="n")

    def share():
        cosign(db.session.get_one(Comment, comment), by=db.session.get_one(Account, ana))

    at_once(app, say, say, share, share)

    assert stored() == recounted()
    assert db.session.scalars(select(Comment.nonce).where(Comment.nonce == "n")).all() == ["n"]
    assert db.session.get_one(Comment, comment).cosigned == 1


def test_answering_and_letting_go_at_once_agree_in_the_end(app):
    draft = published(OLD, "0.1")
    may, ana = make_account("May", role="maintainer").id, make_account("Ana")
    comments = [make_comment(draft, "use", kind="objection", by=ana).id for _ in range(3)]

    def answer():
        some = [db.session.get_one(Comment, id) for id in comments]
        dispose(some, outcome="noted", reason="So.", by=db.session.get_one(Account, may))

    def let_go(id):
        return lambda: withdraw_objection(
            db.session.get_one(Comment, id), by=db.session.get_one(Account, ana.id)
        )

    at_once(app, answer, *(let_go(id) for id in reversed(comments)))

    assert stored() == recounted()
    assert next(iter(stored().values())) == (3, 0, 0, 0, None)
