"""What people say is made ready before the lock: bounded, cleaned, rendered; what cannot be shown is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.discussion.texts import MOST_BYTES, cleaned, prepare_text, shows_something, stored_reason
from consensus.kit.db import db, transaction
from consensus.kit.errors import Invalid
from consensus.kit.slow import InsideTheLock
from consensus.kit.text.rendered import Rendered
from tests.kit.text.attacks import XSS, slow


def refused(text, **given):
    with pytest.raises(Invalid) as error:
        prepare_text(text, **given)
    return error.value.errors


def test_a_text_is_cleaned_rendered_and_known_by_its_words(app):
    made = prepare_text(
        "  Use\r\n*it* \u202egnp.exe\u0000 \u200bfreely, see https://example.org and others.  "
    )

    assert made.body == "Use\n*it* gnp.exe freely, see https://example.org and others."
    assert made.html.startswith("<p>Use<br>\n<em>it</em>")
    assert (made.language, made.links, len(made.bands)) == ("en", True, 10)


def test_its_language_is_told_by_its_letters_or_as_the_reader_reads(app):
    assert [prepare_text(text, else_="fr").language for text in ("Bonjour", "Привет всем")] == ["fr", "ru"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  \n\t ",
        "\u200b\u200c\u200d\ufeff",
        "\u3164\u2800",
        "\u0301\u0301",
        "---",
        "> \u00a0",
        "\U000e0041",
    ],
)
def test_what_shows_nothing_is_no_comment(app, text):
    assert list(refused(text)) == ["body"]


def test_what_scripts_and_emoji_need_stays(app):
    text = "می\u200cخواهم 👩\u200d💻 \u200fא"

    assert prepare_text(text).body == text


def test_a_text_has_at_most_8192_bytes_whatever_its_letters(app):
    assert len(prepare_text("ß" * (MOST_BYTES // 2)).body) == 4096
    assert refused("ß" * (MOST_BYTES // 2) + "x") == {
        "body": ["This is 8,193 bytes long; 8,192 is the most."]
    }


def test_what_is_too_complicated_to_be_shown_is_refused_with_a_sentence(app):
    errors = refused("> " * 13 + "deep", field="reason")

    assert errors == {"reason": ["This text is too complicated to be shown: nested more than 12 deep."]}


@pytest.mark.parametrize("attack", [*XSS, *slow(8_000).values()])
def test_what_is_taken_is_harmless_and_everything_else_is_refused(app, attack):
    try:
        made = prepare_text(attack)
    except Invalid as refusal:
        assert list(refusal.errors) == ["body"]
    else:
        assert "<script" not in made.html.lower()


@given(st.text(max_size=300))
def test_cleaning_twice_changes_nothing_more(text):
    once = cleaned(text, field="body", required=False)

    assert cleaned(once, field="body", required=False) == once
    assert not shows_something(once) or cleaned(once, field="body") == once


def test_it_is_slow_work_that_stands_before_the_lock(app):
    with transaction(), pytest.raises(InsideTheLock):
        prepare_text("Words.")


def test_a_reason_is_cleaned_or_kept_finished(app):
    made = prepare_text("See *this*.", field="reason")

    with transaction():
        plain, rich = stored_reason(" Because.\u200b "), stored_reason(made)

    assert (plain, rich) == ("Because.", "See *this*.")
    assert db.session.get(Rendered, made.finished[0]).html == made.html


def test_a_reason_that_is_none_is_refused_where_one_is_needed(app):
    with pytest.raises(Invalid) as error:
        stored_reason(" \u200b")

    assert (list(error.value.errors), stored_reason(" ", required=False)) == (["reason"], "")


@pytest.mark.parametrize(
    "text, links",
    [
        ("No links: none.", False),
        ("See [above](/clauses/use/) and `http://a.example`.", False),
        ("See www.example.org.", True),
        ("[a](https&#58;//a.example)", True),
        ("[a](//a.example)", True),
    ],
)
def test_whether_it_leads_elsewhere_is_known(app, text, links):
    assert prepare_text(text).links is links
