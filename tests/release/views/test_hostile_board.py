"""Hostile words of the board and about keys: shown as words, wherever they are shown."""

from typing import Any

import pytest
from flask import Flask

from consensus.kit.db import db, transaction
from consensus.ledger import SETUP
from consensus.release.actions.keys import rotate_key
from consensus.release.actions.sealing import abandon_seal
from consensus.release.keys import new_key
from consensus.release.models import Seal, Stance
from tests.release.sealing import before_the_board, said

EVIL = (
    "<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1)) "
    '"><svg onload=alert(1)> {{ 7*7 }} \u202e'
)
PAGES = ("/release/0.1/seal/", "/release/0.1/seal/bundle/", "/release/0.1/paper", "/ledger/checkpoints/")


def is_harmless(page: str) -> bool:
    """Whether nothing of it became markup, a link that acts, or a template."""
    found = (
        each in page for each in ("<script>alert", "<img src=x", "<svg onload", 'href="javascript', ">49<")
    )
    return not any(found)


@pytest.mark.parametrize("stance", [Stance.DISSENT, Stance.ABSTAIN])
def test_what_a_member_writes_stays_words(app: Flask, client: Any, stance: Stance) -> None:
    seal, board = before_the_board()
    said(seal, board[0], stance, reason=EVIL)

    pages = [client.as_(board[1]).get(path).text for path in PAGES]
    assert [is_harmless(page) for page in pages] == [True] * len(PAGES)
    assert "alert(1)" in pages[0] and "alert(1)" in pages[2]


def test_reasons_for_giving_up_and_for_another_key_stay_words(app: Flask, client: Any) -> None:
    seal, board = before_the_board()
    private = new_key()
    with transaction():
        abandon_seal(db.session.get_one(Seal, seal.id), reason=EVIL, by=board[0])
        rotate_key(private, reason=EVIL, by=SETUP)

    pages = [client.get(path).text for path in (PAGES[0], PAGES[3])]
    assert [is_harmless(page) for page in pages] == [True, True]
    assert all("alert(1)" in page for page in pages)
