"""A question in terms."""

import pytest

from consensus.search.asking import read
from consensus.search.document import MODERATORS
from consensus.search.sought import Narrow, Wanted, beginnings_in, sought


def groups(text: str) -> tuple[tuple[Wanted, ...], ...]:
    return sought(read(text)).groups


def test_a_word_is_looked_up_under_its_stems_in_all_languages() -> None:
    [[wanted]] = groups("organisations")

    assert wanted == Wanted(("organiz", "organis", "organisations"), ("organisations",))


def test_names_are_looked_up_whole_and_versions_only_so() -> None:
    assert groups("0.0.8 data-information") == (
        (Wanted(("0.0.8",)),), (Wanted(("data-information",), ("data", "information")),),
    )  # fmt: skip


@pytest.mark.parametrize(
    "text, wanted",
    [
        ('"open source"', Wanted(exact=("open", "source"))), ("透明性", Wanted(exact=("透明", "明性"))),
        ("透", Wanted(beginning="透")), ("Repro*", Wanted(beginning="repro")), ("data-inf*", Wanted(beginning="data-inf")),
    ],
)  # fmt: skip
def test_phrases_signs_and_beginnings(text: str, wanted: Wanted) -> None:
    assert groups(text) == ((wanted,),)


def test_a_word_of_several_is_several_things_to_meet() -> None:
    assert [group[0].exact for group in groups("l’outil")] == [("outil",)]
    assert [group[0].exact for group in groups("use/study")] == [("use",), ("study",)]


def test_words_that_every_text_has_are_looked_for_only_when_nothing_else_is() -> None:
    assert [group[0].exact for group in groups("what is the preferred form")] == [("preferred",), ("form",)]
    assert [group[0].exact for group in groups("the of")] == [("the",), ("of",)]


def test_words_in_a_row_count_more_side_by_side() -> None:
    assert sought(read("preferred form of it")).together == ("preferred", "form")
    assert sought(read("preferred OR form")).together == ()
    assert sought(read("form")).together == ()


def test_values_are_those_that_were_typed_and_those_they_stand_for() -> None:
    question = read('author:"Ana B" clause:2.1 -draft:latest after:2024')
    meant = {("author", "Ana B"): ["p:1"], ("clause", "2.1"): ["use"], ("draft", "latest"): ["1.0"]}

    wanted = sought(question, audience=MODERATORS, meant=meant)

    assert wanted.only == {
        "author": Narrow(frozenset(["Ana B", "p:1"]), (("ana", "b"),)), "clause": Narrow(frozenset(["2.1", "use"])),
    }  # fmt: skip
    assert wanted.never == {"draft": Narrow(frozenset(["latest", "1.0"]))}
    assert (wanted.after, wanted.before) == (1704067200000 << 20, None)
    assert wanted.audiences == ("everybody", "moderators")


def test_beginnings_are_known_wherever_they_stand() -> None:
    assert beginnings_in(sought(read("ab* OR cd* -ef* word"))) == ["ab", "cd", "ef"]
