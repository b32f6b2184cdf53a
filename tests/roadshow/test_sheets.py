"""Sheets as a file: whole in itself, and too many are refused."""

import pytest

from consensus.kit.errors import Invalid
from consensus.roadshow.errors import NoOpenDraft
from consensus.roadshow.models import Stop
from consensus.roadshow.sheets import sheets_html, sheets_of
from tests.roadshow.papers import a_stop


def test_a_file_of_sheets_needs_nothing_beside_it(app):
    text = sheets_html(a_stop(), start=3, copies=2)

    assert text.count('class="paper"') == 2
    assert "<link" not in text and "<script" not in text
    assert "@page" in text and "&gt;" not in text.partition("</style>")[0]


def test_the_address_under_the_code_is_the_site_s_own(app):
    app.config["PUBLIC_URL"] = "https://consensus.example.org"

    assert sheets_of(a_stop(), join="K7M1WX").address == "https://consensus.example.org/join/K7M1WX"


def test_too_much_paper_at_once_is_refused(app):
    stop = a_stop()

    with pytest.raises(Invalid) as caught:
        sheets_of(stop, copies=201)

    assert list(caught.value.errors) == ["copies"]


def test_without_a_draft_there_is_nothing_to_print(app):
    with pytest.raises(NoOpenDraft):
        sheets_of(Stop(slug="dakar"))
