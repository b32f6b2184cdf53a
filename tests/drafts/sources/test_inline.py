"""Inline HTML becomes inline Markdown that says exactly the same."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from consensus.drafts.sources.inline import from_html, with_safe_start


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<strong>Use</strong> it", "**Use** it"),
        ("<strong>Use </strong>it", "**Use** it"),
        ("<b>Use:</b>it", "**Use**:it"),
        ("a <b>b</b><i>c</i>", "a **b***c*"),
        ("<b>a <i>b</i></b>", "**a *b***"),
        ("<strong>a</strong><strong>b</strong>", "**ab**"),
        ("x<em>“y”</em>z", "x“*y*”z"),
        ("<strong> </strong>a", "a"),
        ("<del>a</del> <s>b</s>", "~~a~~ ~~b~~"),
        ("<code>a`b</code> <code>c</code>", "``a`b`` `c`"),
        ("a<br>b<br/><br>c", "a<br>b<br><br>c"),
        ("<br>a<br>", "a"),
        ("  a\n  b&nbsp;c ", "a b\u00a0c"),
        ("H<sub>2</sub>O<u>!</u>", "H2O!"),
        ("<q>a</q>", "“a”"),
        ("a<!-- b -->c", "ac"),
        ("a<script>b</script><style>c</style>d", "ad"),
        ("a<span hidden>b</span><span style='display: none'>c</span>", "a"),
    ],
)
def test_emphasis_code_and_breaks(html, markdown):
    assert from_html(html) == markdown


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ('<a href="https://a.example/x_y">a</a>', "[a](https://a.example/x_y)"),
        ('<a href="https://a.example?b=1&amp;c=2">a</a>', "[a](https://a.example?b=1&c=2)"),
        ('<a href="https://a.example/(b)">a</a>', "[a](<https://a.example/(b)>)"),
        ('<a href="https://a.example/b c">a</a>', "[a](<https://a.example/b c>)"),
        ('<a href="https://a.example">https://a.example</a>', "<https://a.example>"),
        ('<a href="#x">a <b>b</b></a>', "[a **b**](#x)"),
        ('<b>a <a href="#x">b</a> c</b>', "**a [b](#x) c**"),
        ('<a href="#x">a</a><a href="#x">b</a>', "[a](#x)[b](#x)"),
        ('<a name="x">a</a>', "a"),
        ('a <a href="#x"></a>b', "a b"),
        ('wow!<a href="#x">a</a>', r"wow\![a](#x)"),
        ('<img alt="a [b]" src="c d.png">', r"![a \[b\]](<c d.png>)"),
        ('<img src="c.png">a', "a"),
        ('<img class="emoji" alt="✔" src="c.png"> a', "✔ a"),
    ],
)
def test_links_and_pictures(html, markdown):
    assert from_html(html) == markdown


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("*a* _b_ c_d", r"\*a\* \_b\_ c_d"),
        ("[TODO] [a](b) [^1]", r"[TODO] [a\](b) \[^1]"),
        ("&lt;b&gt; 1 &lt; 2", r"\<b> 1 < 2"),
        ("&amp;amp; &amp; co", r"\&amp; & co"),
        ("a `b`", r"a \`b\`"),
        ("C:\\*", r"C:\\\*"),
        ("{#id}", r"\{#id}"),
        ("1. a", r"1\. a"),
        ("- a", r"\- a"),
        ("# a", r"\# a"),
        ("&gt; a", r"\> a"),
        ("[x]: y", r"[x]\: y"),
        (":::info", r"\:::info"),
        ("“curly” – …", "“curly” – …"),
    ],
)
def test_words_that_look_like_markup_are_escaped_and_no_others(text, markdown):
    assert from_html(text) == markdown


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ('a<sup class="fn"><a href="#u">1</a></sup>', "a[^1]"),
        ('a<sup class="fn"><sup class="fn"><a href="#u">1</a></sup></sup>', "a[^1]"),
        ('a<sup class="fn"><a href="#u">1</a></sup><sup class="fn"><a href="#u">1</a></sup>', "a[^1]"),
        ('a<sup class="footnote-ref"><a href="https://b.example/#fn2" id="fnref2">[2]</a></sup>', "a[^2]"),
        ('a <a href="https://b.example/#fn:3">[3]</a>', "a [^3]"),
        ("10<sup>2</sup>", "102"),
        ('note <a href="#fnref1">↩︎</a>', "note"),
        ('note <a href="#fnref1">↩︎</a> <a href="#fnref1:1">↩︎<sup>2</sup></a>', "note"),
        ("an arrow ↩︎ in words", "an arrow ↩︎ in words"),
    ],
)
def test_footnote_marks_and_the_way_back(html, markdown):
    assert from_html(html) == markdown


TEXT = st.text(st.sampled_from("ab *_[]()`<>&!{}#~\\|-+.:1“,é"), min_size=1, max_size=8)
NAMES = st.sampled_from(
    ["b", "strong", "i", "em", "s", "code", "span", 'a href="https://a.example/x_(y)?z=*"']
)


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def wrapped(children):
    inner = st.lists(children, min_size=1, max_size=4).map("".join)
    return st.builds(lambda name, html: f"<{name}>{html}</{name.split()[0]}>", NAMES, inner)


fragments = st.lists(st.recursive(TEXT.map(escaped), wrapped, max_leaves=8), min_size=1, max_size=5).map(
    "".join
)


def seen(html):
    body = LexborHTMLParser(f"<body>{html}").body
    text = re.sub(r"\s+", " ", body.text(deep=True)).strip()
    return text, [link.attributes["href"] for link in body.css("a[href]") if link.text(deep=True).strip()]


@given(fragments)
def test_another_renderer_shows_the_same_words_and_links(html):
    markdown = from_html(html)
    renderer = MarkdownIt("commonmark").enable("strikethrough")
    renderer.normalizeLink = lambda url: url
    text, links = seen(renderer.renderInline(markdown))
    words, targets = seen(
        re.sub(r"</?a\b[^>]*>", "", html) if "<a" in html and html.count("<a") > 1 else html
    )

    assert text == words
    assert "<a" not in html or html.count("<a") > 1 or links == targets


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("- a", r"\- a"),
        ("12) a", r"12\) a"),
        ("[x]: a", r"[x]\: a"),
        ("[^1]: a", r"[^1]\: a"),
        ("a - b", "a - b"),
    ],
)
def test_a_safe_start(text, safe):
    assert with_safe_start(text) == safe
