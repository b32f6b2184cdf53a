"""HTML as Markdown: words, quotes, lists and links stay; scripts, pictures and depth do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.archive.sources.html_words import as_markdown


@pytest.mark.parametrize(
    "html, words",
    [
        ("<p>One</p><p>Two<br>lines</p>", "One\n\nTwo\nlines"),
        ("<ul><li>a</li><li>b</li></ul><p>c</p>", "- a\n- b\n\nc"),
        (
            "<blockquote><p>old</p><blockquote>older</blockquote></blockquote>new",
            "> old\n>\n> > older\n\nnew",
        ),
        ('<a href="https://a.example/x">there</a>', "[there](<https://a.example/x>)"),
        ('<a href="javascript:alert(1)">there</a> <a href="/u/ana">@ana</a>', "there @ana"),
        ("<script>x</script><style>y</style><p>z</p>", "z"),
        ("<pre><code>a\n  b</code></pre>", "```\na\n  b\n```"),
        ("<p># no heading</p><p>> no quote</p>", "\\# no heading\n\n\\> no quote"),
        ('<img class="avatar" alt="Ana"><img alt=":smile:" class="emoji">', ":smile:"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a · b"),
        ("&lt;b&gt; &amp;", "<b> &"),
        ("", ""),
    ],
)
def test_words_are_kept_as_markdown(html: str, words: str) -> None:
    assert as_markdown(html) == words


@pytest.mark.parametrize("tag", ["div", "blockquote", "b", "ul", "a href='https://a.example'", "table"])
def test_no_depth_is_too_deep(tag: str) -> None:
    assert as_markdown(f"<{tag}>" * 15_000 + "words") in ("words", "- words", "[words](<https://a.example>)")


@given(st.text(alphabet="<>/abpliuo &;\"'=\n", max_size=200))
def test_anything_is_read(html: str) -> None:
    assert isinstance(as_markdown(html), str)
