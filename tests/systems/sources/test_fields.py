"""At the border: texts of bounded length, addresses that are safe to show, dates that exist."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.systems.found import Link
from consensus.systems.sources.fields import (
    Fields,
    addresses_in,
    as_date,
    is_address,
    one_line,
    percent_encoded,
)
from consensus.systems.sources.naming import kind_of, slug_of, stem_of
from consensus.systems.sources.plain import Table, read_table


def fields_of(text: str) -> tuple[Fields, Table]:
    return Fields("x.yaml"), read_table("x.yaml", text)


@pytest.mark.parametrize("text, safe", [
    ("https://example.org", True), ("http://example.org:8080/a?b=c#d", True), ("https://exämple.org/ü", True),
    ("HTTPS://EXAMPLE.ORG/", True), ("https://a.bc/c_(d)", True), ("javascript:alert(1)", False), ("JaVaScRiPt://x.y/%0aalert(1)", False),
    ("data:text/html,x", False), ("ftp://example.org", False), ("//example.org", False), ("example.org", False), ("https://", False),
    ("https://localhost/", False), ("https://user:pw@example.org/", False), ("https://example.org/\"onclick=x", False),
    ("https://example.org/<b>", False), ("https://example.org/a b", False), ("https://example.org/\u202egpj", False),
    ("https://example.org/\nx", False), ("https://x.org/" + "a" * 3000, False), ("", False), ("vbscript:x", False),
])  # fmt: skip
def test_addresses_are_of_the_web_or_left_out(text: str, safe: bool) -> None:
    assert is_address(text) is safe


@pytest.mark.parametrize("text, found", [
    ("2024-04-18", "2024-04-18"), ("2024-4-1", "2024-04-01"), ("2024-04", "2024-04"), ("2024", "2024"),
    ("2024-04-18 10:00:00", "2024-04-18"), ("2024-04-18T10:00:00Z", "2024-04-18"), ("2024-02-30", ""), ("2024-13", ""),
    ("0000", ""), ("soon", ""), ("18.04.2024", ""), ("２０２４", ""), ("", ""), ("20240418", ""), ("2024-04-18x", ""),
])  # fmt: skip
def test_dates_are_as_precise_as_written_or_none(text: str, found: str) -> None:
    assert as_date(text) == found


def test_a_link_may_be_a_text_a_list_or_a_table() -> None:
    fields, table = fields_of(
        "a: https://a.org\nb: [https://a.org, https://b.org]\nc: {paper: https://c.org}\nd: [{title: D, url: https://d.org}]"
    )

    assert [fields.links(table, key) for key in "abcd"] == [
        (Link("https://a.org"),), (Link("https://a.org"), Link("https://b.org")), (Link("https://c.org", "paper"),),
        (Link("https://d.org", "D"),),
    ]  # fmt: skip
    assert fields.cautions == []


def test_broken_links_are_left_out_and_told() -> None:
    fields, table = fields_of(
        "a:\n  - https://a.org\n  - javascript:alert(1)\n  - 7\nb: https://b.org · My page\n"
    )

    assert [*fields.links(table, "a"), *fields.links(table, "b")] == [
        Link("https://a.org"),
        Link("https://b.org"),
    ]
    assert [(each.line, each.message) for each in fields.cautions] == [
        (3, "“javascript:alert(1)” is no web address and is left out"), (4, "“7” is no web address and is left out"),
        (5, "of “https://b.org · My page” the address is kept"),
    ]  # fmt: skip


@pytest.mark.parametrize("text, found", [
    ("https://a.org, https://b.org", ["https://a.org", "https://b.org"]), ("https://a.org,https://b.org;", ["https://a.org", "https://b.org"]),
    ("see <https://a.org/x,y>.", []), ("<https://a.org/x,y>", ["https://a.org/x,y"]), ("javascript:alert(1) https://a.org", ["https://a.org"]),
    ("https://a.org/?q=https://b.org", ["https://a.org/?q=https://b.org"]), ("none", []), ("", []),
])  # fmt: skip
def test_several_addresses_may_stand_in_one_text(text: str, found: list[str]) -> None:
    assert addresses_in(text) == found


def test_lists_of_lists_of_links_are_links() -> None:
    fields, table = fields_of(
        "a: [[https://a.org], {x: [https://b.org]}]\nb: |\n  https://a.org\n  https://b.org\n"
    )

    assert fields.links(table, "a") == (Link("https://a.org"), Link("https://b.org", "x"))
    assert fields.links(table, "b") == (Link("https://a.org"), Link("https://b.org"))
    assert fields.cautions == []


def test_texts_are_one_line_of_bounded_length() -> None:
    fields, table = fields_of(
        'a: "x\\u202Ey\\n  z"\nb: ' + "w" * 500 + "\nc: [p, q]\nd: {name: n}\ne: {x: 1}\n"
    )

    assert [fields.text(table, key) for key in "acde"] == ["xy z", "p, q", "n", ""]
    assert len(fields.text(table, "b")) == 200
    assert [each.line for each in fields.cautions] == [3, 4, 5, 2]


def test_html_in_a_text_stays_the_text_it_is() -> None:
    fields, table = fields_of("a: <script>alert(1)</script>")

    assert fields.text(table, "a") == "<script>alert(1)</script>"


@pytest.mark.parametrize("name, slug", [
    ("Command-R", "command-r"), ("Command-R+", "command-r-plus"), ("CodeT5+", "codet5-plus"), ("RWKV-v4-(Raven)", "rwkv-v4-raven"),
    ("Pile-T5 XXL", "pile-t5-xxl"), ("Llama 2", "llama-2"), ("T5", "t5"), ("悟道", "c-927d274a"), ("🦙", "c-0dfc3e20"),
])  # fmt: skip
def test_slugs_tell_systems_apart(name: str, slug: str) -> None:
    assert slug_of(name) == slug


@pytest.mark.parametrize("text, kind", [("language", "text"), ("text,code", "text,code"), ("Vision, library", "vision,library"), ("", ""), ("robot", "robot")])  # fmt: skip
def test_kinds_of_different_registries_are_one_vocabulary(text: str, kind: str) -> None:
    assert kind_of(text) == kind


@pytest.mark.parametrize("file, stem", [
    ("a/b\\T5.YML", "T5"), (".yml", "unnamed"), ("a\udc80b\u202e.yaml", "ab"), ("x" * 300 + ".yml", "x" * 199 + "…"), ("", "unnamed"),
])  # fmt: skip
def test_the_name_of_a_file_can_be_stored(file: str, stem: str) -> None:
    assert stem_of(file) == stem


def test_file_names_with_any_sign_become_part_of_an_address() -> None:
    assert percent_encoded(stem_of("a/b\\Pile-T5 XXL+(ä).yml")) == "Pile-T5%20XXL%2B%28%C3%A4%29"


@given(st.text())
def test_one_line_is_one_printable_line(text: str) -> None:
    assert one_line(text).isprintable() and one_line(one_line(text)) == one_line(text)


@given(st.text(max_size=40) | st.dates().map(str))
def test_a_date_found_is_found_again(text: str) -> None:
    assert as_date(as_date(text)) == as_date(text)
