"""A checklist that a draft carries is checked when the draft is prepared and published."""

import pytest
from flask import Flask

from consensus.drafts.attachments import check_attachments
from consensus.drafts.bundle import File
from consensus.kit.errors import Invalid
from tests.systems.acting import CHECKLIST, draft_with

KEYS = {"code", "data", "weights", "card"}


def warnings(text: str) -> list[str]:
    return [sentence for _file, sentence in check_attachments([File("checklist.toml", text)], KEYS)]


@pytest.fixture(autouse=True)
def draft(app: Flask) -> None:
    draft_with()


def test_a_checklist_that_fits_has_no_warnings() -> None:
    assert warnings(CHECKLIST) == []


def test_what_cannot_be_read_is_refused() -> None:
    with pytest.raises(Invalid, match="wings"):
        warnings(CHECKLIST.replace('"weights"] }', '"wings"] }'))


@pytest.mark.parametrize("change, told", [
    (('clause = "data"', 'clause = "tales"'), "the clause 'tales'"),
    (('framework = "osi"', 'framework = ""'), "so that any will do: code"),
    (('id = "data"', 'id = "data"\nwas = ["facts"]'), "The component data is said to have been facts"),
])  # fmt: skip
def test_what_looks_odd_is_told(change: tuple[str, str], told: str) -> None:
    [sentence] = warnings(CHECKLIST.replace(*change))

    assert told in sentence
