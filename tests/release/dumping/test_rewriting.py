"""A page of the site without what needs the site."""

import pytest

from consensus.release.dumping.addresses import Map
from consensus.release.dumping.rewriting import Page, rewritten

SITE = Map(latest="1.0", base="https://example.org")
FRAME = """<!doctype html><html lang="en" dir="ltr"><head><title>A &amp; B · Site</title>
<link rel="stylesheet" href="/static/css/base.css?v=1"><link rel="alternate" href="/feeds/all.atom"></head>
<body><header><a href="/account/">Sign in</a></header><main id="main" tabindex="-1">%s</main><script src="/x.js"></script></body></html>"""


def made(words: str, *, address: str = "/drafts/1.0/talk/", page: int = 1) -> Page:
    """A page of the site with some words, for its place in a dump."""
    file = "drafts/1.0/talk/index.html" if page == 1 else f"drafts/1.0/talk/index~{page}.html"
    return rewritten(FRAME % words, address=address, file=file, page=page, site=SITE)


def test_the_frame_of_the_site_stays_behind() -> None:
    page = made("<h1>Talk</h1>")

    assert (page.title, page.lang, page.dir) == ("A & B", "en", "ltr")
    assert (page.styles, page.body) == (("style/css/base.css",), "<h1>Talk</h1>")


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ('<a href="/drafts/1.0/">x</a>', '<a href="../index.html">x</a>'),
        ('<a href="/drafts/latest/#use">x</a>', '<a href="../index.html#use">x</a>'),
        ('<a href="https://example.org/ledger/9">x</a>', '<a href="../../../record/000001.html#n9">x</a>'),
        ('<a href="https://other.org/?a=1&amp;b">x</a>', '<a href="https://other.org/?a=1&amp;b">x</a>'),
        ('<a class="who" href="/people/p:x/"><b>Ana</b></a>', '<span class="who"><b>Ana</b></span>'),
        ('a<a rel="nofollow" href="/comments/1/reply"><i>Reply</i></a>b', "ab"),
        ('a<a class="button" href="/join/">Join</a>b', "ab"),
        ('a<form action="/x"><p>1</p><form></form></form>b', "ab"),
        ("a<script>1 < 2</script>b", "ab"),
        ('a<p class="say-row"><a href="/x">y</a><br>z</p>b', "ab"),
        ("a<button>Show</button>b", "ab"),
        ('<button popovertarget="m">M</button>', '<button popovertarget="m">M</button>'),
        ("<details><summary>Write</summary><form>x</form></details>", ""),
        ('<p data-live="/now" data-n="1" onclick="x()" title="a &gt; b">x</p>', '<p data-n="1" title="a &gt; b">x</p>'),
        ('<img src="/static/css/x.css" alt="">', '<img src="../../../style/css/x.css" alt="">'),
        ("<!-- a > b --><br>", "<br>"),
    ],
)  # fmt: skip
def test_what_needs_the_site_goes_and_its_words_stay(given: str, left: str) -> None:
    assert made(given).body == left


def test_a_list_goes_on_in_the_next_file() -> None:
    words = '<a rel="next" href="?filter=all&amp;cursor=WzFd#talk">More</a>'

    first, second = made(words), made(words + '<a rel="prev" href="?">Back</a>', page=2)

    assert first.next == "/drafts/1.0/talk/?filter=all&cursor=WzFd"
    assert (first.body, first.leads) == (
        '<a href="index~2.html#talk">More</a>',
        {"drafts/1.0/talk/index~2.html"},
    )
    assert second.body == '<a href="index~3.html#talk">More</a><a href="index.html">Back</a>'


def test_the_neighbour_of_a_page_is_not_its_next_page() -> None:
    assert made('<a rel="next" href="/drafts/1.0/clauses/use/">Use</a>').next is None


def test_a_place_that_is_not_on_the_page_is_looked_for_in_its_draft() -> None:
    page = made('<p id="here"><a href="#here">x</a><a href="#there">y</a></p>')

    assert page.body == '<p id="here"><a href="#here">x</a><a href="../clauses/there.html">y</a></p>'
    assert made('<a href="#there">y</a>', address="/rules/").body == "<a>y</a>"


def test_something_else_is_refused() -> None:
    with pytest.raises(ValueError, match="/x is no page of this site"):
        rewritten("<p>", address="/x", file="x.html", page=1, site=SITE)
