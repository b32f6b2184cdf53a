"""Systems are found by name, maker, licences, and what our record says."""

from flask import Flask

from consensus.kit.db import db
from consensus.kit.refs import Ref
from consensus.moderation.actions import hide_thing
from consensus.moderation.models import Rule
from consensus.search.registry import documents_of
from consensus.systems.actions import withdraw_review
from consensus.systems.documents import all_reviews, all_systems
from tests.factories import make_account
from tests.systems.acting import act, draft_with, review, system, take_file
from tests.systems.actions.test_importing import MOT, NATIVE


def test_a_system_is_one_document(app: Flask) -> None:
    draft_with()
    take_file("alpha.yaml", NATIVE)
    take_file("Alpha.yml", MOT)
    [ref] = all_systems()
    [document] = documents_of([ref])[ref]

    assert (document.id, document.url, document.title) == ("system:alpha", "/systems/alpha/", "Alpha")
    assert set(document.text.split("\n")) >= {"Alpha", "Maker", "text", "MIT", "Model Openness Tool"}


def test_every_system_is_among_the_subjects(app: Flask) -> None:
    system("Alpha")
    system("Beta")

    assert list(all_systems()) == [Ref("system", "alpha"), Ref("system", "beta")]
    assert documents_of([Ref("system", "gone")]) == {Ref("system", "gone"): []}


def test_a_review_is_found_once_it_is_public_and_folded_by_moderators(app: Flask) -> None:
    draft, alpha, ana = draft_with(), system("Alpha"), make_account("Ana")
    made = review(alpha, draft, ana, {"code": "MIT", "data": "no", "weights": "MIT"})
    [document] = documents_of([made.ref])[made.ref]

    assert (document.id, document.kind, document.url, document.title) == (
        f"review:{made.id}", "review", f"/systems/reviews/{made.id}/", "Alpha 1",
    )  # fmt: skip
    assert (document.system, document.draft, document.audience) == ("alpha", "0.1", "everybody")
    assert {"Alpha", "MIT"} <= set(document.text.split("\n"))
    assert (list(all_reviews()), documents_of([Ref("review", "x")])) == ([made.ref], {Ref("review", "x"): []})


def test_a_folded_review_is_found_by_moderators_and_a_withdrawn_one_by_nobody(app: Flask) -> None:
    draft, alpha = draft_with(), system("Alpha")
    folded, gone = review(alpha, draft, make_account("Ana")), review(alpha, draft, make_account("Ben"))
    moderator = make_account("Mo", role="moderator")
    act(hide_thing, db.session.merge(folded), rule=Rule.SPAM, reason="It sells.", by=moderator)
    act(withdraw_review, db.session.merge(gone), by=db.session.merge(gone).account)

    found = documents_of([folded.ref, gone.ref])

    assert [[each.audience for each in some] for some in found.values()] == [["moderators"], []]
