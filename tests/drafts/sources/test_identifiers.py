"""Ids that authors write into a text."""

import pytest

from consensus.drafts.sources.identifiers import clean_key, take_id


@pytest.mark.parametrize(
    ("text", "rest", "key"),
    [
        ("words {#key}", "words", "key"),
        ("words{#key}  ", "words", "key"),
        ("words {: #key }", "words", "key"),
        ('words {#key .class title="a b"}', "words", "key"),
        ("one {#key}\ntwo", "one\ntwo", "key"),
        ("{#key}", "", "key"),
        ("ключ {#ключ}", "ключ", "ключ"),
        ("words {#a.b:c}", "words", "a-b-c"),
        ("words {#key} more", "words {#key} more", None),
        ("words {#key more words}", "words {#key more words}", None),
        ("words {#}", "words {#}", None),
        ("`{#key}`", "`{#key}`", None),
    ],
)
def test_an_id_stands_at_the_end_of_a_line(text, rest, key):
    assert take_id(text) == (rest, key)


@pytest.mark.parametrize(
    ("written", "key"), [("h-Why we?", "h-Why-we"), ("--", None), ("", None), ("a" * 90, "a" * 80)]
)
def test_a_key_fits_an_address(written, key):
    assert clean_key(written) == key
