"""By what rule a draft is counted: its own policy, that of the draft before, else the standard one."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import update

from consensus.drafts.models import DraftFile
from consensus.kit.db import db, transaction
from consensus.voting.policies import Policy
from consensus.voting.policy_files import read_policy
from consensus.voting.queries import policy_of, policy_source_of
from tests.drafts.making import NEW, prepare, published
from tests.voting.acting import draft_with_policy


def test_without_a_file_the_standard_policy_holds(app: Flask) -> None:
    text = Path(app.config["CONTENT"], "policies", "default.toml").read_text("utf-8")
    source = policy_source_of(published())

    assert (source.version, source.text, source.policy) == (None, text, read_policy(text))


def test_a_draft_brings_its_own(app: Flask) -> None:
    source = policy_source_of(draft_with_policy("quorum = 5\n"))

    assert (source.version, source.policy.quorum, source.text) == ("0.1", 5, "quorum = 5\n")


def test_without_one_that_of_the_draft_before_holds(app: Flask) -> None:
    draft_with_policy("quorum = 5\n")
    second = published(NEW, "0.2")
    prepared = prepare(NEW + "\nMore. {#more}\n", "0.3")

    assert [policy_source_of(draft).version for draft in (second, prepared)] == ["0.1", "0.1"]
    assert policy_of(prepared).quorum == 5


def test_where_there_is_no_content_the_standard_is_built_in(
    app: Flask, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "CONTENT", str(tmp_path))

    assert policy_of(published()) == Policy()


def test_one_that_cannot_be_used_gives_way_to_the_one_before(app: Flask) -> None:
    """From before policies were checked."""
    draft = draft_with_policy("quorum = 5\n")
    with transaction():
        db.session.execute(
            update(DraftFile).where(DraftFile.name == "policy.toml").values(content="quorum = 'x'")
        )

    assert policy_source_of(draft).version is None
