"""Tokens, through the pages."""

import re

import pytest

from consensus.accounts import actions
from consensus.accounts.queries import account_of_token, tokens_of
from consensus.kit.db import transaction
from tests.factories import make_account, make_guest

ASKED = {"name": "nightly export", "scope": "read", "days": "30"}


def test_a_token_is_shown_once(client):
    ana = make_account("Ana")
    here = client.as_(ana)

    made = here.post("/account/tokens", data=ASKED)
    secret = re.search(r"cns_[\w-]+", made.text)[0]

    assert (made.status_code, account_of_token(secret), account_of_token(secret, "write")) == (201, ana, None)
    page = here.get("/account/tokens").text
    assert ("nightly export" in page, "cns_" in page) == (True, False)


def test_a_token_that_says_nothing_is_refused(client):
    ana = make_account()

    page = client.as_(ana).post("/account/tokens", data={"name": "", "scope": "everything", "days": "999"})

    assert (page.status_code, list(tokens_of(ana))) == (422, [])


@pytest.mark.parametrize("whose, status", [("mine", 303), ("somebody else's", 404)])
def test_everyone_revokes_their_own_tokens(client, whose, status):
    ana, bo = make_account("Ana"), make_account("Bo")
    with transaction():
        _, token = actions.create_token(ana, name="script", scope="write")
    here = client.as_(ana if whose == "mine" else bo)

    assert here.post(f"/account/tokens/{token.id}/revoke").status_code == status
    assert len(tokens_of(ana)) == (0 if status == 303 else 1)


@pytest.mark.parametrize(
    "who, read, written", [("nobody", 303, 401), ("guest", 403, 403), ("participant", 200, 201)]
)
def test_tokens_are_for_those_who_left_an_address(client, who, read, written):
    make = {"nobody": lambda: None, "guest": make_guest, "participant": make_account}[who]
    here = client.as_(make())

    assert here.get("/account/tokens").status_code == read
    assert here.post("/account/tokens", data=ASKED).status_code == written


def test_nobody_revokes_nothing(client):
    assert client.post("/account/tokens/1/revoke").status_code == 404
