"""Keys and checkpoints as pages and files: what a stranger needs to check what the site signs."""

from typing import Any

from flask import Flask

from consensus.ledger import SETUP
from consensus.release.checkpointing import sign_head
from consensus.release.queries.keys import all_keys
from consensus.release.signing import checkpoint_text, is_signed
from tests.factories import make_account


def test_the_well_known_address_has_every_public_key(app: Flask, client: Any) -> None:
    assert client.get("/.well-known/consensus-keys.json").get_json() == {"keys": []}
    sign_head(by=SETUP)
    make_account("Max", role="maintainer")  # what was kept of the page is forgotten with the next entry

    (told,) = client.get("/.well-known/consensus-keys.json").get_json()["keys"]
    key = all_keys()[0]
    assert (told["id"], told["public"], told["algorithm"]) == (key.id, key.public, "Ed25519")
    assert (told["previous"], told["signature"], told["until"]) == (None, None, None)


def test_checkpoints_are_listed_with_the_keys(app: Flask, client: Any) -> None:
    assert "No checkpoint has been made yet" in client.get("/ledger/checkpoints/").text
    made = sign_head(by=SETUP)
    make_account("Max", role="maintainer")

    page = client.get("/ledger/checkpoints/").text
    assert f'<a href="/ledger/checkpoints/{made.n}">' in page
    assert made.key in page and all_keys()[0].public in page


def test_a_checkpoint_as_a_file_holds_all_that_is_needed_to_check_it(app: Flask, client: Any) -> None:
    made = sign_head(by=SETUP)
    answer = client.get(f"/ledger/checkpoints/{made.n}.json")

    told = answer.get_json()
    text = checkpoint_text(n=told["n"], hash=told["hash"], at=told["at"], key=told["key"])
    assert is_signed(text, signature=told["signature"], public=all_keys()[0].public) is True
    assert answer.headers["Content-Disposition"] == f'attachment; filename="checkpoint-{made.n}.json"'
    page = client.get(f"/ledger/checkpoints/{made.n}").text
    assert told["signature"] in page and told["hash"] in page


def test_there_is_none_where_nothing_was_signed(app: Flask, client: Any) -> None:
    assert [client.get(f"/ledger/checkpoints/7{end}").status_code for end in ("", ".json")] == [404, 404]


def test_the_feed_of_the_record_holds_them_too(app: Flask, client: Any) -> None:
    made = sign_head(by=SETUP)

    feed = client.get("/feeds/all.atom").text
    assert f"urn:consensus:checkpoint:{made.hash}" in feed
    assert made.signature in feed
