"""Taking part in a browser: from words selected with a mouse to an objection that stands on the next draft."""

import re
import time
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.early import ANA, BEN, ROSA, Early, begin, early_at
from tests.journeys.test_objection import ANSWER, KEY, NEW, OBJECTION, SUSTAINED, WHY, WORDS
from tests.serving import copied, serving

from .looking import PHONE, Watched, sign_in

CLAUSE = f"/drafts/0.0.8/clauses/{KEY}/"
# From the beginning of some words of a clause to their end, as a hand would drag over them.
WHERE = """([key, words]) => {
  const line = document.querySelector(`[id="${key}"] .now`);
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    node.parentElement.scrollIntoView({ block: "center", behavior: "instant" });
    const boxes = [...range.getClientRects()], first = boxes[0], last = boxes.at(-1);
    return { x: first.left, y: first.top + first.height / 2, tox: last.right, toy: last.top + last.height / 2 };
  }
}"""


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site at its beginning; it is copied and never served."""
    folder = tmp_path_factory.mktemp("begun")
    begin(folder)
    return folder


@pytest.fixture
def early(begun: Path, tmp_path: Path) -> Iterator[Early]:
    """A copy of it, on which nothing goes wrong unnoticed."""
    with serving(copied(begun, tmp_path)) as site:
        yield early_at(tmp_path, site)
        assert "unexpected error" not in site.log


@pytest.fixture
def person(browse: Callable[..., Any], early: Early) -> Callable[..., Watched]:
    """``person(ANA, script=False)``: somebody's browser, signed in and watched; None: a stranger's."""

    def come(email: str | None = None, **options: Any) -> Watched:
        page = browse(**options)
        if email:
            sign_in(page, early.site.url, early.links[email])
        return Watched(page, early.site.url)

    return come


def faultless(watched: Watched) -> None:
    """Nothing for axe to find (which needs a script), nothing sticking out, nothing that the browser complains of."""
    watched.page.wait_for_load_state()
    scripted = watched.page.evaluate("matchMedia('(scripting: enabled)').matches")
    assert [*(watched.axe() if scripted else []), *watched.sideways(), *watched.complaints] == []


def select(page: Any, key: str, words: str) -> None:
    """Drag over some words of a clause with the mouse."""
    at = page.evaluate(WHERE, [key, words])
    page.mouse.move(at["x"] + 1, at["y"])
    page.mouse.down()
    page.mouse.move(at["tox"] - 1, at["toy"], steps=5)
    page.mouse.up()


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_an_objection_goes_from_quoted_words_to_the_next_draft_where_it_stands(
    script: bool, person: Callable[..., Watched], early: Early
) -> None:
    ana, ben, rosa = (person(email, script=script) for email in (ANA, BEN, ROSA))

    object_to_words(ana, by_mouse=script)
    suggest_others(ben)
    take_it_in_and_publish(rosa)
    answer(rosa)
    sustain(ana)
    it_stands_on_the_new_draft(person(script=script))

    assert "each following from the one before" in early.site.run("ledger", "verify")


def object_to_words(ana: Watched, *, by_mouse: bool) -> None:
    """The first comment: words of the clause, and what is wrong with them."""
    page = ana.page
    ana.open("/drafts/0.0.8/")
    if by_mouse:
        select(page, KEY, WORDS)
        page.get_by_role("button", name="Comment on these words").click()
    else:
        page.locator(f"#{KEY} a.say").first.click()
        page.get_by_label("Which words?").fill(WORDS)
    expect(page.get_by_label("Which words?")).to_have_value(WORDS)
    page.get_by_label("What do you want to say?").fill(OBJECTION)
    page.get_by_role("radio", name="Objection").check()
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("region", name="How it will look")).to_contain_text(WORDS)
    expect(page.get_by_label("What do you want to say?")).to_have_value(OBJECTION)
    faultless(ana)
    page.get_by_role("button", name="Post").click()
    expect(page.locator(".said")).to_contain_text("Your objection is posted.")
    expect(page.locator("#c1 .quoted.exact")).to_have_text(WORDS)
    faultless(ana)


def suggest_others(ben: Watched) -> None:
    """Ben reads it, shares it, and suggests other words."""
    page = ben.page
    ben.open(CLAUSE)
    page.get_by_role("button", name="I share this concern").click()
    expect(page.locator("#c1")).to_contain_text("1 person shares this concern")
    ben.open(CLAUSE)
    page.get_by_role("link", name="Suggest other words").click()
    words = page.get_by_label("As it should read")
    words.fill(words.input_value().replace(WORDS, NEW))
    page.get_by_label("Why?").fill(WHY)
    faultless(ben)
    page.get_by_role("button", name="Post the suggestion").click()
    expect(page.locator("#c2 .suggested ins").first).to_be_visible()


def take_it_in_and_publish(rosa: Watched) -> None:
    """It is fitted to the words of 0.0.9, and 0.0.9 goes out with it."""
    page = rosa.page
    rosa.open("/comments/2")
    page.locator("#c2").get_by_role("link", name="Take it into a draft").click()
    expect(page.get_by_text("fitted to the newer words")).to_be_visible()
    faultless(rosa)
    page.get_by_role("button", name="Accept it into 0.0.9").click()
    expect(page.locator(".said")).to_contain_text("taken into draft 0.0.9")
    rosa.open("/desk/drafts/0.0.9/publish")
    page.get_by_label("Publish now").check()
    page.get_by_role("button", name="Do it").click()
    expect(page.locator(".said")).to_contain_text("Draft 0.0.9 is published.")


def answer(rosa: Watched) -> None:
    """From the queue, the objection first; each answer is linked to the change."""
    page = rosa.page
    for number in (1, 2):
        rosa.open("/desk/comments/")
        page.get_by_role("link", name=f"Answer comment {number}").click()
        page.get_by_role("radio", name="Accepted in part").check()
        page.get_by_role("textbox", name="Why").fill(ANSWER)
        page.get_by_label("Draft that resolves it").select_option("0.0.9")
        page.get_by_role("button", name="Show what it changed").click()
        page.get_by_role("checkbox", name="Data information").first.check()
        faultless(rosa)
        page.get_by_role("button", name="Answer, on record").click()
        expect(page.locator(".said")).to_contain_text("Answered, on record.")


def sustain(ana: Watched) -> None:
    """It does not satisfy Ana; without a reason that is refused, and nothing is lost."""
    page = ana.page
    ana.open("/comments/1")
    page.locator("#c1").get_by_role("link", name="Answer, or let go of it").click()
    faultless(ana)
    page.get_by_label("It does not satisfy me.").check()
    page.get_by_label("Why").first.fill(SUSTAINED)
    page.get_by_role("button", name="Answer, on record").click()
    expect(page.locator(".said")).to_contain_text("You sustain what you said.")


def it_stands_on_the_new_draft(reader: Watched) -> None:
    """In the margin of the reading page, with the clause, and both ways between change and comment."""
    page = reader.page
    reader.open("/drafts/0.0.9/")
    gloss = page.locator(f"#{KEY} .gloss.objection")
    expect(gloss).to_contain_text("Objection, sustained by its author")
    expect(gloss).to_be_visible()
    faultless(reader)
    gloss.get_by_role("link", name="Objection").click()
    card = page.locator("#c1")
    for words in (OBJECTION, ANSWER, SUSTAINED, "about words that are gone"):
        expect(card).to_contain_text(words)
    faultless(reader)
    card.locator(".disposition-title").get_by_role("link", name=KEY).click()
    expect(page.locator("article.text.one")).to_contain_text(NEW)
    why = page.get_by_role("region", name="Why it was changed")
    expect(why.get_by_role("link")).to_have_count(2)
    expect(page.locator("#c1")).to_contain_text("sustained by its author")
    faultless(reader)


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_a_stranger_types_first_and_signs_in_by_the_link_that_was_mailed(
    script: bool, person: Callable[..., Watched], early: Early
) -> None:
    stranger = person(script=script)
    page = stranger.page
    stranger.open(CLAUSE + "comment")

    page.get_by_label("What do you want to say?").fill("Who is skilled, and who says so?")
    page.get_by_role("button", name="Post", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("One step before it is posted")
    expect(page.locator(".preview")).to_contain_text("Who is skilled, and who says so?")
    faultless(stranger)
    new_here = page.get_by_role("region", name="I am new here")
    new_here.get_by_label("Name").fill("Zoë")
    new_here.get_by_label("Mail address").fill("zoe@example.org")
    new_here.get_by_role("button", name="Send me the link").click()
    expect(page.get_by_role("main")).to_contain_text("Look into your mail")
    page.goto(mailed(early, "zoe@example.org"))
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Post it now?")
    page.get_by_role("button", name="Post it now").click()

    expect(page.locator("#c1")).to_contain_text("Who is skilled, and who says so?")
    expect(page.locator("#c1 .who")).to_have_text("Zoë")
    faultless(stranger)
    page.go_back()
    page.reload()
    assert (
        early.site.url + "/comments/1" in page.url
        or page.get_by_role("button", name="Post it now").count() == 0
    )


def mailed(early: Early, email: str) -> str:
    """The link of the first mail to somebody, once it was sent."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        for path in (early.site.instance / "mail").glob("*.eml"):
            mail = message_from_bytes(path.read_bytes(), policy=policy.default)
            if mail["To"] == email:
                found = re.search(r"https?://[^/\s]+(/account/\S+)", mail.get_body(("plain",)).get_content())
                assert found is not None
                return early.site.url + found[1]
        time.sleep(0.1)
    raise AssertionError("no mail came")


def test_nothing_typed_is_lost_when_the_form_is_left(person: Callable[..., Watched]) -> None:
    ana = person(ANA)
    ana.open(CLAUSE + "comment")
    ana.page.get_by_label("What do you want to say?").fill("Half of a thought")

    ana.open("/drafts/")
    ana.open(CLAUSE + "comment")
    kept = ana.page.get_by_label("What do you want to say?").input_value()
    ana.page.get_by_role("button", name="Post", exact=True).click()
    expect(ana.page.locator("#c1")).to_contain_text("Half of a thought")
    ana.open(CLAUSE + "comment")

    assert kept == "Half of a thought"
    expect(ana.page.get_by_label("What do you want to say?")).to_have_value("")


def test_two_clicks_post_once(person: Callable[..., Watched]) -> None:
    ana = person(ANA)
    ana.open(CLAUSE + "comment")
    ana.page.get_by_label("What do you want to say?").fill("Only once.")

    ana.page.get_by_role("button", name="Post", exact=True).dblclick()
    expect(ana.page.locator("#c1")).to_contain_text("Only once.")
    ana.open(CLAUSE)

    expect(ana.page.locator("article.comment")).to_have_count(1)


def test_the_keyboard_alone_says_something_and_replies(person: Callable[..., Watched]) -> None:
    ana = person(ANA)
    page = ana.page
    ana.open(CLAUSE)

    step_to(page, "Comment")
    page.keyboard.press("Enter")
    page.wait_for_url("**/comment")
    step_to(page, "body")
    page.keyboard.type("With ten fingers.")
    step_to(page, "Post")
    page.keyboard.press("Enter")
    page.wait_for_url("**/comments/1#c1")
    step_to(page, "Reply")
    page.keyboard.press("Enter")
    page.wait_for_url("**/reply")
    step_to(page, "body")
    page.keyboard.type("And with nine.")
    step_to(page, "Post the reply")
    page.keyboard.press("Enter")

    expect(page.locator("#c2")).to_contain_text("And with nine.")


def step_to(page: Any, *names: str, most: int = 120) -> None:
    """Press Tab until the focus is on what is called so, by its words or its name; it has to be seen there."""
    for _step in range(most):
        page.keyboard.press("Tab")
        here = page.evaluate(
            "() => { const one = document.activeElement; return [one.textContent.trim(), one.name ?? '', getComputedStyle(one).outlineStyle]; }"
        )
        if here[0] in names or here[1] in names:
            assert here[2] != "none", f"one does not see that one is on {names}"
            return
    raise AssertionError(f"no way to {names}")


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_a_telephone_is_enough(script: bool, person: Callable[..., Watched]) -> None:
    ana = person(ANA, size=PHONE, script=script)
    page = ana.page
    ana.open("/drafts/0.0.8/")

    page.locator(f"#{KEY} a.say").first.click()
    faultless(ana)
    page.get_by_label("Which words?").fill(WORDS)
    page.get_by_label("What do you want to say?").fill(
        "`" + "averylongwordthatcannotbebrokenanywhere" * 8 + "`"
    )
    page.get_by_role("button", name="Post", exact=True).click()
    expect(page.locator("#c1")).to_be_visible()
    faultless(ana)
    ana.open(CLAUSE)
    faultless(ana)
    ana.open("/drafts/0.0.8/")
    how_much = page.locator(f"#{KEY} a.how-much")
    how_much.click()

    expect(page.locator("section.talk")).to_contain_text("averylongword")
    assert ("/clauses/" in page.url) is not script
    faultless(ana)
