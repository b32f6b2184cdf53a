"""Two walls around people's words, and bounds on what is let in."""

import threading
from contextlib import suppress
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.kit.text.markdown import PROFILES, TooComplicated, check, redline_markup, render

from .attacks import XSS, slow

NOFOLLOW = 'rel="nofollow ugc noopener"'
ALLOWED = {
    "comment": {
        "a",
        "br",
        "code",
        "em",
        "s",
        "strong",
        "sup",
        "blockquote",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "ul",
    },
    "inline": {"a", "br", "code", "em", "s", "strong", "sup", "ins", "del", "span"},
}
ALLOWED["draft"] = ALLOWED["comment"] | {"h1", "h2", "h3", "h4", "h5", "h6"} | {
    "table", "thead", "tbody", "tr", "th", "td"
}  # fmt: skip
SCHEMES = ("http://", "https://", "mailto:", "#", "/")


class Seen(HTMLParser):
    """What a browser would find in finished HTML."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.text = [], [], ""

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_data(self, data):
        self.text += data


def seen(html):
    parser = Seen()
    parser.feed(str(html))
    parser.close()
    return parser


def assert_harmless(html, profile):
    found = seen(html)
    assert set(found.tags) <= ALLOWED[profile]
    for tag, name, value in found.attributes:
        assert (tag, name) in {
            ("a", "href"), ("a", "rel"), ("a", "class"), ("sup", "class"), ("span", "class"), ("ol", "start"),
            ("th", "align"), ("td", "align"), *((f"h{level}", "id") for level in range(1, 7)),
        }  # fmt: skip
        assert name != "href" or (value.startswith(SCHEMES) and not value.startswith(("//", "/\\")))


@pytest.mark.parametrize("profile", sorted(PROFILES))
@pytest.mark.parametrize("attack", XSS)
def test_no_attack_leaves_a_tag_or_an_address_that_acts(attack, profile):
    assert_harmless(render(attack, profile=profile), profile)


@given(
    st.lists(st.sampled_from([*XSS, "**", "`", "[", "](", ")", "\n\n", "> ", "- ", " "]), max_size=6).map(
        "".join
    )
)
def test_no_mixture_of_attacks_does_either(attack):
    assert_harmless(render(attack, profile="inline"), "inline")
    with suppress(TooComplicated):
        assert_harmless(render(attack), "comment")


@given(st.text(st.sampled_from("ab*_[]()`<>&{}#:~\\|!-\n .1\"'\x02\ue000") | st.characters(), max_size=200))
def test_any_text_renders_to_allowed_tags(text):
    assert_harmless(render(text, profile="inline"), "inline")


def test_raw_html_is_shown_as_it_was_written():
    assert seen(render("<b>not bold</b> <script>x</script>")).text == "<b>not bold</b> <script>x</script>"


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("**a** *b* _c_ `d` ~~e~~ x_y_z", "<strong>a</strong> <em>b</em> <em>c</em> <code>d</code> <s>e</s> x_y_z"),
        (r"\*a\* \~ \: \|", "*a* ~ : |"),
        ("a &amp; b &lt;", "a &amp; b &lt;"),
        ("one\ntwo", "one<br>\ntwo"),
        ("a[^1]", 'a<sup class="footnote-ref">1</sup>'),
        ("# big", "<strong>big</strong>"),
        ("![a](https://b.example/c.png)", f'![a](<a href="https://b.example/c.png" {NOFOLLOW}>'
         "https://b.example/c.png</a>)"),
    ],
)  # fmt: skip
def test_a_comment_has_emphasis_code_and_lines(source, html):
    assert render(source) == f"<p>{html}</p>"


@pytest.mark.parametrize(
    ("source", "words", "target"),
    [
        ("[terms](https://a.example/x_y)", "terms", "https://a.example/x_y"),
        ('[terms](https://a.example "title")', "terms", "https://a.example"),
        ("[a [b] c](https://a.example/q(r)s)", "a [b] c", "https://a.example/q(r)s"),
        ("<https://a.example/?a=1&b=2>", "https://a.example/?a=1&amp;b=2", "https://a.example/?a=1&amp;b=2"),
        ("[mail](mailto:ana@a.example)", "mail", "mailto:ana@a.example"),
        ("[clause](/clauses/code/)", "clause", "/clauses/code/"),
        ("[here](#code)", "here", "#code"),
    ],
)
def test_links_say_that_nobody_vouches_for_them(source, words, target):
    assert render(source) == f'<p><a href="{target}" {NOFOLLOW}>{words}</a></p>'


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("see https://a.example/x.", "https://a.example/x"),
        ("(https://a.example/x)", "https://a.example/x"),
        ("https://a.example/x_(y) z", "https://a.example/x_(y)"),
        ("**https://a.example/a_b_c**", "https://a.example/a_b_c"),
    ],
)
def test_bare_addresses_become_links_without_the_punctuation_around_them(text, address):
    assert f'<a href="{address}" {NOFOLLOW}>{address}</a>' in render(text)


def test_blocks_of_a_comment():
    assert render("- a\n- b\n\n3. c\n\n> q\n\n```\ncode <b>\n```") == (
        "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"
        '<ol start="3">\n<li>c</li>\n</ol>\n'
        "<blockquote>\n<p>q</p>\n</blockquote>\n"
        "<pre><code>code &lt;b&gt;\n</code></pre>"
    )


def test_a_page_has_headings_with_ids_and_tables():
    html = render("# One two\n\n| a | b |\n| --- | ---: |\n| c | d |", profile="draft")

    assert html.startswith('<h1 id="one-two">One two</h1>')
    assert '<td align="right">d</td>' in html


def test_inline_has_no_paragraph_and_knows_no_blocks():
    assert render("# not a heading\n- nor an item", profile="inline") == "# not a heading\n- nor an item"
    assert render("one<br>two", profile="inline") == "one<br>\ntwo"
    assert render("a[^1] b", profile="inline") == "a[^1] b"


def test_a_picture_in_a_draft_is_a_link_so_that_nothing_is_loaded():
    assert render("![map](https://a.example/m.png)", profile="inline") == (
        '<a href="https://a.example/m.png" rel="noopener">map</a>'
    )


def test_the_first_use_of_a_term_is_linked():
    terms = {
        "AI system": "term-ai-system",
        "AI systems": "term-ai-system",
        "Data information": "data-information",
    }
    source = "`AI system` and [AI system](#x): an AI  system, data information, AI systems."

    assert render(source, profile="inline", terms=terms) == (
        '<code>AI system</code> and <a href="#x" rel="noopener">AI system</a>: '
        'an <a class="term" href="#term-ai-system" rel="noopener">AI  system</a>, '
        '<a class="term" href="#data-information" rel="noopener">data information</a>, AI systems.'
    )


def test_terms_of_one_text_are_not_those_of_the_next():
    render("an AI system", profile="inline", terms={"AI system": "x"})

    assert render("an AI system", profile="inline") == "an AI system"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a" * 8_193, "longer than 8,192 characters"),
        ("*a* " * 1_500, "more than 2,500 signs of markup"),
        ("# a\n" * 61, "more than 60 headings and rules"),
        ("> " * 13 + "a", "nested more than 12 deep"),
        ("  " * 27 + "- a", "nested more than 12 deep"),
        ("> - > - > - a\n" * 300, "too many lines, or too deeply nested ones"),
        ("|a" * 61, "more than 60 cells in a row"),
    ],
)
def test_what_would_take_long_is_refused_with_the_reason(text, why):
    with pytest.raises(TooComplicated, match=f"^{why}$"):
        render(text)


@pytest.mark.parametrize(
    "text",
    ["a" * 8_192, "*a* " * 1_200, "# a\n" * 60, "> " * 12 + "a", "- - - - - - - - - - - - - - -", "|a" * 60],
)
def test_what_is_within_the_bounds_is_rendered(text):
    check(text)

    assert render(text)


@pytest.mark.parametrize("name", slow(8))
def test_inputs_that_are_slow_elsewhere_are_refused_or_rendered(name):
    text = slow(8_192)[name]

    with suppress(TooComplicated):
        assert_harmless(render(text), "comment")
    assert_harmless(render(text, profile="inline"), "inline")


def test_inline_shows_what_is_too_complicated_as_it_was_written():
    text = "*a* " * 3_000 + "<b>"

    assert render(text, profile="inline") == text.replace("<b>", "&lt;b&gt;")


def test_converters_are_not_shared_between_threads():
    found = []
    workers = [threading.Thread(target=lambda: found.append(render("**a** `b`"))) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert found == ["<p><strong>a</strong> <code>b</code></p>"] * 4


LABELS = {"-": "entfernt: ", "+": "eingefügt: "}


def shown(op, words):
    tag = {"-": "del", "+": "ins"}[op]
    return f'<{tag}><span class="visually-hidden">{LABELS[op]}</span>{words}</{tag}>'


def test_a_redline_names_what_was_removed_and_inserted():
    spans = [("=", "Data "), ("-", "transparency"), ("+", "information"), ("=", " is *open*.")]

    assert redline_markup(spans, labels=LABELS) == (
        f"Data {shown('-', 'transparency')}{shown('+', 'information')} is <em>open</em>."
    )


def test_a_redline_within_emphasis_keeps_the_emphasis():
    spans = [("=", "**Data "), ("-", "transparency"), ("+", "information"), ("=", "**: text")]

    assert redline_markup(spans, labels=LABELS) == (
        f"<strong>Data {shown('-', 'transparency')}{shown('+', 'information')}</strong>: text"
    )


@pytest.mark.parametrize(
    "spans",
    [
        [("=", "a "), ("+", "**"), ("=", "b"), ("+", "**")],
        [("=", "[x](https://a.example/"), ("-", "b"), ("+", "c"), ("=", ") d")],
        [("-", "*a"), ("=", " b*")],
        [("=", "`a"), ("+", "` b"), ("=", "`")],
        [("+", "<script>"), ("=", "x"), ("-", "</script>")],
    ],
)
def test_spans_that_cut_markup_lose_no_word_and_no_mark(spans):
    html = redline_markup(spans, labels={"-": "", "+": ""})
    found = seen(html)

    assert [tag for tag in found.tags if tag in ("ins", "del")] == [
        {"-": "del", "+": "ins"}[op] for op, _ in spans if op != "="
    ]
    assert_harmless(html, "inline")


def test_labels_and_spans_are_escaped():
    html = redline_markup([("+", "<i>"), ("=", "\ue000x")], labels={"+": "<b>"})

    assert html == '<ins><span class="visually-hidden">&lt;b&gt;</span>&lt;i&gt;</ins>x'
