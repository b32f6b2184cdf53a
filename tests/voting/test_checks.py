"""The check of ``policy.toml``: what is wrong must be mended before a draft can be published."""

import pytest
from flask import Flask

from consensus.config import ROOT
from consensus.drafts.actions import read_files
from consensus.drafts.bundle import File
from consensus.kit.errors import Invalid
from consensus.voting.checks import check_policy
from tests.drafts.making import OLD


def test_the_standard_policy_has_nothing_to_mend(app: Flask) -> None:
    assert check_policy((ROOT / "content" / "policies" / "default.toml").read_text("utf-8"), []) == []


def test_what_is_left_to_the_standard_and_groups_nobody_can_choose_are_told(app: Flask) -> None:
    first, second = check_policy(
        'quorum = 3\ngroups_heard = 1\n[[group]]\nslug = "poets"\ntitle = "Poets"\nsentence = "Write."\n', []
    )

    assert first.startswith("The policy leaves this to the standard one: name, title, version")
    assert second == "Nobody can say of themselves yet that they are of: poets."


@pytest.mark.parametrize("text", ["quorum = 0", "quorumm = 3", "threshold = 2", "not toml ="])
def test_what_is_wrong_is_refused_with_its_place(app: Flask, text: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_policy(text, [])

    assert list(refused.value.errors) == ["policy"]
    assert refused.value.errors["policy"][0].startswith("policy.toml, line 1")


def test_a_draft_with_a_wrong_policy_is_not_even_read(app: Flask) -> None:
    with pytest.raises(Invalid):
        read_files([File("definition.md", OLD), File("policy.toml", "quorum = 0")], version="0.1")
