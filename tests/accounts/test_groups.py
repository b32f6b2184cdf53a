"""The stakeholder groups."""

from consensus.accounts.groups import GROUPS, group_called, group_title


def test_there_are_the_six_of_spring_2024():
    assert [group.slug for group in GROUPS] == [
        "system-creator", "license-creator", "regulator", "licensee", "end-user", "subject",
    ]  # fmt: skip


def test_a_group_is_found_by_its_title_and_a_stranger_is_none(app):
    assert [group_called(str(group.title)) for group in GROUPS] == list(GROUPS)
    assert (group_called("deployer"), group_called(None), group_called("")) == (None, None, None)


def test_a_group_no_longer_offered_keeps_its_slug_as_title(app):
    assert (group_title("subject"), group_title("deployer"), group_title(None)) == ("Subject", "deployer", "")
