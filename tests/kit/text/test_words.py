"""The normal form names a wording, so what it does to each kind of sign is told one by one."""

import hashlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.kit.text.words import (
    digest,
    excerpt,
    link_targets,
    normal_form,
    slug,
    split_words,
    tidy,
    visible_words,
)

texts = st.text(
    st.sampled_from("ab é\u0301 *_[]()`<>&{}#:~\\|!-–—“”‘’\u200b\u00ad\u00a0\n1.") | st.characters(),
    max_size=60,
)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("“Data” isn’t ‚code‘", "\"Data\" isn't 'code'"),
        ("a – b — c ‐ d − e", "a - b - c - d - e"),
        ("soft\u00adhyphen zero\u200bwidth\ufeff", "softhyphen zerowidth"),
        ("  many \t\n spaces\u00a0here ", "many spaces here"),
        ("e\u0301", "é"),
        ("Case, and Punctuation!", "Case, and Punctuation!"),
    ],
)
def test_signs_are_written_in_one_way(written, said):
    assert normal_form(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("**Use** the *system* ~~now~~ `as is`", "Use the system now as is"),
        ("__Use__ _it_ snake_case 2 * 3", "Use it snake_case 2 * 3"),
        (r"\*not\* \_emphasis\_ \[x\]", "*not* _emphasis_ [x]"),
        ("one<br>two  \nthree\\\nfour", "one two three four"),
        ("H<sub>2</sub>O and <b>bold</b>", "H2O and bold"),
        ("<name of the model> stays", "<name of the model> stays"),
        ("a &amp; b &ndash; c", "a & b - c"),
        ("seen <!-- unseen -->", "seen"),
        ("`{#kept}` in code", "{#kept} in code"),
        ("```\nline one\nline two\n```", "line one line two"),
    ],
)
def test_markup_is_removed_and_words_stay(written, said):
    assert normal_form(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("words {#key}", "words"),
        ("words {: #key}", "words"),
        ("freedoms[^1] to", "freedoms to"),
        ("terms [^note-2].", "terms."),
        (":information_source: Note", "Note"),
        ("done :+1:", "done"),
        ("at 10:30:45 a:b:c", "at 10:30:45 a:b:c"),
        ("- an item", "an item"),
        ("* **Use** it", "Use it"),
        ("– a row", "a row"),
        ("12. a step", "a step"),
        (r"2024\. A year", "2024. A year"),
        ("3.2 is a number", "3.2 is a number"),
        ("*emphasis* first", "emphasis first"),
    ],
)
def test_ids_marks_emoji_codes_and_list_signs_are_dropped(written, said):
    assert normal_form(written) == said


def test_link_targets_follow_the_words_in_order():
    written = '[one](https://a.example/x_y "title") and <https://b.example> ![a picture](c.png)'

    assert normal_form(written) == (
        "one and https://b.example a picture https://a.example/x_y https://b.example c.png"
    )
    assert visible_words(written) == "one and https://b.example a picture"
    assert link_targets(written) == ("https://a.example/x_y", "https://b.example", "c.png")


def test_another_link_target_is_another_wording():
    assert normal_form("[terms](https://a.example)") != normal_form("[terms](https://b.example)")


def test_the_bar_between_cells_stays():
    assert normal_form("**Data card** | OSD-compliant licence") == "Data card | OSD-compliant licence"


def test_a_digest_is_the_hash_of_the_normal_form():
    assert digest("Use it") == hashlib.sha256(b"Use it").hexdigest()


@given(texts)
def test_a_normal_form_is_one_line_of_composed_characters(text):
    form = normal_form(text)

    assert form == " ".join(form.split())
    assert unicodedata.is_normalized("NFC", form)


@given(st.text(max_size=80))
def test_tidying_twice_changes_nothing_more(text):
    assert tidy(tidy(text)) == tidy(text)


@given(st.lists(st.sampled_from(["one", "Two", "drei,", "vier!"]), min_size=1).map(" ".join))
def test_plain_words_are_their_own_normal_form(text):
    assert normal_form(text) == text


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Data information", "data-information"),
        ("Why we need Open Source Artificial Intelligence (AI)", "why-we-need-open-source-artificial"),
        ("Größe der Änderung", "grosse-der-anderung"),
        ("It isn’t", "it-isnt"),
        ("Øystein's œuvre", "oysteins-oeuvre"),
        ("前文", "c-8a41d0a1"),
        ("オープンソースAIとは何か", "ai-287e406c"),
        ("…", "c-b4935894"),
    ],
)
def test_a_slug_is_readable_or_at_least_usable(text, key):
    assert slug(text) == key


@given(st.text(max_size=100), st.integers(12, 60))
def test_a_slug_is_short_and_fits_an_address(text, most):
    key = slug(text, most=most)

    assert 0 < len(key) <= most
    assert key == key.strip("-") and set(key) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@given(st.text(max_size=100))
def test_split_words_joined_are_the_text(text):
    assert "".join(split_words(text)) == text


def test_words_keep_the_space_that_follows():
    assert split_words("  one two\nthree 数据 ok") == ["  one ", "two\n", "three ", "数", "据 ", "ok"]


def test_an_excerpt_is_cut_between_words():
    assert excerpt("one two three", most=9) == "one two…"
    assert excerpt("one two", most=9) == "one two"
    assert excerpt("Donaudampfschiff", most=6) == "Donau…"


@given(st.text(max_size=80), st.integers(1, 30))
def test_an_excerpt_is_never_longer_than_asked(text, most):
    assert len(excerpt(text, most=most)) <= most
