"""The board at the same time: one seal, each voice once, and nothing slips in between looking and signing."""

import threading
from collections.abc import Callable

import pytest
from flask import Flask

from consensus.accounts.actions import revoke_role
from consensus.accounts.models import Account, Role
from consensus.drafts.models import Draft
from consensus.kit.db import again_on_a_race, db, transaction
from consensus.kit.errors import Refused
from consensus.ledger import SETUP
from consensus.ledger.queries import first_broken_link
from consensus.release.actions.keys import ensure_key
from consensus.release.actions.sealing import lay_before_board
from consensus.release.actions.signing_off import sign_bundle
from consensus.release.bundling import look, make_bundle
from consensus.release.errors import BundleChanged, GateIsRed, NotOnTheBoard
from consensus.release.keys import private_key
from consensus.release.models import Ending, Seal, Stance
from consensus.release.queries.keys import all_keys
from consensus.release.queries.seals import all_seals, said_of
from tests.factories import make_comment
from tests.release.sealing import (
    a_board,
    a_closed_draft,
    before_the_board,
    lenient,
    said,
    told,
)

pytestmark = pytest.mark.both_databases
Work = Callable[[], object]


def together(app: Flask, works: list[Work]) -> list[str]:
    """Have everything done at once, each in a thread of its own. → the names of what was refused."""
    refused: list[str] = []

    def there(work: Work) -> None:
        with app.app_context():
            try:
                work()
            except Refused as error:
                refused.append(type(error).__name__)

    threads = [threading.Thread(target=there, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.rollback()
    return sorted(refused)


def signing(seal: int, person: int, stance: Stance = Stance.SIGN) -> Work:
    """One request to sign."""
    return lambda: said(
        db.session.get_one(Seal, seal), db.session.get_one(Account, person), stance, reason="I have read it."
    )


def test_one_member_in_several_windows_speaks_once(app: Flask) -> None:
    seal, board = before_the_board()
    stances = [Stance.SIGN, Stance.DISSENT, Stance.SIGN, Stance.ABSTAIN]

    refused = together(app, [signing(seal.id, board[0].id, stance) for stance in stances])

    assert refused == ["AlreadySigned"] * 3
    assert sum(said_of(seal).values()) == 1


def test_when_all_sign_at_once_the_draft_is_sealed_once(app: Flask) -> None:
    seal, board = before_the_board("Bea", "Cal", "Dee", "Eli")

    refused = together(app, [signing(seal.id, each.id) for each in board])

    assert refused == ["AlreadySealed"] * 2
    assert [len(told(verb)) for verb in ("seal.signed", "seal.completed")] == [2, 1]
    assert (db.session.get_one(Seal, seal.id).how, first_broken_link()) == (Ending.COMPLETED, None)


def test_a_draft_is_laid_before_the_board_once_however_many_ask_for_it(app: Flask) -> None:
    lenient()
    board, draft = a_board(), a_closed_draft()
    ensure_key(by=SETUP)
    draft_id, people = draft.id, [each.id for each in board]

    def laying(person: int) -> Work:
        def work() -> object:
            made = make_bundle(db.session.get_one(Draft, draft_id))
            return again_on_a_race(
                lambda: lay_before_board(
                    db.session.get_one(Draft, draft_id), made, by=db.session.get_one(Account, person)
                )
            )

        return work

    refused = together(app, [laying(person) for person in people])

    assert refused == ["SealIsOpen"] * 2
    assert len(all_seals()) == len(told("seal.opened")) == 1


def test_the_first_key_is_made_once_however_many_need_it(app: Flask) -> None:
    together(app, [ensure_key] * 4)

    assert len(all_keys()) == len(told("site.key-set")) == 1


def test_what_happens_between_looking_and_signing_is_seen(app: Flask) -> None:
    """Each of these would pass if only what was looked at before the lock were asked."""
    seal, board = before_the_board()
    key = private_key(all_keys()[0].id)
    looked = look(seal.draft)

    def sign() -> None:
        with transaction():
            sign_bundle(
                db.session.get_one(Seal, seal.id), stance=Stance.SIGN, digest=seal.bundle, looked=looked, key=key,
                by=db.session.get_one(Account, board[0].id),
            )  # fmt: skip

    db.session.rollback()
    elsewhere(app, lambda: retitle(seal.draft_id))
    with pytest.raises(BundleChanged):
        sign()
    elsewhere(app, lambda: object_late(seal.draft_id))
    with pytest.raises(GateIsRed):
        sign()
    elsewhere(app, lambda: take_off(board[0].id))
    with pytest.raises(NotOnTheBoard):
        sign()


def elsewhere(app: Flask, work: Work) -> None:
    """Somebody else does something, and is done."""
    assert together(app, [work]) == []


def retitle(draft: int) -> None:
    """The facts change under one's hands, on record."""
    make_comment("0.1", "study", "Something else happens.")
    with transaction():
        db.session.get_one(Draft, draft).title = "Another title"


def object_late(draft: int) -> None:
    """Somebody objects, as if it had been in time."""
    made = make_comment("0.1", "use", "Not for every purpose.")
    with transaction():
        comment = db.session.merge(made)
        comment.late = False
        comment.unanswered = True


def take_off(person: int) -> None:
    """A member is taken off the board."""
    with transaction():
        revoke_role(db.session.get_one(Account, person), Role.BOARD, by=SETUP)
