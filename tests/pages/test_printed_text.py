"""The text of a draft, made once and kept, with places left open for what is said of it."""

from typing import Any

from flask import Flask

from consensus.drafts.actions import explain_clause, withdraw_draft
from consensus.drafts.models import Draft
from consensus.drafts.queries import clause_in
from consensus.drafts.reading import draft_view
from consensus.kit.db import transaction
from consensus.ledger import SETUP
from consensus.pages.printed_text import PrintedText, printed_text
from tests.factories import make_draft

TEXT = "# T\n\n## A {#a}\n\nAnyone may use it. {#use}\n"


def printed(draft: Draft) -> PrintedText:
    return printed_text(draft, draft_view(draft), shown=False)


def test_a_text_is_kept_and_made_anew_when_a_clause_is_explained(app: Flask) -> None:
    draft = make_draft("0.1", TEXT)
    before = printed(draft)
    assert printed(draft) is before

    with transaction():
        explain_clause(draft, clause_in(draft, "use"), plain="Use it.", example="", seen=None, by=SETUP)

    assert "Use it." not in "".join(before.pieces)
    assert "Use it." in "".join(printed(draft).pieces)


def test_places_are_left_open_where_people_may_talk_and_not_in_a_withdrawn_draft(app: Flask) -> None:
    make_draft("0.1", TEXT)
    draft = make_draft("0.2", TEXT)
    assert "talk use" in printed(draft).pieces[1::2]

    with transaction():
        withdraw_draft(draft, reason="A mistake.", by=SETUP)

    assert printed(draft).pieces[1::2] == ()


def test_no_page_shows_the_marks_of_open_places(client: Any, app: Flask) -> None:
    make_draft("0.1", TEXT)

    for path in ("/drafts/0.1/", "/drafts/0.1/clauses/use/", "/drafts/0.1/five/"):
        page = client.get(path).get_data(as_text=True)
        assert "Anyone may use it." in page
        assert "\x02" not in page
