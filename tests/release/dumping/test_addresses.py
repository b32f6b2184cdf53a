"""Which file holds what the site shows under an address."""

from posixpath import dirname, join, normpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.release.dumping.addresses import (
    COMMENTS,
    ENTRIES,
    Map,
    comments_file,
    entries_file,
    further,
    leading_to,
)

SITE = Map(latest="1.0", aliases={"old-use": "use"})
WORDS = st.text("abcdefgh0123456789.-", min_size=1, max_size=12).filter(lambda text: text.strip("."))
PATHS = st.lists(WORDS, min_size=1, max_size=4).map("/".join)


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", ("now.html", "")),
        ("/drafts/1.0-RC1/", ("drafts/1.0-RC1/index.html", "")),
        ("/drafts/latest/#use", ("drafts/1.0/index.html", "use")),
        ("/drafts/1.0/clauses/old-use/", ("drafts/1.0/clauses/use.html", "")),
        ("/compare/0.0.9...1.0-RC1/", ("compare/0.0.9...1.0-RC1.html", "")),
        ("/drafts/1.0/talk/?filter=objections", ("drafts/1.0/talk/objections.html", "")),
        ("/drafts/1.0/talk/?filter=objections&cursor=WzFd", ("drafts/1.0/talk/objections.html", "")),
        ("/comments/7?cursor=WzFd", ("comments/000000.html", "c7")),
        ("/ledger/501", ("record/000002.html", "n501")),
        ("/ledger/export.ndjson", ("data/ledger.ndjson", "")),
        ("/release/latest/?target=candidate", ("release/1.0/candidate.html", "")),
        ("/static/css/base.css?v=1", None),
        ("/static/css/base.css", ("style/css/base.css", "")),
    ],
)
def test_what_a_dump_holds_has_a_file(address: str, file: tuple[str, str] | None) -> None:
    assert SITE.file_of(address) == file


@pytest.mark.parametrize(
    "address",
    ["/account/", "/search/?q=x", "/people/p:x/", "/drafts/1.0/?x=1", "/static/../x", "/drafts/../", "/x"],
)
def test_what_needs_the_site_has_none(address: str) -> None:
    assert SITE.file_of(address) is None


@given(n=st.integers(1, 10**9))
def test_entries_and_comments_stand_on_pages_of_bounded_size(n: int) -> None:
    assert entries_file(n) == entries_file((n - 1) // ENTRIES * ENTRIES + 1)
    assert entries_file(n) != entries_file(n + ENTRIES)
    assert comments_file(n) != comments_file(n + COMMENTS)


@given(target=PATHS, page=PATHS)
def test_a_relative_address_leads_where_it_should(target: str, page: str) -> None:
    there = leading_to(target, seen_from=page)

    assert normpath(join(dirname(page), there)) == normpath(target) if target != page else there == "#"


def test_further_pages_of_a_list_have_files_of_their_own() -> None:
    assert [further("a/index.html", page) for page in (1, 2, 3)] == [
        "a/index.html", "a/index~2.html", "a/index~3.html",
    ]  # fmt: skip
