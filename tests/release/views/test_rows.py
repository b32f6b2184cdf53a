from typing import Any

import pytest

from tests.drafts.making import OLD
from tests.factories import make_account, make_draft
from tests.voting.acting import take

PAGES = ("clauses", "systems", "stops", "participation")


@pytest.mark.parametrize("name", PAGES)
def test_rows_of_a_draft_of_which_nothing_is_known_say_so(client: Any, name: str) -> None:
    make_draft("0.1", OLD)

    page = client.get(f"/release/0.1/{name}/")

    assert (page.status_code, 'class="empty"' in page.text) == (200, True)


@pytest.mark.parametrize("name", PAGES)
def test_the_latest_leads_to_its_number(client: Any, name: str) -> None:
    make_draft("0.1", OLD)

    assert client.get(f"/release/latest/{name}/").location == f"/release/0.1/{name}/"


def test_a_clause_that_is_not_settled_leads_to_its_figures(client: Any) -> None:
    draft = make_draft("0.1", OLD)
    take(draft, "use", "object", make_account("Ana"))

    page = client.get("/release/0.1/clauses/").text

    assert "0 of " in page and 'href="/drafts/0.1/clauses/use/positions/"' in page


def test_people_are_told_by_the_continent_they_named(client: Any) -> None:
    draft = make_draft("0.1", OLD)
    take(draft, "use", "support", make_account("Ana", country="SN"))

    assert "Africa" in client.get("/release/0.1/participation/").text
