"""What members of the board say of a bundle: once, of exactly what they read, while it still holds; and the seal."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from consensus.drafts.actions import withdraw_draft
from consensus.drafts.errors import DraftIsSealed
from consensus.drafts.models import Draft
from consensus.drafts.queries import status_of
from consensus.following.actions import watch
from consensus.following.queries import inbox_of
from consensus.kit.db import db, transaction
from consensus.kit.errors import Invalid
from consensus.kit.turns import until_done
from consensus.ledger import SETUP
from consensus.ledger.models import Entry
from consensus.release.actions.keys import rotate_key
from consensus.release.actions.sealing import abandon_seal
from consensus.release.bundling import look
from consensus.release.errors import (
    AlreadySealed,
    AlreadySigned,
    BundleChanged,
    GateIsRed,
    NotOnTheBoard,
    NotTheBundleRead,
    OnlyTheLatestDraft,
    SealIsNotOpen,
)
from consensus.release.keys import NoKeyFile, new_key, path_of
from consensus.release.models import Ending, Seal, Stance
from consensus.release.queries.contents import core_lines
from consensus.release.queries.keys import all_keys, current_key
from consensus.release.queries.seals import newest_seal, said_of, signed_on
from consensus.release.signing import is_signed, seal_text
from tests.factories import make_account, make_comment, make_draft
from tests.release.sealing import TEXT, a_board, before_the_board, dismissed, said, told


def test_what_a_member_says_is_on_record(app: Flask) -> None:
    seal, board = before_the_board()
    signature = said(seal, board[0])

    (entry,) = told("seal.signed")
    assert (entry.by, entry.subject) == (board[0].actor_id, "draft:0.1")
    assert entry.details == {"bundle": seal.bundle, "stance": "sign", "words": None}
    assert signature.n == entry.n


def test_a_reason_stands_on_record_as_its_salted_digest_alone(app: Flask) -> None:
    seal, board = before_the_board()
    kept = said(seal, board[0], Stance.DISSENT, reason="The checklist is too short.")

    (entry,) = told("seal.signed")
    digest = hashlib.sha256((kept.salt + "The checklist is too short.").encode()).hexdigest()
    assert entry.details == {"bundle": seal.bundle, "stance": "dissent", "words": digest}
    assert kept.reason == "The checklist is too short."


@pytest.mark.parametrize("stance", [Stance.DISSENT, Stance.ABSTAIN])
def test_whoever_does_not_sign_says_why(app: Flask, stance: Stance) -> None:
    seal, board = before_the_board()

    with pytest.raises(Invalid, match="cannot be taken"):
        said(seal, board[0], stance, reason=" \n")
    assert told("seal.signed") == []


def test_the_last_signature_that_is_needed_seals_the_draft(app: Flask) -> None:
    seal, board = before_the_board("Bea", "Cal", "Dee", "Eli")
    said(seal, board[0])
    said(seal, board[1], Stance.DISSENT, reason="Too early.")
    said(seal, board[2], Stance.ABSTAIN, reason="I was away.")
    assert signed_on(seal.draft) == 1
    said(seal, board[3])

    kept, draft, key = (
        db.session.get_one(Seal, seal.id),
        db.session.get_one(Draft, seal.draft_id),
        current_key(),
    )
    assert key is not None and kept.signature is not None
    assert (kept.how, kept.key_id, status_of(draft)) == (Ending.COMPLETED, key.id, "sealed")
    text = seal_text(draft="0.1", bundle=kept.bundle, key=key.id)
    assert is_signed(text, signature=kept.signature, public=key.public) is True


def test_the_seal_is_on_record_with_the_signature_of_the_site(app: Flask) -> None:
    seal, board = before_the_board(signatures=1)
    said(seal, board[0])

    (signed,), (completed,) = told("seal.signed"), told("seal.completed")
    kept = db.session.get_one(Seal, seal.id)
    assert (completed.n, completed.by, completed.subject) == (signed.n + 1, "system:rule", "draft:0.1")
    assert completed.details == {
        "bundle": kept.bundle, "key": kept.key_id, "signature": kept.signature, "signed": 1, "dissent": 0, "abstain": 0,
    }  # fmt: skip


def test_nobody_speaks_twice(app: Flask) -> None:
    seal, board = before_the_board()
    said(seal, board[0], Stance.ABSTAIN, reason="I was away.")

    with pytest.raises(AlreadySigned):
        said(seal, board[0])
    assert said_of(seal) == {Stance.SIGN: 0, Stance.DISSENT: 0, Stance.ABSTAIN: 1}


def test_a_sealed_draft_is_not_signed_again(app: Flask) -> None:
    seal, board = before_the_board(signatures=1)
    said(seal, board[0])

    with pytest.raises(AlreadySealed):
        said(seal, board[1])


def test_who_never_was_a_member_does_not_sign(app: Flask) -> None:
    seal, _board = before_the_board()

    with pytest.raises(NotOnTheBoard, match="Only members of the board"):
        said(seal, make_account("Max", role="maintainer"))


def test_a_former_member_does_not_sign_and_is_told_since_when(app: Flask) -> None:
    seal, board = before_the_board()
    dismissed(board[1])

    with pytest.raises(NotOnTheBoard, match="Your term on the board ended on"):
        said(seal, board[1])


def test_a_member_whose_term_is_over_does_not_sign(app: Flask) -> None:
    seal, _board = before_the_board()
    (late,) = a_board("Lou", until=datetime.now(UTC) + timedelta(hours=1))

    with (
        time_machine.travel(datetime.now(UTC) + timedelta(hours=2)),
        pytest.raises(NotOnTheBoard, match="ended"),
    ):
        said(seal, late)
    said(seal, late)


def test_another_digest_than_that_of_the_bundle_is_refused(app: Flask) -> None:
    seal, board = before_the_board()

    with pytest.raises(NotTheBundleRead):
        said(seal, board[0], digest=seal.core)


def test_what_changed_since_the_bundle_was_made_is_refused(app: Flask) -> None:
    """A late comment changes nothing that is sealed; an answer to one that came in time would."""
    seal, board = before_the_board()
    make_comment(seal.draft, "use", "I come late.")
    said(seal, board[0])
    with transaction():
        db.session.get_one(Draft, seal.draft_id).title = "Another title"

    with pytest.raises(BundleChanged):
        said(seal, board[1])
    assert [entry.by for entry in told("seal.signed")] == [board[0].actor_id]


def test_a_gate_that_turns_red_between_reading_and_signing_is_refused(app: Flask) -> None:
    seal, board = before_the_board()
    with time_machine.travel(datetime.now(UTC) - timedelta(days=15)):
        make_comment("0.1", "use", "Not for every purpose.", kind="objection")

    for stance in Stance:
        with pytest.raises(GateIsRed, match="objection"):
            said(seal, board[0], stance, reason="I have read it.")


def test_a_draft_that_is_no_longer_the_latest_is_not_signed(app: Flask) -> None:
    seal, board = before_the_board()
    make_draft("0.2", TEXT + "\nMore. {#more}\n")

    with pytest.raises(OnlyTheLatestDraft):
        said(seal, board[0])


def test_what_was_given_up_is_not_signed(app: Flask) -> None:
    seal, board = before_the_board()
    with transaction():
        abandon_seal(db.session.get_one(Seal, seal.id), reason="Not now.", by=board[0])

    with pytest.raises(SealIsNotOpen):
        said(seal, board[0])
    assert signed_on(seal.draft) is None


def test_without_the_file_of_its_key_the_site_says_where_it_should_be(app: Flask) -> None:
    seal, board = before_the_board()
    path = path_of(all_keys()[0].id)
    path.unlink()

    with pytest.raises(NoKeyFile, match=path.name):
        said(seal, board[0])


def test_a_key_that_was_rotated_in_between_signs_from_then_on(app: Flask) -> None:
    seal, board = before_the_board()
    said(seal, board[0])
    private = new_key()
    with transaction():
        rotate_key(private, reason="A new year", by=SETUP)
    said(seal, board[1])

    key = current_key()
    assert key is not None
    assert db.session.get_one(Seal, seal.id).key_id == key.id == all_keys()[1].id


def test_a_sealed_draft_is_never_withdrawn(app: Flask) -> None:
    seal, board = before_the_board(signatures=1)
    said(seal, board[0])

    with pytest.raises(DraftIsSealed), transaction():
        withdraw_draft(db.session.get_one(Draft, seal.draft_id), reason="Too late.", by=SETUP)


def test_nothing_that_people_write_is_in_the_bundle(app: Flask) -> None:
    seal, board = before_the_board()
    said(seal, board[0], Stance.DISSENT, reason="A word like no other: quokka.")
    draft = newest_seal(seal.draft)
    assert draft is not None

    found = list(core_lines(seal.draft, evaluated=look(seal.draft).evaluated, criteria="x"))
    assert [line for line in found if "quokka" in str(line)] == []


def test_who_watches_the_draft_hears_of_the_seal_and_not_of_every_signature(app: Flask) -> None:
    seal, board = before_the_board(signatures=1)
    until_done()
    ana = make_account("Ana")
    with transaction():
        watch("draft:0.1", by=ana)
    said(seal, board[0])
    until_done()

    numbers = [item.n for item in inbox_of(ana)]
    verbs = [entry.verb for entry in db.session.scalars(select(Entry).where(Entry.n.in_(numbers)))]
    assert verbs == ["seal.completed"]
