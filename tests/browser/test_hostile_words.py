"""Hostile words in every field that people can fill, on every page that shows them, in a real browser: nothing runs.

The same words, rendered without the sanitiser on a page without a policy, show that the detector would see it.
"""

import csv
import io
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import markdown
import pytest
from flask import Flask

from tests.program import Program
from tests.serving import Site, copied, serving

from .hostile import ANA, ROSA, known, make_hostile
from .hostile_pages import FORMS, FOUND, SEEN_BY, Look, look, look_at_all, opened, refused
from .hostile_release import UNSEEN as UNSEEN_OF_THE_BOARD
from .hostile_release import WORDLESS as WORDLESS_OF_THE_RELEASE
from .hostile_roadshow import FILE, OPEN, refused_rows, sheet
from .hostile_systems import BROKEN, RECORD, checklist, records
from .looking import sign_in
from .pages import NO_PAGES
from .vectors import ELEMENTS, LINES, VECTORS, chunks

ATOM = "{http://www.w3.org/2005/Atom}"
PUT = "(html) => { const box = document.createElement('div'); box.innerHTML = html; document.body.replaceChildren(box); }"
BLANK = "http://blank.test/"
LONGER = "x" * 9_000
# Pages that show nothing anybody wrote; those of the second set are not opened.
WORDLESS = {
    "accounts.rules", "drafts.discard_form", "drafts.new", "feeds.index", "following.unsubscribe_page",
    "moderation.report_form", "voting.last_call_form", "voting.opinions", "voting.receipt", "voting.roll_form",
    "systems.import_form", "systems.new_system", "roadshow.new_stop", "roadshow.type_code",
    *WORDLESS_OF_THE_RELEASE,
}  # fmt: skip
UNSEEN = {
    "accounts.claim_form", "accounts.claim_sent", "accounts.claiming", "accounts.confirmation", "accounts.forgotten", "accounts.link", "accounts.new_password", "accounts.own_password",
    "accounts.registration", "accounts.sent", "accounts.sign_in", "api.manual", "content.page",
    *UNSEEN_OF_THE_BOARD,
}  # fmt: skip


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The instance, as it was written."""
    folder = tmp_path_factory.mktemp("hostile")
    make_hostile(folder)
    return folder


@pytest.fixture(scope="module")
def world(instance: Path) -> Any:
    """What its addresses need."""
    return known(instance)


@pytest.fixture(scope="module")
def hostile(instance: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """It is served."""
    with serving(copied(instance, tmp_path_factory.mktemp("served"))) as site:
        yield site
        assert "unexpected error" not in site.log


@pytest.fixture(scope="module")
def pages(chrome: Any, hostile: Site, world: Any) -> Iterator[dict[str | None, Any]]:
    """A page of each of those who have their own, in which whatever runs is noted; None: of nobody."""
    contexts = {who: chrome.new_context() for who in SEEN_BY}
    found = {who: opened(context) for who, context in contexts.items()}
    for who, page in found.items():
        if who:
            sign_in(page, hostile.url, world["links"][who])
    yield found
    for context in contexts.values():
        context.close()


@pytest.fixture(scope="module")
def looker(pages: dict[str | None, Any]) -> Any:
    """The page of nobody."""
    return pages[None]


@pytest.fixture(scope="module")
def looks(pages: dict[str | None, Any], hostile: Site, world: Any) -> list[Look]:
    """All pages, as those see them who can."""
    return [
        each
        for who, paths in SEEN_BY.items()
        for each in look_at_all(pages[who], hostile.url, paths, world=world)
    ]


def put(page: Any, html: str) -> list[str]:
    """What is strange, or runs, when some HTML is put into a page that forbids nothing."""
    page.evaluate(PUT, html)
    page.wait_for_timeout(60)
    found = list(page.evaluate(FOUND))
    page.evaluate("() => { window.ran = []; document.body.replaceChildren(); }")
    return found


def test_the_detector_sees_them_without_the_sanitiser(looker: Any) -> None:
    looker.goto(BLANK)
    unsafe = markdown.Markdown(extensions=["extra", "attr_list"])
    found = {}
    for vector in VECTORS:
        html = vector if vector in ELEMENTS else unsafe.reset().convert(vector)
        found[vector] = put(looker, html) or put(looker, f"<p title=\"{html}\" data-x='{html}'>{html}</p>")

    seen = [vector for vector, said in found.items() if said]
    ran = [vector for vector, said in found.items() if any(each.startswith("alert") for each in said)]
    assert len(seen) > 0.8 * len(VECTORS), sorted(set(VECTORS) - set(seen))
    assert len(ran) > 25, ran


def test_a_policy_that_keeps_something_from_running_is_noticed(looker: Any) -> None:
    looker.route("http://policy.test/", lambda route: route.fulfill(
        body="<!doctype html><body><img src=x onerror=alert(1)>", content_type="text/html",
        headers={"Content-Security-Policy": "script-src 'self'"},
    ))  # fmt: skip
    looker.goto("http://policy.test/")
    looker.wait_for_timeout(100)

    assert [each for each in looker.evaluate("window.ran") if each.startswith("script-src")] != []


def test_nothing_runs_on_any_page(looks: list[Look]) -> None:
    assert [(each.path, each.status) for each in looks if each.status != 200] == []
    assert [(each.path, each.found[:3]) for each in looks if each.found] == []


def test_every_page_there_is_was_looked_at_and_hostile_words_stand_on_nearly_all(
    looks: list[Look], app: Flask
) -> None:
    addresses = app.url_map.bind("localhost")
    views = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or set())}
    pages = {view for view in views - NO_PAGES if not view.startswith("api-")} | {"moderation.appeal_form"}
    seen, telling = set(), set()
    for each in looks:
        view = addresses.match(each.path)[0]
        seen.add(view)
        telling |= {view} if each.words else set()

    assert pages - seen == UNSEEN
    assert seen - telling == WORDLESS


def test_nothing_runs_in_what_scripts_put_into_a_page(pages: dict[str | None, Any], hostile: Site) -> None:
    page = pages[ANA]
    page.goto(f"{hostile.url}/drafts/0.2/")
    page.locator("#v0 a[data-talk]").first.click()
    page.locator("#v0 .talk.opened").wait_for()
    page.locator("#r3 button[form=take][value=support]").first.click()
    page.locator("p.vh[role=status]:not(:empty)").wait_for(state="attached")

    assert page.url == f"{hostile.url}/drafts/0.2/"
    assert page.evaluate(FOUND) == []


def test_nothing_runs_where_what_was_typed_comes_back(looker: Any, hostile: Site) -> None:
    """In addresses, and in a preview."""
    found, form = [], f"{hostile.url}/drafts/0.2/clauses/v0/comment"
    for text in chunks(most=700):
        given = quote(text.replace("\x00", ""))  # an address with that sign leads nowhere
        asked = "&".join(f"{name}={given}" for name in ("quote", "body", "suggestion"))
        found.append(look(looker, f"{form}?{asked}"))
        looker.locator("#f-quote").fill(text)
        with looker.expect_navigation():
            looker.get_by_role("button", name="Preview").click()
        found.append(Look(looker.url, 200, tuple(looker.evaluate(FOUND)), text in looker.content()))
        for path in (
            "talk/?filter={0}&order={0}&on=clause:{0}",
            "results/?by={0}&at={0}",
            "dispositions/?show={0}",
        ):
            found.append(look(looker, f"{hostile.url}/drafts/0.2/{path.format(given)}"))
        found.append(look(looker, f"{hostile.url}/nowhere/{quote(text[:200], safe='')}?next={given}"))
        found.append(look(looker, f"{hostile.url}/account/sign-in?next={given}"))

    assert [(each.path[:80], each.found[:3]) for each in found if each.found] == []


def test_nothing_runs_from_the_api_put_into_a_page_as_it_is(looker: Any, hostile: Site) -> None:
    looker.goto(BLANK)
    reader, html = Program(hostile.url), []
    for n in range(0, len(LINES), 2):
        _status, page, _headers = reader.ask("GET", f"/drafts/0.2/clauses/v{n}/comments?limit=200")
        html += [each["html"] for each in page["items"] if each["html"]]

    assert len(html) > len(LINES) / 2
    assert put(looker, "".join(html)) == []


@pytest.mark.parametrize(
    "name", ["all", "drafts", "drafts/0.1", "drafts/0.2", "clauses/v0", "clauses/v2", "systems/hostile"]
)
def test_feeds_are_whole_and_nothing_runs_from_them(name: str, looker: Any, hostile: Site) -> None:
    looker.goto(BLANK)
    answer = looker.context.request.get(f"{hostile.url}/feeds/{name}.atom")
    feed = ElementTree.fromstring(answer.body())
    html = [text for each in feed.iter(f"{ATOM}content") for text in each.itertext()]

    assert {each.tag[: len(ATOM)] for each in feed.iter()} == {ATOM}
    assert "alert(" in "".join(feed.itertext())
    assert put(looker, "".join(html)) == []


def test_nothing_runs_in_what_the_desk_says_of_files(pages: dict[str | None, Any], hostile: Site) -> None:
    """Their names, what was odd in them, and why one cannot be read; also after the form was sent anew."""
    page = pages[ROSA]
    given = records()
    given[f"new {RECORD}"] = given[RECORD].replace("trainingcode", "preprint")
    files = [
        {"name": name, "mimeType": "text/yaml", "buffer": content.encode()} for name, content in given.items()
    ]
    page.goto(f"{hostile.url}/desk/systems/import")
    page.locator("input[type=file]").set_input_files(files)
    with page.expect_navigation():
        page.get_by_role("button", name="Read and take them").click()

    names = page.locator("#report ~ ul h3").all_inner_texts()
    assert [each for each in given if each not in names] == []
    assert page.locator("li", has=page.get_by_text(BROKEN, exact=True)).locator(".holds").count() == 1
    assert page.evaluate("document.querySelector('main').innerHTML.includes('alert(')")
    assert page.evaluate(FOUND) == []


def test_nothing_runs_in_what_another_checklist_would_change(
    pages: dict[str | None, Any], hostile: Site
) -> None:
    page = pages[ROSA]
    page.goto(f"{hostile.url}/desk/systems/what-if")
    page.locator("#f-checklist").fill(checklist("another"))
    with page.expect_navigation():
        page.get_by_role("button", name="See what would change").click()

    assert "alert(" in page.locator("main").inner_text()  # of what is in its fields nothing
    assert page.evaluate(FOUND) == []


def test_nothing_runs_in_what_is_told_of_a_file_from_a_room(
    pages: dict[str | None, Any], hostile: Site
) -> None:
    page, rows = pages[ROSA], refused_rows()
    page.goto(f"{hostile.url}{OPEN}/batches/")
    page.locator("#f-file").set_input_files({"name": FILE, "mimeType": "text/csv", "buffer": sheet(rows)})
    with page.expect_navigation():
        page.get_by_role("button", name="Read and take it").click()

    assert page.locator("#report").inner_text() == f"What became of {FILE}"
    assert "alert(" in page.locator("table.refused").inner_text()
    assert page.evaluate(FOUND) == []


@pytest.mark.parametrize("slug", ["hostile", "waits", "imported"])
def test_a_badge_is_a_picture_and_nothing_runs_in_it(slug: str, looker: Any, hostile: Site) -> None:
    page = opened(looker.context)
    page.goto(f"{hostile.url}/systems/{slug}/badge.svg")
    names = page.evaluate("[...new Set([...document.querySelectorAll('*')].map((one) => one.localName))]")
    attributes = page.evaluate(
        "[...document.querySelectorAll('*')].flatMap((one) => [...one.attributes]).map((one) => one.name)"
    )

    assert set(names) <= {"svg", "title", "rect", "g", "circle", "path", "text"}
    assert [each for each in attributes if each.startswith("on") or "href" in each] == []
    assert page.evaluate("window.ran") == []
    assert "alert(" in page.evaluate("document.documentElement.textContent")
    page.close()


def test_nothing_runs_in_a_mail(looker: Any, instance: Path) -> None:
    found, headers, said = [], set(), ""
    for path in sorted((instance / "mail").glob("*.eml")):
        mail = message_from_bytes(path.read_bytes(), policy=policy.default)
        body = mail.get_body(("html",)).get_content()
        looker.set_content(body)
        found += looker.evaluate(FOUND)
        headers |= set(mail.keys())
        said += body if mail["Subject"].startswith("Consensus") and not mail.defects else ""

    assert said.count("alert(") > 50
    assert found == []
    assert headers == {
        "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type", "List-Id",
        "List-Unsubscribe", "List-Unsubscribe-Post", "References", "In-Reply-To",
    }  # fmt: skip


def test_data_stays_data(hostile: Site, world: Any, looker: Any) -> None:
    """What is given as JSON, text or a sheet says so, and is not guessed to be a page; no cell of a sheet computes."""
    types, cells = {}, []
    for path in ("api/v1/comments/1", "drafts/0.2.json", "drafts/0.2.md", "ledger/export.ndjson", "feeds/all.atom",
                 "drafts/0.2/votes.zip", "drafts/0.1/dispositions.csv", "drafts/0.2/results.csv", "drafts/0.2/figures.csv",
                 "drafts/0.2/positions.csv", "systems/matrix.csv", "systems/hostile/badge.json", "systems/hostile/badge.svg",
                 "api/v1/systems/hostile", "api/v1/systems/hostile/reviews", "feeds/systems/hostile.atom",
                 "roadshow/hostile/report.csv", "roadshow/hostile/people.csv", "roadshow/participation.csv", "roadshow/people.csv",
                 "roadshow/calendar.ics", "roadshow/hostile.ics"):  # fmt: skip
        answer = looker.context.request.get(f"{hostile.url}/{path}")
        headers = answer.headers
        assert (answer.status, headers["x-content-type-options"]) == (200, "nosniff")
        types[path.rpartition(".")[2]] = headers["content-type"].partition(";")[0]
        if path.endswith(".csv"):
            cells += [cell for row in csv.reader(io.StringIO(answer.text())) for cell in row]

    assert types == {
        **dict.fromkeys(
            ["api/v1/comments/1", "api/v1/systems/hostile", "api/v1/systems/hostile/reviews"], "application/json"
        ), "svg": "image/svg+xml", "json": "application/json", "md": "text/markdown",
        "ndjson": "application/x-ndjson", "atom": "application/atom+xml", "zip": "application/zip", "csv": "text/csv",
        "ics": "text/calendar",
    }  # fmt: skip
    assert [
        cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@")) and not _is_number(cell)
    ] == []
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)


def _is_number(cell: str) -> bool:
    return cell.replace(".", "", 1).removeprefix("-").isdigit()


@pytest.mark.parametrize("who", FORMS)
def test_nothing_runs_in_a_form_that_comes_back(
    who: str | None, pages: dict[str | None, Any], hostile: Site, world: Any
) -> None:
    texts = chunks(most=9_000)
    found = [
        refused(pages[who], hostile.url + path.format_map(world), texts[n % len(texts)] + LONGER)
        for n, path in enumerate(FORMS[who])
    ]

    assert [
        (each.path, each.status) for each in found if each.status not in (200, 403, 404, 409, 412, 422)
    ] == []
    assert [each.path for each in found if not each.words] == []
    assert [(each.path, each.found[:3]) for each in found if each.found] == []
