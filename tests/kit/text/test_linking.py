"""Links put into finished HTML: what a footnote's marker becomes."""

import pytest
from markupsafe import Markup

from consensus.kit.text.linking import link_footnotes, raise_footnotes

WORDS = Markup("freedom[^1] to <a href='/x[^1]'>use</a> it[^two]")


def test_a_marker_becomes_a_raised_link_to_its_note_when_there_is_one() -> None:
    linked = link_footnotes(WORDS, {"1": "fn-freedoms"}, label=lambda marker: f"note {marker}")

    assert linked == (
        'freedom<sup class="fn"><a href="#fn-freedoms" aria-label="note 1">1</a></sup> to '
        "<a href='/x[^1]'>use</a> it[^two]"
    )


def test_where_the_notes_stand_on_another_page_markers_are_only_raised() -> None:
    assert raise_footnotes(WORDS) == (
        'freedom<sup class="fn">1</sup> to <a href=\'/x[^1]\'>use</a> it<sup class="fn">two</sup>'
    )


@pytest.mark.parametrize("marker", ["[^]", "[^a b]", "[1]", "^1"])
def test_what_is_no_marker_stays(marker: str) -> None:
    assert raise_footnotes(Markup(marker)) == marker
