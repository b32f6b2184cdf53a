"""From a mail address to a profile, out by the front door and back in by every other one: over HTTP alone."""

import re
import time
from email import message_from_bytes, policy

from tests.serving import Site
from tests.visitor import Visitor

ANA = "ana@example.org"
FIRST, SECOND = "four quiet green lamps", "seven loud blue horses"


def test_from_registering_to_a_new_password(site: Site) -> None:
    ana = Visitor(site.url)

    ana.open("/account/register").send("Send me the link that confirms it", name="Ana", email=ANA)
    assert (ana.status, "Look into your mail" in ana.words) == (200, True)

    ana.open(link_mailed(site, "confirm")).send("Confirm and sign in", password=FIRST)
    assert (ana.status, greeted(ana)) == (200, "Ana")

    ana.open("/account/").send(
        "Store the profile", name="Ana María", stakeholder_group="end-user", country="ES"
    )
    assert greeted(ana) == "Ana María"
    ana.open("/account/")
    assert ana.page.css_first("[name=stakeholder_group][checked]").attributes["value"] == "end-user"

    ana.send("Sign out")
    assert greeted(ana) is None
    assert ana.open("/account/").url == f"{site.url}/account/sign-in?next=/account/"

    ana.send("Sign in", email=ANA, password="not this one")
    assert (ana.status, greeted(ana)) == (422, None)
    ana.send("Sign in", email=ANA, password=FIRST)
    assert (ana.url, greeted(ana)) == (f"{site.url}/account/", "Ana María")

    ana.send("Sign out")
    ana.open("/account/sign-in").send("Send me a link instead", email=ANA)
    by_link = link_mailed(site, "link")
    ana.open(by_link).send("Sign in")
    assert greeted(ana) == "Ana María"
    assert "has been used" in Visitor(site.url).open(by_link).words

    elsewhere = Visitor(site.url)
    elsewhere.open("/account/password").send("Send the link", email=ANA)
    elsewhere.open(link_mailed(site, "password")).send("Set the password and sign in", password=SECOND)
    assert greeted(elsewhere) == "Ana María"
    assert greeted(ana.open("/")) is None

    ana.open("/account/sign-in").send("Sign in", email=ANA, password=FIRST)
    assert greeted(ana) is None
    ana.open("/account/sign-in").send("Sign in", email=ANA, password=SECOND)
    assert greeted(ana) == "Ana María"

    assert ANA not in Visitor(site.url).open("/ledger/export.ndjson").page.html


def greeted(visitor: Visitor) -> str | None:
    """By which name the site knows a visitor."""
    link = visitor.page.css_first("header a[href='/account/']")
    return link.text() if link else None


def link_mailed(site: Site, purpose: str) -> str:
    """The link for a purpose in a mail to Ana, once the follower has written it."""
    while True:
        for path in sorted((site.instance / "mail").glob("*.eml")):
            mail = message_from_bytes(path.read_bytes(), policy=policy.default)
            found = re.search(rf"https?://\S+/account/{purpose}/\S+", mail.get_body(("plain",)).get_content())
            if found:
                assert mail["To"] == ANA
                return found[0]
        assert site.process is not None and site.process.poll() is None
        time.sleep(0.1)
