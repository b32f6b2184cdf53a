"""An evening on the road, in real browsers: a facilitator and her screen, three phones, a scribe with ten paper sheets."""

import json
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.serving import Site, copied, serving

from .evening import AMINA, DATA, NADIA, SAM, USE, VERSION
from .looking import PHONE, Watched, sign_in

CHANNEL = "stop:dakar"
WHY = "Without the data nobody can build it again."
PATIENCE = 20_000


@pytest.fixture
def road(before: Path, tmp_path: Path) -> Iterator[Site]:
    """A site of its own on it."""
    with serving(copied(before, tmp_path / "instance")) as made:
        yield made
        assert "unexpected error" not in made.log


@dataclass
class Evening:
    """The site, and the browsers of those who take part."""

    site: Site
    browse: Any
    at: dict[str, Any] = field(default_factory=dict)

    @property
    def stop(self) -> str:
        """The address of the stop."""
        return f"{self.site.url}/roadshow/dakar/"

    def staff(self, email: str) -> Any:
        """The browser of somebody on duty, signed in."""
        if email not in self.at:
            page = self.at[email] = self.browse()
            secrets = json.loads((self.site.instance / "links.json").read_text("utf-8"))
            sign_in(page, self.site.url, secrets[email])
        return self.at[email]

    def phone(self, name: str) -> Any:
        """Somebody's phone."""
        return self.at[name]


def test_an_evening_on_the_road(browse: Any, road: Site) -> None:
    evening = Evening(road, browse)
    screen = open_the_sitting(evening)
    join(evening, screen)
    follow_and_take(evening, screen)
    lead_without_a_connection(evening)
    say_and_reveal(evening, screen)
    enter_sheets(evening)
    settle_differences(evening)
    close(evening)
    it_counts_by_the_right_channel(evening)


def open_the_sitting(evening: Evening) -> Any:
    """Amina opens the sitting and counts thirteen heads; the screen shows the code. → the screen."""
    amina = evening.staff(AMINA)
    amina.goto(evening.stop + "facilitator/")
    amina.get_by_label("Heads in the room").fill("13")
    amina.get_by_role("button", name="Open it").click()
    expect(amina.get_by_text("13 heads were counted")).to_be_visible()
    screen = amina.context.new_page()
    screen.goto(evening.stop + "screen/")
    expect(screen.locator(".qr")).to_be_visible()
    assert Watched(screen, evening.site.url).axe() == []
    return screen


def join(evening: Evening, screen: Any) -> None:
    """Three people join with the code on the screen: a name, a stakeholder group, consent."""
    code = screen.locator(".code").inner_text()
    for name, group in (("Awa", "System creator"), ("Kofi", "Regulator"), ("m.", "")):
        phone = evening.at[name] = evening.browse(PHONE)
        phone.goto(evening.site.url + "/join/")
        phone.get_by_label("Code").fill(code.lower())
        phone.get_by_role("button", name="Go on").click()
        phone.get_by_label("Your name, or a pseudonym").fill(name)
        if group:
            phone.get_by_label("Which of these are you").select_option(label=group)
            phone.get_by_label("Country").select_option(label="Senegal")
        phone.get_by_label("I agree").check()
        phone.get_by_role("button", name="Join the room").click()
        expect(phone.get_by_text("No clause is open yet.")).to_be_visible()
        assert Watched(phone, evening.site.url).sideways() == []


def follow_and_take(evening: Evening, screen: Any) -> None:
    """Amina opens the second clause; screen and phones follow; each takes a position, one objects. Nobody sees figures."""
    evening.staff(AMINA).locator(f"#show-{DATA}").click()
    expect(screen.locator("h1.now")).to_contain_text("Data information", timeout=PATIENCE)
    for name, choice in (("Awa", "Support"), ("Kofi", "Can live with it")):
        expect(evening.phone(name).locator("#now")).to_have_attribute("data-key", DATA, timeout=PATIENCE)
        evening.phone(name).get_by_role("button", name=choice).click()
        expect(evening.phone(name).get_by_role("button", name=choice)).to_have_attribute(
            "aria-pressed", "true"
        )
    last = evening.phone("m.")
    expect(last.locator("#now")).to_have_attribute("data-key", DATA, timeout=PATIENCE)
    last.locator("#objecting > summary").click()
    last.get_by_label("What goes wrong").fill(WHY)
    last.get_by_role("button", name="Object, with this reason").click()
    expect(last.get_by_text("You object.")).to_be_visible()
    assert [page.get_by_text("This room").count() for page in (screen, last)] == [0, 0]


def lead_without_a_connection(evening: Evening) -> None:
    """What Amina presses without a connection is kept and sent later; meanwhile people go on, and nobody who writes is moved."""
    amina, awa, kofi = evening.staff(AMINA), evening.phone("Awa"), evening.phone("Kofi")
    awa.get_by_label("What you would say aloud").fill("We wrote")
    amina.context.set_offline(True)
    amina.locator(f"#show-{USE}").click()
    expect(amina.locator("#unsent")).to_contain_text("This waits, and is sent in order", timeout=PATIENCE)
    kofi.get_by_role("button", name="Abstain").click()
    expect(kofi.get_by_text("You abstain.")).to_be_visible()
    kofi.get_by_role("button", name="Can live with it").click()
    amina.context.set_offline(False)
    expect(kofi.locator("#now")).to_have_attribute("data-key", USE, timeout=PATIENCE)
    expect(amina.locator("#unsent")).to_be_hidden(timeout=PATIENCE)
    kofi.get_by_role("button", name="Support").click()
    expect(kofi.get_by_text("You support this.")).to_be_visible()
    expect(awa.get_by_text("The room has moved on to:")).to_be_visible(timeout=PATIENCE)
    awa.get_by_label("What you would say aloud").fill("We wrote this down for the ministry.")
    awa.get_by_role("button", name="Send it to the room").click()
    expect(awa.locator("#now")).to_have_attribute("data-key", USE, timeout=PATIENCE)


def say_and_reveal(evening: Evening, screen: Any) -> None:
    """Back at the second clause the note is approved and stands on the screen; positions are revealed to everybody."""
    amina, kofi = evening.staff(AMINA), evening.phone("Kofi")
    amina.locator(f"#show-{DATA}").click()
    amina.get_by_role("button", name="Show it").click(timeout=PATIENCE)
    expect(screen.get_by_text("We wrote this down for the ministry.")).to_be_visible(timeout=PATIENCE)
    expect(kofi.get_by_text("We wrote this down for the ministry.")).to_be_visible(timeout=PATIENCE)
    expect(kofi.get_by_text("You can live with this.")).to_be_visible()
    amina.get_by_role("button", name="Reveal positions").click()
    for page in (screen, kofi):
        figures = page.locator("#figures")
        expect(figures).to_contain_text("1 support · 1 can live with it · 1 object", timeout=PATIENCE)
    assert Watched(kofi, evening.site.url).sideways() + Watched(kofi, evening.site.url).axe() == []


def enter_sheets(evening: Evening) -> None:
    """Sam keys ten sheets, with the keyboard alone; two people object on theirs."""
    sam = evening.staff(SAM)
    sam.goto(evening.stop + "scribe/")
    for n in range(1, 11):
        sam.locator("#f-sheet").fill(str(n))
        sam.locator("#f-participant").fill(f"Person {n}")
        for key, (digit, why) in on_paper(n).items():
            sam.locator(f"[id='f-p-{key}']").fill(digit)
            sam.locator(f"[id='f-w-{key}']").fill(why)
        sam.get_by_role("button", name="Store it, next person").click()
        expect(sam.get_by_text(f"Keyed so far: {n}", exact=True)).to_be_visible()


def on_paper(n: int) -> dict[str, tuple[str, str]]:
    """What a sheet says: everybody supports the first clause; of the second the third and the seventh object."""
    return {USE: ("1", ""), DATA: ("4", WHY) if n in (3, 7) else ("2", "")}


def settle_differences(evening: Evening) -> None:
    """Nadia keys again what waits, twice otherwise than Sam; Amina looks at the paper, and what it says counts."""
    nadia = evening.staff(NADIA)
    nadia.goto(evening.stop + "keying/")
    people = nadia.locator("table.waiting tbody tr th").all_inner_texts()
    assert {"3", "7"} <= set(people)
    for sheet in people:
        nadia.goto(evening.stop + "keying/")
        nadia.get_by_role("link", name=f"Key again {sheet}", exact=True).click()
        for key, (digit, why) in on_paper(int(sheet)).items():
            place = nadia.locator(f"[id='f-p-{key}']")
            if place.count():
                wrong = why and key == DATA
                place.fill("2" if wrong else digit)
                nadia.locator(f"[id='f-w-{key}']").fill("" if wrong else why)
        nadia.get_by_role("button", name="Store it").click()
    amina = evening.staff(AMINA)
    amina.goto(evening.stop + "differences/")
    expect(amina.locator("fieldset.differing")).to_have_count(2)
    for one in amina.get_by_label("Keyed first, by Sam").all():
        one.check()
    amina.get_by_role("button", name="Settle what is decided").click()
    expect(amina.get_by_text("Settled and counted: 2.")).to_be_visible()
    amina.goto(evening.stop + "facilitator/")


def close(evening: Evening) -> None:
    """The sitting closes; the phones say so; the note becomes a comment, and then the stop can close."""
    amina = evening.staff(AMINA)
    amina.locator("#ending > summary").click()
    amina.get_by_role("button", name="Close the sitting").click()
    expect(amina.get_by_text("1 note is not yet a comment")).to_be_visible()
    expect(evening.phone("Awa").get_by_text("This sitting is closed.")).to_be_visible(timeout=PATIENCE)
    expect(evening.phone("Awa").get_by_role("button", name="Support")).to_be_hidden()
    amina.goto(evening.stop + "notes/")
    amina.get_by_label("We wrote this down for the ministry.").check()
    amina.get_by_role("button", name="Go on with those I chose").click()
    amina.get_by_role("button", name="Make it one comment, on record").click()
    amina.goto(evening.stop + "facilitator/")
    amina.get_by_role("button", name="Close the stop").click()
    expect(amina.get_by_role("heading", name="Report")).to_be_visible()


def it_counts_by_the_right_channel(evening: Evening) -> None:
    """In the tallies, in the report and on the record: three phones and ten sheets, all from this room."""
    tally = fetched(evening, f"/api/v1/drafts/{VERSION}/clauses/{DATA}/tally")
    counts = {"support": 1, "accept": 9, "abstain": 0, "object": 3, "n": 13}
    assert tally["totals"] == counts
    assert tally["by_channel"] == {CHANNEL: counts}
    assert (
        fetched(evening, f"/api/v1/drafts/{VERSION}/clauses/{USE}/tally")["by_channel"][CHANNEL]["support"]
        == 11
    )
    report = evening.browse()
    report.goto(evening.stop + "report/")
    expect(
        report.get_by_text("13 people took part: 3 by phone, 10 on paper or through a scribe.")
    ).to_be_visible()
    expect(report.locator(".said-there li").filter(has_text="Data information")).to_contain_text(
        "1 support · 9 can live with it · 3 object"
    )
    entries = [json.loads(line) for line in read(evening, "/ledger/export.ndjson").splitlines()]
    channels = [each["details"].get("channel") for each in entries if each["verb"] == "position.taken"]
    assert set(channels) == {CHANNEL}
    told = [each["verb"] for each in entries if each["verb"].startswith(("stop.", "sitting."))]
    assert told[-1] == "stop.closed"
    assert {"sitting.opened", "sitting.heads-declared", "sitting.closed", "sitting.notes-turned"} <= set(told)
    assert "each following from the one before" in evening.site.run("ledger", "verify")


def fetched(evening: Evening, path: str) -> Any:
    """What a program is told."""
    return json.loads(read(evening, path))


def read(evening: Evening, path: str) -> str:
    """An answer, as text."""
    with urllib.request.urlopen(evening.site.url + path, timeout=20) as answer:
        return str(answer.read().decode())
