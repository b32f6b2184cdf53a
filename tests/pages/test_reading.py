from typing import Any

import pytest
from sqlalchemy import event

from consensus.drafts.actions import explain_clause, withdraw_draft
from consensus.drafts.queries import clause_in, draft_named
from consensus.kit.db import db, transaction
from consensus.ledger import SETUP

from ..factories import make_draft
from .texts import FIRST, SECOND


@pytest.fixture
def two_drafts(app: Any) -> None:
    make_draft("0.1", FIRST)
    make_draft("0.2", SECOND)


def test_the_latest_draft_has_an_address_that_leads_to_it(client: Any, two_drafts: None) -> None:
    answer = client.get("/drafts/latest/")

    assert (answer.status_code, answer.location) == (302, "/drafts/0.2/")


def test_a_draft_shows_numbers_permalinks_and_the_words_of_every_clause(
    client: Any, two_drafts: None
) -> None:
    page = client.get("/drafts/0.1/").text

    assert 'id="use"' in page and 'href="#use"' in page
    assert "<strong>Use</strong> it for any purpose." in page
    assert "<table" in page and "Training code" in page


def test_a_changed_clause_shows_its_redline_in_place(client: Any, two_drafts: None) -> None:
    page = client.get("/drafts/0.2/?changes=shown").text

    assert "lawful" in page.split("<ins")[1].split("</ins>")[0] + page.split("<ins")[2].split("</ins>")[0]


def test_a_superseded_draft_says_so_and_names_the_latest(client: Any, two_drafts: None) -> None:
    old, new = client.get("/drafts/0.1/").text, client.get("/drafts/0.2/").text

    assert ("This draft has been superseded." in old, "This draft has been superseded." in new) == (
        True,
        False,
    )


def test_a_withdrawn_draft_stays_readable_and_says_so(client: Any, two_drafts: None) -> None:
    with transaction():
        withdraw_draft(draft_named("0.2"), reason="A clause was missing.", by=SETUP)

    page = client.get("/drafts/0.2/")

    assert (page.status_code, "withdrawn" in page.text) == (200, True)
    assert client.get("/drafts/latest/").location == "/drafts/0.1/"


def test_a_footnote_is_linked_to_its_mark(client: Any, two_drafts: None) -> None:
    page = client.get("/drafts/0.1/").text

    assert 'href="#fn-study"' in page and 'id="fn-study"' in page
    assert "[^1]" not in page


def test_a_defined_term_opens_its_definition(client: Any, two_drafts: None) -> None:
    page = client.get("/drafts/0.2/").text

    assert 'href="#def-term-open-system"' in page and 'id="def-term-open-system"' in page


def test_an_explanation_in_plain_words_is_shown_beside_its_clause(client: Any, two_drafts: None) -> None:
    draft = draft_named("0.2")
    assert "nobody needs to ask" not in client.get("/drafts/0.2/").text

    with transaction():
        explain_clause(draft, clause_in(draft, "use"), plain="So nobody needs to ask.", example="", by=SETUP)

    assert "nobody needs to ask" in client.get("/drafts/0.2/").text


@pytest.mark.parametrize(
    "path", ["/drafts/9.9/", "/drafts/0.1/clauses/nothing/", "/clauses/nothing/", "/drafts/9.9.md"]
)
def test_what_does_not_exist_is_not_found(client: Any, two_drafts: None, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_prepared_draft_is_not_public(client: Any, two_drafts: None) -> None:
    make_draft("0.3", SECOND.replace("inside", "within"), publish=False)

    assert [
        client.get(path).status_code for path in ("/drafts/0.3/", "/drafts/0.3.json", "/drafts/0.3.md")
    ] == [404] * 3


def test_a_clause_has_its_own_page_with_its_way_through_the_drafts(client: Any, two_drafts: None) -> None:
    page = client.get("/drafts/0.2/clauses/use/").text

    assert 'href="/drafts/0.1/clauses/use/"' in page
    assert "lawful" in page


def test_why_a_word_is_here_names_the_draft_that_brought_it(client: Any, two_drafts: None) -> None:
    words = clause_in(draft_named("0.2"), "use").text.split(" ")

    new = client.get(f"/drafts/0.2/clauses/use/?word={words.index('lawful')}").text
    old = client.get(f"/drafts/0.2/clauses/use/?word={words.index('any')}").text

    assert ("came in with draft 0.2" in new, "came in with draft 0.1" in old) == (True, True)


def test_a_clause_can_be_cited_as_text_and_bibtex(client: Any, two_drafts: None) -> None:
    page = client.get("/drafts/0.2/clauses/use/").text

    assert "@misc{" in page and "/drafts/0.2/clauses/use/" in page


def test_the_history_of_a_clause_lists_every_draft_from_its_first(client: Any, two_drafts: None) -> None:
    page = client.get("/clauses/term-open-system/").text

    assert 'href="/drafts/0.2/#term-open-system"' in page
    assert "/drafts/0.1/" not in page.split("<main")[1].split("</main>")[0]


def test_the_markdown_of_a_draft_reads_as_the_same_draft(client: Any, two_drafts: None) -> None:
    from consensus.drafts.actions import read_files
    from consensus.drafts.bundle import File

    text = client.get("/drafts/0.2.md").text
    again = read_files([File("again.md", text)], version="0.9").outline
    stored = client.get("/api/v1/drafts/0.2").json["clauses"]

    assert [(c.key, c.digest, c.number) for c in again.clauses] == [
        (c["key"], c["wording"], c["number"]) for c in stored
    ]


def test_a_page_asks_the_same_number_of_queries_however_long_the_draft(client: Any, app: Any) -> None:
    long = "# Part {#part}\n\n" + "\n\n".join(
        f"Clause number {n} says a thing of its own. {{#c{n}}}" for n in range(60)
    )
    short = "\n\n".join(long.split("\n\n")[:10])
    for version, text in (
        ("0.1", short),
        ("0.2", short.replace("thing", "matter")),
        ("0.3", long),
        ("0.4", long.replace("own", "self")),
        ("0.5", long),
    ):
        make_draft(version, text)

    assert _queries(client, "/drafts/0.2/") == _queries(client, "/drafts/0.4/")


def _queries(client: Any, path: str) -> int:
    seen: list[str] = []

    def hear(_c: Any, _cur: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", hear)
    assert client.get(path).status_code == 200
    event.remove(db.engine, "before_cursor_execute", hear)
    return len(seen)
