"""The table of licences as people read it."""

from consensus.systems.book import licence_book
from consensus.systems.shelf import APPROVED, CONFORMS, NOT, judged, known, shelves


def test_every_judged_licence_stands_once_where_it_belongs() -> None:
    found = {shelf.name: {each.name for each in shelf.licences} for shelf in shelves(licence_book())}

    assert "MIT" in found[APPROVED] and "CC-BY-4.0" in found[CONFORMS] and "Gemma Terms of Use" in found[NOT]
    assert len(set.union(*found.values())) == sum(map(len, found.values())) == known(shelves(licence_book()))


def test_what_is_known_by_name_only_is_left_out() -> None:
    names = {each.name for shelf in shelves(licence_book()) for each in shelf.licences}

    assert "3D-Slicer-1.0" not in names


def test_a_question_is_answered_under_each_framework() -> None:
    answers = {
        terms.answer: frameworks for terms, frameworks in judged("CC BY 4.0", book=licence_book()).items()
    }

    assert answers == {"no": ["osi"], "yes": ["osi-terms", "osd", "osd-terms"]}
