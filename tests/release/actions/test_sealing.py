"""Laying a draft before the board: what is frozen, when it is refused, and how it is taken back, each on record."""

import hashlib
import json
from datetime import timedelta

import pytest
from flask import Flask

from consensus.accounts.models import Account
from consensus.drafts.models import Draft, Period
from consensus.kit.clock import now
from consensus.kit.db import db, transaction
from consensus.kit.errors import Invalid
from consensus.ledger.queries import head
from consensus.release.actions.sealing import abandon_seal, lay_anew, lay_before_board
from consensus.release.bundling import make_bundle
from consensus.release.errors import (
    AlreadySealed,
    GateIsRed,
    OnlyTheLatestDraft,
    SealIsNotOpen,
    SealIsOpen,
    StillOpen,
    TooFewMembers,
)
from consensus.release.models import Ending, Seal
from consensus.release.queries.seals import lines_of, newest_seal, pieces_of
from tests.factories import make_account, make_comment, make_draft
from tests.release.sealing import (
    TEXT,
    a_board,
    a_closed_draft,
    before_the_board,
    laid,
    lenient,
    said,
    told,
)


def test_the_bundle_is_frozen_with_its_digest_and_where_the_record_ended(app: Flask) -> None:
    lenient()
    board, draft = a_board(), a_closed_draft()
    make_account("Zoe")
    n, hash = head()
    seal = laid(draft, by=board[0])

    text = "".join(pieces_of(seal))
    last = json.loads(text.splitlines()[-1])
    assert hashlib.sha256(text.encode()).hexdigest() == seal.bundle
    assert hashlib.sha256(text[: text.rindex("\n", 0, -1) + 1].encode()).hexdigest() == seal.core
    assert (last["section"], last["n"], last["hash"]) == ("head", seal.head_n, seal.head_hash)
    assert seal.head_n == n + 1 and hash != seal.head_hash  # the site's key came first
    assert (seal.needed, seal.board, seal.is_open) == (2, 3, True)


def test_it_is_on_record(app: Flask) -> None:
    seal, board = before_the_board()

    (entry,) = told("seal.opened")
    assert (entry.subject, entry.by) == ("draft:0.1", board[0].actor_id)
    assert entry.details == {
        "bundle": seal.bundle, "core": seal.core, "needed": 2, "of": 3, "head": entry.n - 1, "target": "stable",
        "version": 1,
    }  # fmt: skip
    assert db.session.get_one(Seal, seal.id).opened_n == entry.n


def test_the_bundle_holds_the_files_the_clauses_and_the_criteria(app: Flask) -> None:
    seal, _board = before_the_board()
    lines = [json.loads(line) for line in lines_of(seal)]

    assert [line["name"] for line in lines if line["section"] == "files"] == ["draft.md"]
    assert [line["text"] for line in lines if line["section"] == "files"] == [TEXT]
    assert [line["key"] for line in lines if line["section"] == "clauses"] == ["use", "study"]
    assert [(line["id"], line["state"]) for line in lines if line["section"] == "criteria"] == [
        ("objections", "pass"),
        ("comments", "pass"),
    ]
    assert len(lines) == seal.lines


def test_what_changed_between_making_and_freezing_is_in_the_bundle(app: Flask) -> None:
    lenient()
    board, draft = a_board(), a_closed_draft()
    made = make_bundle(draft)
    make_account("Zoe", role="maintainer")
    n = head()[0]
    with transaction():
        seal = lay_before_board(
            db.session.get_one(Draft, draft.id), made, by=db.session.get_one(Account, board[0].id)
        )

    assert (made.looked.n < n, seal.head_n) == (True, n)
    assert hashlib.sha256("".join(pieces_of(seal)).encode()).hexdigest() == seal.bundle


def test_a_draft_that_is_open_is_not_laid_before_the_board(app: Flask) -> None:
    lenient()
    with pytest.raises(StillOpen):
        laid(make_draft("0.1", TEXT), by=a_board()[0])


def test_only_the_latest_draft_is(app: Flask) -> None:
    lenient()
    former = a_closed_draft()
    make_draft("0.2", TEXT + "\nMore. {#more}\n")

    with pytest.raises(OnlyTheLatestDraft):
        laid(former, by=a_board()[0])


def test_while_a_criterion_does_not_pass_nothing_is(app: Flask) -> None:
    lenient()
    draft = make_draft("0.1", TEXT)
    make_comment(draft, "use", "Why every?", kind="question")
    make_comment(draft, "use", "No.", kind="objection")
    board = a_board()
    close(draft)

    with pytest.raises(GateIsRed, match="No objection is left unaddressed"):
        laid(draft, by=board[0])
    assert newest_seal(draft) is None


def test_a_board_that_is_smaller_than_what_is_asked_cannot_seal(app: Flask) -> None:
    lenient(signatures=4)

    with pytest.raises(TooFewMembers, match="4 signatures, and the board has 3 members"):
        laid(a_closed_draft(), by=a_board()[0])


def test_one_bundle_at_a_time(app: Flask) -> None:
    seal, board = before_the_board()

    with pytest.raises(SealIsOpen):
        laid(seal.draft, by=board[1])


def test_a_sealed_draft_is_not_laid_before_the_board_again(app: Flask) -> None:
    seal, board = before_the_board(signatures=1)
    said(seal, board[0])

    with pytest.raises(AlreadySealed):
        laid(db.session.get_one(Draft, seal.draft_id), by=board[0])


def test_it_is_given_up_with_a_reason_and_what_was_said_stays(app: Flask) -> None:
    seal, board = before_the_board()
    said(seal, board[0])
    with transaction():
        abandon_seal(db.session.get_one(Seal, seal.id), reason="A clause is unclear.", by=board[1])

    (entry,) = told("seal.abandoned")
    kept = db.session.get_one(Seal, seal.id)
    assert (kept.how, kept.reason, len(kept.signatures)) == (Ending.ABANDONED, "A clause is unclear.", 1)
    assert entry.details == {
        "bundle": kept.bundle,
        "words": hashlib.sha256((kept.salt + "A clause is unclear.").encode()).hexdigest(),
    }
    with pytest.raises(SealIsNotOpen), transaction():
        abandon_seal(kept, reason="Again.", by=board[1])


def test_it_is_begun_anew_on_a_bundle_of_now(app: Flask) -> None:
    seal, board = before_the_board()
    said(seal, board[0])
    made = make_bundle(seal.draft)
    with transaction():
        anew = lay_anew(
            db.session.get_one(Seal, seal.id), made, reason="An answer was corrected.", by=board[1]
        )

    former = db.session.get_one(Seal, seal.id)
    assert (former.how, anew.is_open, anew.core == former.core) == (Ending.REOPENED, True, True)
    assert anew.bundle != former.bundle
    assert [len(told(verb)) for verb in ("seal.opened", "seal.reopened")] == [2, 1]
    assert said(anew, board[0]).seal_id == anew.id


def test_neither_goes_without_a_reason(app: Flask) -> None:
    seal, board = before_the_board()

    with pytest.raises(Invalid), transaction():
        abandon_seal(db.session.get_one(Seal, seal.id), reason="  ", by=board[1])
    assert db.session.get_one(Seal, seal.id).is_open is True


def close(draft: Draft) -> None:
    """Its period is over."""
    at = now()
    row = Period(
        draft_id=draft.id, opens_at=at - timedelta(days=9), closes_at=at, by="system:setup", at=at, reason="x"
    )
    with transaction():
        db.session.add(row)
