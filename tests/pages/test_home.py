from typing import Any

import pytest

from consensus.drafts.actions import show_draft
from consensus.kit.db import transaction
from consensus.ledger import SETUP

from ..factories import make_account, make_draft
from ..systems.acting import draft_with, review, system
from .texts import FIRST, SECOND


def test_before_the_first_draft_the_front_page_says_so(client: Any) -> None:
    page = client.get("/")

    assert (page.status_code, "The first draft is being prepared." in page.text) == (200, True)
    assert "No draft has been published yet." in client.get("/drafts/").text


def test_the_front_page_leads_to_the_draft_what_changed_and_a_short_read(client: Any) -> None:
    make_draft("0.1", FIRST)
    make_draft("0.2", SECOND)

    page = client.get("/").text

    assert 'href="/drafts/0.2/"' in page and 'href="/compare/0.1...0.2/"' in page
    assert 'href="/drafts/0.2/five/"' in page


def test_five_clauses_can_be_read_in_three_minutes(client: Any) -> None:
    make_draft("0.1", FIRST)
    make_draft("0.2", SECOND)

    page = client.get("/drafts/0.2/five/").text

    assert "lawful" in page and 'href="/drafts/0.2/clauses/use/"' in page


@pytest.mark.parametrize(
    "path", ["/healthz", "/readyz", "/metrics", "/robots.txt", "/sitemap.xml", "/.well-known/security.txt"]
)
def test_machines_get_their_answers(client: Any, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("role, status", [("maintainer", 200), ("moderator", 200), ("participant", 403)])
def test_the_desk_is_for_those_with_a_role(client: Any, role: str, status: int) -> None:
    assert client.as_(make_account(role=role)).get("/desk/").status_code == status


@pytest.mark.parametrize(
    "slug", ["about", "process", "decide", "conduct", "privacy", "accessibility", "licence", "release"]
)
def test_the_site_speaks_of_itself(client: Any, slug: str) -> None:
    assert client.get(f"/pages/{slug}/").status_code == 200


def test_a_page_that_was_never_written_is_not_found(client: Any) -> None:
    assert client.get("/pages/nothing/").status_code == 404


def test_a_chosen_language_is_kept_and_leads_back(client: Any) -> None:
    answer = client.get("/language/en?next=/drafts/")

    assert (answer.status_code, answer.location) == (303, "/drafts/")
    assert client.get("/language/xx").status_code == 404
    assert client.get("/language/en?next=https://example.org/").location == "/"


def test_a_prepared_draft_is_listed_only_while_it_is_shown(client: Any) -> None:
    make_draft("0.1", FIRST)
    draft = make_draft("0.2", SECOND, publish=False)
    assert "/drafts/0.2/editors/" not in client.get("/drafts/").text

    with transaction():
        show_draft(draft, shown=True, by=SETUP)

    assert "/drafts/0.2/editors/" in client.get("/drafts/").text


def test_how_real_systems_come_out_stands_on_the_front_page(client: Any) -> None:
    make_draft("0.0.1", FIRST)
    assert "Held against real systems" not in client.get("/").text

    draft, alpha = draft_with(), system()
    review(alpha, draft, make_account("Ana"))
    front = client.get("/").text

    assert "Held against real systems" in front and "1 conforms" in front
    assert 'href="/systems/?draft=0.1"' in client.get("/drafts/0.1/").text
