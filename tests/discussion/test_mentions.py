"""Who is called by a text, and where it leads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.discussion.mentions import MOST_MENTIONS, links_in, meant, mentioned, mentions


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("@Ana", ["Ana"]),
        ("Thanks, @Ana Lopez!", ["Ana Lopez", "Ana"]),
        ("@Ana Maria Lopez Vega said so", ["Ana Maria Lopez Vega", "Ana Maria Lopez", "Ana Maria", "Ana"]),
        ("(@Zoë O’Neil)", ["Zoë O'Neil", "Zoë"]),
        ("@Jean-Luc, @Jean-Luc and", ["Jean-Luc", "Jean-Luc and"]),
        ("@Sam Jr. wrote", ["Sam Jr. wrote", "Sam Jr.", "Sam Jr", "Sam"]),
        ("@अनीता शर्मा", ["अनीता शर्मा", "अनीता"]),
        ("@王小明你好", ["王小明你好", "王小明你", "王小明", "王小"]),
        ("**@Ana**: yes", ["Ana"]),
        ("@Ana\n@Bo", ["Ana", "Bo"]),
        ("> @Ana", ["Ana"]),
    ],
)
def test_names_after_an_at_sign_are_candidates_longest_first(body, names):
    assert mentioned(body) == names


@pytest.mark.parametrize(
    "body",
    [
        "ana@example.org",
        "Ana.Lopez+x@example.org",
        "`@Ana`",
        "```\n@Ana\n```",
        "~~~python\n@decorator\n~~~",
        "    @Ana",
        "https://social.example/@Ana",
        "[profile](https://social.example/@Ana)",
        "<https://social.example/@Ana>",
        "@",
        "@ Ana",
        "@@Ana",
        "@!",
    ],
)
def test_code_addresses_and_bare_signs_call_nobody(body):
    assert mentioned(body) == []
    assert mentioned(body + "\n\n@Bo") == ["Bo"]


def test_no_more_than_ten_are_called():
    body = " , ".join(f"@Name{n}" for n in range(30))

    assert len(mentions(body)) == MOST_MENTIONS
    assert mentioned(body) == [f"Name{n}" for n in range(10)]


def test_of_the_known_names_the_longest_is_meant_once():
    known = ["Ana", "Ana Lopez", "Bo", "Lopez"]

    assert meant("@ana lopez and @Bo think, says @Ana Lopez", known) == ["Ana Lopez", "Bo"]
    assert meant("@Ana thinks", known) == ["Ana"]
    assert meant("@Nobody thinks", known) == []


@pytest.mark.parametrize(
    ("body", "links"),
    [
        ("see https://a.example/x?y=1.", ["https://a.example/x?y=1"]),
        (
            "[x](https://a.example) and ![y](http://b.example/z.png)",
            ["https://a.example", "http://b.example/z.png"],
        ),
        ("<https://a.example>", ["https://a.example"]),
        ("[x][1]\n\n[1]: https://a.example", ["https://a.example"]),
        ("www.a.example, HTTP://B.example!", ["www.a.example", "HTTP://B.example"]),
        ('<a href="https://a.example">x</a>', ["https://a.example"]),
        ("[x](//a.example) [y](javascript:alert)", ["//a.example", "javascript:alert"]),
        ("[x](mailto:a@b.example)", ["mailto:a@b.example"]),
        ("https://a.example https://a.example", ["https://a.example"]),
        ("[here](/drafts/1.0/#use) and [there](#use), no link at all", []),
        ("`https://a.example`", []),
    ],
)
def test_links_are_found_in_markdown_and_bare(body, links):
    assert links_in(body) == links


@given(st.text(alphabet=st.sampled_from("@ab .`*[]()<>\n~é王") | st.characters(), max_size=200))
def test_any_text_is_read(body):
    calls = mentions(body)

    assert [call for call in calls if not call or len(call[0].split()) > 4] == []
    assert mentioned(body) == list(dict.fromkeys(name for call in calls for name in call))
    assert links_in(body) == list(dict.fromkeys(links_in(body)))


@pytest.mark.parametrize(
    "body", ["[" * 8192, "@" * 8192, "@a " * 2730, "> " * 4096, "`" * 8191 + "@a", "<a " * 2700]
)
def test_hostile_texts_call_few(body):
    assert len(mentions(body)) <= MOST_MENTIONS
    assert links_in(body) == []
