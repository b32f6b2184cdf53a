"""Searching: asking, narrowing down, landing on what was said in its context."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask import Flask
from selectolax.lexbor import LexborHTMLParser, LexborNode

from consensus.discussion.models import Comment
from consensus.discussion.queries.comments import comment_at
from consensus.kit.db import transaction
from consensus.kit.turns import until_done
from consensus.moderation.actions import hide_thing
from consensus.moderation.models import Rule
from tests.factories import make_account, make_comment, make_draft

from .texts import FIRST, SECOND


@pytest.fixture
def said(app: Flask) -> list[Comment]:
    """Two drafts, and three comments: two on use, of which one is an objection; one on study, in a thread."""
    make_draft("0.0.1", FIRST)
    make_draft("0.0.2", SECOND)
    ana, ben = make_account("Ana Silva"), make_account("Ben")
    first = make_comment("0.0.1", "use", "Hospitals keep their patients' records to themselves.", by=ana)
    second = make_comment("0.0.2", "use", "Which hospital was asked?", by=ben, kind="objection")
    third = make_comment("0.0.2", "study", "Studying a hospital takes a decade.", by=ben)
    until_done()
    return [first, second, third]


def page(client: Any, path: str) -> LexborHTMLParser:
    answer = client.get(path)
    assert answer.status_code == 200
    return LexborHTMLParser(answer.text)


def words(node: LexborNode | LexborHTMLParser | None) -> str:
    """The words of a page, on one line."""
    assert node is not None
    return " ".join(node.text().split())


def results(found: LexborHTMLParser) -> list[str]:
    """Where the results lead."""
    return [str(link.attributes["href"]) for link in found.css(".result h2 a")]


def choice(found: LexborHTMLParser, text: str) -> str:
    """Where a choice beside the results leads."""
    [link] = [link for link in found.css(".facets a") if words(link) == text]
    return str(link.attributes["href"])


def test_what_was_said_is_found_and_leads_to_its_place_in_the_thread(
    client: Any, said: list[Comment]
) -> None:
    found = page(client, "/search/?q=patients")

    [result] = found.css(".result")
    assert results(found) == [f"/comments/{said[0].id}#c{said[0].id}"]
    assert "patients" in [words(mark) for mark in result.css("mark")]
    assert words(result.css_first(".what")).startswith("Comment · 1.2 Use, draft 0.0.1")
    assert "Ana Silva" in words(result.css_first(".by-whom"))
    assert client.get(results(found)[0].partition("#")[0]).status_code == 200


def test_any_form_of_a_word_is_found_and_counted(client: Any, said: list[Comment]) -> None:
    found = page(client, "/search/?q=hospitals&sort=oldest")

    assert words(found.css_first("#how-many")) == "3 found"
    assert results(found) == [f"/comments/{each.id}#c{each.id}" for each in said]


def test_what_is_found_is_narrowed_by_links_and_widened_again(client: Any, said: list[Comment]) -> None:
    whole = page(client, "/search/?q=hospital")
    narrow = page(client, choice(whole, "Objections"))
    [back] = narrow.css(".chosen a")

    assert results(narrow) == [f"/comments/{said[1].id}#c{said[1].id}"]
    assert words(narrow.css_first(".chosen li")).startswith("Kind Objections remove")
    assert str(back.attributes["href"]) == "/search/?q=hospital"
    assert choice(narrow, "Objections") == "/search/?q=hospital"


def test_what_was_typed_as_a_field_can_be_taken_back_too(client: Any, said: list[Comment]) -> None:
    found = page(client, "/search/?q=hospital+draft:0.0.1+after:2020")

    assert results(found) == [f"/comments/{said[0].id}#c{said[0].id}"]
    assert [link.attributes["href"] for link in found.css(".chosen a")] == [
        "/search/?q=hospital+after%3A2020",
        "/search/?q=hospital+draft%3A0.0.1",
    ]


def test_a_clause_leads_to_its_page_and_into_the_text(client: Any, said: list[Comment]) -> None:
    found = page(client, "/search/?q=lawful+purpose")

    [result] = [each for each in found.css(".result") if words(each.css_first(".is")) == "Clause"]
    links = [str(link.attributes["href"]) for link in result.css("a")]
    assert {"/drafts/0.0.2/clauses/use/", "/drafts/0.0.2/#use"} <= set(links)


def test_without_a_question_the_page_says_how_to_ask_and_what_there_is(
    client: Any, said: list[Comment]
) -> None:
    found = page(client, "/search/")

    examples = [str(link.attributes["href"]) for link in found.css(".examples a")]
    assert "Comments" in words(found.css_first(".there-is"))
    assert len(examples) > 5
    assert [client.get(path).status_code for path in examples] == [200] * len(examples)
    assert results(found) == []


def test_what_cannot_be_read_is_explained_and_the_rest_is_found(client: Any, said: list[Comment]) -> None:
    found = page(client, "/search/?q=(patients+OR")

    assert results(found) == [f"/comments/{said[0].id}#c{said[0].id}"]
    assert found.css(".notice.warn p") != []
    assert "/pages/search/" in [link.attributes["href"] for link in found.css(".notice a")]


def test_nothing_found_says_what_to_do(client: Any, said: list[Comment]) -> None:
    found = page(client, "/search/?q=xylophone&kind=comment")

    assert "Nothing was found." in words(found.css_first(".nothing-found"))
    assert "/search/?q=xylophone" in [link.attributes["href"] for link in found.css(".nothing-found a")]


def test_a_typing_error_is_mended_by_a_link(client: Any, said: list[Comment]) -> None:
    found = page(client, "/search/?q=hopsitals&kind=comment")

    [link] = found.css(".meant a")
    again = page(client, str(link.attributes["href"]))
    assert dict(parse_qsl(urlsplit(str(link.attributes["href"])).query))["kind"] == "comment"
    assert len(results(again)) == 3


def test_pages_follow_each_other_without_a_gap(client: Any, said: list[Comment]) -> None:
    ana = make_account("Ana")
    for n in range(25):
        make_comment("0.0.2", "use", f"Libraries lend, case {n}.", by=ana)
    until_done()

    first = page(client, "/search/?q=libraries&sort=newest")
    second = page(client, str(first.css_first("a[rel=next]").attributes["href"]))  # type: ignore[union-attr]

    assert (len(results(first)), len(results(second))) == (20, 5)
    assert len({*results(first), *results(second)}) == 25
    assert second.css_first("a[rel=prev]").attributes["href"] == "/search/?q=libraries&sort=newest"  # type: ignore[union-attr]
    assert second.css_first("a[rel=next]") is None


def test_what_is_folded_is_found_by_moderators_alone_and_marked(client: Any, said: list[Comment]) -> None:
    moderator = make_account("Mo", role="moderator")
    with transaction():
        hide_thing(comment_at(said[0].id), rule=Rule.SPAM, reason="It sells watches.", by=moderator)
    until_done()

    nobodys, theirs = page(client, "/search/?q=patients"), page(client.as_(moderator), "/search/?q=patients")

    assert results(nobodys) == []
    assert results(theirs) == [f"/comments/{said[0].id}#c{said[0].id}"]
    assert "only moderators find it" in words(theirs.css_first(".result"))


def test_what_is_found_names_its_feed_and_is_for_no_search_engine(client: Any, said: list[Comment]) -> None:
    found = page(client, "/search/?q=hospital&draft=0.0.2&sort=oldest")

    feed = found.css_first("link[type='application/atom+xml']")
    assert feed is not None and feed.attributes["href"] == "/feeds/search.atom?q=hospital&draft=0.0.2"
    assert found.css_first("meta[name=robots]") is not None


def test_a_very_long_question_makes_no_long_page(client: Any, said: list[Comment]) -> None:
    answer = client.get(
        "/search/?" + "&".join(["q=" + "hospital+" * 1_100, *(f"kind={n}" + "x" * 250 for n in range(60))])
    )

    assert answer.status_code == 200
    assert len(answer.data) < 400_000


def test_words_that_are_html_stay_words(client: Any, said: list[Comment]) -> None:
    make_comment("0.0.2", "use", "`<script>alert(1)</script>` breaks a parser.", by=make_account("Ana"))
    until_done()

    answer = client.get('/search/?q=parser+"><script>alert(2)</script>')

    assert "<script>alert" not in answer.text
    assert "<script>alert" not in client.get("/search/?q=parser").text


def test_while_one_types_questions_and_things_are_offered(client: Any, said: list[Comment]) -> None:
    answer = client.get("/search/suggest?q=patie").get_json()
    none = client.get("/search/suggest?q=p").get_json()

    assert [item["text"] for item in answer["items"] if not item["kind"]][:1] == ["patients"]
    assert none == {"q": "p", "said": "No suggestions", "items": []}
    assert client.get("/search/suggest?q=patients").get_json()["items"][-1] == {
        "text": "Hospitals keep their patients' records to themselves.",
        "url": f"/comments/{said[0].id}#c{said[0].id}",
        "kind": "Comment",
        "language": "en",
    }
