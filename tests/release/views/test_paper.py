"""The paper for the board: the question, the way, the redline, what stands against it, what was answered, who dissents."""

from datetime import UTC, datetime, timedelta
from typing import Any

import time_machine
from flask import Flask

from consensus.release.models import Stance
from tests.factories import make_account, make_comment, make_draft
from tests.release.sealing import TEXT, before_the_board, lenient, said

PAPER = "/release/0.1/paper"


def test_it_asks_for_the_decision_with_the_digest_of_what_is_decided(app: Flask, client: Any) -> None:
    seal, board = before_the_board()
    said(seal, board[1], Stance.DISSENT, reason="I would wait for *one* more draft.")

    page = client.get(PAPER).text
    assert "Shall draft 0.1 be sealed as a stable release?" in page
    assert seal.bundle in page
    assert "1 member dissents." in page and "I would wait for <em>one</em> more draft." in page


def test_without_a_bundle_it_says_how_many_would_have_to_sign(app: Flask, client: Any) -> None:
    lenient()
    make_draft("0.1", TEXT)

    assert (
        "2 members of the board would have to sign. No bundle lies before it yet." in client.get(PAPER).text
    )


def test_objections_stand_in_their_authors_words(app: Flask, client: Any) -> None:
    make_draft("0.1", TEXT)
    make_comment("0.1", "use", "Not for *every* purpose, I think.", kind="objection", by=make_account("Zoe"))

    page = client.get(PAPER).text
    assert "Not for <em>every</em> purpose, I think." in page
    assert "Zoe" in page


def test_the_redline_is_that_since_the_draft_before(app: Flask, client: Any) -> None:
    with time_machine.travel(datetime.now(UTC) - timedelta(days=3)):
        make_draft("0.0", TEXT.replace("every purpose", "most purposes"))
    make_draft("0.1", TEXT)

    page = client.get(PAPER).text
    assert "What changed since draft 0.0" in page
    assert "1 clause is unchanged and not printed." in page
    assert "<ins" in page and "<del" in page


def test_a_first_draft_has_nothing_before_it(app: Flask, client: Any) -> None:
    make_draft("0.1", TEXT)

    assert "This is the first draft" in client.get(PAPER).text


def test_the_latest_is_told_by_its_version(app: Flask, client: Any) -> None:
    make_draft("0.1", TEXT)

    assert client.get("/release/latest/paper").headers["Location"].endswith(PAPER)
    assert client.get("/release/latest/seal/").headers["Location"].endswith("/release/0.1/seal/")
