"""WordPress pages: where the text is, and what stands around and within it."""

import pytest

from consensus.drafts.sources import read

from .telling import line_of


def page(body, head=""):
    return read("page.html", f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>")


def told(body):
    return [line_of(piece) for piece in page(body).pieces]


CONTENT = "<p>The text of the draft, long enough to be told from the rest.</p>"
LINE = "paragraph: The text of the draft, long enough to be told from the rest."


@pytest.mark.parametrize(
    "body",
    [
        f'<nav>a</nav><main><article><div class="entry-content">{CONTENT}</div></article></main><footer>b</footer>',
        f"<header>a</header><main>{CONTENT}</main><aside>b</aside>",
        f"<article>{CONTENT}<footer>b</footer></article>",
        f'<div id="content">{CONTENT}</div>',
        CONTENT,
        f'<main>{CONTENT}<div class="comments-area"><article><div class="entry-content"><p>No!</p></div></article></div></main>',
        f'<main><div class="entry-content">{CONTENT}</div></main><aside><div class="entry-content"><p>Old</p></div></aside>',
        f'<div class="cookie-law"><main><p>Cookies</p></main></div><main>{CONTENT}</main>',
        f'<main><div class="page-content"><p>x</p></div><div>{CONTENT * 1}</div></main>'.replace(
            "<p>x</p>", ""
        ),
    ],
)
def test_the_text_is_found_wherever_a_theme_puts_it(body):
    assert told(body) == [LINE]


@pytest.mark.parametrize(
    "body",
    [
        f'<main><article><header class="entry-header"><h1 class="entry-title">T</h1><p>by me</p></header>'
        f'<div class="entry-content">{CONTENT}</div></article></main>',
        f"<article><header><h1>T</h1><div><p>by me</p></div></header>{CONTENT}</article>",
        f'<header><h1 class="site-title">Site</h1></header><div class="hero"><h1>T</h1></div><main>{CONTENT}</main>',
        f"<main><h1>T</h1>{CONTENT}</main>",
    ],
)
def test_the_title_is_found_wherever_a_theme_puts_it(body):
    assert told(body) == ["heading1: T", LINE]


def test_the_head_gives_fields():
    head = (
        "<title>The Definition &#8211; Site</title>"
        '<link rel="canonical" href="https://a.example/definition/"><meta name="x" content="y">'
    )

    assert dict(page(CONTENT, head).fields) == {
        "title": "The Definition - Site",
        "source": "https://a.example/definition/",
    }


@pytest.mark.parametrize(
    "furniture",
    [
        "<form><p>Name <input></p></form>",
        "<script>var a = '<p>b</p>';</script>",
        "<style>p { }</style>",
        "<button>Copy</button>",
        "<nav><p>Up</p></nav>",
        "<iframe>Play</iframe>",
        '<div class="sharedaddy"><p>Share</p></div>',
        '<div class="wp-block-buttons"><a href="#x">Endorse</a></div>',
        '<p><a href="https://hackmd.example/x">Leave comments for this text</a></p>',
        '<p class="screen-reader-text">Hidden</p>',
        "<p hidden>Hidden</p>",
        '<div id="cookie-notice"><p>Cookies</p></div>',
        "<ul><li></li><li> </li></ul>",
        "<noscript><p>Turn it on</p></noscript>",
    ],
)
def test_furniture_within_the_text_is_no_text(furniture):
    assert told(f'<div class="entry-content"><p>One.</p>{furniture}<p>Two.</p></div>') == [
        "paragraph: One.",
        "paragraph: Two.",
    ]


def test_a_button_in_the_middle_of_a_sentence_does_not_part_it():
    assert told('<p>One <button>x</button><span class="screen-reader-text">y</span>two.</p>') == [
        "paragraph: One two."
    ]


def test_a_page_may_put_a_note_into_an_aside_of_the_text():
    assert told('<div class="entry-content"><aside><p>Mind.</p></aside></div>') == ["note (info): Mind."]


@pytest.mark.parametrize(
    ("body", "pieces"),
    [
        ("<p>a<br>b</p>", ["paragraph: a<br>b"]),
        ("<p>a<br><br>b</p>", ["paragraph: a", "paragraph: b"]),
        ("<div>a<p>b</p>c</div>", ["paragraph: a", "paragraph: b", "paragraph: c"]),
        ('<pre class="wp-block-verse">a<br>b\nc <a href="#x">d</a></pre>',
         ["note (info): a", "note (info): b", "note (info): c [d](#x)"]),
        ('<pre class="wp-block-code"><code>a\n  b</code></pre>', ["paragraph (```): ```\na\n  b\n```"]),
        ('<pre class="wp-block-preformatted">a\nb</pre>', ["paragraph: a", "paragraph: b"]),
        ("<blockquote><p>a</p><p>b</p><cite>c</cite></blockquote>", ["note: a", "note: b", "note: c"]),
        ('<div class="alert alert-info"><p>a</p></div>', ["note (info): a"]),
        ("<h2 id='x y'>A <a class='anchor' href='#x'></a></h2>", ["heading2 #x-y: A"]),
        ("<details><summary>a</summary><p>b</p></details>", ["paragraph: a", "paragraph: b"]),
        ("<dl><dt>a</dt><dd>b</dd></dl>", ["paragraph: a", "item (-): b"]),
        ('<figure><img src="a.png" alt="b"><figcaption>c</figcaption></figure>',
         ["paragraph: ![b](a.png)", "paragraph: c"]),
        ("<span>a <b>b</b></span>", ["paragraph: a **b**"]),
        ("<center><font>a</font></center>", ["paragraph: a"]),
    ],
)  # fmt: skip
def test_blocks(body, pieces):
    assert told(body) == pieces


@pytest.mark.parametrize(
    ("body", "pieces"),
    [
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", ["item (-): a", "item1 (-): b", "item (-): c"]),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", ["item (-): a", "item (-): b"]),
        ("<ol start=3><li>a</li><li>b</li></ol>", ["item (3.): a", "item (4.): b"]),
        ("<ul><li><p>a</p><p>b</p></li></ul>", ["item (-): a", "paragraph1: b"]),
        (
            "<ul><li><p>a</p><ul><li>b</li></ul><p>c</p></li></ul>",
            ["item (-): a", "item1 (-): b", "paragraph1: c"],
        ),
        ("<ul><li>a<br><br>b</li></ul>", ["item (-): a", "paragraph1: b"]),
        ("<blockquote><ul><li>a</li></ul></blockquote>", ["note1 (-): a"]),
    ],
)
def test_lists(body, pieces):
    assert told(body) == pieces


def test_footnotes_are_known_by_their_ids_not_by_what_is_printed():
    body = (
        '<p>a<sup data-fn="u2" class="fn"><a href="#u2" id="u2-link">1</a></sup>'
        ' b<sup data-fn="u1" class="fn"><a href="#u1">2</a></sup></p>'
        '<ol class="wp-block-footnotes"><li id="u1">One. <a href="#u1-link">↩︎</a></li>'
        '<li id="u2">Two.<p>More.</p> <a href="#u2-link" class="x">↩︎</a></li></ol>'
    )

    assert told(body) == [
        "paragraph: a[^2] b[^1]",
        "footnote (1): One.",
        "footnote (2): Two.",
        "footnote1 (2): More.",
    ]


def test_lines_are_those_of_the_source():
    body = "\n<p>one</p>\n\n<ul>\n<li>two\n<ul><li>three</li>\n</ul></li></ul>\n<table>\n<tr><td>four</td><td>x</td></tr></table>"

    assert [(piece.line, piece.markdown) for piece in page(body).pieces] == [
        (2, "one"),
        (5, "two"),
        (6, "three"),
        (9, "four | x"),
    ]


def test_a_page_that_was_cut_off_is_read_to_its_end():
    assert told("<main><p>One <b>two") == ["paragraph: One **two**"]
