"""The board's pages: read, signed, ended; offered and allowed to the same people, and refused with what to do."""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from consensus.accounts.actions import erase
from consensus.drafts.queries import draft_named, status_of
from consensus.kit.db import db, transaction
from consensus.release.keys import path_of
from consensus.release.models import Seal
from consensus.release.queries.keys import all_keys
from consensus.release.queries.seals import newest_seal, seals_of
from tests.factories import make_account, make_comment, make_draft
from tests.release.sealing import (
    TEXT,
    a_board,
    a_closed_draft,
    before_the_board,
    dismissed,
    lenient,
    said,
    told,
)

HERE = "/release/0.1/seal/"


def test_before_anything_lies_there_the_page_says_what_is_missing(app: Flask, client: Any) -> None:
    lenient(signatures=4)
    make_draft("0.1", TEXT)

    page = client.get(HERE).text
    assert "Draft 0.1 has not been sealed." in page
    assert "Comments and positions are still being taken." in page
    assert "ask for 4 signatures, and the board has 0 members now" in page
    assert "Admins can appoint more members." in page and "/desk/" not in page


def test_where_too_few_sit_on_the_board_whoever_may_do_something_about_it_finds_the_way(
    app: Flask, client: Any
) -> None:
    lenient(signatures=4)
    make_draft("0.1", TEXT)

    assert "/desk/people/" in client.as_(make_account("Ada", role="admin")).get(HERE).text
    page = client.as_(make_account("Max", role="maintainer")).get(HERE).text
    assert '<a href="/desk/release/criteria/stable">Change the criteria</a>' in page
    assert "Appoint members" not in page and "seal/open" not in page


def test_without_criteria_there_is_nothing_to_say(app: Flask, client: Any) -> None:
    make_draft("0.1", TEXT)

    assert "No criteria have been set yet" in client.get(HERE).text


def test_it_is_laid_before_the_board_on_the_page(app: Flask, client: Any) -> None:
    lenient()
    board = a_board()
    a_closed_draft()
    bea = client.as_(board[0])
    assert 'href="/release/0.1/seal/open"' in bea.get(HERE).text
    assert "2 of the 3 members" in bea.get(HERE + "open").text
    assert bea.post(HERE + "open").headers["Location"] == HERE

    page = bea.get(HERE).text
    seal = newest_seal(draft_named("0.1"))
    assert seal is not None
    assert "Draft 0.1 lies before the board. 2 more signatures are needed." in page
    assert seal.bundle in page and 'href="/release/0.1/seal/sign"' in page


def test_only_some_may_lay_it_there(app: Flask, client: Any) -> None:
    lenient()
    a_closed_draft()
    ana = client.as_(make_account("Ana"))

    assert "seal/open" not in ana.get(HERE).text
    assert ana.post(HERE + "open").status_code == 403
    assert client.as_(None).post(HERE + "open").status_code in (302, 303, 401)


def test_the_bundle_is_read_in_plain_words_and_as_the_file_that_is_signed(app: Flask, client: Any) -> None:
    seal, _board = before_the_board()

    page = client.get(HERE + "bundle/").text
    assert "Everybody may use the system for every purpose." in page
    file = client.get(f"{HERE}{seal.bundle}.ndjson")
    assert hashlib.sha256(file.data).hexdigest() == seal.bundle
    assert file.headers["Content-Disposition"] == f'attachment; filename="{seal.bundle}.ndjson"'
    assert client.get(f"{HERE}{'0' * 64}.ndjson").status_code == 404


def test_the_seal_as_data(app: Flask, client: Any) -> None:
    seal, board = before_the_board(signatures=1)
    said(seal, board[0])

    told = client.get(HERE + "seal.json").get_json()
    assert (told["state"], told["needed"], told["of"], told["draft"]) == ("completed", 1, 3, "0.1")
    assert [(each["by"], each["stance"]) for each in told["signatures"]] == [(board[0].actor_id, "sign")]
    assert len(told["completed"]["signature"]) == 128 and len(told["public"]) == 64


def test_a_member_signs_with_the_digest_shown_and_reads_it_back(app: Flask, client: Any) -> None:
    seal, board = before_the_board()
    bea = client.as_(board[0])
    form = bea.get(HERE + "sign").text
    assert f'name="digest" value="{seal.bundle}"' in form
    assert bea.post(HERE + "sign", data={"stance": "sign", "digest": seal.bundle}).status_code == 303

    page = client.get(HERE).text
    assert "1 of 2 needed signatures." in page
    assert "You have spoken: you signed." in bea.get(HERE + "sign").text


def test_dissent_is_shown_with_its_reason(app: Flask, client: Any) -> None:
    seal, board = before_the_board()
    sent = {"stance": "dissent", "digest": seal.bundle, "reason": "The table is **too short**."}
    client.as_(board[1]).post(HERE + "sign", data=sent)

    page = client.get(HERE).text
    assert "1 member dissents." in page
    assert "The table is <strong>too short</strong>." in page


def test_a_form_without_a_reason_comes_back_with_what_was_chosen(app: Flask, client: Any) -> None:
    seal, board = before_the_board()
    answer = client.as_(board[0]).post(HERE + "sign", data={"stance": "abstain", "digest": seal.bundle})

    assert answer.status_code == 422
    assert "Say why you do not sign." in answer.text
    assert 'value="abstain" checked' in answer.text


def test_the_last_signature_announces_the_stable_release(app: Flask, client: Any) -> None:
    seal, board = before_the_board()
    for member in board[:2]:
        client.as_(member).post(HERE + "sign", data={"stance": "sign", "digest": seal.bundle})

    page = client.get(HERE).text
    assert status_of(draft_named("0.1")) == "sealed"
    assert "Draft 0.1 is sealed: it is stable" in page
    assert "sealed draft 0.1 as stable" in client.get("/feeds/drafts.atom").text
    refused = client.as_(board[2]).post(HERE + "sign", data={"stance": "sign", "digest": seal.bundle})
    assert (refused.status_code, "This draft is sealed" in refused.text) == (409, True)


@pytest.mark.parametrize(
    ("change", "status", "sentence"),
    [
        ("former", 403, "former members do not"),
        ("title", 412, "has changed since it was made"),
        ("red", 409, "No objection is left unaddressed"),
        ("other", 412, "not the bundle that lies before the board now"),
        ("key", 409, "so nothing can be signed"),
    ],
)
def test_what_changed_between_reading_and_signing_is_refused_clearly(
    app: Flask, client: Any, change: str, status: int, sentence: str
) -> None:
    seal, board = before_the_board()
    digest = seal.bundle
    if change == "former":
        dismissed(board[0])
    elif change == "title":
        with transaction():
            draft_named("0.1").title = "Another title"
    elif change == "red":
        with time_machine.travel(datetime.now(UTC) - timedelta(days=15)):
            make_comment("0.1", "use", "Not for every purpose.", kind="objection")
    elif change == "other":
        digest = "0" * 64
    else:
        path_of(all_keys()[0].id).unlink()

    answer = client.as_(board[0]).post(HERE + "sign", data={"stance": "sign", "digest": digest})
    assert (answer.status_code, sentence in answer.text) == (status, True)
    assert seals_of(draft_named("0.1"))[0].signatures == []


def test_it_is_given_up_or_begun_anew_with_a_reason(app: Flask, client: Any) -> None:
    seal, board = before_the_board()
    cal = client.as_(board[1])
    assert "Begin anew, or give it up" in cal.get(HERE + "end").text
    assert cal.post(HERE + "end", data={"how": "anew"}).status_code == 422
    assert cal.post(HERE + "end", data={"how": "anew", "reason": "An answer was wrong."}).status_code == 303
    assert cal.post(HERE + "end", data={"how": "abandon", "reason": "Not this year."}).status_code == 303

    page = client.get(HERE).text
    assert [str(each.how) for each in seals_of(draft_named("0.1"))] == ["abandoned", "reopened"]
    assert "An answer was wrong." in page and "Not this year." in page
    assert cal.post(HERE + "end", data={"how": "abandon", "reason": "Again."}).status_code == 409
    assert client.as_(make_account("Ana")).get(HERE + "end").status_code == 403


def test_a_form_that_was_opened_for_a_former_bundle_does_not_end_the_one_of_now(
    app: Flask, client: Any
) -> None:
    seal, board = before_the_board()
    cal = client.as_(board[1])
    old = {"how": "abandon", "reason": "Not this year.", "digest": seal.bundle}
    assert f'value="{seal.bundle}"' in cal.get(HERE + "end").text
    cal.post(HERE + "end", data={"how": "anew", "reason": "An answer was wrong."})

    refused = cal.post(HERE + "end", data=old)

    assert (refused.status_code, "Not this year." in refused.text) == (412, True)
    assert "Another bundle lies before the board by now" in refused.text
    assert len(told("seal.abandoned")) == 0


def test_a_draft_without_a_seal_has_no_bundle(app: Flask, client: Any) -> None:
    make_draft("0.1", TEXT)

    assert [client.get(HERE + path).status_code for path in ("bundle/", "seal.json")] == [404, 404]


def test_whoever_left_is_not_named(app: Flask, client: Any) -> None:
    seal, board = before_the_board()
    by = said(seal, board[0]).by
    with transaction():
        erase(db.session.merge(board[0]), by=db.session.merge(board[0]))

    page = client.get(HERE).text
    assert "Bea" not in page and "1 of 2 needed signatures." in page
    assert db.session.get_one(Seal, seal.id).signatures[0].by == by
