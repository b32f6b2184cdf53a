"""The table of licences, and a question to it."""

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from tests.drafts.views.browsing import words


@pytest.mark.parametrize(
    "licence, answers",
    [
        ("MIT", ["acceptable"]),
        ("CC-BY-4.0", ["not acceptable", "acceptable"]),
        ("Llama 2 Community License", ["not acceptable"]),
        ("A licence nobody knows", ["not known"]),
    ],
)
def test_of_a_licence_it_is_said_what_it_is_under_each_framework_and_why(client, app, licence, answers):
    page = client.get("/systems/licences/", query_string={"licence": licence})

    assert [each.text() for each in HTMLParser(page.text).css(".state")] == answers
    assert all(each.text(strip=True) for each in HTMLParser(page.text).css(".state ~ .because"))


def test_the_well_known_model_licences_are_there_with_their_reasons(client, app):
    text = words(client.get("/systems/licences/"))

    assert "asks those with more than 700 million monthly users to request permission" in text
    assert "Gemma Terms of Use" in text


def test_what_somebody_asks_stays_text(client, app):
    page = client.get("/systems/licences/", query_string={"licence": "<script>x</script>"})

    assert "<script>x" not in page.text and "&lt;script&gt;x" in page.text
