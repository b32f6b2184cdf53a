"""The desk of drafts is for maintainers; whoever is refused is refused for the right reason."""

import pytest

from tests.drafts.making import NEW, OLD, prepare, published
from tests.factories import make_account

PAGES = [
    "/desk/drafts/", "/desk/drafts/new", "/desk/drafts/0.2/", "/desk/drafts/0.2/text", "/desk/drafts/0.2/files",
    "/desk/drafts/0.2/map", "/desk/drafts/0.2/map/use", "/desk/drafts/0.2/preview", "/desk/drafts/0.2/publish",
    "/desk/drafts/0.2/discard", "/desk/drafts/0.1/", "/desk/drafts/0.1/period", "/desk/drafts/0.1/withdraw",
    "/desk/drafts/0.1/clauses/", "/desk/drafts/0.1/clauses/use/explain", "/desk/drafts/0.1/correct",
]  # fmt: skip
WRITES = [
    "/desk/drafts/reading", "/desk/drafts/new", "/desk/drafts/0.2/files", "/desk/drafts/0.2/map",
    "/desk/drafts/0.2/alignment", "/desk/drafts/0.2/shown", "/desk/drafts/0.2/publish", "/desk/drafts/0.2/discard",
    "/desk/drafts/0.1/period", "/desk/drafts/0.1/withdraw", "/desk/drafts/0.1/clauses/use/explain",
    "/desk/drafts/0.1/correct", "/desk/drafts/0.1/correct/effect",
]  # fmt: skip
WHO = [("maintainer", 200), ("participant", 403), ("moderator", 403), (None, 303)]


@pytest.fixture
def drafts(app):
    published(OLD, "0.1")
    prepare(NEW, "0.2")


@pytest.mark.parametrize(("role", "status"), WHO)
def test_pages_open_to_maintainers_alone(client, drafts, role, status):
    page = client.as_(make_account(role=role) if role else None)

    assert {path: page.get(path).status_code for path in PAGES} == dict.fromkeys(PAGES, status)


@pytest.mark.parametrize(("role", "refusal"), [("participant", 403), ("moderator", 403), (None, 401)])
def test_writes_refuse_everybody_else_before_they_read_what_was_sent(client, drafts, role, refusal):
    page = client.as_(make_account(role=role) if role else None)

    assert {path: page.post(path, data={}).status_code for path in WRITES} == dict.fromkeys(WRITES, refusal)


def test_writes_ask_a_maintainer_for_what_is_missing(ana, drafts):
    missing = {path: ana.post(path, data={}).status_code for path in WRITES}

    assert missing == dict.fromkeys(WRITES, 422) | {"/desk/drafts/0.1/correct/effect": 422}


@pytest.mark.parametrize("path", ["map", "text", "files", "preview", "discard"])
def test_the_pages_of_preparing_say_that_a_draft_is_published(ana, drafts, path):
    answer = ana.get(f"/desk/drafts/0.1/{path}")

    assert (answer.status_code, "This draft is published." in answer.text) == (409, True)


@pytest.mark.parametrize("path", ["", "map", "publish", "withdraw", "period", "correct", "clauses/"])
def test_a_version_that_does_not_exist_is_not_found(ana, path):
    assert ana.get(f"/desk/drafts/9.9/{path}").status_code == 404


def test_what_is_being_prepared_is_kept_by_no_cache_and_no_search_engine(ana, drafts):
    answer = ana.get("/desk/drafts/0.2/map")

    assert (answer.headers["X-Robots-Tag"], "private" in answer.headers["Cache-Control"]) == ("noindex", True)
