"""Texts become terms, the same for what is kept and for what is asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.search.analysis import asked, fold, spots_of, terms_of


def words(text: str, language: str = "en") -> list[str]:
    return [word for each in terms_of(text, language) for word in each.words]


def exact(text: str, language: str = "en") -> list[str]:
    return [word for each in terms_of(text, language) for word in each.exact]


@pytest.mark.parametrize(
    "text, language, stems",
    [
        ("Licences, licensing", "en", ["licens", "licens"]), ("organisations organization", "en", ["organiz", "organiz"]),
        ("les données", "fr", ["le", "donne", "don"]), ("las acciones", "es", ["las", "accion"]),
        ("as ações", "pt", ["as", "aca"]), ("التعليم البيانات", "ar", ["تعليم", "بيان"]),
        ("Daten", "de", ["daten"]), ("データ", "ja", ["デー", "ータ", "タ"]), ("ﬁne Ｆｕｌｌ", "en", ["fine", "full"]),
        ("straße Łódź", "de", ["strasse", "lodz"]),
    ],
)  # fmt: skip
def test_words_are_stemmed_by_language(text: str, language: str, stems: list[str]) -> None:
    assert words(text, language) == stems


@pytest.mark.parametrize("name", ["0.0.8", "data-information", "CC-BY-4.0", "gpt-4o", "snake_case"])
def test_names_stay_whole_and_are_split_too(name: str) -> None:
    [terms] = terms_of(name, "en")

    assert terms.words[0] == name.lower()
    assert "".join(terms.exact) == name.lower().replace("-", "").replace(".", "").replace("_", "")


def test_words_are_in_order_without_case_accents_and_signs() -> None:
    assert exact("L’Éducation, “très” bien… (voilà)") == ["l", "education", "tres", "bien", "voila"]
    assert exact("a\u200bb soft\u00adhyphen \u202eright") == ["ab", "softhyphen", "right"]


def test_an_unknown_language_is_told_by_its_letters() -> None:
    assert words("trainings", "") == ["train"]
    assert words("التعليم", "") == ["تعليم"]


@given(st.text(max_size=60), st.sampled_from(["en", "fr", "ar", "ja", ""]))
def test_what_a_text_says_is_found_by_asking_for_it(text: str, language: str) -> None:
    said = {term for each in terms_of(text, language) for term in (*each.words, *each.exact)}
    for each in asked(text):
        assert said & {*each.words, *each.exact}


@given(st.text(max_size=60))
def test_places_are_in_the_text_and_in_order(text: str) -> None:
    spots = list(spots_of(text, "en"))

    assert all(0 <= spot.start < spot.end <= len(text) for spot in spots)
    assert [spot.start for spot in spots] == sorted({spot.start for spot in spots})


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_terms_hold_no_white_space_and_are_not_long() -> None:
    [terms] = terms_of("x" * 100_000, "en")

    assert max(map(len, (*terms.words, *terms.exact))) <= 60
    assert not any(" " in word for word in words("a\u00a0b\u3000c d\te"))
