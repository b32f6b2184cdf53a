"""Quoted words are found where they stand, and nothing uncertain is called exact."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from consensus.discussion.anchors import CONTEXT, GONE, Anchor, Found, Quote, find, take
from consensus.kit.text.words import tidy

TEXT = (
    "The data must be open. The code must be open, too. Data information: sufficiently detailed information about "
    "the data used to train the system, so that a skilled person can recreate a substantially equivalent system."
)
LONG = " ".join(f"word{n} stands here and says thing {n * 7}," for n in range(480))

words = st.sampled_from("the data code must be open, Open (system) license. shared 開放 é".split())
prose = st.lists(words, min_size=1, max_size=40).map(" ".join)


def taken(words, exact, prefix="", suffix=""):
    """The words taken and where the first of them stand, as text."""
    quote = take(words, Quote(exact, prefix, suffix))
    return quote and f"{quote.prefix[-8:]}[{quote.exact}]{quote.suffix[:8]}"


def stands(words, quote):
    """How a quote is found and what stands there."""
    found = find(words, quote)
    return found.state, None if found.start is None else words[found.start : found.end]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("sufficiently detailed", "mation: [sufficiently detailed] informa"),
        ("  sufficiently\n detailed ", "mation: [sufficiently detailed] informa"),
        ("SUFFICIENTLY Detailed", "mation: [sufficiently detailed] informa"),
        ("“sufficiently detailed…”", "mation: [sufficiently detailed] informa"),
        ("suficiently detailled", "mation: [sufficiently detailed] informa"),
        ("skiled person could recreate", None),
        ("skilled person can re-create", " that a [skilled person can recreate] a subst"),
        ("equivalent system", "ntially [equivalent system]."),
        ("open", "must be [open]. The co"),
        ("tail", "ently de[tail]ed infor"),
        ("use", "he data [use]d to tra"),
        ("the weights", None),
        ("wghts", None),
        ("", None),
        (" … ", None),
    ],
)
def test_words_typed_are_taken_as_they_stand(typed, found):
    assert taken(TEXT, typed) == found


def test_context_decides_between_several_places():
    assert taken(TEXT, "open", prefix="The code must be ") == "must be [open], too. D"
    assert taken(TEXT, "open", suffix=", too") == "must be [open], too. D"
    assert taken(TEXT, "open", prefix="nothing of this") == "must be [open]. The co"
    assert taken("opened, then open", "open") == "d, then [open]"
    assert taken("opened, then open", "open", suffix="ed, then") == "[open]ed, then"


def test_context_is_kept_and_short():
    assert take(TEXT, Quote("the data used")) == Quote(
        "the data used",
        "ciently detailed information about "[-CONTEXT:],
        " to train the system, so that a skilled"[:CONTEXT],
    )
    assert take("open", Quote("open", "unknown", "unknown")) == Quote("open", "", "")


@pytest.mark.parametrize(
    ("later", "state", "there"),
    [
        (TEXT, Anchor.EXACT, "sufficiently detailed information"),
        (TEXT[50:], Anchor.EXACT, "sufficiently detailed information"),
        ("Give sufficiently detailed information.", Anchor.EXACT, "sufficiently detailed information"),
        (TEXT.replace("detailed info", "detailled info"), Anchor.NEAR, "sufficiently detailled information"),
        ("Sufficiently Detailed Information", Anchor.NEAR, "Sufficiently Detailed Information"),
        (TEXT.replace("sufficiently detailed", "enough"), Anchor.GONE, None),
        ("insufficiently detailed informations", Anchor.NEAR, "insufficiently detailed informations"),
        ("", Anchor.GONE, None),
    ],
)
def test_in_later_words_a_quote_is_found_exactly_nearly_or_not(later, state, there):
    quote = take(TEXT, Quote("sufficiently detailed information"))

    assert stands(later, quote) == (state, there)


def test_of_several_places_the_context_decides_or_none_is_sure():
    quote = take(TEXT, Quote("open", suffix=", too"))

    assert find(TEXT, quote) == Found(Anchor.EXACT, 40, 44)
    assert find("Now: " + TEXT, quote) == Found(Anchor.EXACT, 45, 49)
    assert find("It is open. It is open.", quote).state == Anchor.NEAR
    assert find("It is open.", quote) == Found(Anchor.EXACT, 6, 10)
    assert find("a rule. " * 9, take("a rule. " * 9, Quote("rule"))).state == Anchor.EXACT
    assert find("so a rule. " * 9, take("a rule. " * 9, Quote("rule"))).state == Anchor.NEAR


def test_part_of_a_word_is_not_the_word():
    assert find("It is reopened", take(TEXT, Quote("open"))) == GONE
    assert find("It is a license", take("a lic was had", Quote("lic"))) == GONE
    assert stands("More detailing", take(TEXT, Quote("tail"))) == (Anchor.EXACT, "tail")
    assert stands("資料必須開放，程式碼也是", take("開放資料", Quote("開放"))) == (Anchor.EXACT, "開放")


def test_short_words_are_found_exactly_or_not_at_all():
    assert find("The rata must be closed", take(TEXT, Quote("data"))) == GONE
    assert find("Data", take(TEXT, Quote("data"))) == Found(Anchor.NEAR, 0, 4)


@pytest.mark.parametrize("length", [300, 1_000, 4_000, 8_000])
def test_long_quotes_are_found_with_changes_in_them(length):
    quote = take(LONG, Quote(LONG[1_000 : 1_000 + length].partition(" ")[2].rpartition(" ")[0]))
    later = "Preface. " + LONG.replace("says thing", "says a thing").replace("word45 stands", "word45 is")

    state, there = stands(later, quote)

    assert state == Anchor.NEAR
    assert (there[:14], there[-6:]) == (quote.exact[:14], quote.exact[-6:])
    assert find(TEXT, quote) == GONE
    assert find(LONG, quote).state == Anchor.EXACT


def test_a_quote_longer_than_the_text_is_gone():
    assert find("word1 stands", Quote(LONG[:700])) == GONE
    assert find("data information", Quote(TEXT)) == GONE


@given(prose, st.data())
def test_words_selected_in_a_text_are_taken_and_found_in_it_again(words, data):
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    exact = words[start:end].strip()
    assume(exact)

    quote = take(words, Quote(exact, words[:start], words[end:]))
    found = find(words, quote)

    assert quote.exact == exact
    assert (len(quote.prefix) <= CONTEXT, len(quote.suffix) <= CONTEXT) == (True, True)
    assert words[found.start : found.end] == exact
    assert quote.prefix + quote.exact + quote.suffix in words
    assert found.state == Anchor.EXACT or words.count(exact) > 1


@given(prose, st.text(max_size=60), st.text(max_size=10))
def test_only_words_that_stand_there_are_taken(words, exact, prefix):
    quote = take(words, Quote(exact, prefix))

    assert quote is None or (quote.exact != "" and quote.prefix + quote.exact + quote.suffix in words)


@given(prose, prose, prose)
def test_what_is_found_has_a_place_and_what_is_gone_has_none(first, later, exact):
    quote = take(first, Quote(exact)) or Quote(exact)

    found = find(later, quote)

    assert (found.state == Anchor.GONE) == (found.start is None) == (found.end is None)
    assert found.start is None or 0 <= found.start < found.end <= len(later)
    assert found.state != Anchor.EXACT or later[found.start : found.end] == quote.exact


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_texts_are_compared(words, exact):
    quote = take(tidy(words), Quote(exact))

    assert quote is None or find(tidy(words), quote).state in (Anchor.EXACT, Anchor.NEAR)


@pytest.mark.parametrize(
    ("words", "exact"),
    [("a" * 20_000, "a" * 8_000), ("a " * 10_000, "a a " * 2_000), ("ab " * 6_666, "ba a" * 60)],
)
def test_hostile_repetitions_are_answered(words, exact):
    assert find(words, Quote(exact.strip())).state in (Anchor.NEAR, Anchor.GONE)
