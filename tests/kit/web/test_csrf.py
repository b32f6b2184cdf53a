"""Every write that carries a session carries a token; programs bring one of their own kind."""

import re
from typing import Any

import pytest
from flask import Flask, render_template_string

from consensus.accounts.actions import create_token
from consensus.accounts.models import Scope
from consensus.kit.db import transaction
from consensus.kit.permissions import open_to_all
from consensus.kit.web.csrf import opened_by_secret

from ...factories import make_account


@pytest.fixture
def guarded(app: Flask, client: Any, door: Any) -> Any:
    """A form and its door, with the check switched on as on a site in service."""
    app.config["WTF_CSRF_ENABLED"] = True
    door(open_to_all(lambda: render_template_string("[{{ csrf_token() }}]")), "/try/form", endpoint="show")
    door(open_to_all(lambda: "done"), "/try/form", endpoint="take", methods=["POST"])
    door(open_to_all(lambda: "done"), "/api/try/form", endpoint="take_json", methods=["POST"])
    return client


def token_of(page: str) -> str:
    """The token on a page."""
    found = re.search(r"\[(.+)\]", page)
    assert found is not None
    return found[1]


def test_with_the_token_of_its_page_a_form_goes_through(guarded: Any) -> None:
    token = token_of(guarded.get("/try/form").text)

    assert guarded.post("/try/form", data={"csrf_token": token}).text == "done"


def test_without_a_token_a_form_is_refused_and_shown_again(guarded: Any) -> None:
    guarded.get("/try/form")
    answer = guarded.post("/try/form", data={"words": "typed"})

    assert answer.status_code == 400
    assert answer.text.startswith("[")


def test_with_the_token_of_another_session_a_form_is_refused(guarded: Any) -> None:
    foreign = token_of(guarded.as_(None).get("/try/form").text)
    guarded.get("/try/form")

    assert guarded.post("/try/form", data={"csrf_token": foreign}).status_code == 400


def test_a_program_needs_none_but_brings_one_of_its_own(guarded: Any) -> None:
    account = make_account()
    with transaction():
        secret, _token = create_token(account, name="script", scope=Scope.WRITE)

    assert guarded.post("/api/try/form").status_code == 401
    assert guarded.post("/api/try/form", headers={"Authorization": f"Bearer {secret}"}).text == "done"


def test_where_the_address_is_the_secret_no_token_is_asked_for(guarded: Any, door: Any) -> None:
    door(opened_by_secret(open_to_all(lambda: "done")), "/try/secret", endpoint="secret", methods=["POST"])

    assert guarded.post("/try/secret").text == "done"
    assert guarded.post("/try/form").status_code == 400


def test_what_leads_to_no_view_is_told_that(guarded: Any) -> None:
    assert guarded.put("/try/form").status_code == 405
    assert guarded.post("/try/nowhere").status_code == 404
