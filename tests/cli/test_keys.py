"""The keys of the site on the command line: made at setup, shown, rotated; and checkpoints on demand."""

import json
from pathlib import Path
from typing import Any

from flask import Flask

from consensus.release.keys import path_of
from consensus.release.queries.keys import all_keys
from consensus.release.signing import checkpoint_text, is_signed
from tests.factories import make_account


def test_the_key_in_use_is_shown_with_its_file(app: Flask, run: Any) -> None:
    shown = run("key", "show")

    key = all_keys()[0]
    assert shown.exit_code == 0
    assert key.public in shown.stdout and str(path_of(key.id)) in shown.stdout
    (told,) = json.loads(run("key", "show", "--json").stdout)["keys"]
    assert (told["id"], told["public"], told["until"]) == (key.id, key.public, None)


def test_a_key_is_rotated_with_a_reason(app: Flask, run: Any) -> None:
    run("key", "show")
    assert run("key", "rotate").exit_code == 2
    assert run("key", "rotate", "--reason", "The year is over").exit_code == 0

    first, second = all_keys()
    assert (second.previous_id, second.reason, first.retired_at is None) == (
        first.id,
        "The year is over",
        False,
    )
    assert path_of(first.id).exists() and path_of(second.id).exists()


def test_only_who_may_grant_roles_rotates_it_by_name(app: Flask, run: Any) -> None:
    make_account("Ana", email="ana@example.org")
    refused = run("key", "rotate", "--reason", "Mine", "--as", "ana@example.org")

    assert (refused.exit_code, "Admins" in refused.stderr) == (1, True)


def test_a_file_that_is_gone_is_told_with_what_to_do(app: Flask, run: Any) -> None:
    run("key", "show")
    path_of(all_keys()[0].id).unlink()

    for command in (("key", "show"), ("key", "rotate", "--reason", "x"), ("ledger", "checkpoint")):
        refused = run(*command)
        assert (refused.exit_code, "key rotate --lost" in refused.stderr) == (1, True)
    assert run("key", "rotate", "--reason", "The disk broke", "--lost").exit_code == 0
    assert [key.previous_id for key in all_keys()] == [None, None]
    assert len(list(Path(app.config["INSTANCE"], "keys").glob("site-*.pem"))) == 1


def test_a_key_that_is_there_is_not_said_to_be_lost(app: Flask, run: Any) -> None:
    run("key", "show")
    refused = run("key", "rotate", "--reason", "x", "--lost")

    assert (refused.exit_code, "without --lost" in refused.stderr) == (1, True)
    assert len(list(Path(app.config["INSTANCE"], "keys").glob("site-*.pem"))) == 1


def test_a_checkpoint_is_made_on_demand(app: Flask, run: Any) -> None:
    make_account("Ana", role="maintainer")
    told = json.loads(run("ledger", "checkpoint", "--json").stdout)

    text = checkpoint_text(n=told["n"], hash=told["hash"], at=told["at"], key=told["key"])
    assert is_signed(text, signature=told["signature"], public=all_keys()[0].public) is True
    assert json.loads(run("ledger", "checkpoint").stdout) == told
