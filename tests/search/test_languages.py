"""What words of a language are reduced to."""

import threading

import pytest

from consensus.search.languages import language_to_stem, one_spelling, stem


@pytest.mark.parametrize(
    "language, text, stemmed",
    [
        ("fr", "x", "fr"), ("pt_BR", "x", "pt"), ("de", "x", ""), ("", "words", "en"), ("", "البيانات", "ar"),
        ("fa", "البيانات", "ar"),
    ],
)  # fmt: skip
def test_a_language_is_its_own_or_told_by_script(language: str, text: str, stemmed: str) -> None:
    assert language_to_stem(language, text) == stemmed


@pytest.mark.parametrize(
    "text, stemmed",
    [
        ("The weights of the model are part of it.", "en"), ("Weights", "en"), ("", "en"), ("la", "en"),
        ("Les poids du modèle sont une partie des données.", "fr"),
        ("Los pesos son parte del modelo y se estudian.", "es"),
        ("Os pesos são parte do modelo e não dos dados.", "pt"),
        ("The words *les poids du modèle* stand in the draft, and that is fine for us.", "en"),
    ],
)  # fmt: skip
def test_where_nobody_chose_the_small_words_tell(text: str, stemmed: str) -> None:
    assert language_to_stem("en", text) == stemmed
    assert language_to_stem("", text) == stemmed
    assert language_to_stem("ar", text) == "ar"


@pytest.mark.parametrize(
    "word, other",
    [
        ("licence", "license"),
        ("organise", "organize"),
        ("this", "this"),
        ("wise", "wise"),
        ("behaviour", "behaviour"),
    ],
)
def test_words_spelled_in_two_ways_are_one(word: str, other: str) -> None:
    assert one_spelling(word) == other


def test_short_words_numbers_and_other_languages_stay() -> None:
    assert [stem("as", "en"), stem("4o", "en"), stem("daten", "de")] == ["as", "4o", "daten"]


def test_several_threads_may_ask() -> None:
    words = [f"{chr(97 + n % 26)}{chr(97 + n // 26)}ationally" for n in range(200)]
    found: list[list[str]] = []
    threads = [
        threading.Thread(target=lambda: found.append([stem(word, "en") for word in words])) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [found[0]] * 4
