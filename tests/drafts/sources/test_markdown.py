"""Plain Markdown: every block becomes pieces, nothing is rewritten that need not be."""

import pytest

from .telling import cautions, dropped, told


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("# One\n\n### Three\n\nWords.", ["heading1: One", "heading3: Three", "paragraph: Words."]),
        ("One\n===\n\nTwo\n---", ["heading1: One", "heading2: Two"]),
        ("## Closed ##", ["heading2: Closed"]),
        ("one\ntwo\n  three", ["paragraph: one two three"]),
        ("one  \ntwo\\\nthree<br/>four", ["paragraph: one<br>two<br>three<br>four"]),
        ("    indented by accident", ["paragraph: indented by accident"]),
        ("one\n\n***\n\ntwo\n\n___", ["paragraph: one", "paragraph: two"]),
        ("> a\n>\n> b", ["note: a", "note: b"]),
        ("> a\n\n> b", ["note: a", "note: b"]),
        ("> [!NOTE]\n> a", ["note: a"]),
        (":::warning\na\n\nb\n:::\n\nc", ["note (warning): a", "note (warning): b", "paragraph: c"]),
        (":::spoiler Read me\na\n:::", ["note (spoiler): Read me", "note (spoiler): a"]),
        (":information_source: a", ["note (info): a"]),
        ("```python\na = 1\n\nb\n```", ["paragraph (```python): ```\na = 1\n\nb\n```"]),
        ("![a picture](p.png)", ["paragraph: ![a picture](p.png)"]),
        (
            "Term\n: what it means\n: or this",
            ["paragraph: Term", "item (-): what it means", "item (-): or this"],
        ),
    ],
)
def test_blocks(text, pieces):
    assert told(text) == pieces


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("- a\n- b", ["item (-): a", "item (-): b"]),
        ("* a\n+ b", ["item (-): a", "item (-): b"]),
        ("3. a\n4. b\n\n1) c", ["item (3.): a", "item (4.): b", "item (1.): c"]),
        ("- a\n  - b\n    - c\n- d", ["item (-): a", "item1 (-): b", "item2 (-): c", "item (-): d"]),
        ("- a\n    - b\n        - c", ["item (-): a", "item1 (-): b", "item2 (-): c"]),
        ("-   a\n    -   b", ["item (-): a", "item1 (-): b"]),
        ("- a\n\n  more of a\n\n  1. b\n\n     more of b", [
            "item (-): a", "paragraph1: more of a", "item1 (1.): b", "paragraph2: more of b",
        ]),
        ("- - a", ["item (-): a"]),
        ("-\n- a", ["item (-): a"]),
        ("- # a heading", ["item (-): a heading"]),
        ("> - a\n>   - b\n>\n>   c", ["note1 (-): a", "note2 (-): b", "note1: c"]),
        ("- > a\n- b", ["note: a", "item (-): b"]),
    ],
)  # fmt: skip
def test_lists(text, pieces):
    assert told(text) == pieces


@pytest.mark.parametrize(
    "inline",
    [
        "**Use** the *system* _as_ it `is`, ~~not~~ so",
        "**Study:** how it works",
        "**Modify**: the system",
        'a [link](https://a.example/x_y?a=1&b=2 "title") and <https://b.example>',
        "https://c.example/bare",
        "“curly” quotes’ – and — dashes…",
        r"\*escaped\* 2 * 3 \[x]",
        "[TODO] and [Provide an example…]",
        "a mark[^1] here",
        "&amp; &copy; & co",
        "<name of the model> is asked for",
        "done :tada: twice",
        "数据信息",
    ],
)
def test_inline_markdown_stays_exactly_as_it_was_written(inline):
    assert told(f"{inline}\n\n[^1]: x")[0] == f"paragraph: {inline}"


@pytest.mark.parametrize(
    ("text", "inline"),
    [
        ("<b>Use</b> the <em>system</em>", "**Use** the *system*"),
        (
            "[a][ref] and [ref]\n\n[ref]: https://a.example",
            "[a](https://a.example) and [ref](https://a.example)",
        ),
        (
            'a<sup class="footnote-ref"><a href="https://a.example/#fn2" id="fnref2">[2]</a></sup> b',
            "a[^2] b",
        ),
        ("[[2]](https://a.example/#fn2) a", "[^2] a"),
        ("<u>a</u> H<sub>2</sub>O <!-- unseen -->b", "a H2O b"),
        ('<a href="https://a.example">a</a>', "[a](https://a.example)"),
    ],
)
def test_tags_and_references_become_inline_markdown(text, inline):
    assert told(text)[0] == f"paragraph: {inline}"


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("# One {#one}\n\nwords {#two}", ["heading1 #one: One", "paragraph #two: words"]),
        ("words {: #two}", ["paragraph #two: words"]),
        ("words\n{: #two}", ["paragraph #two: words"]),
        ("words\n\n{: #two}", ["paragraph #two: words"]),
        ("first line {#two}\nsecond line", ["paragraph #two: first line second line"]),
        ("- a {#a}\n  - b {#b}", ["item (-) #a: a", "item1 (-) #b: b"]),
        ("> a {#a}", ["note #a: a"]),
        ("words[^1]\n\n[^1]: note {#fn}", ["paragraph: words[^1]", "footnote (1) #fn: note"]),
        ('words {#two .class lang="en"}', ["paragraph #two: words"]),
        ("words {#a.b:c}", ["paragraph #a-b-c: words"]),
        ("```\ncode\n```\n\n{: #two}", ["paragraph (```) #two: ```\ncode\n```"]),
        ("`{#code}`", ["paragraph: `{#code}`"]),
    ],
)
def test_ids(text, pieces):
    assert told(text) == pieces


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("a[^1]\n\n# B\n\n[^1]: note", ["paragraph: a[^1]", "heading1: B", "footnote (1): note"]),
        ("a[^x]\n\n[^x]: one\n\n    two", ["paragraph: a[^x]", "footnote (x): one", "footnote1 (x): two"]),
        ("[^1]: one\n[^2]: two", ["footnote (1): one", "footnote (2): two"]),
    ],
)
def test_footnotes(text, pieces):
    assert told(text) == pieces


def test_html_blocks_are_read_as_html():
    text = "<details>\n<summary>More</summary>\n\nMarkdown *inside*\n\n</details>\n\n<div><p>One</p><ul><li>Two</li></ul></div>"

    assert told(text) == [
        "paragraph: More",
        "paragraph: Markdown *inside*",
        "paragraph: One",
        "item (-): Two",
    ]


def test_words_that_look_like_a_block_elsewhere_are_escaped():
    assert told("- \\- a\n- [Note]: b") == ["item (-): \\- a", "item (-): [Note]\\: b"]


def test_link_definitions_that_no_text_uses_are_listed():
    text = "a [link][x]\n\n[x]: https://a.example\n[y]: https://b.example\n"

    assert told(text) == ["paragraph: a [link](https://a.example)"]
    assert dropped(text) == [(4, "[y]: https://b.example")]


def test_an_anchor_without_words_is_no_part_of_a_heading():
    assert told('## [](https://a.example/#b "b")Text') == ["heading2: Text"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a\n\nTODO: more", (3, "left to do: TODO")),
        ("[Provide an example, please]", (1, "left to do: [Provide an example, please]")),
        ("a {#k} b", (1, "an id counts only at the end of a line: {#k}")),
        ("a[^9]", (1, "footnote [^9] is referred to but not written")),
        ("a\n\n[^9]: b", (3, "nothing refers to footnote [^9]")),
        ("a[^9]\n\n[^9]: b\n[^9]: c", (3, "there are several footnotes [^9]; marks lead to the first")),
        (":::info\na", (1, "this box is never closed with :::")),
        (
            "| a | b |\n|---|---|\n| c | d | e |",
            (3, "this row has 3 cells where the table has 2; all are kept"),
        ),
    ],
)
def test_what_a_maintainer_should_look_at(text, message):
    assert cautions(text)[:1] == [message]


def test_a_link_is_nothing_left_to_do():
    assert cautions("[Add it](https://a.example) to the examples") == []


def test_front_matter_gives_fields_and_lists_the_rest():
    text = "---\nversion: 1.10\ndate: 2024-10-28\ncomment_until: 2024-11-01\nLanguage: en\nlayout: page\ntags: [a, b]\n---\n\nx"

    assert dropped(text) == [(6, "layout: page"), (7, "tags: a, b")]


def test_a_ruler_at_the_top_is_no_front_matter():
    assert told("---\n\nOne: two\n\n---\n\nthree") == ["paragraph: One: two", "paragraph: three"]
