"""What a feed is made of."""

from xml.etree import ElementTree
from xml.sax.saxutils import escape

from hypothesis import given
from hypothesis import strategies as st

from consensus.feeds.atom import clean


@given(st.text())
def test_cleaned_text_can_stand_in_xml(text: str) -> None:
    kept = ElementTree.fromstring(f"<a>{escape(clean(text))}</a>").text or ""

    assert kept == clean(text).replace("\r\n", "\n").replace("\r", "\n")


@given(st.text(st.characters(exclude_categories=["C"])))
def test_ordinary_text_is_left_as_it_is(text: str) -> None:
    assert clean(text) == text
