import pytest

from consensus.drafts.actions import decide_map
from consensus.drafts.queries import shown_drafts
from consensus.kit.db import transaction
from consensus.ledger import SETUP
from consensus.ledger.queries import entries_after
from tests.drafts.making import NEW, OLD, prepare, publish, published
from tests.factories import make_account

from .browsing import form_at, words


@pytest.fixture
def draft(app):
    """A prepared draft that follows a published one."""
    published(OLD, "0.1")
    return prepare(NEW, "0.2", summary="What *changed*.")


OF_POSITIONS = ("can-live", "objects", "take")  # which are taken on published drafts only


def text_of(page):
    """The text of a draft as a page shows it, without the addresses of clauses, which come with publication."""
    return words(page).partition("Digest")[2].partition(" ")[2]


def test_the_preview_is_exactly_what_readers_see_later(ana, draft):
    with transaction():
        decide_map(draft, [{"key": "parameters", "kind": "split", "from": ["code"]}], by=SETUP)
    before = ana.get("/desk/drafts/0.2/preview").text
    publish(draft)
    after = ana.get("/drafts/0.2/").text

    def clauses(text):
        article = text[text.index("<article") : text.index("</article>")]
        named = [part.partition('"')[0] for part in article.split(' id="')[1:]]
        return (
            [name for name in named if name not in OF_POSITIONS],
            article.count("<ins>"),
            article.count("change-mark"),
        )

    assert clauses(before) == clauses(after)
    assert clauses(before)[0][:2] == ["part-freedoms", "freedoms"]


def test_it_says_that_it_is_no_published_draft_and_has_no_dead_links(ana, draft):
    page = ana.get("/desk/drafts/0.2/preview")

    assert "Preview: not published." in words(page)
    assert 'data-watermark="Editors\' draft"' in page.text
    assert "/drafts/0.2/clauses/" not in page.text.replace("/desk/drafts/0.2/clauses/", "")
    assert "/drafts/0.2.md" not in page.text


def test_changes_can_be_shown_in_the_text(ana, draft):
    plain, lined = (ana.get(f"/desk/drafts/0.2/preview{more}") for more in ("", "?changes=shown"))

    assert ("Show the changes in the text" in words(plain), "Hide the changes" in words(lined)) == (
        True,
        True,
    )


@pytest.mark.parametrize(
    ("role", "before", "after"), [("maintainer", 200, 200), ("participant", 403, 200), (None, 303, 200)]
)
def test_an_editors_draft_is_public_as_long_as_it_is_shown(client, ana, draft, role, before, after):
    page = client.as_(make_account(role=role) if role else None)

    def shown():
        return page.get("/drafts/0.2/editors/").status_code

    hidden = shown()
    for expected in ("Everybody can read it now", "It is no longer shown."):
        answer = ana.post(
            "/desk/drafts/0.2/shown",
            data=form_at(ana.get("/desk/drafts/0.2/preview"), "/desk/drafts/0.2/shown"),
        )
        assert expected in words(ana.get(answer.headers["Location"]))
        if len(shown_drafts()):
            visible = shown()

    assert (hidden, visible, shown()) == (before, after, before)
    assert [entry.verb for entry in entries_after(0)][-2:] == ["draft.shown", "draft.unshown"]


def test_the_editors_draft_is_marked_and_takes_no_positions(client, ana, draft):
    ana.post("/desk/drafts/0.2/shown", data={"shown": "yes"})

    page = client.get("/drafts/0.2/editors/")

    assert "Editors' draft: not published." in words(page)
    assert "no positions are taken on it" in words(page)
    assert ('method="post"' in page.text, "csrf_token" in page.text, "Ana" in page.text) == (
        False,
        False,
        False,
    )
    assert page.headers["Cache-Control"].startswith("public")


def test_once_published_the_address_of_the_editors_draft_leads_to_it(client, draft):
    publish(draft)

    answer = client.get("/drafts/0.2/editors/")

    assert (answer.status_code, answer.headers["Location"]) == (301, "/drafts/0.2/")


def test_the_overview_says_where_a_prepared_draft_stands(ana, draft):
    page = words(ana.get("/desk/drafts/0.2/"))

    assert "9 clauses in 2 parts." in page
    assert "Against 0.1: 4 changes. 4 are to be looked at. One changes marked words." in page
    assert "Nothing stands in the way." in page


def test_the_overview_of_a_published_draft_offers_what_can_still_be_done(ana, draft):
    first = words(ana.get("/desk/drafts/0.1/"))
    publish(draft)
    former, latest = (words(ana.get(f"/desk/drafts/{version}/")) for version in ("0.1", "0.2"))

    def offered(page):
        return [word for word in ("Period", "Plain words", "Correct the map", "Withdraw") if word in page]

    assert offered(first) == ["Period", "Plain words", "Withdraw"]
    assert offered(former) == ["Plain words"]
    assert offered(latest) == ["Period", "Plain words", "Correct the map", "Withdraw"]
