"""The record on the command line: whether it holds, and whether everything that is kept beside it agrees."""

import json
from typing import Any

from sqlalchemy import update

from consensus.kit.db import db, transaction
from consensus.voting.models import Counter
from tests.drafts.making import OLD, published
from tests.factories import make_account
from tests.voting.acting import take


def test_a_record_that_holds_is_verified_with_its_counters(run: Any) -> None:
    take(published(OLD, "0.1"), "use", "support", make_account("Ana"))

    plain, told = run("ledger", "verify"), json.loads(run("ledger", "verify", "--json").stdout)

    assert (plain.exit_code, "each following from the one before" in plain.stdout) == (0, True)
    assert (told["verifies"], told["broken_at"], told["disagreements"]) == (True, None, [])


def test_a_counter_that_does_not_agree_is_named_and_exits_with_1(run: Any) -> None:
    take(published(OLD, "0.1"), "use", "support", make_account("Ana"))
    with transaction():
        db.session.execute(update(Counter).values(support=2))

    plain, told = run("ledger", "verify"), run("ledger", "verify", "--json")

    assert (plain.exit_code, plain.stdout, told.exit_code) == (1, "", 1)
    assert "the counter of use of draft 0.1" in plain.stderr
    assert json.loads(told.stdout)["verifies"] is False


def test_an_export_is_verified_and_counted_by_the_program_that_stands_alone(run: Any, tmp_path: Any) -> None:
    take(published(OLD, "0.1"), "use", "support", make_account("Ana"))
    file = tmp_path / "ledger.ndjson"

    run("ledger", "export", str(file))
    result = run("ledger", "verify", str(file))

    assert (result.exit_code, "1 positions, counted again" in result.stdout) == (0, True)
