"""Positions in a browser, with a script and without: taken on 0.0.8, reaffirmed in one pass on 0.0.9; what closed stays as it was."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from consensus import create_app
from consensus.accounts import actions
from consensus.accounts.models import Role
from consensus.cli.database import files_in, migrate
from consensus.config import ROOT
from consensus.drafts.actions import plan_publication, prepare_draft, publish_draft, read_files
from consensus.kit.db import db, transaction
from consensus.ledger import SETUP
from tests.serving import Site, copied, serving

from .looking import Watched

ROSA, BEN = "rosa@example.org", "ben@example.org"
SAME_WORDS, EDITED, UNTOUCHED = ("technical-report", "data-card"), "data-information", "freedom-use"


@pytest.fixture(scope="module")
def beginning(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance with 0.0.8 alone, Rosa, who edits, and Ben."""
    folder = tmp_path_factory.mktemp("beginning")
    app = create_app(INSTANCE=str(folder), LIMITS="off")
    with app.test_request_context("/"):
        migrate()
        reading = read_files(files_in(ROOT / "content/drafts/0.0.8"))
        with transaction():
            actions.add_account(ROSA, name="Rosa", roles=[Role.MAINTAINER], by=SETUP)
            actions.add_account(BEN, name="Ben", by=SETUP)
            draft = prepare_draft(reading, by=SETUP)
        plan = plan_publication(draft)
        with transaction():
            publish_draft(draft, plan, by=SETUP)
        db.session.remove()
        db.engine.dispose()
    return folder


@pytest.fixture
def first_site(beginning: Path, tmp_path: Path) -> Iterator[Site]:
    """A site of its own on it."""
    with serving(copied(beginning, tmp_path / "instance")) as made:
        yield made
        assert "unexpected error" not in made.log


@pytest.fixture(params=[True, False], ids=["with-script", "without-script"])
def page(request: pytest.FixtureRequest, browse: Any, first_site: Site) -> Any:
    """Ben's browser."""
    page = browse(script=request.param)
    page.goto(first_site.link(BEN))
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/account/link/" not in url)
    return page


def buttons(page: Any, key: str) -> Any:
    """What stands beside a clause."""
    return page.locator(f"[data-stand='{key}']")


def test_positions_are_taken_carried_and_reaffirmed_in_one_pass(page: Any, first_site: Site) -> None:
    take_some(page, first_site)
    publish_the_next(first_site)
    see_what_became_of_them(page, first_site)
    closed = result_at_closing(page, first_site)
    reaffirm(page, first_site)

    assert result_at_closing(page, first_site) == closed
    assert "each following from the one before" in first_site.run("ledger", "verify")


def take_some(page: Any, site: Site) -> None:
    """One click each."""
    page.goto(f"{site.url}/drafts/0.0.8/")
    for key, name in (
        (UNTOUCHED, "Support"),
        (EDITED, "Can live with it"),
        *((key, "Support") for key in SAME_WORDS),
    ):
        buttons(page, key).get_by_role("button", name=name, exact=True).click()
        expect(buttons(page, key).get_by_role("button", name=name, exact=True)).to_have_attribute(
            "aria-pressed", "true"
        )


def publish_the_next(site: Site) -> None:
    """0.0.9, by command; what is due is done."""
    site.run("draft", "prepare", str(ROOT / "content/drafts/0.0.9"), "--as", ROSA)
    site.run("draft", "publish", "0.0.9", "--as", ROSA)


def see_what_became_of_them(page: Any, site: Site) -> None:
    """The same words in the same surroundings count; the same words in other surroundings do not, nor do other words."""
    page.goto(f"{site.url}/drafts/0.0.9/")
    expect(buttons(page, UNTOUCHED)).to_contain_text("taken on 0.0.8, same words")
    for key in (*SAME_WORDS, EDITED):
        expect(buttons(page, key)).to_contain_text("it is not counted here")
    expect(page.get_by_text("3 things you said were about words that changed since.")).to_be_visible()


def result_at_closing(page: Any, site: Site) -> str:
    """What the page of results says of 0.0.8, which the follower counted meanwhile."""
    page.goto(f"{site.url}/drafts/0.0.8/results/")
    for _wait in range(50):
        if page.get_by_role("heading", level=1).inner_text() == "Results at closing":
            break
        page.wait_for_timeout(200)
        page.reload()
    return str(page.locator("#figures").inner_text())


def reaffirm(page: Any, site: Site) -> None:
    """Keep one, change one, take one back, in one form."""
    page.goto(f"{site.url}/positions/")
    assert Watched(page, site.url).sideways() == []
    articles = page.locator("article.reaffirm")
    expect(articles).to_have_count(3)
    articles.filter(has_text="Data information").get_by_label("support", exact=True).check()
    articles.filter(has_text="Technical report").get_by_label("keep:").check()
    articles.filter(has_text="Data card").get_by_label("take it back").check()
    page.get_by_role("button", name="Store all of this, on record").click()
    expect(page.get_by_text("3 positions are on record anew.")).to_be_visible()
    expect(page.get_by_text("Nothing waits for you in draft 0.0.9.")).to_be_visible()
    page.goto(f"{site.url}/drafts/0.0.9/")
    pressed = page.locator("[aria-pressed=true]").evaluate_all(
        "(all) => all.map((one) => one.closest('[data-stand]').dataset.stand)"
    )
    assert sorted(pressed) == sorted([UNTOUCHED, EDITED, "technical-report"])


def test_a_key_takes_a_position_on_the_clause_in_focus_and_on_no_other(browse: Any, first_site: Site) -> None:
    page = browse()
    page.goto(first_site.link(BEN))
    page.get_by_role("button", name="Sign in").click()
    page.goto(f"{first_site.url}/drafts/0.0.8/")

    page.locator("body").press("s")
    page.locator(f"[id='{UNTOUCHED}'] .no a").first.focus()
    page.keyboard.press("l")
    expect(buttons(page, UNTOUCHED).get_by_role("button", name="Can live with it")).to_have_attribute(
        "aria-pressed", "true"
    )
    page.get_by_label("keys j and k move").uncheck()
    page.locator(f"[id='{EDITED}'] .no a").first.focus()
    page.keyboard.press("s")

    expect(page.locator("[aria-pressed=true]")).to_have_count(1)
