"""An organisation endorses a draft in a browser, confirms it by mail, and is asked again by the next draft."""

import re
import time
from email import message_from_bytes, policy
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.serving import Site

from .looking import PHONE, sign_in
from .world import KWAME

SOCIETY = "Society for Open Tools"
STATEMENT = "We can build on it, and say to others why."


@pytest.fixture
def page(browse: Any, own_site: Site, values: dict[str, Any]) -> Any:
    """Kwame's telephone, on a site of its own."""
    page = browse(PHONE)
    sign_in(page, own_site.url, values[KWAME])
    return page


def mailed(site: Site, to: str, pattern: str) -> str:
    """The link in a mail to somebody, once the follower has sent it."""
    while True:
        for path in sorted((site.instance / "mail").glob("*.eml")):
            mail = message_from_bytes(path.read_bytes(), policy=policy.default)
            found = re.search(pattern, mail.get_body(("plain",)).get_content())
            if found and str(mail["To"]) == to:
                return site.url + found[1]
        assert site.process is not None and site.process.poll() is None
        time.sleep(0.1)


def endorse(page: Any) -> None:
    """For the society, of which Kwame is the secretary."""
    page.get_by_label("an organisation, and I may speak for it").check()
    page.get_by_label("Its name").fill(SOCIETY)
    page.get_by_label("By what right you speak for it").fill("I am its secretary.")
    page.get_by_label("A mail address there").fill("office@society.example")
    page.get_by_role("radio", name="Licensee: You want").check()
    page.get_by_label("Statement").fill(STATEMENT)
    page.get_by_role("button", name="Endorse it, on record").click()


def test_an_organisation_endorses_confirms_and_is_asked_again(page: Any, browse: Any, own_site: Site) -> None:
    page.goto(f"{own_site.url}/drafts/1.0/")
    page.get_by_role("link", name="Who endorses it").click()
    page.get_by_role("link", name="Endorse this draft").click()
    expect(page.get_by_text("What becomes public")).to_be_visible()
    endorse(page)
    expect(page.get_by_text("Nobody there has confirmed it yet.")).to_be_visible()

    office = browse(PHONE)
    office.goto(mailed(own_site, "office@society.example", r"(/endorsements/confirm/\S+)"))
    expect(office.get_by_text(STATEMENT)).to_be_visible()
    office.get_by_role("button", name="Yes, confirm it").click()
    expect(office.get_by_text("Stands behind draft 1.0 as a whole.")).to_be_visible()
    expect(office.get_by_text("confirmed from society.example").first).to_be_visible()

    own_site.run("draft", "publish", "1.1")
    page.goto(f"{own_site.url}/endorsements/")
    expect(page.get_by_text("Nobody endorses this draft yet.")).to_be_visible()
    page.goto(mailed(own_site, KWAME, rf"(?s){SOCIETY}.*?(/endorsements/new\?draft=1\.1&again=\d+)"))
    expect(page.get_by_label("Statement")).to_have_value(STATEMENT)
    page.get_by_label("A mail address there").fill("board@society.example")
    page.get_by_role("button", name="Endorse it, on record").click()
    expect(page.get_by_text("Is said to stand behind draft 1.1.")).to_be_visible()
