"""Bytes as text, whatever they claim to be."""

import pytest

from consensus.archive.sources.charsets import decoded


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        ("wéak".encode("utf-16"), None, "wéak"),
        (b"\xff\xfea", "cp1252", "ÿþa"),
        ("wéak".encode("latin-1"), "iso-8859-1", "wéak"),
        ("wéak".encode(), "x-nobody-knows", "wéak"),
        ("wéak".encode("cp1252"), "utf-8", "wéak"),
        ("a “quote” and wéak".encode("cp1252"), None, "a “quote” and wéak"),
    ],
)
def test_a_text_is_read_by_what_it_is(data: bytes, charset: str | None, text: str) -> None:
    assert decoded(data, charset) == text


def test_a_byte_lost_does_not_take_the_words_of_other_scripts_with_it() -> None:
    data = "بيانات التدريب 訓練資料".encode() + b" \xff"

    assert decoded(data, "utf-8") == "بيانات التدريب 訓練資料 \N{REPLACEMENT CHARACTER}"
